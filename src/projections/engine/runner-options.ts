/** What a runner is given, and what it tells of itself. */
import type { Log } from '../../log/log.ts'
import type { Decode } from './batches.ts'
import type { RunningPartition } from './partition.ts'
import type { Projection } from './projection.ts'
import type { ParkedLetter, ProjectionStore } from './store.ts'

export interface RunnerLogger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface RunnerOptions {
  projection: Projection
  log: Log
  store: ProjectionStore
  /** Name of the consumer group, `<prefix>-<name>`. */
  group: string
  decode: Decode
  logger?: RunnerLogger
  /** Milliseconds since 1970. */
  now?: () => number
  /** Told of every key that was parked, after it is safe in the store: appends LetterParked. */
  announce?: (letter: ParkedLetter, consumer: string) => Promise<void>
  /** Called by the member that finds the active build to be of another version; builds a new one and returns. */
  build?: (projection: Projection, signal: AbortSignal) => Promise<void>
  /** How often the store is asked for a rebuild, a pause or a resume, and every fifth time for its positions. Default 1000 ms. */
  pollMs?: number
  /** First and longest wait when the store or the log is down. Default 200 ms and 10 s. */
  backoffMs?: [number, number]
  sessionTimeout?: number
  /** Events behind the log from which on it is caught up with in large steps. Default 2,000. */
  far?: number
}

export type RunnerState = 'new' | 'catching-up' | 'live' | 'paused' | 'failed' | 'stopped'

export interface RunnerStatus {
  projection: string
  state: RunnerState
  generation: number | null
  partitions: RunningPartition[]
  parked: number
  /** Why nothing is applied just now although all is well with the projection itself. */
  suspended: { message: string; since: number } | null
  eventsApplied: number
}
