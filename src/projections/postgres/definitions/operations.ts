/** What the jobs of the operations did: checks, rebuilds, digests; and the dead letters with what became of them. */
import type { EventType, RecordedEvent } from '../../../domain/events.ts'
import type { Columns, RowOperation } from '../../engine/operations.ts'
import { relational } from '../../engine/projection.ts'

const activity = (event: RecordedEvent<EventType>, details: Columns): RowOperation => ({
  table: 'activities',
  key: { event_id: event.id },
  create: { type: event.type, job: event.subject, at: event.time, details: { ...details } },
})

type LetterEvent = RecordedEvent<'LetterParked' | 'LetterRetried' | 'LetterDropped'>

const letter = ({ data, subject }: LetterEvent, columns: Columns): RowOperation => ({
  table: 'letters',
  key: { consumer: data.consumer, topic: data.topic, log_partition: data.partition, log_offset: data.offset },
  set: { subject, ...columns },
})

export const operations = relational({
  name: 'operations',
  version: 1,
  topics: ['operations', 'dead-letters'],
  tables: {
    reports: { key: ['report'] },
    activities: { key: ['event_id'], createdBy: 'at' },
    letters: { key: ['consumer', 'topic', 'log_partition', 'log_offset'] },
  },
  on: {
    ConsistencyChecked: event => [
      {
        table: 'reports',
        key: { report: event.data.report },
        set: {
          trigger: event.data.trigger,
          status: event.data.status,
          checked: event.data.checked,
          mismatches: event.data.mismatches,
          repaired: event.data.repaired,
          failed: event.data.failed,
          finished_at: event.data.status === 'running' ? null : event.time,
        },
      },
      activity(event, { report: event.data.report, status: event.data.status }),
    ],
    ProjectionRebuilt: event => [activity(event, { ...event.data })],
    DigestSent: event => [activity(event, { ...event.data })],
    LetterParked: event => [
      letter(event, {
        failure: { ...event.data.failure },
        parked_at: event.time,
        outcome: null,
        outcome_by: null,
        outcome_at: null,
        outcome_reason: null,
      }),
    ],
    LetterRetried: event => [
      letter(event, { outcome: 'retried', outcome_by: event.data.by, outcome_at: event.time, outcome_reason: null }),
    ],
    LetterDropped: event => [
      letter(event, {
        outcome: 'dropped',
        outcome_by: event.data.by,
        outcome_at: event.time,
        outcome_reason: event.data.reason,
      }),
    ],
  },
})
