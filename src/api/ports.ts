/**
 * What the API asks of the rest of Postbuch. The projections implement the reads (`projections/postgres/queries`,
 * `projections/mongo/queries.ts`), `ops/` the operations; tests use an in-memory fake. The API itself knows no store.
 *
 * Times are milliseconds since 1970, amounts integer euro cents. `null` means "not known" or "not yet", never 0.
 */
import type { Assignment, AttachmentRef, DismissalReason, Failure } from '../domain/events.ts'
import type { Evidence, ProposedAssignment, ScoredCandidate } from '../domain/matching/types.ts'

export const JOB_STATUSES = [
  'queued',
  'processing',
  'review',
  'completed',
  'not_creditor_reply',
  'no_match',
  'dismissed',
  'failed',
] as const
export type JobStatus = (typeof JOB_STATUSES)[number]

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
  assignments: JobAssignment[]
}

export interface JobAssignment extends Assignment {
  /** `pending` until the debt has answered. */
  outcome: 'pending' | 'updated' | 'ignored' | 'reverted'
}

export interface JobQuery {
  /** Any of these; all when empty. */
  statuses: JobStatus[]
  receivedFrom: number | null
  receivedTo: number | null
  /** Where the last page ended: strictly before this job, newest first by (receivedAt, id). */
  after: { receivedAt: number; id: string } | null
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
  ticketId: string
  subject: string
  fromEmail: string
  fromName: string
  clientName: string | null
  aktenzeichen: string | null
  creditorName: string | null
  score: number | null
  margin: number | null
  proposals: ProposedAssignment[]
  candidates: ScoredCandidate[]
}

export interface ReviewQuery {
  status: 'open' | 'answered' | 'closed' | null
  /** Strictly after this review, oldest first by (requestedAt, reviewId). */
  after: { requestedAt: number; reviewId: string } | null
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
  jobs(query: JobQuery): Promise<JobView[]>
  job(id: string): Promise<JobView | null>
  /** null: no such mail. */
  timeline(emailId: string): Promise<TimelineEntry[] | null>
  reviews(query: ReviewQuery): Promise<ReviewView[]>
  review(reviewId: string): Promise<ReviewView | null>
  /** The inquiries among these ids that exist and are not withdrawn. */
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

export type ProjectionState = 'new' | 'catching-up' | 'live' | 'paused' | 'failed' | 'retired'

export interface ProjectionView {
  name: string
  version: number
  store: 'postgres' | 'mongodb'
  state: ProjectionState
  /** With state `failed`: why, e.g. MISSING_DEPLOYMENT. */
  failure: Failure | null
  updatedAt: number | null
}

/** One partition of one consumer. */
export interface LagView {
  group: string
  topic: string
  partition: number
  /** Offset of the next record to apply; null: unknown. */
  position: number | null
  /** Last stable offset. */
  stable: number | null
  /** High watermark. */
  high: number | null
  /** Events not yet applied; exactly 0 when everything is; null: unknown. */
  lag: number | null
  /** Seconds since the first unapplied event was written; null when there is none, or unknown. */
  ageSeconds: number | null
}

export interface GroupView {
  group: string
  /** As the broker says: Stable, Empty, PreparingRebalance … */
  state: string
  /** OK, WARN, ERR, STOP, STALL, REWIND by Burrow's rules; null while the window is too short. */
  status: string | null
  lag: number | null
  members: { memberId: string; clientId: string; partitions: { topic: string; partition: number }[] }[]
}

/** Calculations of `ops/`, the same as the CLI shows. */
export interface OperationsReads {
  lag(): Promise<LagView[]>
  groups(): Promise<GroupView[]>
  projections(): Promise<ProjectionView[]>
}

export interface Reads extends JobReads, ClientReads, MailReads, OperationsReads {}

export type { Evidence, ProposedAssignment, ScoredCandidate }
