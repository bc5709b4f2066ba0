/** What waits to be appended, and how it is cut into sends. Pure but for the promises it settles. */
import type { NewRecord, TopicPartition } from '../log.ts'

export type Position = TopicPartition & { offset: number }

/** One call of `append`. Its records may travel in several sends, in order. */
export interface Request {
  /** How many records have no position yet. */
  missing: number
  positions: Position[]
  settled: boolean
  resolve(positions: Position[]): void
  reject(error: Error): void
}

export interface Waiting {
  request: Request
  /** Which of the request's records this is. */
  index: number
  record: NewRecord
  partition: number
  size: number
}

/** A record batch must fit max.message.bytes; far less is as fast and leaves memory flat. */
const PARTITION_BYTES = 1024 * 1024
const SEND_BYTES = 4 * 1024 * 1024
const SEND_RECORDS = 5_000

export class Queue {
  #waiting: Waiting[] = []
  #taken = 0
  #bytes = 0

  /** Bytes that wait. */
  get bytes(): number {
    return this.#bytes
  }

  get empty(): boolean {
    return this.#taken === this.#waiting.length
  }

  push(waiting: Waiting): void {
    this.#waiting.push(waiting)
    this.#bytes += waiting.size
  }

  /**
   * The next send: what waits, in order, until a limit is reached. One record always fits. Records of requests that
   * were given up are left out.
   */
  take(): Waiting[] {
    const batch: Waiting[] = []
    const perPartition = new Map<string, number>()
    let total = 0
    while (this.#taken < this.#waiting.length && batch.length < SEND_RECORDS) {
      const next = this.#waiting[this.#taken]!
      if (!next.request.settled) {
        const key = `${next.record.topic}/${next.partition}`
        const inPartition = (perPartition.get(key) ?? 0) + next.size
        if (batch.length > 0 && (total + next.size > SEND_BYTES || inPartition > PARTITION_BYTES)) break
        perPartition.set(key, inPartition)
        total += next.size
        batch.push(next)
      }
      this.#bytes -= next.size
      this.#taken++
    }
    if (this.#taken === this.#waiting.length || this.#taken > 10_000) {
      this.#waiting = this.#waiting.slice(this.#taken)
      this.#taken = 0
    }
    return batch
  }

  /** Empties the queue; the requests are the caller's to settle. */
  drain(): Waiting[] {
    const rest = this.#waiting.slice(this.#taken)
    this.#waiting = []
    this.#taken = 0
    this.#bytes = 0
    return rest
  }
}

/** Spreads the base offset of each partition over its records, which kept their order, and settles what is complete. */
export function acknowledge(
  batch: Waiting[],
  baseOffset: (topic: TopicPartition['topic'], partition: number) => number,
): void {
  const next = new Map<string, number>()
  for (const { request, index, record, partition } of batch) {
    const key = `${record.topic}/${partition}`
    const offset = next.get(key) ?? baseOffset(record.topic, partition)
    next.set(key, offset + 1)
    request.positions[index] = { topic: record.topic, partition, offset }
    request.missing--
    if (request.missing === 0 && !request.settled) request.resolve(request.positions)
  }
}
