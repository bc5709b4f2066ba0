/** How far behind a consumer is: pure calculation, shown alike by CLI, API and metrics. Unknown is never 0. */
import type { PartitionOffsets } from '../../log/log.ts'
import type { Place } from './store.ts'

/** What was read about one partition of one group: the position first, then the log's ends, so that lag is never negative. */
export interface LagReading extends Place {
  group: string
  /** Offset of the next record to apply, as the consumer's own store says; null: unknown. */
  position: number | null
  /** The group's committed offset: a mirror of the position; null: none, or unknown. */
  committed: number | null
  /** Null: the log could not be asked. */
  offsets: PartitionOffsets | null
  /**
   * Milliseconds since 1970 of the first event at or behind the position; `none`: only markers and aborted records are
   * left there; null: not read.
   */
  firstUnapplied: number | 'none' | null
}

export interface PartitionLag extends Place {
  group: string
  position: number | null
  committed: number | null
  first: number | null
  stable: number | null
  high: number | null
  /** Offsets not yet applied; exactly 0 when every event is; null: unknown. */
  lag: number | null
  /** Age of the first unapplied event; null when there is none, or unknown. */
  ageSeconds: number | null
  /** Offsets behind the last stable one: records of transactions that are still open; null: unknown. */
  open: number | null
}

/** @param now milliseconds since 1970 */
export function lagOf(reading: LagReading, now: number): PartitionLag {
  const { group, topic, partition, position, committed, offsets, firstUnapplied } = reading
  const lag = lagInOffsets(reading)
  return {
    group,
    topic,
    partition,
    position,
    committed,
    first: offsets?.first ?? null,
    stable: offsets?.stable ?? null,
    high: offsets?.high ?? null,
    lag,
    ageSeconds: lag && typeof firstUnapplied === 'number' ? Math.max(0, (now - firstUnapplied) / 1000) : null,
    open: offsets ? Math.max(0, offsets.high - offsets.stable) : null,
  }
}

function lagInOffsets({ position, offsets, firstUnapplied }: LagReading): number | null {
  if (position === null || offsets === null) return null
  const behind = offsets.stable - Math.max(position, offsets.first)
  // A position may stand in front of trailing transaction markers for a moment: no event is missing then.
  return behind <= 0 || firstUnapplied === 'none' ? 0 : behind
}

export interface GroupLag {
  group: string
  /** Sum over the partitions; null as soon as one is unknown. */
  lag: number | null
  /** Of the oldest unapplied event of any partition. */
  ageSeconds: number | null
  partitions: PartitionLag[]
}

/** By group, in the order in which the groups appear. */
export function groupLags(partitions: readonly PartitionLag[]): GroupLag[] {
  return [...Map.groupBy(partitions, partition => partition.group)].map(([group, own]) => ({
    group,
    lag: own.reduce<number | null>((sum, { lag }) => (sum === null || lag === null ? null : sum + lag), 0),
    ageSeconds: own.reduce<number | null>(
      (oldest, { ageSeconds: age }) => (age === null ? oldest : Math.max(oldest ?? 0, age)),
      null,
    ),
    partitions: own,
  }))
}
