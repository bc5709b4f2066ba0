/**
 * One debt: a claim that the firm asked about, as the creditor's replies tell it.
 *
 * The debt is a view of its replies, ordered by (received at, position in the log): the last says what the state is,
 * the last that states an amount says how much. So an older reply never overwrites a newer one, and taking one back
 * restores the best that remains.
 */
import type { Aggregate, Context, Due } from './aggregate.ts'
import type { DebtStatus, DebtView, EventData, NewEvent, RecordedEvent } from './events.ts'
import { decisionId, idempotencyKey } from './ids.ts'

/** One reply that counts (its DebtUpdateRequested was answered and not reverted). */
type Reply = EventData['DebtUpdateRequested'] & { offset: number }

type PendingUpdate = { id: string; type: 'DebtUpdateRequested'; offset: number; data: EventData['DebtUpdateRequested'] }
type PendingRevert = { id: string; type: 'DebtRevertRequested'; offset: number; data: EventData['DebtRevertRequested'] }

/** A change that the firm has not been told of. */
export interface UnannouncedUpdate {
  id: string
  at: number
  version: number
  emailId: string
  clientName: string
  creditorName: string
  amountCents: number | null
  previousCents: number | null
  status: DebtStatus
}

export interface DebtState {
  id: string
  known: string[]
  /** 1, 2, 3 … without gaps: the number of updates and reversals. */
  version: number
  replies: Reply[]
  pending: (PendingUpdate | PendingRevert)[]
  unannounced: UnannouncedUpdate[]
}

export type DebtOutcome =
  | { step: 'consolidate' }
  | { step: 'notify'; messageId: string; to: string }
  | { step: 'notify'; skipped: string }

const initial: DebtState = { id: '', known: [], version: 0, replies: [], pending: [], unannounced: [] }

const byOrder = (a: Reply, b: Reply) => a.receivedAt - b.receivedAt || a.offset - b.offset
const union = (lists: string[][]) => [...new Set(lists.flat())]

/** What the replies say together. Without a reply the debt is as the client reported it: pending. */
export function view(replies: readonly Reply[], clientId: string): DebtView {
  const ordered = replies.toSorted(byOrder)
  const last = ordered.at(-1)
  if (!last) {
    return {
      clientId,
      amountCents: null,
      status: 'pending',
      responseText: null,
      references: [],
      responseReceivedAt: null,
    }
  }
  const amountCents = ordered.findLast(reply => reply.amountCents !== null)?.amountCents ?? null
  return {
    clientId,
    amountCents,
    status: last.amountCents === 0 ? 'no_claim' : last.intent,
    responseText: last.summary,
    references: union(ordered.map(reply => reply.references)),
    responseReceivedAt: last.receivedAt,
  }
}

function evolve(state: DebtState, event: RecordedEvent): DebtState {
  if (state.known.includes(event.id)) return state
  const noted = { ...state, id: event.subject, known: [...state.known, event.id] }
  if (event.type === 'DebtUpdateRequested' || event.type === 'DebtRevertRequested') {
    const request = { id: event.id, type: event.type, offset: event.offset, data: event.data }
    return { ...noted, pending: [...state.pending, request as PendingUpdate | PendingRevert] }
  }
  const answered = state.pending.find(request => request.id === event.causationId)
  const s = { ...noted, pending: state.pending.filter(request => request !== answered) }
  const counted =
    answered?.type === 'DebtUpdateRequested' ? [...s.replies, { ...answered.data, offset: answered.offset }] : s.replies
  switch (event.type) {
    case 'DebtUpdated': {
      const unannounced = [...s.unannounced, announcement(event, counted)]
      return { ...s, version: event.data.version, replies: counted, unannounced }
    }
    case 'DebtUpdateIgnored':
      return { ...s, replies: counted }
    case 'DebtUpdateReverted': {
      const remaining = s.replies.filter(reply => reply.matchId !== event.data.matchId)
      const unannounced = [...s.unannounced, announcement(event, s.replies)]
      return { ...s, version: event.data.version, replies: remaining, unannounced }
    }
    case 'NotificationSent':
    case 'NotificationSkipped':
      return { ...s, unannounced: s.unannounced.filter(update => update.id !== event.causationId) }
    default:
      return s
  }
}

