import type { Pool } from 'pg'
import type { Failure, Topic } from '../../../domain/events.ts'
import { inSnapshot } from '../snapshot.ts'

/** One run of the consistency check. */
export interface Report {
  report: string
  trigger: string
  status: 'running' | 'completed' | 'failed'
  checked: number
  mismatches: number
  repaired: number
  failed: number
  /** Milliseconds since 1970; null for a report that was only ended. */
  startedAt: number | null
  /** Null while it runs. */
  finishedAt: number | null
}

/** Newest first. */
export function listReports(pool: Pool, limit = 20): Promise<Report[]> {
  return inSnapshot(pool, snapshot =>
    snapshot.rows<Report>(
      `select report, trigger, status, checked, mismatches, repaired, failed, finished_at as "finishedAt",
              (select min(at) from ${snapshot.table('operations', 'activities')} a
                where a.type = 'ConsistencyChecked' and a.details ->> 'report' = r.report and a.details ->> 'status' = 'running') as "startedAt"
         from ${snapshot.table('operations', 'reports')} r order by finished_at desc nulls first limit $1`,
      [limit],
    ),
  )
}

export interface Letter {
  consumer: string
  topic: Topic
  partition: number
  offset: number
  key: string
  failure: Failure | null
  parkedAt: number | null
  outcome: 'retried' | 'dropped' | null
  outcomeBy: string | null
  outcomeAt: number | null
  outcomeReason: string | null
}

/** Dead letters, newest first; `open` only those that were neither retried nor dropped. */
export function listLetters(pool: Pool, { open = true, limit = 200 } = {}): Promise<Letter[]> {
  return inSnapshot(pool, snapshot =>
    snapshot.rows<Letter>(
      `select consumer, topic, log_partition as partition, log_offset as "offset", subject as key, failure,
              parked_at as "parkedAt", outcome, outcome_by as "outcomeBy", outcome_at as "outcomeAt", outcome_reason as "outcomeReason"
         from ${snapshot.table('operations', 'letters')} where not $1 or outcome is null
        order by parked_at desc nulls last limit $2`,
      [open, limit],
    ),
  )
}
