/** What the log of one prefix keeps: partitions, transactions, groups. Topics and groups come into being when first named. */
import { TOPICS, type Topic } from '../../domain/events.ts'
import type { TopicPartition } from '../log.ts'
import { Group } from './groups.ts'
import { PartitionLog } from './partition.ts'
import type { Network } from './process.ts'
import { Transactions } from './transactions.ts'

export interface BrokerOptions {
  clusterId: string
  /** Of every topic. */
  partitions: number
  /** Milliseconds; see `Transactions`. */
  transactionTimeout: number
  /** Entries that one fetch brings at most. */
  batchSize: number
}

export class Broker {
  readonly options: BrokerOptions
  readonly transactions: Transactions
  readonly groups = new Map<string, Group>()
  readonly #topics = new Map<Topic, PartitionLog[]>()

  constructor(options: BrokerOptions, network: Network) {
    this.options = options
    this.transactions = new Transactions(network, options.transactionTimeout)
  }

  /** @throws RangeError when there is no such partition */
  partition({ topic, partition }: TopicPartition): PartitionLog {
    const log = this.topic(topic)[partition]
    if (!log) throw new RangeError(`topic ${topic} has no partition ${partition}`)
    return log
  }

  topic(topic: Topic): PartitionLog[] {
    let logs = this.#topics.get(topic)
    if (!logs) {
      if (!TOPICS.includes(topic)) throw new RangeError(`there is no topic ${topic}`)
      logs = Array.from({ length: this.options.partitions }, (_, partition) => new PartitionLog({ topic, partition }))
      this.#topics.set(topic, logs)
    }
    return logs
  }

  group(name: string): Group {
    let group = this.groups.get(name)
    if (!group) {
      group = new Group(name, () => this.options.partitions)
      this.groups.set(name, group)
    }
    return group
  }
}
