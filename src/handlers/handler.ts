/**
 * What a handler is: an aggregate's rules, and for each step the effects that it needs.
 * Everything that makes it safe (taking over, folding, transactions, retries) is the runtime's.
 */
import type { Aggregate } from '../domain/aggregate.ts'
import type { Failure, Topic } from '../domain/events.ts'

/** What a running step is given. */
export interface StepTools {
  /** Aborted when the partition is lost or the process stops: the result will be thrown away. */
  signal: AbortSignal
  /** Milliseconds since 1970. */
  now: number
}

export interface Step<S, O> {
  /** Effects happen here, and only here. Throws a StepFailure (or anything else: see failures.ts). */
  run(state: S, tools: StepTools): O | Promise<O>
  /** The outcome of a failure of the mail itself; without it, any failure suspends the step. */
  failed?(failure: Failure, fatal: boolean): O
  /** The outcome (which counts nothing) of a failure that suspends the step, where the log must know that the work has ended. */
  suspended?(failure: Failure): O
  /** Begun only while this other step is not suspended: what prepares it must not be written for nothing. */
  prepares?: string
  /**
   * A place among the few keys that a process works on side by side: `begins` waits for one before the step (so that
   * nothing is written about work that has not begun), `ends` gives it back after the step.
   */
  place?: 'begins' | 'ends'
}

export interface Handler<S, O> {
  /** Name of the owning group. */
  group: 'emails' | 'debts'
  topic: Topic
  aggregate: Aggregate<S, O>
  steps: Record<string, Step<S, O>>
}

/** The consumer group of a handler; projections have `<prefix>-<name>`, and one of them is called `debts` as well. */
export const handlerGroup = (prefix: string, group: Handler<unknown, unknown>['group']) => `${prefix}-${group}-handler`
