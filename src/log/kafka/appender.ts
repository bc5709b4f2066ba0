/**
 * Appends without authority: one send is in flight, and what arrives meanwhile travels in the next.
 *
 * A failed send ends its producer. kafkajs gives the sequence numbers of a failed batch to the next one; had the broker
 * written the failed batch after all, it would take the next for a repetition and acknowledge it unwritten. A new
 * producer has a new id, and no past.
 */
import type { Producer } from 'kafkajs'
import { type Appender, LogUnavailable, type NewRecord } from '../log.ts'
import { newKafka, newProducer } from './client.ts'
import { describe, errorType, unavailable } from './errors.ts'
import { acknowledge, type Position, Queue, type Request, type Waiting } from './micro-batch.ts'
import type { Names } from './names.ts'
import { type KafkaOptions, MAX_MESSAGE_BYTES } from './options.ts'
import { reachable } from './ready.ts'
import { sizeOf, toMessage } from './records.ts'
import { within } from './within.ts'

export interface AppenderOptions {
  /** Milliseconds until an append gives up. Default 3000. */
  timeoutMs?: number
  /** Bytes that may wait. Default 32 MiB; one append into an empty queue may be larger. */
  maxQueuedBytes?: number
}

/** Milliseconds between two looks whether the log is up again. */
const PROBE_INTERVAL = 250

export class KafkaAppender implements Appender {
  readonly #options: KafkaOptions
  readonly #names: Names
  readonly #partitionOf: (record: NewRecord) => number
  readonly #timeoutMs: number
  readonly #maxQueuedBytes: number
  readonly #queue = new Queue()
  /** Connected lazily; null after an error. */
  #producer: Promise<Producer> | null = null
  /** Why the log is known to be down; null while it is not. */
  #down: LogUnavailable | null = null
  #sending: Promise<void> | null = null
  #inFlight: Promise<unknown> = Promise.resolve()
  #probe: NodeJS.Timeout | null = null
  #closed = false

  constructor(
    options: KafkaOptions,
    names: Names,
    partitionOf: (record: NewRecord) => number,
    settings: AppenderOptions = {},
  ) {
    this.#options = options
    this.#names = names
    this.#partitionOf = partitionOf
    this.#timeoutMs = settings.timeoutMs ?? 3_000
    this.#maxQueuedBytes = settings.maxQueuedBytes ?? 32 * 1024 * 1024
  }

  available(): boolean {
    return this.#down === null && !this.#closed
  }

  async append(records: NewRecord[]): Promise<Position[]> {
    if (this.#closed) throw new LogUnavailable('the appender is closed')
    if (this.#down) throw new LogUnavailable(this.#down.message, { cause: this.#down })
    if (records.length === 0) return []
    const sizes = records.map(sizeOf)
    const limit = this.#options.maxMessageBytes ?? MAX_MESSAGE_BYTES
    const tooLarge = sizes.find(size => size > limit)
    if (tooLarge !== undefined) throw new RangeError(`a record has ${tooLarge} bytes, more than the topic's ${limit}`)
    const total = sizes.reduce((sum, size) => sum + size, 0)
    if (!this.#queue.empty && this.#queue.bytes + total > this.#maxQueuedBytes) {
      throw new LogUnavailable(`the queue is full: ${this.#queue.bytes} bytes wait to be appended`)
    }
    return await new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer)
        request.settled = true
      }
      const request: Request = {
        missing: records.length,
        positions: [],
        settled: false,
        resolve: positions => {
          settle()
          resolve(positions)
        },
        reject: error => {
          if (request.settled) return
          settle()
          reject(error)
        },
      }
      const timer = setTimeout(
        () => request.reject(new LogUnavailable(`not appended within ${this.#timeoutMs} ms`)),
        this.#timeoutMs,
      )
      records.forEach((record, index) => {
        this.#queue.push({ request, index, record, partition: this.#partitionOf(record), size: sizes[index]! })
      })
      this.#sending ??= this.#send()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#probe) clearTimeout(this.#probe)
    await this.#sending
    this.#rejectAll(new LogUnavailable('the appender is closed'))
    this.#dropProducer()
  }

