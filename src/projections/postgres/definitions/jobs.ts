/** One job an e-mail, with its timeline, its reviews and the requests made about it. Job id = e-mail id. */
import type { DebtStatus, EventType, Failure, RecordedEvent } from '../../../domain/events.ts'
import type { Columns, RowOperation, Value } from '../../engine/operations.ts'
import { relational } from '../../engine/projection.ts'

type EmailEvent = RecordedEvent<EventType>

/** Columns that every new stage of a mail resets: what was true of the stage before. */
const FRESH = { next_attempt_at: null, error: null, review_id: null, match_id: null, answer_keys: [] } as const

const job = (emailId: string, rest: Omit<RowOperation, 'table' | 'key'>): RowOperation => ({
  table: 'jobs',
  key: { email_id: emailId },
  ...rest,
})

const stage = (event: EmailEvent, name: string, columns: Columns = {}): RowOperation =>
  job(event.subject, {
    set: { ...FRESH, stage: name, stage_at: event.time, ...columns },
  })

/** What the timeline shows of an event; large payloads (bodies, candidates) stay in the log. */
function entry(event: EmailEvent, emailId: string, details: Columns = {}): RowOperation {
  return {
    table: 'timeline',
    key: { email_id: emailId, event_id: event.id },
    create: {
      at: event.time,
      type: event.type,
      source: event.source,
      causation_id: event.causationId,
      topic: event.topic,
      log_partition: event.partition,
      log_offset: event.offset,
      details: { ...details },
    },
  }
}

const failure = (error: Failure): Value => ({ kind: error.kind, code: error.code, message: error.message })

/** A step that runs beside the mail's own way and leaves its stage as it is. */
const isAside = (step: string) => step.startsWith('notify')

const request = (event: EmailEvent, by: string, details: Columns): RowOperation => ({
  table: 'requests',
  key: { request_id: event.id },
  create: { requested_at: event.time, email_id: event.subject, type: event.type, requested_by: by, ...details },
})

const answerKey = (matchId: string, inquiryId: string) => `${matchId}/${inquiryId}`

interface DebtAnswer {
  emailId: string
  matchId: string
}
const debtAnswer = (event: RecordedEvent & { data: DebtAnswer }, outcome: string, details: Columns) => [
  job(event.data.emailId, {
    merge: { answers: { [answerKey(event.data.matchId, event.subject)]: { outcome, at: event.time } } },
  }),
  entry(event, event.data.emailId, { inquiryId: event.subject, ...details }),
]

const debtDetails = (data: { version: number; amountCents: number | null; status: DebtStatus }) => ({
  version: data.version,
  amountCents: data.amountCents,
  status: data.status,
})

