/** One round: a fault, and its recovery. */
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../platform/until.ts'
import type { Lab } from './lab.ts'
import type { Poster } from './poster.ts'
import type { Fault, FaultKind } from './schedule.ts'
import type { Target } from './target.ts'

/** A busy machine may take its time; what is longer than this is a fault of ours. */
const RECOVERED_WITHIN_MS = 120_000

/** What was done to whom, e.g. `kill kafka-2`. Resolves when everything serves again and a mail has been accepted since. */
export async function playRound(
  lab: Lab,
  mails: Poster,
  fault: Fault,
  seed: number,
  signal: AbortSignal,
): Promise<string> {
  await sleep(fault.afterMs, undefined, { signal })
  const what = await strike(lab, fault, seed, signal)
  const before = mails.accepted.size
  await until(
    `after ${what} everything serves`,
    async () => (await Promise.all(standing(lab).map(target => target.healthy()))).every(Boolean),
    RECOVERED_WITHIN_MS,
    signal,
  )
  await until(`after ${what} a mail is accepted`, () => mails.accepted.size > before, RECOVERED_WITHIN_MS, signal)
  return what
}

const standing = (lab: Lab): Target[] => [...lab.kafka, lab.postgres, lab.mongodb, lab.web, ...lab.workers]

async function strike(lab: Lab, fault: Fault, seed: number, signal: AbortSignal): Promise<string> {
  const { kind, forMs } = fault
  const pause = () => sleep(forMs, undefined, { signal })
  if (kind.startsWith('extractor-')) {
    const mode = kind.slice('extractor-'.length) as Parameters<Lab['extractor']>[0]
    lab.extractor(mode, seed)
    await pause().finally(() => lab.extractor('none', seed))
    return kind
  }
  if (kind === 'add-worker') {
    const added = lab.newWorker()
    await added.start()
    await pause()
    await added.stop()
    lab.workers.splice(lab.workers.indexOf(added), 1)
    return `add ${added.name} and remove it`
  }
  const target = await targetOf(lab, kind, fault.choice)
  if (kind === 'remove-worker') {
    await target.stop()
    await pause()
    await target.start()
    return `stop ${target.name}`
  }
  if (kind.startsWith('freeze-')) {
    target.freeze()
    await pause().finally(() => target.thaw())
    return `freeze ${target.name}`
  }
  await target.kill()
  await pause()
  await target.start()
  return `kill ${target.name}`
}

async function targetOf(lab: Lab, kind: FaultKind, choice: number): Promise<Target> {
  if (kind.endsWith('-worker')) return lab.workers[choice % lab.workers.length]!
  if (kind.endsWith('-kafka')) return lab.kafka[await lab.leader(choice)]!
  if (kind.endsWith('-postgres')) return lab.postgres
  return kind.endsWith('-mongodb') ? lab.mongodb : lab.web
}
