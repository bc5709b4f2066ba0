/**
 * How far every consumer is behind the log. Anchored on the consumers that there are, not on rows that happen to exist:
 * a missing position is unknown, and unknown is not 0.
 */
import type { Topic } from '../domain/events.ts'
import type { Log, PartitionOffsets, TopicPartition } from '../log/log.ts'

/** One partition of one consumer. */
export interface LagRow extends TopicPartition {
  group: string
  /** Offset of the next record to apply, as the consumer's own store has it; null: unknown. */
  position: number | null
  /** The mirror of it in the consumer group, for outside monitors. */
  committed: number | null
  /** Last stable offset: everything below is decided. */
  stable: number | null
  /** High watermark; above `stable` while a transaction is open. */
  high: number | null
  /** Exactly 0 when everything is applied; never negative; null: unknown. */
  lag: number | null
  /** Seconds since the first unapplied event was written; 0 without one; null: unknown. */
  ageSeconds: number | null
}

/** A consumer: a projection (its positions are in its store), or a handler (its fold's position is mirrored in its group). */
export interface Consumer {
  group: string
  topics: readonly Topic[]
  /** Positions by `topic/partition`; null: the store cannot be asked. Without it, the committed offsets count. */
  positions?: () => Promise<ReadonlyMap<string, number> | null>
}

/** The lag of one partition. Positions must have been read before the offsets, or it could seem negative. */
export const lagOf = (position: number | null, stable: number | null): number | null =>
  position === null || stable === null ? null : Math.max(0, stable - position)

/** Reads positions first, then the log. A consumer or a log that cannot be asked is unknown; the others are still told. */
export async function readLag(log: Log, consumers: readonly Consumer[], now = Date.now()): Promise<LagRow[]> {
  const known = await Promise.all(consumers.map(consumer => positionsOf(log, consumer)))
  const topics = [...new Set(consumers.flatMap(consumer => consumer.topics))]
  const offsets = await log.offsets(topics).catch(() => [] as PartitionOffsets[])
  const at = new Map(offsets.map(o => [`${o.topic}/${o.partition}`, o]))
  const rows = consumers.flatMap(({ group, topics: own }, index) =>
    own.flatMap(topic =>
      Array.from({ length: log.partitions(topic) }, (_, partition) => {
        const place = `${topic}/${partition}`
        const { positions, committed } = known[index]!
        const position = positions?.get(place) ?? null
        const { stable, high } = at.get(place) ?? { stable: null, high: null }
        const lag = lagOf(position, stable)
        return {
          group,
          topic,
          partition,
          position,
          committed: committed.get(place) ?? null,
          stable,
          high,
          lag,
          ageSeconds: null,
        }
      }),
    ),
  )
  return Promise.all(rows.map(async row => ({ ...row, ageSeconds: await age(log, row, now) })))
}

async function positionsOf(log: Log, { group, topics, positions }: Consumer) {
  const mirrored = await log.committed(group, topics).catch(() => [])
  const committed = new Map(
    mirrored.flatMap(({ topic, partition, position }) =>
      position === null ? [] : [[`${topic}/${partition}`, position] as const],
    ),
  )
  const own = positions ? await positions().catch(() => null) : committed
  return { committed, positions: own }
}

/** The age of the first unapplied event, from that record's own time. */
async function age(log: Log, { topic, partition, position, stable, lag }: LagRow, now: number): Promise<number | null> {
  if (lag === null) return null
  if (lag === 0) return 0
  for await (const { records } of log.read({ topic, partition }, { from: position!, to: stable! })) {
    if (records[0]) return Math.max(0, Math.round((now - records[0].timestamp) / 1000))
  }
  return 0
}
