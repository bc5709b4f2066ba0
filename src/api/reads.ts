/** The API's port on the real projections and the real log. */
import type { RecordedEvent } from '../domain/events.ts'
import type { Log, LogRecord } from '../log/log.ts'
import { getClient } from '../projections/mongo/queries.ts'
import { readInquiries } from '../projections/postgres/inquiry-rows.ts'
import { countJobs, getJob, type JobSummary, listJobs } from '../projections/postgres/queries/jobs.ts'
import { getReview, listReviews } from '../projections/postgres/queries/reviews.ts'
import { timeline as queryTimeline } from '../projections/postgres/queries/timeline.ts'
import { inSnapshot } from '../projections/postgres/snapshot.ts'
import { readMail } from './mail.ts'
import type { JobReads, JobView, OperationsReads, Reads } from './ports.ts'

export interface ReadsOptions {
  /** From `projections/postgres/pool.ts` and `projections/mongo/connect.ts`; they belong to the caller. */
  pool: Parameters<typeof listJobs>[0]
  db: Parameters<typeof getClient>[0]
  log: Pick<Log, 'read'>
  /** From `log/codec/codec.ts`. */
  decode: (record: LogRecord) => RecordedEvent
  operations: OperationsReads
}

export function createReads({ pool, db, log, decode, operations }: ReadsOptions): Reads {
  const timeline: JobReads['timeline'] = async emailId => {
    const entries = await queryTimeline(pool, emailId)
    if (entries.length === 0) return null
    return entries.map(({ at, details, ...rest }) => ({ ...rest, time: at, data: details }))
  }
  return {
    async jobs(query) {
      const { items, next } = await listJobs(pool, { ...query, q: query.q ?? undefined })
      return { items: items.map(toJob), next }
    },
    async job(id) {
      const job = await getJob(pool, id)
      return job && toJob(job)
    },
    timeline,
    reviews: query => listReviews(pool, query),
    review: id => getReview(pool, id),
    async inquiries(ids) {
      const found = await inSnapshot(pool, snapshot => readInquiries(snapshot, ids))
      return found.map(({ inquiryId, clientId, clientName, creditorName, aktenzeichen }) => ({
        inquiryId,
        clientId,
        clientName,
        creditorName,
        aktenzeichen,
      }))
    },
    counts: () => countJobs(pool),
    async client(id) {
      const client = await getClient(db, id)
      if (!client) return null
      const { client_id, client_name, aktenzeichen, final_creditor_list } = client
      return {
        clientId: client_id,
        clientName: client_name,
        aktenzeichen,
        finalCreditorList: final_creditor_list.map(creditor => ({ ...creditor })),
      }
    },
    mail: emailId => readMail({ log, decode, timeline }, emailId),
    lag: () => operations.lag(),
    groups: () => operations.groups(),
    projections: () => operations.projections(),
  }
}

const toJob = ({ emailId, ...job }: JobSummary): JobView => ({ id: emailId, ...job })
