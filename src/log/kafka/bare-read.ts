/** The yardstick of benchmarks: how fast kafkajs itself gives the bytes of topics, with nothing done to them. */
import { randomUUID } from 'node:crypto'
import type { Topic } from '../../domain/events.ts'
import type { Log } from '../log.ts'
import { newKafka } from './client.ts'

export interface BareRead {
  records: number
  bytes: number
  /** From the assignment to the last record. */
  milliseconds: number
}

/** Reads all partitions of topics once, side by side, by `eachBatch`. @param prefix before the topics' names */
export async function bareRead(
  log: Log,
  { brokers, prefix, topics }: { brokers: string[]; prefix: string; topics: readonly Topic[] },
): Promise<BareRead> {
  const left = new Map<string, number>()
  for (const { topic, partition, stable } of await log.offsets(topics))
    if (stable > 0) left.set(`${prefix}${topic}/${partition}`, stable)
  const kafka = newKafka({ brokers }, { retry: { retries: 5, initialRetryTime: 50, maxRetryTime: 500 } })
  const consumer = kafka.consumer({ groupId: `bare-${randomUUID()}`, maxBytesPerPartition: 256 * 1024 })
  let began = 0
  let records = 0
  let bytes = 0
  consumer.on(consumer.events.GROUP_JOIN, () => {
    began = performance.now()
  })
  await consumer.connect()
  await consumer.subscribe({ topics: topics.map(topic => prefix + topic), fromBeginning: true })
  const done = Promise.withResolvers<void>()
  await consumer.run({
    autoCommit: false,
    partitionsConsumedConcurrently: left.size,
    eachBatch: async ({ batch }) => {
      for (const { value } of batch.messages) bytes += value?.length ?? 0
      records += batch.messages.length
      const key = `${batch.topic}/${batch.partition}`
      if (Number(batch.lastOffset()) + 1 >= (left.get(key) ?? 0)) left.delete(key)
      if (left.size === 0) done.resolve()
    },
  })
  await done.promise
  const milliseconds = performance.now() - began
  await consumer.disconnect()
  return { records, bytes, milliseconds }
}
