/** The in-memory log as one process sees it. */
import { TOPICS, type Topic } from '../../domain/events.ts'
import type {
  Appender,
  Batch,
  GroupDescription,
  JoinOptions,
  Log,
  NewRecord,
  PartitionOffsets,
  TopicPartition,
  TransactionalProducer,
} from '../log.ts'
import { partitionOfKey } from '../murmur2.ts'
import { MemoryAppender } from './appender.ts'
import type { Broker } from './broker.ts'
import { nameOf } from './groups.ts'
import { MemoryMembership } from './membership.ts'
import type { PartitionLog } from './partition.ts'
import type { Process } from './process.ts'
import { MemoryProducer } from './producer.ts'

export class MemoryLog implements Log {
  readonly clusterId: string
  /** What `freeze`, `thaw` and `kill` of the cluster act upon. */
  readonly process: Process
  readonly memberships = new Set<MemoryMembership>()
  readonly #broker: Broker
  readonly #producers = new Set<TransactionalProducer>()

  constructor(process: Process, broker: Broker) {
    this.clusterId = broker.options.clusterId
    this.process = process
    this.#broker = broker
  }

  /** Time as this process has it: its timers do not ring while it is frozen or dead. */
  get clock(): { now(): number; after(ms: number, work: () => void): () => void } {
    return {
      now: () => this.process.network.scheduler.now(),
      after: (ms, work) => this.process.after(ms, work),
    }
  }

  partitions(topic: Topic): number {
    return this.#broker.topic(topic).length
  }

  partitionOf(topic: Topic, key: string): number {
    return partitionOfKey(key, this.partitions(topic))
  }

  appender(options?: { timeoutMs?: number; maxQueuedBytes?: number }): Appender {
    return new MemoryAppender(this.process, this.#route, options)
  }

  transactional(transactionalId: string): TransactionalProducer {
    const producer = new MemoryProducer(this.process, this.#broker.transactions, transactionalId, this.#route)
    this.#producers.add(producer)
    return producer
  }

  async join(options: JoinOptions): Promise<MemoryMembership> {
    const membership = await MemoryMembership.join(this.process, this.#broker, options)
    this.memberships.add(membership)
    return membership
  }

  async *read(at: TopicPartition, { from = 0, to }: { from?: number; to?: number } = {}): AsyncGenerator<Batch> {
    const partition = this.#broker.partition(at)
    const end = to ?? (await this.process.call('ask', partition.name, () => partition.stable))
    let position = from
    while (position < end) {
      const batch = await this.process.call('fetch', partition.name, () => this.#fetch(partition, position, end))
      position = batch.next
      yield batch
    }
  }

  offsets(topics: readonly Topic[] = TOPICS): Promise<PartitionOffsets[]> {
    return this.process.call('ask', 'offsets', () =>
      topics
        .flatMap(topic => this.#broker.topic(topic))
        .map(({ at, first, stable, high }) => ({ ...at, first, stable, high })),
    )
  }

  committed(group: string, topics: readonly Topic[]): Promise<(TopicPartition & { position: number | null })[]> {
    return this.process.call('ask', group, () => {
      const committed = this.#broker.groups.get(group)?.committed
      return topics
        .flatMap(topic => this.#broker.topic(topic))
        .map(({ at }) => ({ ...at, position: committed?.get(nameOf(at)) ?? null }))
    })
  }

  groups(): Promise<GroupDescription[]> {
    return this.process.call('ask', 'groups', () => [...this.#broker.groups.values()].map(group => group.describe()))
  }

  async close(): Promise<void> {
    for (const producer of this.#producers) producer.drop()
    if (this.process.state === 'running' && !this.process.network.down)
      await Promise.all([...this.memberships].map(membership => membership.leave()))
  }

  /** Waits until there is something to give or to pass over. */
  #fetch(partition: PartitionLog, from: number, to: number): Batch | Promise<Batch> {
    const batch = partition.read(from, this.#broker.options.batchSize, to)
    if (batch.next > from) return batch
    return new Promise<void>(resolve => partition.watch(resolve)).then(() => this.#fetch(partition, from, to))
  }

  #route = (record: NewRecord): PartitionLog => {
    const partition = record.partition ?? this.partitionOf(record.topic, record.key)
    return this.#broker.partition({ topic: record.topic, partition })
  }
}
