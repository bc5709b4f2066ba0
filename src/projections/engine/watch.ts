/**
 * What a running projection asks its store for though nothing is applied: every second, whether somebody has rebuilt,
 * paused or resumed it; every few seconds, whether the store still has what was applied. Else an idle one would not
 * notice before the next event that its store has lost everything.
 */
import type { Projection } from './projection.ts'
import { type Checkpoint, type Place, type ProjectionStore, placeKey } from './store.ts'

export interface Watched {
  checkpoint: Checkpoint
  /** What the store has applied, as far as is known here; null while something is being applied. */
  positions: readonly (Place & { position: number })[] | null
}

export interface WatchOptions {
  projection: Projection
  store: ProjectionStore
  everyMs: number
  /** What runs just now, if anything does. */
  current(): Watched | null
  /** The checkpoint has to be read again. @param lost what is not in the store any more; null if nothing */
  changed(lost: string | null): void
}

/** Only one look in so many asks for the positions. */
const POSITIONS_EVERY = 5

export class Watch {
  readonly #options: WatchOptions
  readonly #timer: NodeJS.Timeout
  #looks = 0
  #looking = false

  constructor(options: WatchOptions) {
    this.#options = options
    this.#timer = setInterval(() => void this.#look(), options.everyMs)
    this.#timer.unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  async #look(): Promise<void> {
    if (this.#looking) return
    this.#looking = true
    const { store, current, changed } = this.#options
    const before = current()
    try {
      if (before) await this.#compare(before)
    } catch (error) {
      // One that is away says nothing; one without the engine's own tables has lost them.
      const about = store.classify(error) === 'deployment' && current()?.checkpoint === before?.checkpoint
      if (about) changed((error as Error).message)
    } finally {
      this.#looking = false
    }
  }

  async #compare({ checkpoint }: Watched): Promise<void> {
    const { store, projection, current, changed } = this.#options
    const seen = await store.glance(projection.name)
    const idle = current()
    if (idle?.checkpoint !== checkpoint) return
    if (!seen) return changed('the projection')
    if (seen.generation !== checkpoint.generation || seen.desired !== checkpoint.desired) return changed(null)
    if (++this.#looks % POSITIONS_EVERY !== 0 || !idle.positions) return
    const stored = new Map(
      (await store.positions(projection, checkpoint.generation)).map(place => [placeKey(place), place.position]),
    )
    const after = current()
    if (after?.checkpoint !== checkpoint || !after.positions) return
    const moved = after.positions.some(({ position }, i) => position !== idle.positions?.[i]?.position)
    const other = after.positions.find(place => stored.get(placeKey(place)) !== place.position)
    if (!moved && other) changed(`${placeKey(other)} up to ${other.position}`)
  }
}
