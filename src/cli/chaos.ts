import { type ChaosResult, chaos } from '../chaos/chaos.ts'
import { describeFault, FAULTS, type FaultKind } from '../chaos/schedule.ts'
import { type Io, UsageError, type Verb } from './io.ts'
import { progressBar } from './progress.ts'

/** `postbuch chaos`. Exit code 1 if anything that is promised did not hold. */
export const run: Verb = async (io, options) => {
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort(new Stopped()))
  const only = ((options.only as string | undefined) ?? '').split(',').filter(Boolean)
  const unknown = only.filter(kind => !(FAULTS as readonly string[]).includes(kind))
  if (unknown.length) throw new UsageError(`--only knows ${FAULTS.join(', ')}; found ${unknown.join(', ')}`)
  const number = (name: 'rounds' | 'seed' | 'brokers', least: number) => {
    const value = Number(options[name])
    if (!Number.isInteger(value) || value < least)
      throw new UsageError(`--${name} must be a whole number from ${least}`)
    return value
  }
  const rounds = number('rounds', 1)
  const seed = number('seed', 0)
  const brokers = number('brokers', 1)
  if (brokers !== 1 && brokers !== 3) throw new UsageError('--brokers must be 1 or 3')
  const result = await chaos({
    rounds,
    seed,
    brokers,
    only: only as FaultKind[],
    corpus: options.corpus as string,
    keep: options.keep === true,
    tell: io.tell,
    progress: progressBar,
    signal: stopped.signal,
  })
  const document = summary(result, { rounds, seed, brokers })
  show(io, result, document)
  return { document, exitCode: result.clean ? 0 : 1 }
}

class Stopped extends Error {
  override message = 'stopped'
  readonly code = 'STOPPED'
}

type Counts = { rounds: number; seed: number; brokers: number }

/** The one JSON document of `--json`: counts first, and what is wrong in words, if anything is. */
function summary(
  { verdict, kills, posted, accepted, trouble, memoryMb, seconds, ...rest }: ChaosResult,
  counts: Counts,
) {
  const { lost, duplicated, gaps, outcomesDiffer, stores, final, unconfirmed } = verdict
  const wrong = { lost, duplicated, gaps, outcomesDiffer, stores }
  return {
    ...counts,
    kills,
    posted,
    accepted,
    unconfirmed,
    lost: lost.length,
    duplicated: duplicated.length,
    gaps: gaps.length,
    outcomesDiffer: outcomesDiffer.length,
    storesEqual: stores.length === 0,
    final,
    trouble,
    memoryMb,
    seconds,
    ...(rest.clean ? {} : { wrong, schedule: rest.schedule.map(describeFault) }),
    ...(rest.dataDir ? { dataDir: rest.dataDir } : {}),
  }
}

function show(io: Io, { clean, dataDir, verdict }: ChaosResult, document: ReturnType<typeof summary>) {
  for (const [what, found] of Object.entries(verdict)) {
    if (Array.isArray(found)) for (const line of found.slice(0, 10)) io.tell(`${what}: ${line}`)
  }
  const { lost, duplicated, gaps, outcomesDiffer, storesEqual, final, kills, accepted, seconds, memoryMb } = document
  io.print(`Faults: ${pairs(kills)}`)
  io.print(`Mails accepted: ${accepted}; in the end: ${pairs(final)}`)
  io.print(
    `Lost ${lost}, duplicated ${duplicated}, gaps ${gaps}, other outcomes ${outcomesDiffer}, stores ${storesEqual ? 'equal' : 'NOT equal'} to the log`,
  )
  io.print(`Memory: worker ${memoryMb.worker} MB at most, web ${memoryMb.web} MB; seconds: ${pairs(seconds)}`)
  io.print(clean ? 'All that is promised held.' : `BROKEN. The data are kept in ${dataDir}.`)
}

const pairs = (of: Record<string, number>) =>
  Object.entries(of)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
