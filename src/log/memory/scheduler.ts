/**
 * Who decides what happens next in the in-memory log. Everything that takes time in a real one (a request on its way,
 * an answer, a marker being written, a batch being delivered) is a step that is handed to a scheduler.
 */

export interface StepInfo {
  /** What kind of step; see `Operation` and its answers. */
  operation: Operation
  /** The process that asked, or that is told. */
  process: string
  /** The partition (`emails/0`), transactional id or group it is about. */
  about: string
  /** A request on its way, its answer on the way back, or something that the broker or client does by itself. */
  direction: 'request' | 'answer' | 'own'
}

export type Operation =
  /** InitProducerId */
  | 'fence'
  /** AddPartitionsToTxn */
  | 'begin'
  /** Produce in a transaction: one step a partition */
  | 'produce'
  /** EndTxn: the commit */
  | 'end'
  /** The broker writes a transaction's marker into one partition */
  | 'marker'
  /** The broker replicates: the high watermark moves (only while it is held by a fault) */
  | 'replicate'
  /** Produce of an appender: one step a partition */
  | 'append'
  | 'fetch'
  | 'join'
  | 'leave'
  /** The member learns its new assignment */
  | 'assigned'
  /** The member learns that the group went on without it */
  | 'expelled'
  | 'heartbeat'
  | 'commit-offsets'
  /** ListOffsets, OffsetFetch, DescribeGroups */
  | 'ask'
  /** A timer of the process */
  | 'timer'

/** Also a `Clock` for what runs on the log. */
export interface Scheduler {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls `work` once after `ms` milliseconds; the returned function prevents it. */
  after(ms: number, work: () => void): () => void
  /** Runs the step some time, in whatever order the scheduler likes, never before this call has returned. */
  soon(info: StepInfo, run: () => void): void
}

/** Steps run one after the other in the order in which they became possible, as microtasks; time is the system's. */
export const microtasks: Scheduler = {
  now: Date.now,
  after(ms, work) {
    const timer = setTimeout(work, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
  soon(_, run) {
    queueMicrotask(run)
  },
}
