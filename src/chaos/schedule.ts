/** The faults, and in which order a seed brings them: written down before anything is started, so that it can be repeated. */
import { seeded } from './random.ts'

/** What can be done to what. Servers and processes are killed with SIGKILL, children and all, and frozen with SIGSTOP. */
export const FAULTS = [
  'kill-worker',
  'freeze-worker',
  'remove-worker',
  'add-worker',
  'kill-web',
  'freeze-web',
  'kill-kafka',
  'freeze-kafka',
  'kill-postgres',
  'freeze-postgres',
  'kill-mongodb',
  'freeze-mongodb',
  'extractor-slow',
  'extractor-failing',
  'extractor-timing-out',
  'extractor-overloaded',
] as const
export type FaultKind = (typeof FAULTS)[number]

export interface Fault {
  kind: FaultKind
  /** Milliseconds after the round's beginning. */
  afterMs: number
  /** How long it lasts: dead, frozen, gone, or the extractor's trouble. */
  forMs: number
  /** Picks one of several workers or brokers. */
  choice: number
}

/** Each once in a deck; what decisions depend on most, more often. */
const DECK: readonly FaultKind[] = [...FAULTS, 'kill-worker', 'kill-worker', 'freeze-worker', 'kill-kafka']

/** Longer than a group's session (6 s) and a transaction (10 s), so that who wakes up has been replaced. */
const FENCED_MS = [13_000, 17_000] as const
const LASTS: Record<FaultKind, readonly [number, number]> = {
  'kill-worker': [0, 3_000],
  'freeze-worker': FENCED_MS,
  'remove-worker': [500, 6_000],
  'add-worker': [4_000, 8_000],
  'kill-web': [0, 2_000],
  'freeze-web': [3_000, 14_000],
  'kill-kafka': [0, 5_000],
  'freeze-kafka': [3_000, 15_000],
  'kill-postgres': [0, 4_000],
  'freeze-postgres': [3_000, 12_000],
  'kill-mongodb': [0, 4_000],
  'freeze-mongodb': [3_000, 12_000],
  'extractor-slow': [5_000, 10_000],
  'extractor-failing': [4_000, 8_000],
  'extractor-timing-out': [4_000, 8_000],
  'extractor-overloaded': [4_000, 8_000],
}

/** @param only the faults to choose from; all if empty */
export function schedule(seed: number, rounds: number, only: readonly FaultKind[] = []): Fault[] {
  const random = seeded(seed)
  const deck = only.length ? only : DECK
  const faults: Fault[] = []
  while (faults.length < rounds) {
    for (const kind of random.shuffled(deck)) {
      const afterMs = random.between(0, 1_500)
      faults.push({ kind, afterMs, forMs: random.between(...LASTS[kind]), choice: random.between(0, 999) })
    }
  }
  return faults.slice(0, rounds)
}

export const describeFault = ({ kind, afterMs, forMs }: Fault) => `${kind} after ${afterMs} ms for ${forMs} ms`
