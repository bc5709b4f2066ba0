/**
 * One transactional id's producer. kafkajs sends InitProducerId in the first `producer.transaction()`, not in
 * `connect()`: that call is the fence, and its transaction is kept for the first commit.
 */
import type { Producer, Transaction } from 'kafkajs'
import { LogUnavailable, type NewRecord, type TransactionalProducer } from '../log.ts'
import { newKafka, newProducer } from './client.ts'
import { transactionError } from './errors.ts'
import type { Names } from './names.ts'
import type { KafkaOptions } from './options.ts'
import { type OutMessage, toMessage } from './records.ts'
import { within } from './within.ts'

/** Milliseconds after which the coordinator aborts what is open. */
const TRANSACTION_TIMEOUT = 10_000
/** CONCURRENT_TRANSACTIONS is the usual answer while the markers of the commit before are being written. */
const RETRY = { retries: 10, initialRetryTime: 10, maxRetryTime: 200 }
const CONNECT_RETRY = { retries: 2, initialRetryTime: 20, maxRetryTime: 100 }
/** InitProducerId only once: each attempt needs a membership that was confirmed just before. */
const NO_RETRY = { retries: 0, initialRetryTime: 10, maxRetryTime: 10 }

export class KafkaTransactionalProducer implements TransactionalProducer {
  readonly #id: string
  readonly #producer: Producer
  readonly #names: Names
  readonly #partitionOf: (record: NewRecord) => number
  readonly #onDrop: () => void
  #transaction: Transaction | null = null
  #state: 'new' | 'ready' | 'busy' | 'dead' = 'new'

  constructor(
    options: KafkaOptions,
    names: Names,
    id: string,
    partitionOf: (record: NewRecord) => number,
    onDrop: () => void = () => {},
  ) {
    this.#onDrop = onDrop
    this.#id = id
    this.#names = names
    this.#partitionOf = partitionOf
    const kafka = newKafka(options, { retry: CONNECT_RETRY, requestTimeout: 5_000 })
    this.#producer = newProducer(kafka, {
      transactionalId: this.#id,
      transactionTimeout: TRANSACTION_TIMEOUT,
      maxInFlightRequests: 1,
      retry: RETRY,
      initRetry: NO_RETRY,
    })
  }

  async fence(): Promise<void> {
    if (this.#state !== 'new') throw new Error(`${this.#id}: fence() once, on a new producer (it is ${this.#state})`)
    await this.#attempt('fence', async () => {
      await this.#producer.connect()
      this.#transaction = await this.#producer.transaction()
    })
  }

  async commit(records: NewRecord[]): Promise<void> {
    if (this.#state !== 'ready') throw new Error(`${this.#id}: commit() needs fence(), and one call at a time`)
    await this.#attempt('commit', async () => {
      const transaction = this.#transaction ?? (await this.#producer.transaction())
      this.#transaction = null
      if (records.length > 0) await this.#send(transaction, records)
      await transaction.commit()
    })
  }

  drop(): void {
    this.#state = 'dead'
    this.#transaction = null
    this.#onDrop()
    // Never awaited: it waits for requests in flight.
    this.#producer.disconnect().catch(() => {})
  }

  /**
   * When one of several brokers fails, kafkajs repeats that part alone; partitions whose leader has meanwhile moved to a
   * broker that had answered are then left out, without an error. So every partition must have an answer, or the
   * transaction would be committed with a part of its records.
   */
  async #send(transaction: Transaction, records: NewRecord[]): Promise<void> {
    const messages = records.map(record => ({ topic: this.#names.topic(record.topic), message: this.#message(record) }))
    const answers = await transaction.sendBatch({
      acks: -1,
      timeout: 5_000,
      topicMessages: [...Map.groupBy(messages, each => each.topic)].map(([topic, own]) => ({
        topic,
        messages: own.map(each => each.message),
      })),
    })
    const answered = new Set(answers.map(answer => `${answer.topicName}/${answer.partition}`))
    const missing = messages.find(each => !answered.has(`${each.topic}/${each.message.partition}`))
    if (missing) throw new Error(`${missing.topic}/${missing.message.partition} was left out of a send`)
  }

  #message = (record: NewRecord): OutMessage => toMessage(record, this.#partitionOf(record))

  /** After any error the producer is dead: kafkajs leaves a transaction in COMMITTING, and an abort could overtake a send. */
  async #attempt(what: string, work: () => Promise<void>): Promise<void> {
    this.#state = 'busy'
    const working = work()
    try {
      await within(working, TRANSACTION_TIMEOUT, what)
      if (this.#dead()) throw new LogUnavailable(`${what} of ${this.#id}: the producer was dropped meanwhile`)
      this.#state = 'ready'
    } catch (error) {
      this.drop()
      // A send that is still being repeated connects again by itself: disconnect once more when it has ended.
      working.catch(() => {}).finally(() => this.#producer.disconnect().catch(() => {}))
      throw transactionError(`${what} of ${this.#id}`, error)
    }
  }

  /** `drop` may have been called during an await, which the compiler cannot know. */
  #dead(): boolean {
    return this.#state === 'dead'
  }
}
