/** Outcomes of steps, as handlers would bring them. */
import type { EmailOutcome } from '../../src/domain/email.ts'
import type { Assignment, Failure } from '../../src/domain/events.ts'
import type { MatchDecision } from '../../src/domain/matching/types.ts'
import { EXAMPLES } from './examples.ts'

export const extracted = (change: object = {}): EmailOutcome => ({
  step: 'extract',
  extraction: { ...EXAMPLES.EntitiesExtracted, ...change },
})

export const assignmentTo = (inquiryId: string, amountCents: number | null = 10_000): Assignment => ({
  ...EXAMPLES.CreditorMatched.assignments[0]!,
  inquiryId,
  amountCents,
})

const decision = (outcome: MatchDecision['outcome'], inquiryIds: string[]): MatchDecision => ({
  outcome,
  reason: outcome === 'auto' ? 'clear' : outcome === 'review' ? 'ambiguous' : 'no_candidate',
  assignments: inquiryIds.map(inquiryId => ({ inquiryId, amountCents: 10_000, references: [] })),
  references: [],
  score: 10,
  margin: 5,
  evidence: [],
  candidates: [],
  clientName: null,
  aktenzeichen: null,
  creditorName: null,
})

/** Matching decided: `auto` assigns to these inquiries, `review` proposes them, `none` finds nothing. */
export const matched = (outcome: MatchDecision['outcome'], ...inquiryIds: string[]): EmailOutcome => ({
  step: 'match',
  decision: decision(outcome, inquiryIds),
  assignments: outcome === 'auto' ? inquiryIds.map(id => assignmentTo(id)) : [],
  registryPosition: [0],
})

export const answered = (...inquiryIds: string[]): EmailOutcome => ({
  step: 'answer',
  assignments: inquiryIds.map(id => assignmentTo(id, 20_000)),
  unknown: [],
})

export const failure = (kind: Failure['kind'] = 'mail', code = 'UNREADABLE'): Failure => ({
  kind,
  code,
  message: 'as a test wants it',
})

export const failed = (step: 'extract' | 'match', fatal = false, kind: Failure['kind'] = 'mail'): EmailOutcome => ({
  step,
  failure: failure(kind),
  fatal,
})

export const proposals = (...inquiryIds: string[]) =>
  inquiryIds.map(inquiryId => ({ inquiryId, amountCents: null, references: [] }))
