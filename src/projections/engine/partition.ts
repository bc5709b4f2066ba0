/** What a runner knows of one partition that its group gave it. */
import type { PartitionOffsets } from '../../log/log.ts'
import {
  type Checkpoint,
  type PartitionCheckpoint,
  type PartitionState,
  type Place,
  type ProjectionFailure,
  placeKey,
} from './store.ts'

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

/** All partitions that are ours. One that does not fit says that this is not the log it was: then none is gone on with. */
export function beginAll(
  assignment: readonly Place[],
  checkpoint: Checkpoint,
  offsets: ReadonlyMap<string, PartitionOffsets>,
  now: number,
): RunningPartition[] {
  const stored = new Map(checkpoint.partitions.map(p => [placeKey(p), p]))
  const begin = (place: Place) => beginPartition(place, stored.get(placeKey(place)), offsets.get(placeKey(place))!, now)
  const broken = checkpoint.partitions.map(begin).find(partition => partition.failure)
  return assignment.map(place => {
    const partition = begin(place)
    return broken ? { ...partition, state: 'failed', failure: broken.failure } : partition
  })
}
