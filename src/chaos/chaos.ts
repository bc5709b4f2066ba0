/**
 * `postbuch chaos`: real servers, `web` and three workers, mails all the time, and a seeded schedule of faults; in the end
 * everything is let run quiet and checked from outside.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { untilQuiet } from '../app/start/quiet.ts'
import { readCorpus } from '../demo/corpus.ts'
import { type Lab, startLab } from './lab.ts'
import { mailSource } from './mails.ts'
import { type MemoryFigures, watchMemory } from './memory.ts'
import { poster } from './poster.ts'
import { seeded } from './random.ts'
import { playRound } from './round.ts'
import { describeFault, type Fault, type FaultKind, schedule } from './schedule.ts'
import { judge, type Verdict } from './verdict.ts'

export interface ChaosOptions {
  rounds: number
  seed: number
  brokers: number
  /** All if empty. */
  only: readonly FaultKind[]
  corpus: string
  /** Keep the data folder in any case. */
  keep: boolean
  tell(line: string): void
  progress(what: string, total: number): { update(done: number): void; stop(): void }
  signal: AbortSignal
}

export interface ChaosResult {
  clean: boolean
  verdict: Verdict
  schedule: Fault[]
  /** Rounds by what was done. */
  kills: Record<string, number>
  posted: number
  accepted: number
  /** Processes that ended though nobody killed them, and that did not stop in time. */
  trouble: { ended: number; notStopped: number }
  memoryMb: MemoryFigures
  seconds: { start: number; rounds: number; quiet: number; check: number }
  /** Kept when something is wrong. */
  dataDir: string | null
}

/** Two and a half mails a second. */
const MAIL_EVERY_MS = 400
const WORKERS = 3

export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const { rounds, seed, tell, signal } = options
  const faults = schedule(seed, rounds, options.only)
  const dataDir = await mkdtemp(join(tmpdir(), 'postbuch-chaos-'))
  let lab: Lab | undefined
  let keep = true
  const clock = stopwatch()
  try {
    const corpus = await readCorpus(options.corpus)
    const source = await mailSource(corpus, seeded(seed + 1), seed)
    lab = await startLab({
      dataDir,
      brokers: options.brokers,
      corpus: { ...corpus, registry: source.registry },
      workers: WORKERS,
    })
    const memory = watchMemory(lab)
    const mails = poster({ ...source, ...lab.webhook, files: lab.files, everyMs: MAIL_EVERY_MS })
    const start = clock()
    tell(`servers, web and ${WORKERS} workers serve after ${start} s; data in ${dataDir}`)
    mails.begin()
    const kills: Record<string, number> = {}
    try {
      for (const [index, fault] of faults.entries()) {
        const lap = stopwatch()
        const what = await playRound(lab, mails, fault, seed, signal)
        kills[fault.kind] = (kills[fault.kind] ?? 0) + 1
        tell(
          `round ${index + 1}/${rounds}: ${what} (${describeFault(fault)}): all serves after ${lap()} s; ${mails.accepted.size} of ${mails.posted()} mails accepted`,
        )
      }
    } finally {
      await mails.end()
    }
    const played = clock()
    const { prefix } = lab.config.kafka
    await untilQuiet(lab.connections, [...mails.accepted.keys()], prefix, signal, options.progress)
    const quiet = clock()
    const memoryMb = memory.stop()
    const verdict = await judge(lab, mails.accepted, options.progress)
    const clean = [verdict.lost, verdict.duplicated, verdict.gaps, verdict.outcomesDiffer, verdict.stores].every(
      list => list.length === 0,
    )
    keep = options.keep || !clean
    const trouble = { ended: 0, notStopped: 0 }
    for (const { trouble: own } of [lab.web, ...lab.workers]) {
      trouble.ended += own.ended
      trouble.notStopped += own.notStopped
    }
    return {
      clean,
      verdict,
      schedule: faults,
      kills,
      posted: mails.posted(),
      accepted: mails.accepted.size,
      trouble,
      memoryMb,
      seconds: { start, rounds: played - start, quiet: quiet - played, check: clock() - quiet },
      dataDir: keep ? dataDir : null,
    }
  } catch (error) {
    if (signal.aborted) keep = false
    else tell(`failed; the data are kept in ${dataDir}; the schedule was:\n${faults.map(describeFault).join('\n')}`)
    throw error
  } finally {
    await lab?.stop()
    if (!keep) await rm(dataDir, { recursive: true, force: true })
  }
}

/** Whole seconds since it was made. */
function stopwatch(): () => number {
  const begun = performance.now()
  return () => Math.round((performance.now() - begun) / 1000)
}
