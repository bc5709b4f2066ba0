import type { Pool } from 'pg'
import type { Assignment, DismissalReason, Failure } from '../../../domain/events.ts'
import type { Intent } from '../../../domain/extraction/types.ts'
import type { JobStatus } from '../../../domain/job-status.ts'
import type { Evidence } from '../../../domain/matching/types.ts'
import { inSnapshot, type Snapshot } from '../snapshot.ts'
import { decodeCursor, limitOf, type Page, type PageRequest, pageOf } from './page.ts'

/** One line of the list of jobs. Times are milliseconds since 1970, amounts integer euro cents. */
export interface JobSummary {
  emailId: string
  status: JobStatus
  receivedAt: number
  subject: string
  fromEmail: string
  fromName: string
  ticketId: string
  intent: Intent | null
  /** Of the match, or what a review proposes. Several names are joined by commas. */
  clientName: string | null
  clientIds: string[]
  creditorName: string | null
  /** Sum of the assigned amounts; before a match, what the mail states; null if it states none. */
  amountCents: number | null
  retryCount: number
  startedAt: number | null
  completedAt: number | null
  nextAttemptAt: number | null
  error: Failure | null
  /** The open review, while there is one. */
  reviewId: string | null
  dismissal: DismissalReason | null
  assignments: (Assignment & { outcome: 'pending' | 'updated' | 'ignored' | 'reverted' })[]
}

export interface Job extends JobSummary {
  account: string
  webhookId: string
  toEmail: string
  /** When the webhook was answered. */
  acceptedAt: number
  attachments: { filename: string; contentType: string; size: number }[]
  stage: string | null
  stageAt: number | null
  attempt: number | null
  isCreditorReply: boolean | null
  summary: string | null
  confidence: number | null
  extractor: string | null
  flags: string[]
  statedAmountCents: number | null
  references: string[]
  matchId: string | null
  score: number | null
  margin: number | null
  evidence: Evidence[]
  decidedBy: string | null
  decisionReason: string | null
}

export interface JobFilter extends PageRequest {
  /** `received` is another name for `queued`. */
  status?: JobStatus | 'received'
  /** Any of these; all when empty. */
  statuses?: readonly JobStatus[]
  /** Milliseconds; the first included, the second not. */
  receivedFrom?: number | null
  receivedTo?: number | null
  /** Where the last page ended, instead of a cursor: strictly before this job. */
  after?: { receivedAt: number; emailId: string } | null
  clientId?: string
  /** Part of a subject, sender, client, creditor or ticket number. */
  q?: string
}

const COLUMNS = `email_id, status, received_at, subject, from_email, from_name, ticket_id, intent, client_name, client_ids,
  creditor_name, assignments, stated_amount_cents, retry_count, started_at, next_attempt_at, error,
  stage, stage_at, answer_keys, answers, review_id, match_id`

const SEARCHED = `(coalesce(subject, '') || ' ' || coalesce(from_name, '') || ' ' || coalesce(from_email, '') || ' ' || coalesce(client_name, '')
  || ' ' || coalesce(creditor_name, '') || ' ' || coalesce(ticket_id, ''))`

/** Newest first. @throws InvalidCursor */
export function listJobs(pool: Pool, filter: JobFilter = {}): Promise<Page<JobSummary>> {
  const limit = limitOf(filter)
  const values: unknown[] = []
  const value = (v: unknown) => `$${values.push(v)}`
  const where = ['received_at is not null']
  if (filter.status) where.push(`status = ${value(filter.status === 'received' ? 'queued' : filter.status)}`)
  if (filter.statuses?.length) where.push(`status = any(${value(filter.statuses)})`)
  if (filter.receivedFrom != null) where.push(`received_at >= ${value(filter.receivedFrom)}`)
  if (filter.receivedTo != null) where.push(`received_at < ${value(filter.receivedTo)}`)
  if (filter.after) {
    where.push(`(received_at, email_id) < (${value(filter.after.receivedAt)}::bigint, ${value(filter.after.emailId)})`)
  }
  if (filter.clientId) where.push(`client_ids @> array[${value(filter.clientId)}]`)
  if (filter.q) where.push(`${SEARCHED} ilike ${value(`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`)}`)
  if (filter.cursor) {
    const [receivedAt, emailId] = decodeCursor(filter.cursor, 2)
    where.push(`(received_at, email_id) < (${value(receivedAt)}::bigint, ${value(emailId)})`)
  }
  return inSnapshot(pool, async snapshot => {
    const rows = await snapshot.rows<JobRow>(
      `select ${COLUMNS}, ${completedAt(snapshot)} as completed_at from ${snapshot.table('jobs', 'jobs')}
        where ${where.join(' and ')} order by received_at desc, email_id desc limit ${limit + 1}`,
      values,
    )
    return pageOf(rows, limit, row => [row.received_at, row.email_id], summary)
  })
}

