/**
 * What the API asks of the rest of Postbuch. The projections implement the reads (`projections/postgres/queries`,
 * `projections/mongo/queries.ts`), `ops/` the operations; tests use an in-memory fake. The API itself knows no store.
 *
 * Times are milliseconds since 1970, amounts integer euro cents. `null` means "not known" or "not yet", never 0.
 */
import type { Assignment, AttachmentRef, DismissalReason, Failure } from '../domain/events.ts'
import type { JobStatus } from '../domain/job-status.ts'
import type { Evidence, ProposedAssignment, ScoredCandidate } from '../domain/matching/types.ts'

/** One e-mail's job as the `jobs` projection has it. The job's id is the e-mail's. */
export interface JobView {
  id: string
  status: JobStatus
  receivedAt: number
  startedAt: number | null
  completedAt: number | null
  /** When the next attempt is due, while one is scheduled. */
  nextAttemptAt: number | null
  retryCount: number
  /** The last failure, until a later attempt succeeds. */
  error: Failure | null
  /** The open review, while there is one. */
  reviewId: string | null
  dismissal: DismissalReason | null
  // ── personal data from here on: shown only with a token ──
  ticketId: string
  subject: string
  fromEmail: string
  fromName: string
  clientName: string | null
  creditorName: string | null
  intent: string | null
  /** Sum of the assigned amounts; before a match, what the mail states; null if it states none. */
  amountCents: number | null
  assignments: JobAssignment[]
}

export interface JobAssignment extends Assignment {
  /** `pending` until the debt has answered. */
  outcome: 'pending' | 'updated' | 'ignored' | 'reverted'
}

/** `next` is the cursor of the next page; null at the end. A cursor is opaque; one that is not ours throws INVALID_CURSOR. */
export interface Page<T> {
  items: T[]
  next: string | null
}

/** Newest first. */
export interface JobQuery {
  /** Any of these; all when empty. */
  statuses: JobStatus[]
  receivedFrom: number | null
  receivedTo: number | null
  /** Part of a subject, sender, client, creditor or ticket number; null: any. */
  q: string | null
  cursor: string | null
  limit: number
}

/** One event of a mail or of a debt that it changed, in the order of the log. */
export interface TimelineEntry {
  eventId: string
  type: string
  topic: string
  partition: number
  offset: number
  time: number
  causationId: string | null
  /** The event's payload without the mail's body. */
  data: Record<string, unknown>
}

export interface ReviewView {
  reviewId: string
  emailId: string
  status: 'open' | 'answered' | 'closed'
  reason: string
  requestedAt: number
  answeredAt: number | null
  answeredBy: string | null
  subject: string
  fromEmail: string
  fromName: string
  clientName: string | null
  aktenzeichen: string | null
  creditorName: string | null
  /** The extraction's summary of the mail, and what a careful clerk would want to know of it. */
  summary: string | null
  flags: string[]
  /** What the mail states, whomever it is about. */
  statedAmountCents: number | null
  references: string[]
  score: number | null
  margin: number | null
  proposals: ProposedAssignment[]
  candidates: ScoredCandidate[]
}

/** Oldest first. */
export interface ReviewQuery {
  status: 'open' | 'answered' | 'closed' | 'all'
  cursor: string | null
  limit: number
}

/** One document of the `clients` collection, as the firm's portal reads it. */
export interface ClientView {
  clientId: string
  clientName: string | null
  aktenzeichen: string | null
  finalCreditorList: Record<string, unknown>[]
}

/** What a reviewer must see of a mail; read from the log itself. */
export interface MailView {
  subject: string
  fromEmail: string
  fromName: string
  toEmail: string
  receivedAt: number
  text: string
  attachments: AttachmentRef[]
}

export interface InquiryBrief {
  inquiryId: string
  clientId: string
  clientName: string
  creditorName: string
  aktenzeichen: string
}

/** Reads of the PostgreSQL projections. Each call is one snapshot. */
export interface JobReads {
  jobs(query: JobQuery): Promise<Page<JobView>>
  job(id: string): Promise<JobView | null>
  /** null: no such mail. */
  timeline(emailId: string): Promise<TimelineEntry[] | null>
  reviews(query: ReviewQuery): Promise<Page<ReviewView>>
  review(reviewId: string): Promise<ReviewView | null>
  /** The inquiries among these ids that the registry has. */
  inquiries(ids: string[]): Promise<InquiryBrief[]>
  /** Number of jobs by status, and when the oldest of them was received. */
  counts(): Promise<{ status: JobStatus; count: number; oldest: number | null }[]>
}

/** Reads of the MongoDB projection. */
export interface ClientReads {
  client(id: string): Promise<ClientView | null>
}

/** Reads of the log beyond the projections. */
export interface MailReads {
  /** null: no such mail. */
  mail(emailId: string): Promise<MailView | null>
}

/** `unknown`: its store does not answer. */
export type ProjectionState = 'unknown' | 'new' | 'catching-up' | 'live' | 'paused' | 'failed' | 'retired'

