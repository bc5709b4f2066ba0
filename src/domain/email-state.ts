/** What is known of one e-mail, and what its steps bring. */
import type { Assignment, EventData, Failure } from './events.ts'
import type { Extraction } from './extraction/types.ts'
import type { MatchDecision } from './matching/types.ts'

/** A request that no decision has answered yet. */
export type PendingRequest = {
  [T in 'RetryRequested' | 'ReviewAnswered' | 'RevocationRequested']: { id: string; type: T; data: EventData[T] }
}['RetryRequested' | 'ReviewAnswered' | 'RevocationRequested']

export interface EmailState {
  id: string
  /** Ids of all events folded: a repeated one changes nothing. */
  known: string[]
  mail: EventData['EmailReceived'] | null
  phase: 'unknown' | 'queued' | 'started' | 'extracted' | 'matched' | 'review' | 'dismissed' | 'failed'
  /** The present run, begun by EmailReceived or by an accepted RetryRequested. */
  run: {
    cause: string
    /** The attempt that is next or under way, from 1; begins anew with each step. */
    attempt: number
    /** ProcessingStarted written in this run, and those of them that nothing answered: crashes. */
    starts: number
    crashes: number
    startedId: string | null
    epoch: string | null
    nextAttemptAt: number | null
  }
  extraction: (Extraction & { eventId: string }) | null
  /** The one effective set of assignments. */
  match: { id: string; decidedBy: string; assignments: Assignment[] } | null
  reviews: string[]
  openReview: string | null
  pending: PendingRequest[]
  /** Failures that the administrator has not been told of, oldest first. */
  unannounced: { id: string; at: number; failure: Failure }[]
}

/** What a step brought. A failure is a value; one of a dependency only answers ProcessingStarted, the step itself is suspended. */
export type EmailOutcome =
  | { step: 'start' }
  | { step: 'extract'; extraction: Extraction }
  | { step: 'extract' | 'match'; failure: Failure; fatal: boolean }
  | { step: 'match'; decision: MatchDecision; assignments: Assignment[]; registryPosition: number[] }
  | { step: 'dismiss' }
  /** `assignments`: those of a ReviewAnswered with what the registry knows of them; `unknown`: inquiries it does not know; `failure`: it could not be asked about them. */
  | { step: 'answer'; assignments: Assignment[]; unknown: string[]; failure?: Failure }
  | { step: 'notify'; messageId: string; to: string }
  | { step: 'notify'; skipped: string }

export const newRun = (cause: string): EmailState['run'] => ({
  cause,
  attempt: 1,
  starts: 0,
  crashes: 0,
  startedId: null,
  epoch: null,
  nextAttemptAt: null,
})

export const initial: EmailState = {
  id: '',
  known: [],
  mail: null,
  phase: 'unknown',
  run: newRun(''),
  extraction: null,
  match: null,
  reviews: [],
  openReview: null,
  pending: [],
  unannounced: [],
}
