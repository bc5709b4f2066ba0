/** Whether a log can be used. `admin.connect()` succeeding says little: after a start, leaders are still missing. */
import { TOPICS } from '../../domain/events.ts'
import { newCluster, newKafka } from './client.ts'
import type { Names } from './names.ts'
import type { KafkaOptions } from './options.ts'

const NO_RETRY = { retries: 0, initialRetryTime: 20, maxRetryTime: 20 }

/** One attempt: ListOffsets of every partition of every topic is answered by its leader. @throws when it is not */
export async function reachable(options: KafkaOptions, names: Names): Promise<void> {
  const cluster = newCluster(newKafka(options, { retry: NO_RETRY, connectionTimeout: 1_000, requestTimeout: 2_000 }), 1)
  try {
    await cluster.connect()
    const topics = TOPICS.map(topic => names.topic(topic))
    await cluster.addMultipleTargetTopics(topics)
    await cluster.fetchTopicsOffset(
      topics.map(topic => {
        const partitions = cluster.findTopicPartitionMetadata(topic)
        if (partitions.length === 0) throw new Error(`topic ${topic} has no partitions`)
        return { topic, partitions: partitions.map(p => ({ partition: p.partitionId })), fromBeginning: false }
      }),
    )
  } finally {
    cluster.disconnect().catch(() => {})
  }
}