export interface ProjectionView {
  name: string
  version: number
  /** Its consumer group. */
  group: string
  store: 'postgres' | 'mongodb'
  state: ProjectionState
  /** With state `failed`: why, e.g. MISSING_DEPLOYMENT. */
  failure: { code: string; message: string } | null
  /** Keys that wait in the dead letters; null: unknown. */
  parked: number | null
  /** A rebuild that is under way, in whichever process. */
  rebuild: RebuildView | null
}

export interface RebuildView {
  /** Read so far, and in the log. */
  events: number
  total: number
  /** Milliseconds since 1970. */
  startedAt: number
}

/** One partition of one consumer. */
export interface LagView {
  group: string
  topic: string
  partition: number
  /** Offset of the next record to apply; null: unknown. */
  position: number | null
  /** The group's committed offset, which mirrors the position; null: none, or unknown. */
  committed: number | null
  /** The log's first offset. */
  first: number | null
  /** Last stable offset. */
  stable: number | null
  /** High watermark. */
  high: number | null
  /** Events not yet applied; exactly 0 when everything is; null: unknown. */
  lag: number | null
  /** Seconds since the first unapplied event was written; null when there is none, or unknown. */
  ageSeconds: number | null
}

/** One partition of a group of ours. */
export interface GroupPartitionView {
  topic: string
  partition: number
  position: number | null
  committed: number | null
  lag: number | null
  /** OK, WARN, STOP, STALL or REWIND; null as in the group. */
  status: string | null
}

export interface GroupView {
  group: string
  /** As the broker says: Stable, Empty, PreparingRebalance … */
  state: string
  /** OK, WARN or ERR by Burrow's rules; null while the window is too short, or something is unknown. */
  status: string | null
  lag: number | null
  partitions: GroupPartitionView[]
  members: { memberId: string; clientId: string; host?: string; partitions: { topic: string; partition: number }[] }[]
}

/** A record that a consumer could not apply; its key waits there. */
export interface LetterView {
  consumer: string
  topic: string
  partition: number
  offset: number
  key: string
  failure: Failure | null
  parkedAt: number | null
  /** null while it waits. */
  outcome: 'retried' | 'dropped' | null
  outcomeBy: string | null
  outcomeAt: number | null
  outcomeReason: string | null
}

/** One run of the consistency check. */
export interface ReportView {
  report: string
  trigger: string
  status: 'running' | 'completed' | 'failed'
  checked: number
  mismatches: number
  repaired: number
  failed: number
  startedAt: number | null
  finishedAt: number | null
}

/** What operators set going. */
export interface Operations {
  /** Begins a consistency check, or names the one that runs. */
  check(): Promise<{ report: string }>
  /** @throws ApiError 404, 409 */
  decideLetter(
    letter: string,
    decision: { word: 'retried' } | { word: 'dropped'; reason: string },
    by: string,
  ): Promise<void>
  /** A rebuild goes on after the answer. @throws ApiError 404, 409 if one is under way in this process */
  steerProjection(name: string, action: ProjectionAction, by: string): Promise<void>
  /** Puts single rows right. @throws ApiError 404, 409 if this process is replaying or verifying already */
  replayProjection(name: string, which: { key: string } | { since: number }): Promise<ReplayView>
  /** Compares every row with a plain fold of the log. @throws ApiError 404, 409 as with a replay */
  verifyProjection(name: string): Promise<VerificationView>
}

export type ProjectionAction = 'rebuild' | 'cancel' | 'pause' | 'resume' | 'prune'

export interface RowView {
  table: string
  key: readonly (string | number)[]
}

export interface ReplayView {
  /** Rows that were compared. */
  rows: number
  /** Events that were folded. */
  events: number
  replaced: RowView[]
}

export interface VerificationView {
  /** Rows that were compared. */
  checked: number
  events: number
  /** Every row that is not as the log says, with the event that says so. */
  findings: (RowView & {
    kind: 'missing' | 'extra' | 'mismatch'
    columns: string[]
    cause: { topic: string; partition: number; offset: number } | null
  })[]
}

/** Calculations of `ops/`, the same as the CLI shows. */
export interface OperationsReads {
  /** As the brokers name it, for metrics beside those of other exporters. */
  cluster: { name: string; topicPrefix: string }
  /** Dead letters; only those that wait, unless all are asked for. */
  letters(query?: { open?: boolean }): Promise<LetterView[]>
  /** Newest first. */
  reports(): Promise<ReportView[]>
  lag(): Promise<LagView[]>
  groups(): Promise<GroupView[]>
  projections(): Promise<ProjectionView[]>
}

/** One version of what a model is told. */
export interface PromptView {
  name: string
  /** 0: the one built in. */
  version: number
  text: string
  /** null: the configured one. */
  model: string | null
  by: string
  note: string
  /** 0 for the one built in. */
  publishedAt: number
}

export interface PromptReads {
  /** Newest first; empty for a name that nothing uses. */
  prompts(name: string): Promise<PromptView[]>
}

export interface Reads extends JobReads, ClientReads, MailReads, OperationsReads, PromptReads {}

export type { Evidence, ProposedAssignment, ScoredCandidate }
