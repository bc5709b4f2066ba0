/** How a mail answers the requests of people: retry, a review's answer, a revocation. Every request gets exactly one answer. */
import type { Context } from './aggregate.ts'
import { emitter } from './email.ts'
import type { EmailOutcome, EmailState, PendingRequest } from './email-state.ts'
import type { EventData, NewEvent } from './events.ts'
import { decisionId, idempotencyKey } from './ids.ts'

type Emit = ReturnType<typeof emitter>
type Request<T> = Extract<PendingRequest, { type: T }>

/** Answers the oldest request that is noted; a retry that applies is answered by its ProcessingStarted (email.ts). */
export function answerRequest(
  state: EmailState,
  registry: Extract<EmailOutcome, { step: 'answer' }>,
  context: Context,
): NewEvent[] {
  const request = state.pending[0]!
  const emit = emitter(state, context, request.id, 'answer', 1)
  const refuse = (reason: string, message: string) => [emit('RequestRefused', { request: request.id, reason, message })]
  if (registry.failure) return refuse('not_answerable', `${registry.failure.code}: ${registry.failure.message}`)
  if (!state.mail) return refuse('unknown_mail', 'No mail with this id has been received.')
  switch (request.type) {
    case 'RetryRequested':
      if (state.phase === 'matched')
        return refuse('already_matched', 'The mail is assigned: revoke the assignment first.')
      return refuse('in_work', 'The mail is being worked on.')
    case 'RevocationRequested':
      if (!state.match) return refuse('nothing_to_revoke', 'The mail has no assignment.')
      return [...revokedEvents(state, emit, request.data), askAgain(state, emit)]
    case 'ReviewAnswered':
      return answerReview(state, request, registry, emit, refuse)
  }
}

/** An answer to the open review stands; one to an earlier review stands only against the machine. */
function answerReview(
  state: EmailState,
  { data }: Request<'ReviewAnswered'>,
  registry: Extract<EmailOutcome, { step: 'answer' }>,
  emit: Emit,
  refuse: (reason: string, message: string) => NewEvent[],
): NewEvent[] {
  if (!state.reviews.includes(data.reviewId)) return refuse('unknown_review', 'The mail has no such review.')
  if (registry.unknown.length) {
    return refuse('unknown_inquiry', `No such inquiry in the registry: ${registry.unknown.join(', ')}.`)
  }
  if (data.assignments && !registry.assignments.length) return refuse('nothing_assigned', 'The answer assigns nothing.')
  if (new Set(data.assignments?.map(a => a.inquiryId)).size !== (data.assignments?.length ?? 0)) {
    return refuse('inquiry_twice', 'The answer assigns the mail to one inquiry twice.')
  }
  const overMachine = state.match?.decidedBy === 'rules'
  if (state.openReview !== data.reviewId && !overMachine) {
    return refuse(state.match ? 'already_answered' : 'review_closed', 'The review is no longer open.')
  }
  const revoked = overMachine ? revokedEvents(state, emit, { by: data.by, reason: 'corrected_by_person' }) : []
  if (data.assignments === null) {
    return [...revoked, emit('EmailDismissed', { reason: 'by_person', note: data.dismissal ?? '' })]
  }
  const matched = matchedEvents(state, emit, {
    assignments: registry.assignments,
    score: null,
    margin: null,
    evidence: [],
    candidates: [],
    decidedBy: data.by,
    reason: 'by_person',
    registryPosition: [],
  })
  return [...revoked, ...matched]
}

/** CreditorMatched and, in the same transaction, a DebtUpdateRequested for each of its assignments. */
export function matchedEvents(state: EmailState, emit: Emit, data: EventData['CreditorMatched']): NewEvent[] {
  const { assignments, score, margin, evidence, candidates, decidedBy, reason, registryPosition } = data
  const match = emit('CreditorMatched', {
    assignments,
    score,
    margin,
    evidence,
    candidates,
    decidedBy,
    reason,
    registryPosition,
  })
  const requests = assignments.map((assignment, index) => {
    const request: EventData['DebtUpdateRequested'] = {
      ...assignment,
      emailId: state.id,
      matchId: match.id,
      intent: state.extraction!.intent,
      summary: state.extraction!.summary,
      receivedAt: state.mail!.receivedAt,
      decidedBy,
    }
    return toDebt(match, 'DebtUpdateRequested', assignment.inquiryId, request, index)
  })
  return [match, ...requests]
}

function revokedEvents(state: EmailState, emit: Emit, { by, reason }: { by: string; reason: string }): NewEvent[] {
  const { id: matchId, assignments } = state.match!
  const inquiryIds = assignments.map(assignment => assignment.inquiryId)
  const revoked = emit('AssignmentRevoked', { matchId, inquiryIds, by, reason })
  const reverts = inquiryIds.map((inquiryId, index) =>
    toDebt(revoked, 'DebtRevertRequested', inquiryId, { emailId: state.id, matchId, by, reason }, index),
  )
  return [revoked, ...reverts]
}

/** A mail whose assignment was taken back is a question again: it must not vanish. */
const askAgain = (state: EmailState, emit: Emit) =>
  emit('ReviewRequested', reviewId => ({
    reviewId,
    reason: 'assignment_revoked',
    proposals: [],
    candidates: [],
    score: null,
    margin: null,
    clientName: state.match!.assignments[0]?.clientName ?? null,
    aktenzeichen: null,
    creditorName: state.match!.assignments[0]?.creditorName ?? null,
    registryPosition: [],
  }))

function toDebt<T extends 'DebtUpdateRequested' | 'DebtRevertRequested'>(
  cause: NewEvent,
  type: T,
  debtId: string,
  data: EventData[T],
  index: number,
): NewEvent {
  const id = decisionId('emails', cause.id, type, 1, index)
  const meta = { id, subject: debtId, time: cause.time, source: cause.source, correlationId: cause.correlationId }
  const key = idempotencyKey(type, debtId, data)
  return { type, data, topic: 'debts', ...meta, causationId: cause.id, idempotencyKey: key } as NewEvent
}
