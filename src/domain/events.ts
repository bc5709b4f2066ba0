/**
 * The catalogue: everything that can happen, once, as one discriminated union.
 *
 * Glossary: an *event* is a fact in the log; a *request* is an event that anyone may append and that changes nothing
 * until a *decision* answers it; a decision is written only by the member of its owning group that holds the
 * partition. The *subject* of an event is the key of its stream: an e-mail id, a debt id (= inquiry id), an inquiry
 * id, a prompt's name, a job's name. Amounts are integer euro cents, times are milliseconds since 1970 (UTC).
 */
import type { Extraction, Intent } from './extraction/types.ts'
import type { Evidence, ProposedAssignment, ScoredCandidate } from './matching/types.ts'

export const TOPICS = ['emails', 'debts', 'inquiries', 'prompts', 'operations', 'dead-letters'] as const
export type Topic = (typeof TOPICS)[number]

/** A file that came with a mail; its bytes stay at `url` (Zendesk) and, once fetched, in the content-addressed store. */
export interface AttachmentRef {
  url: string
  filename: string
  contentType: string
  /** Bytes, as the sender of the webhook says. */
  size: number
}

/** A reply assigned to one inquiry, with what a debt and the clients' list need to know. */
export interface Assignment {
  inquiryId: string
  clientId: string
  clientName: string
  creditorName: string
  creditorEmail: string
  /** The total claim stated for this inquiry; null if the mail states none. */
  amountCents: number | null
  references: string[]
}

/** An error as a value. `kind` decides what follows: see handlers/runtime/failures.ts. */
export interface Failure {
  kind: 'mail' | 'dependency' | 'deployment' | 'crash'
  /** Upper-case code with a page in docs/errors.md. */
  code: string
  /** For people; never a mail's words. */
  message: string
}

/** Tokens that a model read and wrote for one mail, as it charges for them. */
export interface ModelUsage {
  inputTokens: number
  outputTokens: number
  cacheReadTokens: number
  cacheWriteTokens: number
}

/** Why an EmailDismissed was written. */
export type DismissalReason = 'not_creditor_reply' | 'no_match' | 'by_person'

/** The state of a claim as the replies tell it; `pending`: no reply yet; `no_claim`: the creditor claims nothing. */
export type DebtStatus = 'pending' | 'no_claim' | Intent

/** What a debt is after an update or a reversal: whole values, so that a projection needs no history. */
export interface DebtView {
  clientId: string
  /** Latest stated total; null if no reply stated one. */
  amountCents: number | null
  status: DebtStatus
  /** Summary of the latest reply; null when no reply is left. */
  responseText: string | null
  references: string[]
  responseReceivedAt: number | null
}

