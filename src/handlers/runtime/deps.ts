/** What the runtime of one handler works with: everything outside is handed in. */
import type { NewEvent, RecordedEvent } from '../../domain/events.ts'
import type { LettersOf } from '../../log/letters.ts'
import type { Log, LogRecord, Membership, NewRecord } from '../../log/log.ts'
import type { Handler } from '../handler.ts'
import type { Clock } from './clock.ts'
import type { Limiter } from './limiter.ts'
import type { StateStore } from './state-store.ts'
import type { Suspensions } from './suspensions.ts'

/** Places where a process may die; tests kill it there by name. */
export const CRASH_POINTS = [
  'before-fence',
  'after-fence',
  'before-partition-taken',
  'after-partition-taken',
  'before-fold',
  'after-fold',
  'before-state-write',
  'after-state-write',
  'before-effect',
  'after-effect',
  'before-append',
  'after-commit',
  'outputs-folded',
] as const
export type CrashPoint = (typeof CRASH_POINTS)[number]

/** The part of pino that is used here. Never given a mail's words. */
export interface Logger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface RuntimeDeps<S, O> {
  log: Log
  handler: Handler<S, O>
  codec: { encode(event: NewEvent): NewRecord; decode(record: LogRecord): RecordedEvent }
  /** Opens the state store of a partition; called once for each partition of a process's life. */
  openStore(partition: number): StateStore
  limiter: Limiter
  suspensions: Suspensions
  clock: Clock
  logger: Logger
  /** Put before names of groups and transactional ids, e.g. `postbuch`. */
  prefix: string
  /** Told when a poison record parks its key. */
  parked(pointer: { partition: number; offset: number; key: string; error: Error }): void
  /** What people decided about this group's parked records; without it they stay parked. */
  letters?: LettersOf
  /** May end the process (tests). */
  crashPoint(point: CrashPoint): void
}

/** A partition's deps: the membership it is held under comes with it. */
export interface PartitionDeps<S, O> extends RuntimeDeps<S, O> {
  partition: number
  store: StateStore
  membership: Membership
  /** A position has been folded: mirror it some time. */
  folded(): void
}
