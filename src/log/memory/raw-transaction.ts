/** A transaction that a test holds open. Writes take effect at once; only the markers are steps. */
import type { NewRecord } from '../log.ts'
import { partitionOfKey } from '../murmur2.ts'
import type { Broker } from './broker.ts'
import type { PartitionLog } from './partition.ts'
import type { Session } from './transactions.ts'

export class RawTransaction {
  readonly #broker: Broker
  readonly #session: Session
  #number = 0

  /** @throws LogUnavailable while a predecessor's transaction is being ended */
  constructor(broker: Broker, id: string) {
    this.#broker = broker
    this.#session = broker.transactions.fence(id)
  }

  async write(records: NewRecord[]): Promise<void> {
    const partitions = Map.groupBy(records, record => this.#route(record))
    const { transactions } = this.#broker
    this.#number = await transactions.begin(this.#session, [...partitions.keys()])
    for (const [partition, own] of partitions) await transactions.produce(this.#session, this.#number, partition, own)
  }

  async commit(): Promise<void> {
    this.#broker.transactions.end(this.#session, this.#number, 'committing')
  }

  async abort(): Promise<void> {
    this.#broker.transactions.end(this.#session, this.#number, 'aborting')
  }

  #route({ topic, key, partition }: NewRecord): PartitionLog {
    const { length } = this.#broker.topic(topic)
    return this.#broker.partition({ topic, partition: partition ?? partitionOfKey(key, length) })
  }
}
