/** First, stable and high offsets, by ListOffsets of both isolation levels. */
import type { Topic } from '../../domain/events.ts'
import type { PartitionOffsets } from '../log.ts'
import { newCluster, newKafka, type RawCluster } from './client.ts'
import type { Names } from './names.ts'
import type { KafkaOptions } from './options.ts'
import { Renewing } from './renewing.ts'

const RETRY = { retries: 1, initialRetryTime: 20, maxRetryTime: 100 }

/** kafkajs's admin knows the last stable offset only (it calls it `high`), hence a private cluster for each level. */
export class Offsets {
  readonly #names: Names
  readonly #stable: Renewing<RawCluster>
  readonly #high: Renewing<RawCluster>

  constructor(options: KafkaOptions, names: Names) {
    this.#names = names
    this.#stable = new Renewing(() => newCluster(newKafka(options, { retry: RETRY }), 1))
    this.#high = new Renewing(() => newCluster(newKafka(options, { retry: RETRY }), 0))
  }

  /** @throws LogUnavailable after `timeoutMs` */
  async read(topics: readonly Topic[], timeoutMs = 5_000): Promise<PartitionOffsets[]> {
    const ask = (clients: Renewing<RawCluster>, fromBeginning: boolean) =>
      clients.use('offsets', cluster => this.#ask(cluster, topics, fromBeginning), { timeoutMs })
    // Stable before high: a difference below zero must not come from the order of asking.
    const [first, stable] = await Promise.all([ask(this.#stable, true), ask(this.#stable, false)])
    const high = await ask(this.#high, false)
    return [...stable].map(([key, offset]) => {
      const [topic, partition] = key.split('/') as [Topic, string]
      return {
        topic,
        partition: Number(partition),
        first: first.get(key) ?? 0,
        stable: offset,
        high: Math.max(offset, high.get(key) ?? 0),
      }
    })
  }

  async #ask(cluster: RawCluster, topics: readonly Topic[], fromBeginning: boolean): Promise<Map<string, number>> {
    await cluster.addMultipleTargetTopics(topics.map(topic => this.#names.topic(topic)))
    const found = await cluster.fetchTopicsOffset(
      topics.map(topic => {
        const partitions = cluster.findTopicPartitionMetadata(this.#names.topic(topic))
        if (partitions.length === 0) throw new Error(`no metadata of topic ${topic}`)
        return {
          topic: this.#names.topic(topic),
          partitions: partitions.map(({ partitionId }) => ({ partition: partitionId })),
          fromBeginning,
        }
      }),
    )
    const byName = new Map(found.map(({ topic, partitions }) => [topic, partitions]))
    const offsets = new Map<string, number>()
    for (const topic of topics) {
      const partitions = byName.get(this.#names.topic(topic)) ?? []
      for (const { partition, offset } of partitions.toSorted((a, b) => a.partition - b.partition)) {
        offsets.set(`${topic}/${partition}`, Number(offset))
      }
    }
    return offsets
  }

  close(): void {
    this.#stable.close()
    this.#high.close()
  }
}
