/** Gathers what `lagOf` needs. Positions are read before the log's ends, so that no lag can come out negative. */
import type { Db } from 'mongodb'
import type { Pool } from 'pg'
import type { Topic } from '../domain/events.ts'
import type { Log, PartitionOffsets } from '../log/log.ts'
import { type GroupLag, groupLags, type LagReading, lagOf } from '../projections/engine/lag.ts'
import { placeKey } from '../projections/engine/store.ts'
import { storedDocumentProjections } from '../projections/mongo/queries.ts'
import { type StoredProjection, storedProjections } from '../projections/postgres/queries/projections.ts'
import { groupOf, PROJECTIONS } from '../projections/registry.ts'

/** A consumer whose position is its group's committed offset: the handlers. */
export interface CommittingGroup {
  group: string
  topics: readonly Topic[]
}

export interface LagSources {
  log: Log
  pool: Pool
  db: Db
  /** First part of the projections' groups. */
  prefix: string
  /** Consumers beside the projections. */
  others?: readonly CommittingGroup[]
  now?: () => number
}

/**
 * Every registered projection and every other group, also those that have not begun: a missing position is 0 where the
 * store answers, and unknown where it does not.
 */
export async function gatherLag({
  log,
  pool,
  db,
  prefix,
  others = [],
  now = Date.now,
}: LagSources): Promise<GroupLag[]> {
  const [postgres, mongodb] = await Promise.all([
    orNull(storedProjections(pool)),
    orNull(storedDocumentProjections(db)),
  ])
  const consumers = [
    ...PROJECTIONS.map(({ name, store, topics }) => {
      const stored = store === 'postgres' ? postgres : mongodb
      return { group: groupOf(prefix, { name }), topics, position: positionsIn(stored, name) }
    }),
    ...others.map(other => ({ ...other, position: null })),
  ]
  const committed = await Promise.all(consumers.map(({ group, topics }) => orNull(log.committed(group, topics))))
  const topics = [...new Set(consumers.flatMap(consumer => consumer.topics))]
  const ends = new Map(((await orNull(log.offsets(topics))) ?? []).map(end => [placeKey(end), end]))
  const readings = consumers.flatMap((consumer, i) =>
    places(log, consumer.topics).map(place => {
      const mirror = committed[i]?.find(c => placeKey(c) === placeKey(place))?.position ?? null
      const position = consumer.position ? consumer.position(placeKey(place)) : committed[i] ? (mirror ?? 0) : null
      return {
        group: consumer.group,
        ...place,
        position,
        committed: mirror,
        offsets: ends.get(placeKey(place)) ?? null,
      }
    }),
  )
  const times = new Map<string, Promise<number | 'none' | null>>()
  const complete = await Promise.all(
    readings.map(async (reading): Promise<LagReading> => {
      const id = `${placeKey(reading)}/${reading.position}`
      const time = times.get(id) ?? firstUnapplied(log, reading)
      times.set(id, time)
      return { ...reading, firstUnapplied: await time }
    }),
  )
  return groupLags(complete.map(reading => lagOf(reading, now())))
}

const places = (log: Log, topics: readonly Topic[]) =>
  topics.flatMap(topic => Array.from({ length: log.partitions(topic) }, (_, partition) => ({ topic, partition })))

function positionsIn(stored: StoredProjection[] | null, name: string): (key: string) => number | null {
  if (!stored) return () => null
  const own = new Map(
    stored.find(projection => projection.name === name)?.partitions.map(p => [placeKey(p), p.position]),
  )
  return key => own.get(key) ?? 0
}

async function firstUnapplied(
  log: Log,
  {
    topic,
    partition,
    position,
    offsets,
  }: { topic: Topic; partition: number; position: number | null; offsets: PartitionOffsets | null },
): Promise<number | 'none' | null> {
  if (position === null || !offsets || position >= offsets.stable) return null
  try {
    for await (const { records } of log.read(
      { topic, partition },
      { from: Math.max(position, offsets.first), to: offsets.stable },
    )) {
      for (const { timestamp } of records) return timestamp
    }
    return 'none'
  } catch {
    return null
  }
}

const orNull = <T>(promise: Promise<T>): Promise<T | null> => promise.catch(() => null)
