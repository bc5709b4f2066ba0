/**
 * One e-mail: from its arrival to its one final outcome. Status and steps are in DESIGN.md, "The log".
 *
 *     queued ─start─▶ started ─extract─▶ extracted ─match─▶ matched | review | dismissed
 *        ▲ └───────── AttemptFailed ◀───────┴──────────────┘            failed
 */
import type { Aggregate, Context, Due } from './aggregate.ts'
import { answerRequest, matchedEvents } from './email-requests.ts'
import { type EmailOutcome, type EmailState, initial, newRun, type PendingRequest } from './email-state.ts'
import type { EventData, EventType, Failure, NewEvent, RecordedEvent } from './events.ts'
import { decisionId } from './ids.ts'
import { CRASHES_ALONE, CRASHES_FATAL, MAX_ATTEMPTS, retryDelay } from './retry.ts'

export type { EmailOutcome, EmailState, PendingRequest } from './email-state.ts'

function evolve(state: EmailState, event: RecordedEvent): EmailState {
  if (state.known.includes(event.id)) return state
  const noted = { ...state, id: event.subject, known: [...state.known, event.id] }
  switch (event.type) {
    case 'EmailReceived':
      // The first content stands: a second one would have another id only if somebody forged it.
      return state.mail ? noted : { ...noted, mail: event.data, phase: 'queued', run: newRun(event.id) }
    case 'RetryRequested':
    case 'ReviewAnswered':
    case 'RevocationRequested':
      return {
        ...noted,
        pending: [...state.pending, { id: event.id, type: event.type, data: event.data } as PendingRequest],
      }
  }
  const s = { ...noted, pending: state.pending.filter(request => request.id !== event.causationId) }
  const { run } = s
  switch (event.type) {
    case 'ProcessingStarted': {
      const again = event.causationId === run.cause
      const current = again ? run : newRun(event.causationId ?? event.id)
      const crashes = state.phase === 'started' && again ? current.crashes + 1 : current.crashes
      const started = { starts: current.starts + 1, crashes, startedId: event.id, epoch: event.data.epoch }
      return { ...s, phase: 'started', openReview: null, run: { ...current, ...started, nextAttemptAt: null } }
    }
    case 'EntitiesExtracted':
      return {
        ...s,
        phase: 'extracted',
        extraction: { ...event.data, eventId: event.id },
        run: { ...run, attempt: 1, crashes: 0 },
      }
    case 'AttemptFailed': {
      const { step, attempt, failure, nextAttemptAt } = event.data
      const next = { ...run, attempt: isCounted(failure) ? attempt + 1 : attempt, crashes: 0, nextAttemptAt }
      return { ...s, phase: step === 'extract' ? 'queued' : 'extracted', run: next }
    }
    case 'ProcessingFailed': {
      const told = { id: event.id, at: event.time, failure: event.data.failure }
      return { ...s, phase: 'failed', unannounced: [...s.unannounced, told] }
    }
    case 'CreditorMatched': {
      const { decidedBy, assignments } = event.data
      return { ...s, phase: 'matched', openReview: null, match: { id: event.id, decidedBy, assignments } }
    }
    case 'ReviewRequested':
      return { ...s, phase: 'review', openReview: event.data.reviewId, reviews: [...s.reviews, event.data.reviewId] }
    case 'EmailDismissed':
      return { ...s, phase: 'dismissed', openReview: null }
    case 'AssignmentRevoked':
      return { ...s, phase: 'dismissed', match: null }
    case 'RequestRefused':
      return { ...s, pending: s.pending.filter(request => request.id !== event.data.request) }
    case 'NotificationSent':
    case 'NotificationSkipped':
      return { ...s, unannounced: s.unannounced.filter(failure => failure.id !== event.causationId) }
    default:
      return s
  }
}

/** Of the mail itself. What is missing around it (an outage, a deployment) is not the mail's fault. */
const isCounted = ({ kind }: Failure) => kind === 'mail'

function due(state: EmailState, context: Context): Due[] {
  // An accepted retry is answered by its ProcessingStarted, so it waits for a place like every other start.
  if (state.pending.length) return acceptsRetry(state) ? [{ step: 'start' }] : [{ step: 'answer' }]
  return work(state, context)
}

/** Whether the oldest request is a retry that applies: not to a mail that is matched, unknown or in work. */
export function acceptsRetry({ pending, mail, phase, run }: EmailState): boolean {
  if (pending[0]?.type !== 'RetryRequested' || !mail) return false
  const waiting = phase === 'extracted' && run.nextAttemptAt !== null
  return waiting || ['queued', 'review', 'dismissed', 'failed'].includes(phase)
}

/** What the mail itself wants next, requests apart. */
function work(state: EmailState, context: Context): Due[] {
  const notify: Due[] = state.unannounced.length ? [{ step: 'notify' }] : []
  return [...progress(state, context), ...notify]
}

function progress({ phase, run, extraction }: EmailState, { now, epoch }: Context): Due[] {
  const waiting = run.nextAttemptAt
  const later = waiting !== null && waiting > now ? [{ at: waiting }] : null
  switch (phase) {
    case 'queued':
      return later ?? [{ step: 'start' }]
    case 'started': // One of an earlier epoch that nothing answered: its process died over it.
      return run.epoch === epoch
        ? [{ step: 'extract', alone: run.crashes >= CRASHES_ALONE }]
        : [{ step: 'start', alone: run.crashes + 1 >= CRASHES_ALONE }]
    case 'extracted':
      return extraction && isMatched(extraction) ? (later ?? [{ step: 'match' }]) : [{ step: 'dismiss' }]
    default:
      return []
  }
}

