/**
 * What every aggregate is: a fold and what follows from it. Pure.
 *
 *     events ──evolve──▶ state ──due──▶ step ──(effects)──▶ outcome ──decide──▶ events
 *
 * `evolve` of a request only notes it; only decisions change state, and every request is answered by a decision.
 */
import type { NewEvent, RecordedEvent } from './events.ts'

/** What the surroundings of a decision are. */
export interface Context {
  /** Milliseconds since 1970. */
  now: number
  /** Id of the PartitionTaken under which this process decides. */
  epoch: string
}

/** A step that a key wants next, or the time when it will want one. */
export type Due = { step: string; alone?: boolean } | { at: number }

/** A stream's rules. `S` is plain JSON: a state store keeps it as text. */
export interface Aggregate<S, Outcome> {
  /** Raised whenever `evolve` changes: stored states of another version are thrown away and folded again. */
  version: number
  initial: S
  /** Total: any event in any order has a meaning. Ignores an event whose id it knows. */
  evolve(state: S, event: RecordedEvent): S
  /** What the key wants next, most urgent first; [] if it is at rest. A suspended step does not hold up those behind it. */
  due(state: S, context: Context): Due[]
  /** The events that answer an outcome; [] if the state has moved on (then there is nothing to write). */
  decide(state: S, outcome: Outcome, context: Context): NewEvent[]
}
