/**
 * A rebuild tells its store once a second how far it is, so that everybody sees it (`projections list`, the API, the
 * metrics), whichever process it runs in; and is told in return when somebody wants it to stop.
 */
import type { ProjectionStore, RebuildNote } from './store.ts'

/** Unrenewed for so long (milliseconds), a note is of a rebuild that was killed. */
export const NOTE_LIVES_MS = 10_000
const EVERY_MS = 1_000

export class UnderWay {
  readonly #store: ProjectionStore
  readonly #name: string
  readonly #cancelled = new AbortController()
  readonly #timer: NodeJS.Timeout
  #telling: Promise<void>
  /** Aborted when the rebuild was cancelled, here or elsewhere. */
  readonly signal: AbortSignal
  readonly note: RebuildNote = { events: 0, total: 0, startedAt: Date.now() }

  constructor(store: ProjectionStore, name: string, own: AbortSignal | undefined, everyMs = EVERY_MS) {
    this.#store = store
    this.#name = name
    this.signal = own ? AbortSignal.any([own, this.#cancelled.signal]) : this.#cancelled.signal
    this.#telling = this.#tell()
    this.#timer = setInterval(() => {
      this.#telling = this.#telling.then(() => this.#tell())
    }, everyMs)
    this.#timer.unref()
  }

  /** Nothing is under way any more. */
  async end(): Promise<void> {
    clearInterval(this.#timer)
    await this.#telling
    await this.#store.noteRebuild(this.#name, null).catch(() => {})
  }

  async #tell(): Promise<void> {
    try {
      if (!(await this.#store.noteRebuild(this.#name, { ...this.note }))) this.#cancelled.abort()
    } catch {
      // The store is away: what is being written there will say so.
    }
  }
}
