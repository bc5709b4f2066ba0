/** Between Kafka's messages and the log's records. */
import type { Topic } from '../../domain/events.ts'
import type { LogRecord, NewRecord } from '../log.ts'
import type { RawBatch, RawMessage } from './client.ts'

export interface OutMessage {
  key: string
  value: Buffer
  partition: number
  headers: Record<string, string>
  timestamp: string
}

/** @param partition explicit, so that a repetition by kafkajs cannot choose another */
export function toMessage(record: NewRecord, partition: number): OutMessage {
  return {
    key: record.key,
    value: record.value,
    partition,
    headers: record.headers,
    timestamp: String(record.timestamp ?? Date.now()),
  }
}

/** Bytes that a record takes in a batch, generously. */
export function sizeOf(record: NewRecord): number {
  let size = 70 + record.value.length + Buffer.byteLength(record.key)
  for (const [name, value] of Object.entries(record.headers)) size += 10 + Buffer.byteLength(name + value)
  return size
}

export function toRecord(topic: Topic, partition: number, message: RawMessage): LogRecord {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.headers ?? {})) {
    const first = Array.isArray(value) ? value[0] : value
    if (first !== undefined && first !== null) headers[name] = first.toString()
  }
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key?.toString() ?? '',
    value: message.value ?? Buffer.alloc(0),
    headers,
    timestamp: Number(message.timestamp),
  }
}

/**
 * The position after a fetched batch. An empty response leaves it where it was: `lastOffset()` of one is the high
 * watermark - 1, which may lie behind an open transaction.
 */
export function positionAfter(batch: RawBatch): number {
  return batch.messagesWithinOffset.length === 0 ? Number(batch.fetchedOffset) : Number(batch.lastOffset()) + 1
}