export const jobs = relational({
  name: 'jobs',
  version: 1,
  topics: ['emails', 'debts'],
  tables: {
    jobs: { key: ['email_id'], createdBy: 'received_at' },
    timeline: { key: ['email_id', 'event_id'], createdBy: 'at' },
    reviews: { key: ['review_id'], createdBy: 'requested_at' },
    requests: { key: ['request_id'], createdBy: 'requested_at' },
  },
  on: {
    EmailReceived: event => [
      job(event.subject, {
        create: {
          received_at: event.data.receivedAt,
          accepted_at: event.time,
          account: event.data.account,
          webhook_id: event.data.webhookId,
          ticket_id: event.data.ticketId,
          subject: event.data.subject,
          from_email: event.data.fromEmail,
          from_name: event.data.fromName,
          to_email: event.data.toEmail,
          attachments: event.data.attachments.map(({ filename, contentType, size }) => ({
            filename,
            contentType,
            size,
          })),
        },
      }),
      entry(event, event.subject, { subject: event.data.subject, attachments: event.data.attachments.length }),
    ],
    RetryRequested: event => [
      job(event.subject, {
        set: { retry_request: event.id, retry_requested_at: event.time },
        merge: { retries: { [event.id]: 'requested' } },
      }),
      request(event, event.data.by, {}),
      entry(event, event.subject, { by: event.data.by }),
    ],
    ReviewAnswered: event => [
      request(event, event.data.by, {
        review_id: event.data.reviewId,
        answer: {
          assignments: event.data.assignments?.map(assignment => ({ ...assignment })) ?? null,
          dismissal: event.data.dismissal,
        },
      }),
      entry(event, event.subject, { by: event.data.by, reviewId: event.data.reviewId }),
    ],
    RevocationRequested: event => [
      request(event, event.data.by, { reason: event.data.reason }),
      entry(event, event.subject, { by: event.data.by, reason: event.data.reason }),
    ],
    ProcessingStarted: event => [
      ...(isAside(event.data.step)
        ? []
        : [
            stage(event, 'processing', {
              started_at: event.time,
              attempt: event.data.attempt,
              started_for: event.causationId,
              retry_request: null,
            }),
          ]),
      entry(event, event.subject, { step: event.data.step, attempt: event.data.attempt }),
    ],
    EntitiesExtracted: event => [
      stage(event, 'processing', {
        intent: event.data.intent,
        is_creditor_reply: event.data.isCreditorReply,
        summary: event.data.summary,
        confidence: event.data.confidence,
        extractor: event.data.extractor,
        flags: event.data.flags,
        stated_amount_cents: event.data.debtAmountCents,
        stated_client_name: event.data.clientNames[0] ?? null,
        stated_creditor_name: event.data.creditorNames[0] ?? null,
        stated_references: event.data.references,
      }),
      entry(event, event.subject, {
        intent: event.data.intent,
        confidence: event.data.confidence,
        amountCents: event.data.debtAmountCents,
        extractor: event.data.extractor,
      }),
    ],
    CreditorMatched: event => {
      const { assignments } = event.data
      return [
        stage(event, 'matched', {
          match_id: event.id,
          answer_keys: assignments.map(assignment => answerKey(event.id, assignment.inquiryId)),
          assignments: assignments.map(assignment => ({ ...assignment })),
          client_ids: [...new Set(assignments.map(assignment => assignment.clientId))],
          client_name: [...new Set(assignments.map(assignment => assignment.clientName))].join(', '),
          creditor_name: [...new Set(assignments.map(assignment => assignment.creditorName))].join(', '),
          score: event.data.score,
          margin: event.data.margin,
          evidence: event.data.evidence.map(evidence => ({ ...evidence })),
          decided_by: event.data.decidedBy,
          decision_reason: event.data.reason,
        }),
        entry(event, event.subject, {
          inquiryIds: assignments.map(assignment => assignment.inquiryId),
          score: event.data.score,
          margin: event.data.margin,
          decidedBy: event.data.decidedBy,
          reason: event.data.reason,
        }),
      ]
    },
    ReviewRequested: event => [
      stage(event, 'review', {
        review_id: event.data.reviewId,
        assignments: [],
        client_ids: [...new Set(event.data.candidates.slice(0, 1).map(candidate => candidate.clientId))],
        client_name: event.data.clientName,
        creditor_name: event.data.creditorName,
        score: event.data.score,
        margin: event.data.margin,
        evidence: null,
        decided_by: null,
        decision_reason: event.data.reason,
      }),
      {
        table: 'reviews',
        key: { review_id: event.data.reviewId },
        create: {
          requested_at: event.time,
          email_id: event.subject,
          reason: event.data.reason,
          proposals: event.data.proposals.map(proposal => ({ ...proposal })),
          candidates: event.data.candidates.map(candidate => ({
            ...candidate,
            evidence: candidate.evidence.map(evidence => ({ ...evidence })),
          })),
          score: event.data.score,
          margin: event.data.margin,
          client_name: event.data.clientName,
          aktenzeichen: event.data.aktenzeichen,
          creditor_name: event.data.creditorName,
        },
      },
      entry(event, event.subject, { reviewId: event.data.reviewId, reason: event.data.reason }),
    ],
    RequestRefused: event =>
      event.topic === 'emails'
        ? [
            job(event.subject, {
              set: { refused_request: event.data.request },
              merge: { refusals: { [event.data.request]: event.data.reason } },
            }),
            entry(event, event.subject, { request: event.data.request, reason: event.data.reason }),
          ]
        : [entry(event, event.correlationId, { inquiryId: event.subject, reason: event.data.reason })],
    EmailDismissed: event => [
      stage(event, event.data.reason === 'by_person' ? 'dismissed' : event.data.reason, {
        assignments: [],
        client_ids: [],
        client_name: null,
        creditor_name: null,
        decision_reason: event.data.reason,
        decided_by: null,
        evidence: null,
      }),
      entry(event, event.subject, { reason: event.data.reason }),
    ],
    AssignmentRevoked: event => [
      stage(event, 'revoked', {
        assignments: [],
        client_ids: [],
        client_name: null,
        creditor_name: null,
        score: null,
        margin: null,
        evidence: null,
        decided_by: event.data.by,
        decision_reason: 'revoked',
      }),
      entry(event, event.subject, {
        matchId: event.data.matchId,
        by: event.data.by,
        inquiryIds: event.data.inquiryIds,
      }),
    ],
    AttemptFailed: event => [
      ...(isAside(event.data.step)
        ? []
        : [
            stage(event, 'waiting', { next_attempt_at: event.data.nextAttemptAt, error: failure(event.data.failure) }),
            job(event.subject, { merge: { retries: { [event.id]: 'attempt' } } }),
          ]),
      entry(event, event.subject, {
        step: event.data.step,
        attempt: event.data.attempt,
        failure: failure(event.data.failure),
        nextAttemptAt: event.data.nextAttemptAt,
      }),
    ],
    ProcessingFailed: event => [
      stage(event, 'failed', { error: failure(event.data.failure) }),
      entry(event, event.subject, {
        step: event.data.step,
        attempts: event.data.attempts,
        failure: failure(event.data.failure),
      }),
    ],
    NotificationSent: event => [
      entry(event, event.topic === 'emails' ? event.subject : event.correlationId, { messageId: event.data.messageId }),
    ],
    NotificationSkipped: event => [
      entry(event, event.topic === 'emails' ? event.subject : event.correlationId, { reason: event.data.reason }),
    ],
    PartitionTaken: 'ignored',
    DebtUpdateRequested: 'ignored',
    DebtRevertRequested: 'ignored',
    DebtUpdated: event => debtAnswer(event, 'updated', debtDetails(event.data)),
    DebtUpdateIgnored: event => debtAnswer(event, 'ignored', { reason: event.data.reason }),
    DebtUpdateReverted: event => [
      entry(event, event.data.emailId, { inquiryId: event.subject, ...debtDetails(event.data) }),
    ],
  },
})
