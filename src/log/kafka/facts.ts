/** Asks a cluster for what `doctor` judges. Changes nothing. */
import { setTimeout as sleep } from 'node:timers/promises'
import { TOPICS } from '../../domain/events.ts'
import type { PartitionOffsets } from '../log.ts'
import { type AskableBroker, listTransactions, metadataLevel, openProducers } from './admin-protocol.ts'
import { newCluster, newKafka, type RawCluster, RESOURCE_BROKER } from './client.ts'
import { examineKafka, type Finding, type HangingTransaction, type KafkaFacts } from './doctor.ts'
import { describe } from './errors.ts'
import { Names } from './names.ts'
import { Offsets } from './offsets.ts'
import type { KafkaOptions } from './options.ts'
import { findTopics, topicDefinition } from './topics.ts'

const RETRY = { retries: 3, initialRetryTime: 50, maxRetryTime: 500 }

/**
 * All findings about a cluster; a cluster that cannot be reached is one.
 * @param settings.hangingAfterMs how long a last stable offset must stand still. Default 15,000: the transactions'
 * time-out and half of it. Nothing is waited for where all reach their high watermark.
 */
export async function kafkaDoctor(
  options: KafkaOptions,
  settings: { hangingAfterMs?: number } = {},
): Promise<Finding[]> {
  try {
    return examineKafka(await kafkaFacts(options, settings.hangingAfterMs ?? 15_000))
  } catch (error) {
    const check = `Kafka at ${options.brokers.join(', ')}`
    const mend = 'Start it, or correct KAFKA_BROKERS (host:port, separated by commas).'
    return [{ check, status: 'fail', expected: 'brokers that answer', found: describe(error), mend }]
  }
}

/** @throws where the cluster cannot be asked */
export async function kafkaFacts(options: KafkaOptions, hangingAfterMs: number): Promise<KafkaFacts> {
  const names = new Names(options.prefix)
  const kafka = newKafka(options, { retry: RETRY })
  const admin = kafka.admin()
  const cluster = newCluster(kafka, 1)
  try {
    await admin.connect()
    await cluster.connect()
    const { brokers } = await admin.describeCluster()
    const wanted = topicDefinition(options, brokers.length)
    const topics = await findTopics(admin, names)
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: brokers.map(({ nodeId }) => ({ type: RESOURCE_BROKER, name: String(nodeId) })),
    })
    await cluster.addMultipleTargetTopics(topics.map(({ name }) => name))
    const nodes = await Promise.all(brokers.map(({ nodeId }) => askable(cluster, nodeId)))
    const watched = performance.now()
    // Without its topics there is nothing to watch.
    const standing = topics.length === TOPICS.length ? await standingStill(options, names, hangingAfterMs) : []
    return {
      prefix: names.prefix,
      brokers: brokers.length,
      metadataLevels: await Promise.all(nodes.map(node => metadataLevel(node).catch(() => null))),
      brokerConfigs: resources.map(resource =>
        Object.fromEntries(resource.configEntries.map(entry => [entry.configName, entry.configValue])),
      ),
      wanted,
      topics,
      hanging: await Promise.all(standing.map(at => whoHolds(cluster, nodes, names, at))),
      watchedMs: Math.round(performance.now() - watched),
    }
  } finally {
    admin.disconnect().catch(() => {})
    cluster.disconnect().catch(() => {})
  }
}

const askable = async (cluster: RawCluster, nodeId: number) =>
  (await cluster.findBroker({ nodeId: String(nodeId) })) as unknown as AskableBroker

/** Partitions whose last stable offset stays where it is, below the high watermark, for the whole time. */
async function standingStill(options: KafkaOptions, names: Names, forMs: number): Promise<PartitionOffsets[]> {
  const offsets = new Offsets(options, names)
  try {
    const began = performance.now()
    let suspects = (await offsets.read(TOPICS)).filter(at => at.stable < at.high)
    while (suspects.length > 0 && performance.now() - began < forMs) {
      await sleep(Math.min(500, forMs))
      const now = await offsets.read([...new Set(suspects.map(({ topic }) => topic))])
      suspects = suspects.filter(suspect =>
        now.some(
          at => at.topic === suspect.topic && at.partition === suspect.partition && at.stable === suspect.stable,
        ),
      )
    }
    return suspects
  } finally {
    offsets.close()
  }
}

async function whoHolds(
  cluster: RawCluster,
  nodes: AskableBroker[],
  names: Names,
  at: PartitionOffsets,
): Promise<HangingTransaction> {
  const topic = names.topic(at.topic)
  const { partition, stable, high } = at
  const leader = cluster.findTopicPartitionMetadata(topic).find(p => p.partitionId === partition)?.leader
  const producers =
    leader === undefined ? [] : await openProducers(await askable(cluster, leader), topic, partition).catch(() => [])
  const known = (await Promise.all(nodes.map(node => listTransactions(node).catch(() => [])))).flat()
  return {
    topic,
    partition,
    stable,
    high,
    producers: producers
      .toSorted((a, b) => a.firstOffset - b.firstOffset)
      .map(({ producerId, firstOffset }) => ({
        producerId,
        firstOffset,
        transactionalId: known.find(each => each.producerId === producerId)?.transactionalId ?? null,
      })),
  }
}
