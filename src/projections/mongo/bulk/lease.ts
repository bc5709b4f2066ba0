/**
 * One rebuild of a projection at a time. MongoDB has no lock that ends with its holder, so it is a lease: renewed while
 * the rebuild lives, taken over when it has not been renewed for a while, and asked for again before the switch.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { RebuildStopped } from '../../engine/bulk/build.ts'
import type { State } from '../state.ts'

/** Unrenewed for so long, its holder is taken for dead: whoever waits has watched it for that time, by its own clock. */
const LEASE_MS = 6_000
const RENEW_MS = 1_000

export class Lease {
  readonly #state: State
  readonly #name: string
  readonly #generation: number
  readonly #timer: NodeJS.Timeout
  #lost = false

  /** Waits for a holder that shows no sign of life. @throws RebuildStopped REBUILD_RUNNING if it does */
  static async take(state: State, name: string, generation: number): Promise<Lease> {
    const first = (await state.projections.findOne({ _id: name }))?.lease
    for (const end = Date.now() + LEASE_MS; ; await delay(100)) {
      const holder = (await state.projections.findOne({ _id: name }))?.lease
      if (!holder || Date.now() > end) {
        const same = holder
          ? { 'lease.generation': holder.generation, 'lease.beats': holder.beats }
          : { lease: { $exists: false } }
        const lease = { generation, beats: 0 }
        const { matchedCount } = await state.projections.updateOne({ _id: name, ...same }, { $set: { lease } })
        if (matchedCount === 1) return new Lease(state, name, generation)
      }
      if (holder && (holder.generation !== first?.generation || holder.beats !== first.beats))
        throw new RebuildStopped(
          'REBUILD_RUNNING',
          `Projection ${name} is being rebuilt already: wait for it, or stop it with Ctrl-C where it runs.`,
        )
    }
  }

  private constructor(state: State, name: string, generation: number) {
    this.#state = state
    this.#name = name
    this.#generation = generation
    this.#timer = setInterval(() => void this.#renew(), RENEW_MS)
    this.#timer.unref()
  }

  /** The filter of an update that only its holder may do. */
  get held() {
    return { _id: this.#name, 'lease.generation': this.#generation }
  }

  get lost(): boolean {
    return this.#lost
  }

  /** @returns false if it was somebody else's already, or the store is away: then the next holder sweeps. */
  async release(): Promise<boolean> {
    clearInterval(this.#timer)
    return this.#state.projections.updateOne(this.held, { $unset: { lease: '' } }).then(
      ({ matchedCount }) => matchedCount === 1,
      () => false,
    )
  }

  async #renew(): Promise<void> {
    try {
      const { matchedCount } = await this.#state.projections.updateOne(this.held, { $inc: { 'lease.beats': 1 } })
      if (matchedCount === 0) this.#lost = true
    } catch {
      // The store is away: what is being written there will say so.
    }
  }
}
