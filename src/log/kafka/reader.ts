/**
 * Reads a range of one partition by fetches of its own: no group, so nothing to clean up and nothing that monitors see.
 * The next fetch is under way while the caller works on the batch before.
 */
import type { Batch, TopicPartition } from '../log.ts'
import { newCluster, newKafka, type RawBatch, RawBatchOf, type RawCluster } from './client.ts'
import { errorType } from './errors.ts'
import type { Names } from './names.ts'
import type { KafkaOptions } from './options.ts'
import { positionAfter, toRecord } from './records.ts'
import { Renewing } from './renewing.ts'

const RETRY = { retries: 1, initialRetryTime: 20, maxRetryTime: 100 }

/** Fetches share one connection, and one that waits for news holds up those behind it: so each reading has its own. */
export class Readers {
  readonly #options: KafkaOptions
  readonly #names: Names
  readonly #idle: Renewing<RawCluster>[] = []
  #closed = false

  constructor(options: KafkaOptions, names: Names) {
    this.#options = options
    this.#names = names
  }

  /**
   * Batches until `to` is reached, also where the end holds only markers. While `to` lies beyond what is stable, it
   * waits, with an empty batch about every second so that the caller can give up.
   * @throws LogUnavailable when the brokers do not answer for 5 s
   */
  async *read(partition: TopicPartition, from: number, to: number): AsyncGenerator<Batch> {
    if (from >= to) return
    const client = this.#idle.pop() ?? new Renewing(() => newCluster(newKafka(this.#options, { retry: RETRY }), 1))
    let pending: Promise<RawBatch> | null = null
    try {
      let position = from
      let told = Date.now()
      while (position < to) {
        pending ??= this.#fetch(client, partition, position)
        const raw = await pending
        pending = null
        const next = Math.min(positionAfter(raw), to)
        if (next === position) {
          if (Date.now() - told < 1_000) continue
        } else if (next < to) {
          pending = this.#fetch(client, partition, next)
          pending.catch(() => {})
        }
        const records = raw.messages
          .filter(message => Number(message.offset) < to)
          .map(message => toRecord(partition.topic, partition.partition, message))
        position = next
        told = Date.now()
        yield { ...partition, records, next }
      }
    } finally {
      if (this.#closed || pending !== null || this.#idle.length >= 6) client.close()
      else this.#idle.push(client)
    }
  }

  async #fetch(client: Renewing<RawCluster>, { topic, partition }: TopicPartition, position: number) {
    const name = this.#names.topic(topic)
    const maxBytes = this.#options.readBytes ?? 256 * 1024
    return await client.use(
      `reading ${name}/${partition} at ${position}`,
      async cluster => {
        await cluster.addMultipleTargetTopics([name])
        const leader = cluster.findTopicPartitionMetadata(name).find(p => p.partitionId === partition)?.leader
        const broker = await cluster.findBroker({ nodeId: String(leader) })
        const { responses } = await broker.fetch({
          maxWaitTime: this.#options.maxWaitMs ?? 100,
          minBytes: 1,
          maxBytes,
          isolationLevel: 1,
          topics: [{ topic: name, partitions: [{ partition, fetchOffset: String(position), maxBytes }] }],
        })
        const data = responses[0]?.partitions[0]
        if (data === undefined) throw new Error('the broker answered a fetch without the partition')
        return new RawBatchOf(name, String(position), data)
      },
      { final: error => errorType(error) === 'OFFSET_OUT_OF_RANGE' },
    )
  }

  close(): void {
    this.#closed = true
    for (const client of this.#idle) client.close()
  }
}
