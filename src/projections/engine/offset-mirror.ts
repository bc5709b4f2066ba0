import type { Membership } from '../../log/log.ts'
import type { RunningPartition } from './partition.ts'

/** After one that failed, as in a rebalance: a projection that is idle would not come to it otherwise. */
const AGAIN_MS = 1_000

/** Mirrors positions into the group's committed offsets: after 200 ms without a new one, and at least once a second. */
export class OffsetMirror {
  readonly #partitions: () => Iterable<RunningPartition>
  readonly #membership: () => Membership | null
  #timer: NodeJS.Timeout | undefined
  #since = 0
  #stopped = false

  constructor(partitions: () => Iterable<RunningPartition>, membership: () => Membership | null) {
    this.#partitions = partitions
    this.#membership = membership
  }

  schedule(): void {
    const now = Date.now()
    if (this.#timer === undefined) this.#since = now
    this.#flushAfter(Math.max(0, Math.min(200, this.#since + 1000 - now)))
  }

  /** Never rejects: what the group may not have is tried again. */
  async flush(): Promise<void> {
    this.#cancel()
    const membership = this.#membership()
    const moved = [...this.#partitions()].filter(partition => partition.position !== partition.committed)
    if (!membership || moved.length === 0) return
    const positions = moved.map(({ topic, partition, position }) => ({ topic, partition, position }))
    for (const partition of moved) partition.committed = partition.position
    try {
      await membership.commit(positions)
    } catch {
      for (const partition of moved) partition.committed = -1
      if (!this.#stopped && this.#timer === undefined) this.#flushAfter(AGAIN_MS)
    }
  }

  stop(): void {
    this.#stopped = true
    this.#cancel()
  }

  #flushAfter(ms: number): void {
    this.#cancel()
    this.#timer = setTimeout(() => void this.flush(), ms)
    this.#timer.unref()
  }

  #cancel(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