/** What the firm will be told of a change; the names are those of the reply that came last. */
function announcement(
  { id, time, data }: RecordedEvent<'DebtUpdated' | 'DebtUpdateReverted'>,
  replies: readonly Reply[],
): UnannouncedUpdate {
  const { version, emailId, amountCents, previousCents, status } = data
  const { clientName = '', creditorName = '' } = replies.at(-1) ?? {}
  return { id, at: time, version, emailId, clientName, creditorName, amountCents, previousCents, status }
}

function due(state: DebtState, _context: Context): Due[] {
  const steps: Due[] = []
  if (state.pending.length) steps.push({ step: 'consolidate' })
  if (state.unannounced.length) steps.push({ step: 'notify' })
  return steps
}

function decide(state: DebtState, outcome: DebtOutcome, { now }: Context): NewEvent[] {
  if (!due(state, { now, epoch: '' }).some(d => 'step' in d && d.step === outcome.step)) return []
  const write = <
    T extends
      | 'DebtUpdated'
      | 'DebtUpdateIgnored'
      | 'DebtUpdateReverted'
      | 'RequestRefused'
      | 'NotificationSent'
      | 'NotificationSkipped',
  >(
    cause: { id: string; emailId: string },
    step: string,
    type: T,
    data: EventData[T],
  ): NewEvent[] => {
    const id = decisionId('debts', cause.id, step, 1, 0)
    const key = type.startsWith('Debt') ? idempotencyKey(type, state.id, data) : null
    const meta = { id, subject: state.id, time: now, source: '/group/debts', correlationId: cause.emailId }
    return [{ type, data, topic: 'debts', ...meta, causationId: cause.id, idempotencyKey: key } as NewEvent]
  }
  if (outcome.step === 'notify') {
    const update = state.unannounced[0]!
    if ('skipped' in outcome) return write(update, 'notify', 'NotificationSkipped', { reason: outcome.skipped })
    return write(update, 'notify', 'NotificationSent', { messageId: outcome.messageId, to: outcome.to })
  }
  const request = state.pending[0]!
  const { emailId, matchId } = request.data
  const cause = { id: request.id, emailId }
  const version = state.version + 1
  if (request.type === 'DebtRevertRequested') {
    const reverted = state.replies.find(reply => reply.matchId === matchId)
    if (!reverted) {
      const message = 'The debt has no reply of this match.'
      return write(cause, 'consolidate', 'RequestRefused', { request: request.id, reason: 'unknown_match', message })
    }
    const { clientId } = reverted
    const before = view(state.replies, clientId)
    const after = view(
      state.replies.filter(reply => reply.matchId !== matchId),
      clientId,
    )
    const data = { ...after, version, previousCents: before.amountCents, emailId, matchId, reason: request.data.reason }
    return write(cause, 'consolidate', 'DebtUpdateReverted', data)
  }
  const { clientId } = request.data
  const reply = { ...request.data, offset: request.offset }
  const before = view(state.replies, clientId)
  const ordered = [...state.replies, reply].toSorted(byOrder)
  const newest = ordered.at(-1) === reply
  const givesAmount = ordered.findLast(r => r.amountCents !== null) === reply
  if (!newest && !givesAmount) {
    return write(cause, 'consolidate', 'DebtUpdateIgnored', { emailId, matchId, clientId, reason: 'older_reply' })
  }
  const data = { ...view(ordered, clientId), version, previousCents: before.amountCents, emailId, matchId }
  return write(cause, 'consolidate', 'DebtUpdated', data)
}

export const debt: Aggregate<DebtState, DebtOutcome> = { version: 1, initial, evolve, due, decide }
