/** The log on a Kafka cluster. */

import type { Admin } from 'kafkajs'
import { TOPICS, type Topic } from '../../domain/events.ts'
import type {
  GroupDescription,
  JoinOptions,
  Log,
  NewRecord,
  PartitionOffsets,
  ReadBatch,
  TopicPartition,
} from '../log.ts'
import { partitionOfKey } from '../murmur2.ts'
import { type AppenderOptions, KafkaAppender } from './appender.ts'
import { assertPatched, newKafka, type PatchedConsumer } from './client.ts'
import { committedOffsets, describeGroups } from './groups.ts'
import { KafkaMembership } from './membership.ts'
import { Names } from './names.ts'
import { Offsets } from './offsets.ts'
import type { KafkaOptions } from './options.ts'
import { Readers } from './reader.ts'
import { Renewing } from './renewing.ts'
import { ensureTopics, TopicMismatch } from './topics.ts'
import { KafkaTransactionalProducer } from './transactional-producer.ts'

const RETRY = { retries: 1, initialRetryTime: 20, maxRetryTime: 100 }

/**
 * Opens the log: waits until the brokers are ready, creates and asserts the topics, and waits until every partition's
 * leader answers.
 * @throws LogUnavailable when that took longer than `readyTimeoutMs`
 * @throws TopicMismatch when a topic is not what it must be
 */
export async function openKafkaLog(options: KafkaOptions): Promise<KafkaLog> {
  assertPatched()
  const names = new Names(options.prefix)
  const admin = new Renewing(() => newKafka(options, { retry: RETRY }).admin())
  const offsets = new Offsets(options, names)
  const deadline = Date.now() + (options.readyTimeoutMs ?? 30_000)
  const left = () => Math.max(1, deadline - Date.now())
  const brokers = `Kafka at ${options.brokers.join(', ')} is not ready`
  const final = (error: unknown) => error instanceof TopicMismatch
  try {
    const clusterId = await admin.use(
      brokers,
      async client => {
        if (options.ensureTopics ?? true) await ensureTopics(client, names, options)
        return (await client.describeCluster()).clusterId
      },
      { timeoutMs: left(), final },
    )
    const found = await offsets.read(TOPICS, left())
    const partitions = new Map(TOPICS.map(topic => [topic, found.filter(o => o.topic === topic).length]))
    return new KafkaLog({ options, names, admin, offsets, clusterId, partitions })
  } catch (error) {
    admin.close()
    offsets.close()
    throw error
  }
}

interface Parts {
  options: KafkaOptions
  names: Names
  admin: Renewing<Admin>
  offsets: Offsets
  clusterId: string
  partitions: Map<Topic, number>
}

export class KafkaLog implements Log {
  readonly clusterId: string
  readonly #parts: Parts
  readonly #readers: Readers
  readonly #open = new Set<{ close(): Promise<void> | void }>()

  constructor(parts: Parts) {
    this.#parts = parts
    this.clusterId = parts.clusterId
    this.#readers = new Readers(parts.options, parts.names)
  }

  partitions(topic: Topic): number {
    return this.#parts.partitions.get(topic)!
  }

  partitionOf(topic: Topic, key: string): number {
    return partitionOfKey(key, this.partitions(topic))
  }

  #partition = (record: NewRecord): number => record.partition ?? this.partitionOf(record.topic, record.key)

  appender(settings?: AppenderOptions): KafkaAppender {
    const appender = new KafkaAppender(this.#parts.options, this.#parts.names, this.#partition, settings)
    this.#open.add(appender)
    return appender
  }

  transactional(transactionalId: string): KafkaTransactionalProducer {
    const { options, names } = this.#parts
    const producer = new KafkaTransactionalProducer(options, names, transactionalId, this.#partition, () =>
      this.#open.delete(open),
    )
    const open = { close: () => producer.drop() }
    this.#open.add(open)
    return producer
  }

  async join(join: JoinOptions): Promise<KafkaMembership> {
    const { options, names } = this.#parts
    const membership = new KafkaMembership({
      join,
      names,
      concurrency: join.topics.reduce((sum, topic) => sum + this.partitions(topic), 0),
      consumer: () => this.#consumer(options, join),
      onLeft: () => this.#open.delete(open),
    })
    const open = { close: () => membership.leave() }
    this.#open.add(open)
    return membership
  }

  /** An own `Kafka` object each: see `newKafka`. */
  #consumer(options: KafkaOptions, join: JoinOptions): PatchedConsumer {
    const sessionTimeout = join.sessionTimeout ?? 6_000
    const clientId = join.clientId ?? options.clientId
    const kafka = newKafka(clientId === undefined ? options : { ...options, clientId }, { retry: RETRY })
    return kafka.consumer({
      groupId: join.group,
      readUncommitted: false,
      allowAutoTopicCreation: false,
      sessionTimeout,
      heartbeatInterval: Math.min(1_000, Math.floor(sessionTimeout / 3)),
      rebalanceTimeout: Math.max(10_000, sessionTimeout),
      maxWaitTimeInMs: options.maxWaitMs ?? 100,
      maxBytesPerPartition: options.memberBytes ?? 256 * 1024,
      // A restart of a broker takes seconds and is no crash. After a crash the membership itself begins anew.
      retry: {
        retries: options.memberRetries ?? 12,
        initialRetryTime: 50,
        maxRetryTime: 1_000,
        restartOnFailure: async () => false,
      },
    }) as PatchedConsumer
  }

  async *read(partition: TopicPartition, range: { from?: number; to?: number } = {}): AsyncGenerator<ReadBatch> {
    let { from, to } = range
    if (from === undefined || to === undefined) {
      const offsets = (await this.offsets([partition.topic])).find(o => o.partition === partition.partition)
      if (!offsets) throw new RangeError(`topic ${partition.topic} has no partition ${partition.partition}`)
      from ??= offsets.first
      to ??= offsets.stable
    }
    yield* this.#readers.read({ topic: partition.topic, partition: partition.partition }, from, to)
  }

  offsets(topics: readonly Topic[] = TOPICS): Promise<PartitionOffsets[]> {
    return this.#parts.offsets.read(topics)
  }

  committed(group: string, topics: readonly Topic[]): Promise<(TopicPartition & { position: number | null })[]> {
    return committedOffsets(this.#parts.admin, this.#parts.names, group, topics)
  }

  groups(): Promise<GroupDescription[]> {
    return describeGroups(this.#parts.admin, this.#parts.names)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map(open => open.close()))
    this.#open.clear()
    this.#readers.close()
    this.#parts.offsets.close()
    this.#parts.admin.close()
  }
}
