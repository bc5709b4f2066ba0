import type { Pool } from 'pg'
import type { ProposedAssignment, ScoredCandidate } from '../../../domain/matching/types.ts'
import { inSnapshot, type Snapshot } from '../snapshot.ts'
import { decodeCursor, limitOf, type Page, type PageRequest, pageOf } from './page.ts'

/** `open`: waits for a person; `answered`: an answer was accepted; `closed`: overtaken (a retry, another review). */
export type ReviewStatus = 'open' | 'answered' | 'closed'

/** A question to a person: which inquiry does this mail answer? Times in milliseconds, amounts in integer euro cents. */
export interface Review {
  reviewId: string
  emailId: string
  status: ReviewStatus
  requestedAt: number
  reason: string
  proposals: ProposedAssignment[]
  /** Best first. */
  candidates: ScoredCandidate[]
  score: number | null
  margin: number | null
  clientName: string | null
  aktenzeichen: string | null
  creditorName: string | null
  /** Of the mail. */
  subject: string
  fromEmail: string
  fromName: string
  receivedAt: number
  summary: string | null
  statedAmountCents: number | null
  references: string[]
  flags: string[]
  /** The answer that was accepted, or the last one given. */
  answeredBy: string | null
  answeredAt: number | null
}

export interface ReviewFilter extends PageRequest {
  /** Default `open`. */
  status?: ReviewStatus | 'all'
}

const select = (snapshot: Snapshot) => {
  const [jobs, reviews, requests, timeline] = ['jobs', 'reviews', 'requests', 'timeline'].map(t =>
    snapshot.table('jobs', t),
  )
  return `select * from (
    select r.review_id as "reviewId", r.email_id as "emailId", r.requested_at as "requestedAt", r.reason, r.proposals,
           r.candidates, r.score, r.margin, r.client_name as "clientName", r.aktenzeichen, r.creditor_name as "creditorName",
           j.subject, j.from_email as "fromEmail", j.from_name as "fromName", j.received_at as "receivedAt", j.summary,
           j.stated_amount_cents as "statedAmountCents", coalesce(j.stated_references, '[]') as references,
           coalesce(j.flags, '[]') as flags, a.requested_by as "answeredBy", a.requested_at as "answeredAt",
           case when j.review_id = r.review_id then 'open' when a.accepted then 'answered' else 'closed' end as status
      from ${reviews} r join ${jobs} j using (email_id)
      left join lateral (
        select q.requested_by, q.requested_at, t.type is not null and t.type <> 'RequestRefused' as accepted
          from ${requests} q
          left join ${timeline} t on t.email_id = q.email_id and t.causation_id = q.request_id
         where q.review_id = r.review_id
         order by accepted desc, q.requested_at desc limit 1
      ) a on true
     where r.requested_at is not null
  ) as review`
}

/** Oldest first: the longest waiting mail is the next to be answered. @throws InvalidCursor */
export function listReviews(pool: Pool, filter: ReviewFilter = {}): Promise<Page<Review>> {
  const limit = limitOf(filter)
  const values: unknown[] = []
  const value = (v: unknown) => `$${values.push(v)}`
  const where = ['true']
  const status = filter.status ?? 'open'
  if (status !== 'all') where.push(`status = ${value(status)}`)
  if (filter.cursor) {
    const [requestedAt, reviewId] = decodeCursor(filter.cursor, 2)
    where.push(`("requestedAt", "reviewId") > (${value(requestedAt)}::bigint, ${value(reviewId)})`)
  }
  return inSnapshot(pool, async snapshot => {
    const rows = await snapshot.rows<Review>(
      `${select(snapshot)} where ${where.join(' and ')} order by "requestedAt", "reviewId" limit ${limit + 1}`,
      values,
    )
    return pageOf(
      rows,
      limit,
      row => [row.requestedAt, row.reviewId],
      row => row,
    )
  })
}

/** Null if there is no such review. */
export function getReview(pool: Pool, reviewId: string): Promise<Review | null> {
  return inSnapshot(pool, async snapshot => {
    const rows = await snapshot.rows<Review>(`${select(snapshot)} where "reviewId" = $1`, [reviewId])
    return rows[0] ?? null
  })
}

/** What became of a request (retry, review's answer, revocation), by its event id. */
export interface RequestOutcome {
  requestId: string
  emailId: string
  type: 'RetryRequested' | 'ReviewAnswered' | 'RevocationRequested'
  by: string
  requestedAt: number
  /** `pending` until a decision answers it. */
  outcome: 'pending' | 'accepted' | 'refused'
  /** Of a refusal. */
  reason: string | null
}

/** Null while the request has not been projected. */
export function requestOutcome(pool: Pool, requestId: string): Promise<RequestOutcome | null> {
  return inSnapshot(pool, async snapshot => {
    const rows = await snapshot.rows<RequestOutcome>(
      `select q.request_id as "requestId", q.email_id as "emailId", q.type, q.requested_by as by, q.requested_at as "requestedAt",
              case when t.type is null then 'pending' when t.type = 'RequestRefused' then 'refused' else 'accepted' end as outcome,
              case when t.type = 'RequestRefused' then t.details ->> 'reason' end as reason
         from ${snapshot.table('jobs', 'requests')} q
         left join ${snapshot.table('jobs', 'timeline')} t on t.email_id = q.email_id and t.causation_id = q.request_id
        where q.request_id = $1 limit 1`,
      [requestId],
    )
    return rows[0] ?? null
  })
}
