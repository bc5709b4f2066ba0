/** A member of a handler's group: partitions come and go with the assignment, each under its own tenure. */
import type { Membership, TopicPartition } from '../../log/log.ts'
import { handlerGroup } from '../handler.ts'
import type { RuntimeDeps } from './deps.ts'
import { Partition, type PartitionStatus } from './partition.ts'

/** Positions are mirrored when this long has passed since the first one that was not, and again after one that failed. */
const MIRROR_MS = { first: 200, again: 1_000 }
const DRAIN_MS = 6_000

export interface HandlerRun {
  group: string
  status(): PartitionStatus[]
  /** Finishes what is in hand (at most 6 s), mirrors the positions, leaves the group. */
  stop(): Promise<void>
}

/**
 * Joins the handler's group and works until stopped.
 * @param fatal called when the member is gone for good: the process should end and be started again.
 */
export async function runHandler<S, O>(deps: RuntimeDeps<S, O>, fatal: (error: Error) => void): Promise<HandlerRun> {
  const { log, handler, prefix, clock, logger } = deps
  const { topic } = handler
  const group = handlerGroup(prefix, handler.group)
  const partitions = new Map<number, Partition<S, O>>()
  const held = new Set<number>()
  let membership: Membership | null = null
  let early: TopicPartition[] | null = null
  let cancelMirror: (() => void) | null = null
  let rejoining: Promise<void> | null = null
  let stopping = false

  const mirrorAfter = (ms: number) => {
    cancelMirror ??= clock.after(ms, () => void mirror())
  }

  /** Never rejects. In a rebalance or an outage it is tried again: without a new event nothing else would repair it. */
  const mirror = async () => {
    cancelMirror = null
    const positions = [...held].map(partition => ({ topic, partition, position: partitions.get(partition)!.position }))
    await membership!.commit(positions).catch(() => {
      if (!stopping) mirrorAfter(MIRROR_MS.again)
    })
  }

  /** Once for all partitions that are fenced together. What went wrong shows in the next heartbeat. */
  function rejoin(member: Membership): Promise<void> {
    rejoining ??= member
      .rejoin()
      .catch(error => logger.warn({ group, error }, 'joining again failed'))
      .finally(() => {
        rejoining = null
      })
    return rejoining
  }

  function open(member: Membership, partition: number) {
    const folded = () => mirrorAfter(MIRROR_MS.first)
    return new Partition({ ...deps, partition, store: deps.openStore(partition), membership: member, folded }, () => {
      logger.warn({ group, partition }, 'fenced: another member holds the partition; joining again')
      return rejoin(member)
    })
  }

  function assigned(all: TopicPartition[]) {
    if (stopping) return
    // The first assignment can come before `join` has returned.
    if (!membership) {
      early = all
      return
    }
    const given = new Set(all.map(({ partition }) => partition))
    for (const partition of held) if (!given.has(partition)) partitions.get(partition)!.revoke()
    held.clear()
    for (const partition of given) {
      held.add(partition)
      if (!partitions.has(partition)) partitions.set(partition, open(membership, partition))
      partitions.get(partition)!.assign()
    }
    logger.info({ group, partitions: [...given] }, 'assigned')
  }

  membership = await log.join({
    group,
    topics: [topic],
    listener: { assigned, batch: batch => partitions.get(batch.partition)?.batch(batch), crashed: fatal },
  })
  if (early) assigned(early)
  const unfollow = deps.letters?.onChange(() => {
    for (const partition of held) void partitions.get(partition)!.letters(DRAIN_MS)
  })

  return {
    group,
    status: () => [...held].map(partition => partitions.get(partition)!.status()),
    async stop() {
      stopping = true
      unfollow?.()
      await Promise.all([...held].map(partition => partitions.get(partition)!.drain(DRAIN_MS)))
      cancelMirror?.()
      await mirror()
      await membership?.leave()
      for (const partition of partitions.values()) partition.close()
    },
  }
}
