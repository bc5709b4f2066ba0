/** Times at which keys want to be woken: one real timer for all of them. */
import type { Clock } from './clock.ts'

export class Timers {
  readonly #clock: Clock
  readonly #wake: (keys: string[]) => void
  readonly #signal: AbortSignal
  readonly #at = new Map<string, number>()
  #cancel: () => void = () => {}
  #armed = Number.POSITIVE_INFINITY

  constructor(clock: Clock, signal: AbortSignal, wake: (keys: string[]) => void) {
    this.#clock = clock
    this.#wake = wake
    this.#signal = signal
    signal.addEventListener('abort', () => this.#cancel(), { once: true })
  }

  /** Wakes the key at this time (milliseconds since 1970); Infinity: not at all. */
  set(key: string, at: number) {
    if (at === Number.POSITIVE_INFINITY) this.#at.delete(key)
    else this.#at.set(key, at)
    if (at < this.#armed) this.#arm(at)
  }

  #arm(at: number) {
    this.#cancel()
    this.#armed = at
    if (at === Number.POSITIVE_INFINITY || this.#signal.aborted) return
    this.#cancel = this.#clock.after(at - this.#clock.now(), () => this.#ring())
  }

  #ring() {
    const now = this.#clock.now()
    const due = [...this.#at].filter(([, at]) => at <= now).map(([key]) => key)
    for (const key of due) this.#at.delete(key)
    this.#arm(this.#at.values().reduce((first, at) => Math.min(first, at), Number.POSITIVE_INFINITY))
    if (due.length) this.#wake(due)
  }
}