  /** Sends until the queue is empty. Never rejects. */
  async #send(): Promise<void> {
    // What is appended in the same turn of the event loop travels together.
    await new Promise(resolve => setImmediate(resolve))
    while (!this.#queue.empty) {
      const batch = this.#queue.take()
      if (batch.length === 0) continue
      try {
        await this.#sendOne(batch)
      } catch (error) {
        this.#failed(batch, error)
      }
    }
    this.#sending = null
  }

  async #sendOne(batch: Waiting[]): Promise<void> {
    this.#producer ??= this.#connect()
    const byTopic = Map.groupBy(batch, waiting => waiting.record.topic)
    const sending = this.#producer.then(producer =>
      producer.sendBatch({
        acks: -1,
        timeout: this.#timeoutMs,
        topicMessages: [...byTopic].map(([topic, waiting]) => ({
          topic: this.#names.topic(topic),
          messages: waiting.map(({ record, partition }) => toMessage(record, partition)),
        })),
      }),
    )
    this.#inFlight = sending
    // A broker that was stopped answers nothing: after the time-out that is an error, too.
    const answers = await within(sending, this.#timeoutMs, 'append')
    const bases = new Map(answers.map(answer => [`${answer.topicName}/${answer.partition}`, answer.baseOffset]))
    acknowledge(batch, (topic, partition) => {
      // kafkajs may leave a partition out without an error: see the transactional producer.
      const base = bases.get(`${this.#names.topic(topic)}/${partition}`)
      if (base === undefined) throw new Error(`the broker acknowledged no offset for ${topic}/${partition}`)
      return Number(base)
    })
  }

  #failed(batch: Waiting[], error: unknown): void {
    this.#dropProducer()
    if (errorType(error) === 'MESSAGE_TOO_LARGE') {
      const tooLarge = new RangeError(`the topic takes no batch of this size: ${describe(error)}`)
      for (const { request } of batch) request.reject(tooLarge)
      return
    }
    const down = unavailable('append', error)
    this.#down = down
    for (const { request } of batch) request.reject(down)
    this.#rejectAll(down)
    this.#probeSoon()
  }

  #rejectAll(error: Error): void {
    for (const { request } of this.#queue.drain()) request.reject(error)
  }

  async #connect(): Promise<Producer> {
    const kafka = newKafka(this.#options, {
      retry: { retries: 2, initialRetryTime: 20, maxRetryTime: 100 },
      requestTimeout: this.#timeoutMs,
    })
    const producer = newProducer(kafka, {
      idempotent: true,
      maxInFlightRequests: 1,
      // kafkajs repeats a send for ever by default; here about a second, which a change of leader survives.
      retry: { retries: 4, initialRetryTime: 50, maxRetryTime: 400 },
      // After a start, coordinators are loading for a while.
      initRetry: { retries: 6, initialRetryTime: 50, maxRetryTime: 400 },
    })
    try {
      await producer.connect()
      return producer
    } catch (error) {
      producer.disconnect().catch(() => {})
      throw error
    }
  }

  #dropProducer(): void {
    const inFlight = this.#inFlight
    this.#producer
      ?.then(async producer => {
        producer.disconnect().catch(() => {})
        // A send that timed out here is still being repeated there, and connects again to do so.
        await inFlight.catch(() => {})
        await producer.disconnect()
      })
      .catch(() => {})
    this.#producer = null
  }

  /** The log is up when leaders answer and a producer is given an id, which is the one that then sends. */
  #probeSoon(): void {
    if (this.#probe || this.#closed) return
    this.#probe = setTimeout(() => {
      reachable(this.#options, this.#names)
        .then(() => this.#connect())
        .then(producer => {
          this.#probe = null
          if (this.#closed) return producer.disconnect()
          this.#producer = Promise.resolve(producer)
          this.#down = null
        })
        .catch(() => {
          this.#probe = null
          this.#probeSoon()
        })
    }, PROBE_INTERVAL)
  }
}