/** What looks like advertising is matched as well: a creditor may advertise below its answer, and only the registry can tell. */
const isMatched = ({ isCreditorReply, intent }: EventData['EntitiesExtracted']) => isCreditorReply || intent === 'spam'

/** Writes events of this mail: ids from cause, step, attempt and place, so that a rerun gives the same ones. */
export function emitter(state: EmailState, { now }: Context, cause: string, step: string, attempt: number) {
  let index = 0
  return <T extends EventType>(type: T, data: EventData[T] | ((id: string) => EventData[T])): NewEvent => {
    const id = decisionId('emails', cause, step, attempt, index++)
    const value = typeof data === 'function' ? data(id) : data
    const meta = {
      id,
      subject: state.id,
      time: now,
      source: '/group/emails',
      correlationId: state.id,
      causationId: cause,
    }
    return { type, data: value, topic: 'emails', ...meta, idempotencyKey: null } as NewEvent
  }
}

function decide(state: EmailState, outcome: EmailOutcome, context: Context): NewEvent[] {
  // A request that was noted while the step ran waits for its turn: it does not make the step's result void.
  const wanted = [...due(state, context), ...work(state, context)]
  if (!wanted.some(d => 'step' in d && d.step === outcome.step)) return []
  const { run, extraction } = state
  switch (outcome.step) {
    case 'answer':
      return answerRequest(state, outcome, context)
    case 'start':
      return startRun(state, acceptsRetry(state) ? state.pending[0]!.id : run.cause, context)
    case 'notify': {
      const emit = emitter(state, context, state.unannounced[0]!.id, 'notify', 1)
      if ('skipped' in outcome) return [emit('NotificationSkipped', { reason: outcome.skipped })]
      return [emit('NotificationSent', { messageId: outcome.messageId, to: outcome.to })]
    }
    case 'dismiss':
      return dismissed(emitter(state, context, extraction!.eventId, 'dismiss', 1), extraction!.intent)
  }
  const cause = outcome.step === 'extract' ? run.startedId! : extraction!.eventId
  const emit = emitter(state, context, cause, outcome.step, run.attempt)
  if ('failure' in outcome) return failAttempt(state, outcome, context, emit)
  if (outcome.step === 'extract') return [emit('EntitiesExtracted', outcome.extraction)]
  const { decision, assignments, registryPosition } = outcome
  if (decision.outcome === 'auto') {
    return matchedEvents(state, emit, { ...decision, assignments, registryPosition, decidedBy: 'rules' })
  }
  if (decision.outcome === 'none' && !extraction!.isCreditorReply) return dismissed(emit, extraction!.intent)
  if (decision.outcome === 'none') return [emit('EmailDismissed', { reason: 'no_match', note: decision.reason })]
  const { reason, assignments: proposals, candidates, score, margin, clientName, aktenzeichen, creditorName } = decision
  const about = {
    reason,
    proposals,
    candidates,
    score,
    margin,
    clientName,
    aktenzeichen,
    creditorName,
    registryPosition,
  }
  return [emit('ReviewRequested', reviewId => ({ reviewId, ...about }))]
}

const dismissed = (emit: ReturnType<typeof emitter>, note: string) => [
  emit('EmailDismissed', { reason: 'not_creditor_reply', note }),
]

/** Begins a run (or an attempt of it), unless the mail has killed its process too often. */
function startRun(state: EmailState, cause: string, context: Context): NewEvent[] {
  const run = cause === state.run.cause ? state.run : newRun(cause)
  const emit = emitter(state, context, cause, 'start', run.starts + 1)
  const crashes = state.phase === 'started' && cause === state.run.cause ? run.crashes + 1 : run.crashes
  if (crashes >= CRASHES_FATAL) {
    const message = `The process ended ${crashes} times while it read this mail.`
    const failure: Failure = { kind: 'crash', code: 'MAIL_KILLS_PROCESS', message }
    return [emit('ProcessingFailed', { step: 'extract', attempts: run.starts, failure })]
  }
  return [emit('ProcessingStarted', { step: 'extract', attempt: run.attempt, epoch: context.epoch })]
}

function failAttempt(
  state: EmailState,
  { step, failure, fatal }: { step: 'extract' | 'match'; failure: Failure; fatal: boolean },
  { now }: Context,
  emit: ReturnType<typeof emitter>,
): NewEvent[] {
  const { attempt } = state.run
  // A missing dependency counts nothing: the runtime holds the step back until it is there again.
  if (!isCounted(failure)) return [emit('AttemptFailed', { step, attempt, failure, nextAttemptAt: now })]
  if (fatal || attempt >= MAX_ATTEMPTS) return [emit('ProcessingFailed', { step, attempts: attempt, failure })]
  return [emit('AttemptFailed', { step, attempt, failure, nextAttemptAt: now + retryDelay(state.id, attempt) })]
}

export const email: Aggregate<EmailState, EmailOutcome> = { version: 2, initial, evolve, due, decide }