export interface EventData {
  // ── emails: requests ──
  EmailReceived: {
    /** Zendesk account, or "" where the webhook names none. */
    account: string
    webhookId: string
    ticketId: string
    subject: string
    fromEmail: string
    fromName: string
    toEmail: string
    receivedAt: number
    bodyText: string | null
    bodyHtml: string | null
    attachments: AttachmentRef[]
  }
  RetryRequested: { by: string }
  /** `assignments` or `dismissal`, never both: the other is null. */
  ReviewAnswered: { reviewId: string; by: string; assignments: ProposedAssignment[] | null; dismissal: string | null }
  RevocationRequested: { by: string; reason: string }
  // ── emails: decisions of group `emails` ──
  /** Written before extraction, the step that can kill a process. `epoch` is the id of the PartitionTaken it was written under. */
  ProcessingStarted: { step: string; attempt: number; epoch: string }
  EntitiesExtracted: Extraction & { usage?: ModelUsage | null }
  CreditorMatched: {
    assignments: Assignment[]
    score: number | null
    margin: number | null
    evidence: Evidence[]
    candidates: ScoredCandidate[]
    /** `rules`, or the name of the person who answered the review. */
    decidedBy: string
    reason: string
    /** Position in `inquiries` up to which the registry had been applied when it was asked, by partition. */
    registryPosition: number[]
  }
  ReviewRequested: {
    reviewId: string
    reason: string
    proposals: ProposedAssignment[]
    candidates: ScoredCandidate[]
    score: number | null
    margin: number | null
    clientName: string | null
    aktenzeichen: string | null
    creditorName: string | null
    registryPosition: number[]
  }
  EmailDismissed: { reason: DismissalReason; note: string }
  AssignmentRevoked: { matchId: string; inquiryIds: string[]; by: string; reason: string }
  AttemptFailed: { step: string; attempt: number; failure: Failure; nextAttemptAt: number }
  ProcessingFailed: { step: string; attempts: number; failure: Failure }
  // ── emails and debts: decisions of the group that owns the topic ──
  /** `request` is the id of the refused request. */
  RequestRefused: { request: string; reason: string; message: string }
  NotificationSent: { messageId: string; to: string }
  NotificationSkipped: { reason: string }
  /** Rule 1: written by whoever takes the partition over; its id is the epoch of all that follows. */
  PartitionTaken: { group: string; member: string }
  // ── debts: requests, written by group `emails` in the transaction of the decision that causes them ──
  DebtUpdateRequested: Assignment & {
    emailId: string
    /** Id of the CreditorMatched event. */
    matchId: string
    intent: Intent
    summary: string
    receivedAt: number
    decidedBy: string
  }
  DebtRevertRequested: { emailId: string; matchId: string; by: string; reason: string }
  // ── debts: decisions of group `debts` ──
  DebtUpdated: DebtView & { version: number; previousCents: number | null; emailId: string; matchId: string }
  DebtUpdateIgnored: { emailId: string; matchId: string; clientId: string; reason: 'older_reply' }
  DebtUpdateReverted: DebtView & {
    version: number
    previousCents: number | null
    emailId: string
    matchId: string
    reason: string
  }
  // ── inquiries: requests of the import ──
  InquirySent: {
    clientId: string
    clientName: string
    clientFirstName: string
    clientLastName: string
    clientBirthDate: string | null
    aktenzeichen: string
    clientAddress: string | null
    creditorId: string
    creditorName: string
    creditorEmail: string
    creditorReferences: string[]
    expectedAmountCents: number | null
    sentAt: number
  }
  InquiryWithdrawn: {
    reason: string
    by: string
    /** Whose inquiry it is, so that whoever keeps clients need not look for it; null: written before version 2. */
    clientId: string | null
  }
  // ── prompts ──
  PromptPublished: { version: number; text: string; model: string | null; by: string; note: string }
  // ── operations: decisions of the process that ran the job ──
  ConsistencyChecked: {
    report: string
    trigger: string
    /** `failed` also where a store was down, or the process died: what was counted then is what was seen. */
    status: 'running' | 'completed' | 'failed'
    checked: number
    mismatches: number
    repaired: number
    failed: number
  }
  ProjectionRebuilt: { projection: string; version: number; events: number; milliseconds: number; by: string }
  DigestSent: { reviews: number; unmatched: number; messageId: string }
  // ── dead letters: pointers, never copies ──
  LetterParked: { consumer: string; topic: string; partition: number; offset: number; failure: Failure }
  LetterRetried: { consumer: string; topic: string; partition: number; offset: number; by: string }
  LetterDropped: { consumer: string; topic: string; partition: number; offset: number; by: string; reason: string }
}

export type EventType = keyof EventData

/** Who may append: `web` and `cli` anything that is a request of theirs, a group only its decisions. */
export type Writer = 'web' | 'cli' | 'group:emails' | 'group:debts' | 'operations'

interface CatalogueEntry {
  topics: readonly Topic[]
  kind: 'request' | 'decision'
  writers: readonly Writer[]
}
const request = <const T extends Topic>(topic: T, ...writers: Writer[]) =>
  ({ topics: [topic], kind: 'request', writers }) as const
