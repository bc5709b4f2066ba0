/** How to reach a Kafka cluster, and what its topics must be. */
import type { KafkaConfig } from 'kafkajs'

export interface KafkaOptions {
  /** host:port of some of the brokers. */
  brokers: string[]
  /** Before each topic's name. Default `postbuch.`. */
  prefix?: string
  clientId?: string
  ssl?: KafkaConfig['ssl']
  sasl?: KafkaConfig['sasl']
  /** Of each topic. Default 6. It cannot be changed later: keys would move. */
  partitions?: number
  /** Default 3 where there are three brokers, else 1. */
  replication?: number
  /** Default 2 with replication 3, else 1. */
  minInsyncReplicas?: number
  /** Bytes of the largest batch of records that a topic takes. Default 9 MiB: a webhook body of 8 MiB and its envelope. */
  maxMessageBytes?: number
  /** Create missing topics and assert the others. Default true. */
  ensureTopics?: boolean
  /** Milliseconds until the brokers must be ready. Default 30,000. */
  readyTimeoutMs?: number
  /** Bytes that one fetch of `read`, and of a group member, brings of one partition. Default 256 KiB: what waits decoded takes several times that. */
  readBytes?: number
  memberBytes?: number
  /** Milliseconds that a fetch waits for news; also how soon a `seek` is noticed at the latest. Default 100. */
  maxWaitMs?: number
  /** How often kafkajs tries (50 ms to 1 s apart) until a member's consumer is replaced. Default 12: a restart of a broker. */
  memberRetries?: number
  /** kafkajs's own log; it is noisy, and repeats what errors here say. */
  clientLog?: (level: string, namespace: string, entry: object) => void
}

export const MAX_MESSAGE_BYTES = 9 * 1024 * 1024
