import type { Pool } from 'pg'
import type { EventType, Topic } from '../../../domain/events.ts'
import { inSnapshot } from '../snapshot.ts'

/** One event of a mail. `at` is milliseconds since 1970; `details` are what a person wants to see of it. */
export interface TimelineEntry {
  eventId: string
  at: number
  type: EventType
  source: string
  causationId: string | null
  topic: Topic
  partition: number
  offset: number
  details: Record<string, unknown>
}

/** All events of a mail in the order of their times, those of its debts included. Empty for an unknown mail. */
export function timeline(pool: Pool, emailId: string): Promise<TimelineEntry[]> {
  return inSnapshot(pool, snapshot =>
    snapshot.rows<TimelineEntry>(
      `select event_id as "eventId", at, type, source, causation_id as "causationId", topic, log_partition as partition,
              log_offset as "offset", details
         from ${snapshot.table('jobs', 'timeline')} where email_id = $1
        order by at, topic = 'debts', log_partition, log_offset`,
      [emailId],
    ),
  )
}