const emails = { topics: ['emails'], kind: 'decision', writers: ['group:emails'] } as const
const debts = { topics: ['debts'], kind: 'decision', writers: ['group:debts'] } as const
const either = { topics: ['emails', 'debts'], kind: 'decision', writers: ['group:emails', 'group:debts'] } as const
const operations = { topics: ['operations'], kind: 'decision', writers: ['operations'] } as const
const letters = {
  topics: ['dead-letters'],
  kind: 'request',
  writers: ['operations', 'group:emails', 'group:debts', 'web', 'cli'],
} as const

/** Each event's topics, kind and writers. `npm run check` holds every append in the code against it. */
export const CATALOGUE = {
  EmailReceived: request('emails', 'web', 'cli'),
  RetryRequested: request('emails', 'web', 'cli'),
  ReviewAnswered: request('emails', 'web', 'cli'),
  RevocationRequested: request('emails', 'web', 'cli'),
  ProcessingStarted: emails,
  EntitiesExtracted: emails,
  CreditorMatched: emails,
  ReviewRequested: emails,
  EmailDismissed: emails,
  AssignmentRevoked: emails,
  AttemptFailed: emails,
  ProcessingFailed: emails,
  RequestRefused: either,
  NotificationSent: either,
  NotificationSkipped: either,
  PartitionTaken: either,
  DebtUpdateRequested: request('debts', 'group:emails'),
  DebtRevertRequested: request('debts', 'group:emails'),
  DebtUpdated: debts,
  DebtUpdateIgnored: debts,
  DebtUpdateReverted: debts,
  InquirySent: request('inquiries', 'cli', 'web'),
  InquiryWithdrawn: request('inquiries', 'cli', 'web'),
  PromptPublished: request('prompts', 'web', 'cli'),
  ConsistencyChecked: operations,
  ProjectionRebuilt: operations,
  DigestSent: operations,
  LetterParked: letters,
  LetterRetried: letters,
  LetterDropped: letters,
} as const satisfies Record<EventType, CatalogueEntry>

/** Who writes, as an event's `source` says. */
export const SOURCES = {
  '/web': 'web',
  '/cli': 'cli',
  '/group/emails': 'group:emails',
  '/group/debts': 'group:debts',
  '/operations': 'operations',
} as const satisfies Record<string, Writer>
export type Source = keyof typeof SOURCES

/** Whether the catalogue lets this writer append this event there. A decision belongs to the group that owns the topic. */
export function mayAppend({ type, topic, source }: { type: EventType; topic: Topic; source: string }): boolean {
  const entry: CatalogueEntry | undefined = CATALOGUE[type]
  const writer: Writer | undefined = SOURCES[source as Source]
  if (!entry || !writer) return false
  const { topics, kind, writers } = entry
  if (!topics.includes(topic) || !writers.includes(writer)) return false
  return kind === 'request' || !writer.startsWith('group:') || writer === `group:${topic}`
}

/** What travels with every event, in CloudEvents' headers. */
export interface EventMeta {
  /** UUIDv5 of what caused it (see ids.ts), so that a repetition is recognisable. */
  id: string
  /** Key of the stream. */
  subject: string
  /** When it was decided or reported, milliseconds since 1970. */
  time: number
  /** Who wrote it: one of `SOURCES`. */
  source: string
  /** The e-mail (or import, or job) that began it all. */
  correlationId: string
  /** The event that this one answers; null for a request from outside. */
  causationId: string | null
  /** `operation:aggregate_id:sha256(payload)`: on everything that changes a debt. */
  idempotencyKey: string | null
}

/** An event that is to be appended. `partition` only where it is not the key's own (PartitionTaken). */
export type NewEvent<T extends EventType = EventType> = {
  [K in T]: { type: K; data: EventData[K]; topic: Topic; partition?: number } & EventMeta
}[T]

/** An event as it stands in the log. */
export type RecordedEvent<T extends EventType = EventType> = {
  [K in T]: { type: K; data: EventData[K]; topic: Topic; partition: number; offset: number } & EventMeta
}[T]
