/**
 * The log as the rest of Postbuch sees it. Two implementations obey one contract suite: `kafka/` and the in-memory
 * twin `memory/`. Records are bytes here; `codec/` turns them into events and back.
 *
 * Offsets are plain numbers (Kafka's fit 2^53). A *position* is the offset of the next record to read.
 * *Stable* is the last stable offset: everything below it is decided (committed or aborted);
 * *high* is the high watermark: everything below it is replicated.
 * Groups and transactional ids are named by those who use them.
 */
import type { Topic } from '../domain/events.ts'

export interface TopicPartition {
  topic: Topic
  partition: number
}

export interface NewRecord {
  topic: Topic
  /** Decides the partition (murmur2, as Kafka's own clients do) unless `partition` is given. */
  key: string
  value: Buffer
  headers: Record<string, string>
  partition?: number
  /** Milliseconds since 1970; now, if missing. */
  timestamp?: number
}

export interface LogRecord extends TopicPartition {
  offset: number
  key: string
  value: Buffer
  headers: Record<string, string>
  timestamp: number
}

/** What one fetch brought. Transaction markers and aborted records take offsets too, so `next` may be far beyond the last record, and `records` may be empty. */
export interface Batch extends TopicPartition {
  records: LogRecord[]
  /** The position after this batch. */
  next: number
}

/** A batch of a reading: its records are made as they are gone through, which may be done again. */
export interface ReadBatch extends TopicPartition {
  records: Iterable<LogRecord>
  /** The position after this batch. */
  next: number
}

export interface PartitionOffsets extends TopicPartition {
  first: number
  stable: number
  high: number
}

/** Appends requests and imports: acks = all, idempotent, what arrives together travels together. */
export interface Appender {
  /**
   * Resolves once the log has all records, with their positions in the same order.
   * @throws LogUnavailable at once when the log is known to be down or the queue is full, else after the time-out. The outcome is then unknown: the same records may be appended again (their ids make that harmless).
   */
  append(records: NewRecord[]): Promise<(TopicPartition & { offset: number })[]>
  /** Whether the last attempts say that the log can be written to. */
  available(): boolean
  close(): Promise<void>
}

/**
 * One transactional id's producer. After ANY error of any call the outcome is unknown: `drop` it and begin the
 * take-over anew with a new one (the next fence aborts what was open). It never aborts by itself.
 */
export interface TransactionalProducer {
  /** InitProducerId: deposes every predecessor with this id and waits for its prepared transaction. No retries inside. */
  fence(): Promise<void>
  /** One transaction: all records or none, then (optionally) markers. Must be called only after `fence`, one call at a time. */
  commit(records: NewRecord[]): Promise<void>
  /** Gives the producer up without waiting. */
  drop(): void
}

export interface GroupListener {
  /** The complete assignment after a join; delivery of every partition begins only with `seek`. Called synchronously. */
  assigned(partitions: TopicPartition[]): void
  /** Records in log order. The next batch of this partition comes after the promise. Must be quick: long work belongs outside. */
  batch(batch: Batch): void | Promise<void>
  /** The member is gone for good and will not come back by itself. */
  crashed(error: Error): void
}

/** A member of a consumer group. */
export interface Membership {
  readonly memberId: string
  /** Begin or continue delivery at this position; what was fetched before is discarded. */
  seek(partition: TopicPartition, position: number): void
  pause(partition: TopicPartition): void
  /** A heartbeat that began after this call: does the group still give us this partition? False also when the coordinator cannot be asked. */
  confirm(partition: TopicPartition): Promise<boolean>
  /**
   * Mirrors positions into the group's committed offsets (for monitors, never for correctness); those of partitions that
   * are held no more are left out.
   * @throws LogUnavailable when the group may not have them, as in the middle of a rebalance: to be tried again, or a
   * monitor sees a lag for as long as no event comes
   */
  commit(positions: (TopicPartition & { position: number })[]): Promise<void>
  /** Leave the group and stop. */
  leave(): Promise<void>
  /** Give the assignment back and join again (after having been fenced). */
  rejoin(): Promise<void>
}

export interface JoinOptions {
  /** The whole name, as monitors show it; so are transactional ids. */
  group: string
  topics: Topic[]
  listener: GroupListener
  /** Milliseconds without a heartbeat after which the group gives the partitions to others. Default 6000. */
  sessionTimeout?: number
  /** Shown by monitors. */
  clientId?: string
}

export interface Log {
  readonly clusterId: string
  partitions(topic: Topic): number
  /** The partition that a key lives in. */
  partitionOf(topic: Topic, key: string): number
  appender(options?: { timeoutMs?: number; maxQueuedBytes?: number }): Appender
  transactional(transactionalId: string): TransactionalProducer
  join(options: JoinOptions): Promise<Membership>
  /** Committed records of one partition, from a position up to (excluding) another; by default up to the last stable offset as of the call. */
  read(partition: TopicPartition, range?: { from?: number; to?: number }): AsyncIterable<ReadBatch>
  offsets(topics?: readonly Topic[]): Promise<PartitionOffsets[]>
  /** Committed offsets of a group; null where there is none. */
  committed(group: string, topics: readonly Topic[]): Promise<(TopicPartition & { position: number | null })[]>
  /** Every group that has this log's prefix in its name or reads its topics, and its members: for `postbuch groups`. */
  groups(): Promise<GroupDescription[]>
  close(): Promise<void>
}

export interface GroupDescription {
  group: string
  state: string
  /** `host`: where the broker sees the member; missing where there is no network. */
  members: { memberId: string; clientId: string; host?: string; partitions: TopicPartition[] }[]
}

/** The log cannot be reached or did not answer in time; nothing is known about what was being written. */
export class LogUnavailable extends Error {
  readonly code = 'LOG_UNAVAILABLE'
  override name = 'LogUnavailable'
}

/** Another producer with the same transactional id has taken over. */
export class Fenced extends Error {
  readonly code = 'FENCED'
  override name = 'Fenced'
}