/** Null if no such mail was received (or its job has not been projected yet). */
export function getJob(pool: Pool, emailId: string): Promise<Job | null> {
  return inSnapshot(pool, async snapshot => {
    const rows = await snapshot.rows<JobRow>(
      `select *, ${completedAt(snapshot)} as completed_at from ${snapshot.table('jobs', 'jobs')}
        where email_id = $1 and received_at is not null`,
      [emailId],
    )
    return rows[0] ? full(rows[0]) : null
  })
}

/** How many jobs there are of each status, and when the oldest of them was received; statuses without any are left out. */
export function countJobs(pool: Pool): Promise<{ status: JobStatus; count: number; oldest: number | null }[]> {
  return inSnapshot(pool, snapshot =>
    snapshot.rows(
      `select status, count(*) as count, min(received_at) as oldest from ${snapshot.table('jobs', 'jobs')}
        where received_at is not null group by status`,
    ),
  )
}

const completedAt = (snapshot: Snapshot) =>
  `${snapshot.table('jobs', 'job_completed_at')}(status, stage_at, answer_keys, answers)`

interface JobRow {
  email_id: string
  received_at: number
  assignments: Assignment[] | null
  answers: Record<string, { outcome: 'updated' | 'ignored' | 'reverted' }> | null
  // biome-ignore lint/suspicious/noExplicitAny: the rest is mapped one by one below
  [column: string]: any
}

function summary(row: JobRow): JobSummary {
  const amounts = (row.assignments ?? []).map(assignment => assignment.amountCents)
  const stated = amounts.filter(amount => amount !== null)
  return {
    emailId: row.email_id,
    status: row.status,
    receivedAt: row.received_at,
    subject: row.subject,
    fromEmail: row.from_email,
    fromName: row.from_name,
    ticketId: row.ticket_id,
    intent: row.intent,
    clientName: row.client_name,
    clientIds: row.client_ids ?? [],
    creditorName: row.creditor_name,
    amountCents:
      stated.length > 0 ? stated.reduce((a, b) => a + b, 0) : amounts.length > 0 ? null : row.stated_amount_cents,
    retryCount: row.retry_count,
    startedAt: row.started_at,
    completedAt: row.completed_at,
    nextAttemptAt: row.next_attempt_at,
    error: row.error,
    reviewId: row.review_id,
    dismissal: row.stage === 'dismissed' ? 'by_person' : (DISMISSALS.find(reason => reason === row.stage) ?? null),
    assignments: (row.assignments ?? []).map(assignment => ({
      ...assignment,
      outcome: row.answers?.[`${row.match_id}/${assignment.inquiryId}`]?.outcome ?? 'pending',
    })),
  }
}

const DISMISSALS: readonly DismissalReason[] = ['not_creditor_reply', 'no_match']

function full(row: JobRow): Job {
  return {
    ...summary(row),
    account: row.account,
    webhookId: row.webhook_id,
    toEmail: row.to_email,
    acceptedAt: row.accepted_at,
    attachments: row.attachments ?? [],
    stage: row.stage,
    stageAt: row.stage_at,
    attempt: row.attempt,
    isCreditorReply: row.is_creditor_reply,
    summary: row.summary,
    confidence: row.confidence,
    extractor: row.extractor,
    flags: row.flags ?? [],
    statedAmountCents: row.stated_amount_cents,
    references: row.stated_references ?? [],
    matchId: row.match_id,
    score: row.score,
    margin: row.margin,
    evidence: row.evidence ?? [],
    decidedBy: row.decided_by,
    decisionReason: row.decision_reason,
  }
}
