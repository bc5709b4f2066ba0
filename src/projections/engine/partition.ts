/** What a runner knows of one partition that its group gave it. */
import type { Membership, PartitionOffsets } from '../../log/log.ts'
import type { PartitionCheckpoint, PartitionState, Place, ProjectionFailure } from './store.ts'

export interface RunningPartition extends Place {
  /** As the store has it. */
  position: number
  epoch: number
  /** The stable offset when the partition was given to us: reaching it is being live. */
  target: number
  state: PartitionState
  failure: ProjectionFailure | null
  /** What the group's committed offset mirrors already. */
  committed: number
}

/** Where a partition begins, from the store's checkpoint and the log's offsets. A position beyond the log's end is never reset. */
export function beginPartition(
  place: Place,
  checkpoint: PartitionCheckpoint | undefined,
  offsets: PartitionOffsets,
  now: number,
): RunningPartition {
  const position = Math.max(checkpoint?.position ?? 0, 0)
  const base = {
    topic: place.topic,
    partition: place.partition,
    position,
    epoch: checkpoint?.epoch ?? 0,
    target: offsets.stable,
    committed: -1,
  }
  const fail = (code: string, message: string) => ({
    ...base,
    state: 'failed' as const,
    failure: { ...place, code, message, offset: position, at: now },
  })
  if (position > offsets.high) {
    return fail(
      'LOG_SHORTER_THAN_POSITION',
      `The store has applied ${place.topic}/${place.partition} up to ${position}, but the log ends at ${offsets.high}. The log was replaced or has lost records: restore it, or rebuild the projection.`,
    )
  }
  if (position < offsets.first) {
    if (position > 0 || offsets.first > 0) {
      return fail(
        'LOG_TRUNCATED',
        `The next record to apply is ${place.topic}/${place.partition}/${position}, but the log begins at ${offsets.first}: retention has deleted events.`,
      )
    }
  }
  return { ...base, state: position >= offsets.stable ? 'live' : 'catching-up', failure: null }
}

/** Mirrors positions into the group's committed offsets: after 200 ms without a new one, and at least once a second. */
export class OffsetMirror {
  readonly #partitions: () => Iterable<RunningPartition>
  readonly #membership: () => Membership | null
  #timer: NodeJS.Timeout | undefined
  #since = 0

  constructor(partitions: () => Iterable<RunningPartition>, membership: () => Membership | null) {
    this.#partitions = partitions
    this.#membership = membership
  }

  schedule(): void {
    const now = Date.now()
    if (this.#timer === undefined) this.#since = now
    else clearTimeout(this.#timer)
    const wait = Math.max(0, Math.min(200, this.#since + 1000 - now))
    this.#timer = setTimeout(() => void this.flush(), wait)
    this.#timer.unref()
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const moved = [...this.#partitions()].filter(p => p.position !== p.committed && p.committed !== Infinity)
    if (moved.length === 0) return
    for (const partition of moved) partition.committed = partition.position
    await this.#membership()?.commit(moved.map(({ topic, partition, position }) => ({ topic, partition, position })))
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
