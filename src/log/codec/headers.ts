/** An event's metadata in the headers of a record: CloudEvents' Kafka binding, and three of our own. */
import type { EventMeta } from '../../domain/events.ts'
import type { LogRecord } from '../log.ts'
import { UndecodableRecord } from './errors.ts'

const CONTENT_TYPE = 'application/avro'

/** `time` becomes ISO 8601 with milliseconds; what is null has no header. */
export function toHeaders(type: string, meta: EventMeta): Record<string, string> {
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: meta.id,
    ce_type: type,
    ce_source: meta.source,
    ce_time: new Date(meta.time).toISOString(),
    ce_subject: meta.subject,
    'content-type': CONTENT_TYPE,
    'correlation-id': meta.correlationId,
  }
  if (meta.causationId !== null) headers['causation-id'] = meta.causationId
  if (meta.idempotencyKey !== null) headers['idempotency-key'] = meta.idempotencyKey
  return headers
}

/** @throws UndecodableRecord when a header is missing or contradicts the record. */
export function fromHeaders(record: LogRecord): EventMeta {
  const { headers } = record
  const time = Date.parse(header(record, 'ce_time'))
  if (Number.isNaN(time)) throw undecodable(record, `its ce_time is no time: ${headers.ce_time}`)
  const subject = header(record, 'ce_subject')
  if (subject !== record.key) throw undecodable(record, `its key ${record.key} is not its subject ${subject}`)
  return {
    id: header(record, 'ce_id'),
    subject,
    time,
    source: header(record, 'ce_source'),
    correlationId: header(record, 'correlation-id'),
    causationId: headers['causation-id'] ?? null,
    idempotencyKey: headers['idempotency-key'] ?? null,
  }
}

/** A header that every record has. @throws UndecodableRecord without it. */
export function header(record: LogRecord, name: string): string {
  const value = record.headers[name]
  if (value === undefined) throw undecodable(record, `it has no header ${name}`)
  return value
}

export function undecodable(record: LogRecord, why: string): UndecodableRecord {
  return new UndecodableRecord(`record ${place(record)} cannot be read: ${why}`)
}

/** `emails/3@17`: topic, partition and offset, for messages. */
export function place(record: LogRecord): string {
  return `${record.topic}/${record.partition}@${record.offset}`
}
