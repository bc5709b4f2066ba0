import type { Membership } from '../../log/log.ts'
import type { RunningPartition } from './partition.ts'

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
