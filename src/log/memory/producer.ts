/** A transactional producer of the in-memory log. */
import { LogUnavailable, type NewRecord, type TransactionalProducer } from '../log.ts'
import { within } from './appender.ts'
import type { PartitionLog } from './partition.ts'
import type { Process } from './process.ts'
import type { Session, Transactions } from './transactions.ts'

/** Milliseconds after which a call gives up waiting. */
const TIMEOUT = 10_000

export class MemoryProducer implements TransactionalProducer {
  readonly #id: string
  readonly #process: Process
  readonly #transactions: Transactions
  readonly #route: (record: NewRecord) => PartitionLog
  #session: Session | null = null
  #state: 'new' | 'ready' | 'busy' | 'dead' = 'new'

  constructor(process: Process, transactions: Transactions, id: string, route: (record: NewRecord) => PartitionLog) {
    this.#id = id
    this.#process = process
    this.#transactions = transactions
    this.#route = route
  }

  async fence(): Promise<void> {
    if (this.#state !== 'new') throw new Error(`${this.#id}: fence() once, on a new producer (it is ${this.#state})`)
    await this.#attempt('fence', async () => {
      this.#session = await this.#process.call('fence', this.#id, () => this.#transactions.fence(this.#id))
    })
  }

  async commit(records: NewRecord[]): Promise<void> {
    if (this.#state !== 'ready') throw new Error(`${this.#id}: commit() needs fence(), and one call at a time`)
    await this.#attempt('commit', async () => {
      const session = this.#session!
      const partitions = Map.groupBy(records, this.#route)
      const number = await this.#call('begin', this.#id, () =>
        this.#transactions.begin(session, [...partitions.keys()]),
      )
      await Promise.all(
        [...partitions].map(([partition, own]) =>
          this.#call('produce', partition.name, () => this.#transactions.produce(session, number, partition, own)),
        ),
      )
      await this.#call('end', this.#id, () => this.#transactions.end(session, number, 'committing'))
    })
  }

  drop(): void {
    this.#state = 'dead'
  }

  /** After `drop` nothing more is sent. */
  #call<T>(operation: 'begin' | 'produce' | 'end', about: string, apply: () => T | Promise<T>): Promise<T> {
    if (this.#state === 'dead') throw new LogUnavailable(`${operation} of ${this.#id}: the producer was dropped`)
    return this.#process.call(operation, about, apply)
  }

  async #attempt(what: string, work: () => Promise<void>): Promise<void> {
    this.#state = 'busy'
    try {
      await within(this.#process, TIMEOUT, `${what} of ${this.#id}`, work())
      if (this.#dead()) throw new LogUnavailable(`${what} of ${this.#id}: the producer was dropped meanwhile`)
      this.#state = 'ready'
    } catch (error) {
      this.drop()
      throw error
    }
  }

  /** `drop` may have been called during an await, which the compiler cannot know. */
  #dead(): boolean {
    return this.#state === 'dead'
  }
}
