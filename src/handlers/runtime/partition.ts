/** One partition of a handler in this process: its state store for life, its tenures one after the other. */
import type { Batch } from '../../log/log.ts'
import { sleep } from './clock.ts'
import type { PartitionDeps } from './deps.ts'
import { hasNews } from './letters.ts'
import { type End, Tenure } from './tenure.ts'

export interface PartitionStatus {
  partition: number
  phase: Tenure<unknown, unknown>['phase'] | 'idle' | 'failed'
  position: number
  open: number
  parked: number
  error: string | null
}

const BACKOFF_MS = { first: 50, longest: 2_000 }

export class Partition<S, O> {
  readonly #deps: PartitionDeps<S, O>
  readonly #rejoin: () => Promise<void>
  #tenure: Tenure<S, O> | null = null
  /** Aborted when the partition is no longer ours. */
  #owned: AbortController | null = null
  #error: Error | null = null
  /** Ends the pause before the next attempt: the group has given us the partition again. */
  #nudge: AbortController | null = null

  /** @param rejoin gives the whole assignment back and joins again */
  constructor(deps: PartitionDeps<S, O>, rejoin: () => Promise<void>) {
    this.#deps = deps
    this.#rejoin = rejoin
  }

  /** The group gives us the partition. A tenure that is under way goes on: if it was deposed meanwhile, its next commit says so. */
  assign() {
    this.#nudge?.abort()
    if (this.#owned) return this.#tenure?.read()
    this.#owned = new AbortController()
    void this.#own(this.#owned.signal)
  }

  /** The group gave it to somebody else, or we stop. No decision is written after this. */
  revoke() {
    this.#owned?.abort()
    this.#owned = null
    this.#tenure?.end()
    this.#tenure = null
  }

  batch(batch: Batch) {
    try {
      this.#tenure?.batch(batch)
    } catch (error) {
      this.#tenure?.end(error as Error)
    }
  }

  /** Lets what is in hand be written, then gives the partition up. */
  async drain(withinMs: number) {
    await this.#tenure?.steps.drain(withinMs)
    this.revoke()
  }

  /** News of the dead letters: a key that waits may go on. The partition is taken over anew, as after anything else. */
  async letters(withinMs: number) {
    if (this.#tenure && hasNews(this.#deps)) await this.#tenure.giveWay(withinMs)
  }

  get position() {
    return this.#deps.store.position
  }

  status(): PartitionStatus {
    const { partition, store } = this.#deps
    return {
      partition,
      phase: this.#tenure?.phase ?? (this.#error ? 'failed' : 'idle'),
      position: store.position,
      open: store.openKeys().length,
      parked: store.parked().length,
      error: this.#error?.message ?? null,
    }
  }

  close() {
    this.revoke()
    this.#deps.store.close()
  }

  /**
   * Rule 6: before every fence a heartbeat confirms that the group still gives us the partition. Ends when it is revoked:
   * an assignment that a join brought may have been told before we learnt that we were fenced, so none is waited for.
   */
  async #own(owned: AbortSignal) {
    const { membership, handler, partition, clock, logger } = this.#deps
    for (let backoff = BACKOFF_MS.first; !owned.aborted; backoff = Math.min(backoff * 2, BACKOFF_MS.longest)) {
      if (await membership.confirm({ topic: handler.topic, partition })) {
        if (owned.aborted) return
        const tenure = new Tenure(this.#deps)
        this.#tenure = tenure
        this.#error = null
        const end: End = await tenure.hold()
        if (this.#tenure === tenure) this.#tenure = null
        if (owned.aborted || end.reason === 'revoked') return
        if (end.reason === 'letters') continue
        this.#error = end.error ?? null
        logger.warn({ group: handler.group, partition, reason: end.reason, error: end.error }, 'tenure ended')
        if (end.reason === 'halted') return
        // Fenced means lost: somebody else owns it. To take it back at once would depose the rightful owner again and again.
        if (end.reason === 'fenced') await this.#rejoin()
        if (tenure.wasLive) backoff = BACKOFF_MS.first
      }
      this.#nudge = new AbortController()
      await sleep(clock, backoff, AbortSignal.any([owned, this.#nudge.signal]))
    }
  }
}
