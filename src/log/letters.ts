/**
 * What the topic `dead-letters` says: which records were parked, and what people decided about them. Read from the log
 * itself, so that it needs no store, and everybody who asks knows the same.
 *
 * A *letter* is one record that one consumer could not apply; the record's key waits at it. `retried`: the key may go on,
 * the record included. `dropped`: the key may go on without it, now and in every rebuild, verification and audit.
 */
import type { EventData, Failure, RecordedEvent, Topic } from '../domain/events.ts'
import type { Batch, Log, LogRecord, ReadBatch, TopicPartition } from './log.ts'

export interface Letter extends TopicPartition {
  /** Name of the consumer group that could not apply it. */
  consumer: string
  offset: number
  key: string
  /** Null if only a decision about it is known. */
  failure: Failure | null
  /** Milliseconds since 1970. */
  parkedAt: number | null
  /** The last word on it. */
  word: 'parked' | 'retried' | 'dropped'
  by: string | null
  at: number
  reason: string | null
}

const TOPIC = 'dead-letters'

/** How people name a letter: `postbuch-jobs/emails/3/117`. */
export const letterId = ({ consumer, topic, partition, offset }: Omit<EventData['LetterParked'], 'failure'>) =>
  `${consumer}/${topic}/${partition}/${offset}`

const recordId = ({ topic, partition }: TopicPartition, offset: number) => `${topic}/${partition}/${offset}`

/** Groups have a prefix that differs between installations; the topic is this installation's own. */
const isOf = (consumer: string, name: string) => consumer === name || consumer.endsWith(`-${name}`)

export class Letters {
  readonly #log: Log
  readonly #decode: (record: LogRecord) => RecordedEvent
  readonly #letters = new Map<string, Letter>()
  /** Consumers by dropped record: asked for every record that is read. */
  readonly #drops = new Map<string, string[]>()
  readonly #positions = new Map<number, number>()
  readonly #listeners = new Set<() => void>()
  #reading: Promise<void> = Promise.resolve()

  constructor(log: Log, decode: (record: LogRecord) => RecordedEvent) {
    this.#log = log
    this.#decode = decode
  }

  /** Reads what has come since; resolves when everything is known that was committed at the call. @throws LogUnavailable */
  refresh(): Promise<void> {
    const next = this.#reading.catch(() => {}).then(() => this.#read())
    this.#reading = next
    return next
  }

  /** Looks for news at intervals. @returns how to stop */
  follow(everyMs: number): () => void {
    let busy = false
    const timer = setInterval(async () => {
      if (busy) return
      busy = true
      await this.refresh().catch(() => {})
      busy = false
    }, everyMs)
    timer.unref()
    return () => clearInterval(timer)
  }

  /** Called after a refresh that brought something. @returns how to end that */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Every letter, oldest first. */
  all(): Letter[] {
    return [...this.#letters.values()].sort((a, b) => (a.parkedAt ?? a.at) - (b.parkedAt ?? b.at))
  }

  /** The letters of one consumer: a group's name, or its last part. */
  of(name: string): LettersOf {
    const own = () => [...this.#letters.values()].filter(({ consumer }) => isOf(consumer, name))
    const at = (place: TopicPartition, offset: number) =>
      own().find(l => l.topic === place.topic && l.partition === place.partition && l.offset === offset)
    return {
      refresh: () => this.refresh(),
      onChange: listener => this.onChange(listener),
      word: (place, offset) => at(place, offset)?.word ?? null,
      isDropped: (place, offset) =>
        this.#drops.size > 0 && (this.#drops.get(recordId(place, offset))?.some(own => isOf(own, name)) ?? false),
      dropped: place =>
        own().filter(l => l.word === 'dropped' && l.topic === place.topic && l.partition === place.partition),
    }
  }

  async #read(): Promise<void> {
    let news = false
    for (const { partition, stable, first } of await this.#log.offsets([TOPIC])) {
      const from = Math.max(this.#positions.get(partition) ?? 0, first)
      if (from >= stable) continue
      for await (const batch of this.#log.read({ topic: TOPIC, partition }, { from, to: stable })) {
        for (const record of batch.records) news = this.#note(record) || news
      }
      this.#positions.set(partition, stable)
    }
    if (news) for (const listener of this.#listeners) listener()
  }

  /** @returns whether it was a letter: what cannot be read here must not stop those who wait for the others */
  #note(record: LogRecord): boolean {
    let event: RecordedEvent
    try {
      event = this.#decode(record)
    } catch {
      return false
    }
    if (event.type !== 'LetterParked' && event.type !== 'LetterRetried' && event.type !== 'LetterDropped') return false
    const { consumer, topic, partition, offset } = event.data
    const id = letterId(event.data)
    const before = this.#letters.get(id)
    // A drop is for ever: what was built without the record must stay as it is.
    if (before?.word === 'dropped') return false
    const letter: Letter = {
      consumer,
      topic: topic as Topic,
      partition,
      offset,
      key: event.subject,
      failure: event.type === 'LetterParked' ? event.data.failure : (before?.failure ?? null),
      parkedAt: event.type === 'LetterParked' ? event.time : (before?.parkedAt ?? null),
      word: event.type === 'LetterParked' ? 'parked' : event.type === 'LetterRetried' ? 'retried' : 'dropped',
      by: event.type === 'LetterParked' ? null : event.data.by,
      at: event.time,
      reason: event.type === 'LetterDropped' ? event.data.reason : null,
    }
    this.#letters.set(id, letter)
    if (letter.word === 'dropped') {
      const record = recordId(letter, offset)
      this.#drops.set(record, [...(this.#drops.get(record) ?? []), consumer])
    }
    return true
  }
}

export interface LettersOf {
  refresh(): Promise<void>
  onChange(listener: () => void): () => void
  /** The last word on a record; null if it is no letter. */
  word(place: TopicPartition, offset: number): Letter['word'] | null
  isDropped(place: TopicPartition, offset: number): boolean
  dropped(place: TopicPartition): Letter[]
}

/** The log as it is for one consumer from now on: without the records that were dropped. */
export function withoutDropped(log: Log, { isDropped }: Pick<LettersOf, 'isDropped'>): Log {
  const kept = (batch: Batch): Batch => {
    const records = batch.records.filter(({ offset }) => !isDropped(batch, offset))
    return records.length === batch.records.length ? batch : { ...batch, records }
  }
  function* without(place: TopicPartition, records: Iterable<LogRecord>): Generator<LogRecord> {
    for (const record of records) if (!isDropped(place, record.offset)) yield record
  }
  async function* read(...range: Parameters<Log['read']>): AsyncGenerator<ReadBatch> {
    for await (const batch of log.read(...range))
      yield { ...batch, records: { [Symbol.iterator]: () => without(batch, batch.records) } }
  }
  return {
    clusterId: log.clusterId,
    partitions: topic => log.partitions(topic),
    partitionOf: (topic, key) => log.partitionOf(topic, key),
    appender: options => log.appender(options),
    transactional: id => log.transactional(id),
    join: options =>
      log.join({ ...options, listener: { ...options.listener, batch: batch => options.listener.batch(kept(batch)) } }),
    read,
    offsets: topics => log.offsets(topics),
    committed: (group, topics) => log.committed(group, topics),
    groups: () => log.groups(),
    close: () => log.close(),
  }
}

/** The same with the letters as of now, for what reads the log once. */
export async function asConsumer(log: Log, decode: (record: LogRecord) => RecordedEvent, name: string): Promise<Log> {
  const letters = new Letters(log, decode)
  await letters.refresh()
  return withoutDropped(log, letters.of(name))
}
