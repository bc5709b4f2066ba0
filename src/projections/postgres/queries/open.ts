import type { Pool } from 'pg'
import { inSnapshot } from '../snapshot.ts'

/** A mail that is not at its end although nothing has happened to it for long, and no attempt is due. */
export interface StalledJob {
  emailId: string
  status: string
  /** Milliseconds since 1970. */
  since: number
}

/** @param before milliseconds since 1970: nothing has happened since then */
export function stalledJobs(pool: Pool, before: number): Promise<StalledJob[]> {
  return inSnapshot(pool, snapshot =>
    snapshot.rows<StalledJob>(
      `select email_id as "emailId", status, since from (
         select email_id, status, greatest(accepted_at, stage_at, started_at, retry_requested_at, next_attempt_at) as since
           from ${snapshot.table('jobs', 'jobs')} where status in ('queued', 'processing')
       ) as open where since < $1 order by since`,
      [before],
    ),
  )
}

/** What the firm is told of once a day: questions that wait for a person, and mails that fitted no inquiry. */
export interface DigestItem {
  emailId: string
  ticketId: string | null
  subject: string | null
  fromEmail: string | null
  /** When the question was asked, or the mail put aside. Milliseconds since 1970. */
  at: number
  reason: string
}

export interface DigestItems {
  reviews: DigestItem[]
  unmatched: DigestItem[]
}

/** @param since milliseconds since 1970; reviews are listed as long as they are open */
export function digestItems(pool: Pool, since: number): Promise<DigestItems> {
  return inSnapshot(pool, async snapshot => {
    const jobs = snapshot.table('jobs', 'jobs')
    const columns = 'j.email_id as "emailId", j.ticket_id as "ticketId", j.subject, j.from_email as "fromEmail"'
    const reviews = await snapshot.rows<DigestItem>(
      `select ${columns}, r.requested_at as at, r.reason from ${jobs} j
         join ${snapshot.table('jobs', 'reviews')} r on r.review_id = j.review_id
        where j.status = 'review' order by r.requested_at, j.email_id`,
    )
    const unmatched = await snapshot.rows<DigestItem>(
      `select ${columns}, j.stage_at as at, 'no_match' as reason from ${jobs} j
        where j.status = 'no_match' and j.stage_at > $1 order by j.stage_at, j.email_id`,
      [since],
    )
    return { reviews, unmatched }
  })
}
