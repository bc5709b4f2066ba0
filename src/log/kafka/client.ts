/**
 * The gate to kafkajs: the patched client, and types for the few internals that are used. Nothing else in `src` imports
 * kafkajs.
 */
import { createRequire } from 'node:module'
import kafkajs, { type Consumer, type Kafka, type KafkaConfig, type Producer, type ProducerConfig } from 'kafkajs'
import type { KafkaOptions } from './options.ts'

const require = createRequire(import.meta.url)

/** What patches/kafkajs+2.2.4.patch brings; each has a test in test/log/kafka/patches.test.ts. */
const PATCHES = ['aborted-filter', 'idle-timer', 'group-access', 'init-retry', 'no-offset-reset', 'whole-send']

/** @throws when this kafkajs lacks Postbuch's patches: it would deliver aborted records. */
export function assertPatched(module: object = kafkajs): void {
  const found = 'postbuchPatches' in module ? (module.postbuchPatches as string[]) : []
  const missing = PATCHES.filter(name => !found.includes(name))
  if (missing.length > 0) {
    throw new Error(`kafkajs lacks Postbuch's patches (${missing.join(', ')}): run "npx patch-package" and start again`)
  }
}

export interface Retry {
  retries: number
  initialRetryTime: number
  maxRetryTime: number
}

/**
 * A new `Kafka` object. One for each client: all clients of one object share a map of committed offsets, and joining a
 * group clears the group's entries there for every other member in the process.
 */
export function newKafka(options: KafkaOptions, config: Partial<KafkaConfig> & { retry: Retry }): Kafka {
  assertPatched()
  const log = options.clientLog
  return new kafkajs.Kafka({
    clientId: options.clientId ?? 'postbuch',
    brokers: options.brokers,
    ...(options.ssl === undefined ? {} : { ssl: options.ssl }),
    ...(options.sasl === undefined ? {} : { sasl: options.sasl }),
    connectionTimeout: 2_000,
    requestTimeout: 10_000,
    logLevel: log ? kafkajs.logLevel.INFO : kafkajs.logLevel.NOTHING,
    ...(log ? { logCreator: () => entry => log(entry.label.toLowerCase(), entry.namespace, entry.log) } : {}),
    ...config,
  })
}

/** A consumer with access to its group (patch `group-access`); null while it is stopped. */
export type PatchedConsumer = Consumer & { group(): RawGroup | null }

export interface RawGroup {
  groupId: string
  memberId: string | null
  generationId: number | null
  coordinator: {
    heartbeat(request: { groupId: string; memberId: string; groupGenerationId: number }): Promise<unknown>
  }
  commitOffsets(offsets: {
    topics: { topic: string; partitions: { partition: number; offset: string }[] }[]
  }): Promise<void>
  leave(): Promise<void>
}

/** @param initRetry retries of InitProducerId (patch `init-retry`), which kafkajs otherwise repeats 5 times. */
export function newProducer(
  kafka: Kafka,
  config: Omit<ProducerConfig, 'retry'> & { retry: Retry; initRetry: Retry },
): Producer {
  const { retry, initRetry, ...rest } = config
  return kafka.producer({
    allowAutoTopicCreation: false,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    ...rest,
    retry: Object.assign({ ...retry }, { initProducerId: initRetry }),
  })
}

export interface RawMessage {
  offset: string
  key: Buffer | null
  value: Buffer | null
  headers?: Record<string, Buffer | string | (Buffer | string)[] | undefined>
  timestamp: string
}

/** kafkajs's Batch: filters aborted records and markers out of `messages`. */
export interface RawBatch {
  topic: string
  partition: number
  fetchedOffset: string
  messages: RawMessage[]
  messagesWithinOffset: RawMessage[]
  lastOffset(): string
}

/** A request of the protocol as kafkajs sends it, with what becomes of the answer. */
export interface FetchDefinition {
  request: { apiVersion: number }
  response: { decode(raw: Buffer): Promise<unknown>; parse(decoded: unknown): Promise<unknown> }
}

export interface RawBroker {
  connectionPool: { send(definition: FetchDefinition): Promise<unknown> }
  lookupRequest(apiKey: number, definitions: object): (options: object) => FetchDefinition
}

/** kafkajs's Cluster: there is no public way to ask for the high watermark or to fetch without a group. */
export interface RawCluster {
  connect(): Promise<void>
  disconnect(): Promise<void>
  addMultipleTargetTopics(topics: string[]): Promise<void>
  findTopicPartitionMetadata(topic: string): { partitionId: number; leader: number; replicas: number[] }[]
  findBroker(node: { nodeId: string }): Promise<RawBroker>
  fetchTopicsOffset(
    topics: { topic: string; partitions: { partition: number }[]; fromBeginning: boolean }[],
  ): Promise<{ topic: string; partitions: { partition: number; offset: string }[] }[]>
}

/** @param isolationLevel 0: offsets are high watermarks; 1: last stable offsets. */
export function newCluster(kafka: Kafka, isolationLevel: 0 | 1): RawCluster {
  const symbol = Object.getOwnPropertySymbols(kafka).find(s => s.description === 'private:Kafka:createCluster')
  if (symbol === undefined) throw new Error('kafkajs has no private:Kafka:createCluster: is it 2.2.4?')
  const create = (kafka as unknown as Record<symbol, (config: object) => RawCluster>)[symbol]!
  return create({ metadataMaxAge: 300_000, allowAutoTopicCreation: false, isolationLevel })
}

export const RESOURCE_TOPIC = kafkajs.ConfigResourceTypes.TOPIC
export const RESOURCE_BROKER = kafkajs.ConfigResourceTypes.BROKER
export const decodeMetadata = kafkajs.AssignerProtocol.MemberMetadata.decode
export const decodeAssignment = kafkajs.AssignerProtocol.MemberAssignment.decode

const requests = require('kafkajs/src/protocol/requests/index.js') as { requests: { Fetch: object } }
const FETCH = 1

/** In the newest version that the broker and kafkajs both know. */
export const fetchRequest = (broker: RawBroker, options: object): FetchDefinition =>
  broker.lookupRequest(FETCH, requests.requests.Fetch)(options)

const protocolError = require('kafkajs/src/protocol/error.js') as { createErrorFromCode(code: number): Error }

/** kafkajs's error for a code of the protocol. */
export const failureOf = (code: number): Error => protocolError.createErrorFromCode(code)
