/** The life of one kafkajs consumer, from connecting to its crash, in the few events that a membership needs. */
import type { PatchedConsumer, RawBatch, RawGroup } from './client.ts'
import type { Fetched } from './feed.ts'
import { positionAfter } from './records.ts'

export interface ConsumerRun {
  /** Names on the cluster. */
  topics: string[]
  /** The id of an earlier consumer that crashed: nobody then waits for a ghost's session to end. */
  memberId: string | null
  concurrency: number
  /** False once this consumer has been given up; its events are then ignored. */
  current(): boolean
  /** Called synchronously within the join: fetching begins only afterwards. */
  joined(group: RawGroup, assignment: Record<string, number[]>): void
  /** Resolves with whether kafkajs may go on behind this batch. */
  accept(topic: string, partition: number, fetched: Fetched): Promise<boolean>
  crashed(error: Error): void
}

/** Connects, joins and fetches until `consumer.disconnect()` or a crash. Never rejects. */
export async function runConsumer(consumer: PatchedConsumer, run: ConsumerRun): Promise<void> {
  let group: RawGroup | null = null
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    if (!run.current() || !group) {
      // Stopped while joining: kafkajs would go on as a ghost that holds partitions. An error in here ends it.
      group?.leave().catch(() => {})
      throw new Error('the membership was given up while it joined')
    }
    run.joined(group, payload.memberAssignment)
  })
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
    // Only markers and aborted records: they never reach eachBatch, and kafkajs has gone on behind them.
    if (!run.current() || payload.batchSize !== 0) return
    const fetchedOffset = Number((payload as unknown as { fetchedOffset: string }).fetchedOffset)
    const fetched = { fetchedOffset, messages: [], next: Number(payload.lastOffset) + 1 }
    run.accept(payload.topic, payload.partition, fetched).catch(() => {})
  })
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (run.current()) run.crashed(payload.error)
  })
  try {
    await consumer.connect()
    // A group without committed offsets would begin at the end otherwise; what is delivered is decided by `seek` alone.
    await consumer.subscribe({ topics: run.topics, fromBeginning: true })
    if (!run.current()) return await consumer.disconnect()
    const running = consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: run.concurrency,
      eachBatch: async ({ batch, resolveOffset }) => {
        if (!run.current()) return
        const raw = batch as unknown as RawBatch
        const resolved = await run.accept(batch.topic, batch.partition, {
          fetchedOffset: Number(raw.fetchedOffset),
          messages: raw.messages,
          next: positionAfter(raw),
        })
        if (resolved) resolveOffset(raw.lastOffset())
      },
    })
    group = consumer.group()
    if (group) group.memberId = run.memberId
    await running
  } catch (error) {
    if (run.current()) run.crashed(error as Error)
    consumer.disconnect().catch(() => {})
  }
}
