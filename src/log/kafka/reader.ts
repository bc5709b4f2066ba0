/**
 * Reads a range of one partition by fetches of its own: no group, so nothing to clean up and nothing that monitors see.
 * The next fetch is under way while the caller works on the batch before.
 */
import type { ReadBatch, TopicPartition } from '../log.ts'
import { newCluster, newKafka, type RawCluster } from './client.ts'
import { errorType } from './errors.ts'
import { type FetchedBytes, fetchBytes } from './fetch.ts'
import type { Names } from './names.ts'
import type { KafkaOptions } from './options.ts'
import { FetchedRecords } from './record-batches.ts'
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
  async *read(partition: TopicPartition, from: number, to: number): AsyncGenerator<ReadBatch> {
    if (from >= to) return
    const client = this.#idle.pop() ?? new Renewing(() => newCluster(newKafka(this.#options, { retry: RETRY }), 1))
    let pending: Promise<FetchedBytes> | null = null
    try {
      let position = from
      let told = Date.now()
      while (position < to) {
        pending ??= this.#fetch(client, partition, position)
        const raw = await pending
        pending = null
        const records = new FetchedRecords(partition, raw, position, to)
        const { next } = records
        if (next === position) {
          if (Date.now() - told < 1_000) continue
        } else if (next < to) {
          pending = this.#fetch(client, partition, next)
          pending.catch(() => {})
        }
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
    const { readBytes: maxBytes = 256 * 1024, maxWaitMs = 100 } = this.#options
    return await client.use(
      `reading ${name}/${partition} at ${position}`,
      async cluster => {
        await cluster.addMultipleTargetTopics([name])
        const leader = cluster.findTopicPartitionMetadata(name).find(p => p.partitionId === partition)?.leader
        const broker = await cluster.findBroker({ nodeId: String(leader) })
        return await fetchBytes(broker, { topic: name, partition, offset: position, maxBytes, maxWaitMs })
      },
      { final: error => errorType(error) === 'OFFSET_OUT_OF_RANGE' },
    )
  }

  close(): void {
    this.#closed = true
    for (const client of this.#idle) client.close()
  }
}
