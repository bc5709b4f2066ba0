/** The topics of the log: created where they are missing, and refused by name where they are not what they must be. */
import type { Admin } from 'kafkajs'
import { TOPICS } from '../../domain/events.ts'
import { RESOURCE_TOPIC } from './client.ts'
import { errorType } from './errors.ts'
import type { Names } from './names.ts'
import { type KafkaOptions, MAX_MESSAGE_BYTES } from './options.ts'

export interface TopicDefinition {
  partitions: number
  replication: number
  config: Record<string, string>
}

/** What each topic has to be. @param brokers how many there are, for the default replication */
export function topicDefinition(options: KafkaOptions, brokers: number): TopicDefinition {
  const replication = options.replication ?? (brokers >= 3 ? 3 : 1)
  return {
    partitions: options.partitions ?? 6,
    replication,
    config: {
      'cleanup.policy': 'delete',
      'retention.ms': '-1',
      'retention.bytes': '-1',
      'max.message.bytes': String(options.maxMessageBytes ?? MAX_MESSAGE_BYTES),
      'min.insync.replicas': String(options.minInsyncReplicas ?? (replication >= 3 ? 2 : 1)),
    },
  }
}

export interface FoundTopic {
  name: string
  partitions: number
  replication: number
  config: Record<string, string>
}

/** Where an existing topic differs from its definition: one sentence each. More room and more safety than asked are fine. */
export function topicDifferences(wanted: TopicDefinition, found: FoundTopic): string[] {
  const differences: string[] = []
  const differs = (what: string, expected: string, actual: string | undefined) =>
    differences.push(`topic ${found.name}: ${what} must be ${expected} and is ${actual ?? 'unknown'}`)
  if (found.partitions !== wanted.partitions) differs('partitions', String(wanted.partitions), String(found.partitions))
  if (found.replication < wanted.replication) {
    differs('replication', `at least ${wanted.replication}`, String(found.replication))
  }
  for (const [name, expected] of Object.entries(wanted.config)) {
    const actual = found.config[name]
    if (name === 'max.message.bytes' || name === 'min.insync.replicas') {
      if (!(Number(actual) >= Number(expected))) differs(name, `at least ${expected}`, actual)
    } else if (actual !== expected) differs(name, expected, actual)
  }
  return differences
}

/** An existing topic is not what it must be. Postbuch changes no topic by itself. */
export class TopicMismatch extends Error {
  readonly code = 'TOPIC_MISMATCH'
  override name = 'TopicMismatch'
}

/** Reads the log's topics as they are; those that do not exist are left out. */
export async function findTopics(admin: Admin, names: Names): Promise<FoundTopic[]> {
  const all = new Set(await admin.listTopics())
  const wanted = TOPICS.map(topic => names.topic(topic)).filter(name => all.has(name))
  if (wanted.length === 0) return []
  const { topics } = await admin.fetchTopicMetadata({ topics: wanted })
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: wanted.map(name => ({ type: RESOURCE_TOPIC, name })),
  })
  return topics.map(topic => ({
    name: topic.name,
    partitions: topic.partitions.length,
    replication: Math.min(...topic.partitions.map(partition => partition.replicas.length)),
    config: Object.fromEntries(
      (resources.find(resource => resource.resourceName === topic.name)?.configEntries ?? []).map(entry => [
        entry.configName,
        entry.configValue,
      ]),
    ),
  }))
}

/**
 * Creates the topics that are missing and asserts the others.
 * @throws TopicMismatch naming every topic and setting that differs
 */
export async function ensureTopics(admin: Admin, names: Names, options: KafkaOptions): Promise<void> {
  const wanted = topicDefinition(options, (await admin.describeCluster()).brokers.length)
  const existing = new Set((await findTopics(admin, names)).map(topic => topic.name))
  const missing = TOPICS.map(topic => names.topic(topic)).filter(name => !existing.has(name))
  if (missing.length > 0) {
    try {
      await admin.createTopics({
        waitForLeaders: true,
        topics: missing.map(topic => ({
          topic,
          numPartitions: wanted.partitions,
          replicationFactor: wanted.replication,
          configEntries: Object.entries(wanted.config).map(([name, value]) => ({ name, value })),
        })),
      })
    } catch (error) {
      // Two processes start at the same time: the other one created it, and the assertion below holds for both.
      if (errorType(error) !== 'TOPIC_ALREADY_EXISTS') throw error
    }
  }
  const differences = (await findTopics(admin, names)).flatMap(found => topicDifferences(wanted, found))
  if (differences.length > 0) {
    throw new TopicMismatch(
      `${differences.join('; ')}. Nothing was changed: choose another KAFKA prefix, or set what differs by hand (a number of partitions cannot be changed).`,
    )
  }
}
