/** How many heavy steps of a process run side by side; one that has killed its process before runs alone. */
export class Limiter {
  readonly #places: number
  #running = 0
  #alone = false
  #waiting: { alone: boolean; go: () => void }[] = []

  constructor(places: number) {
    this.#places = places
  }

  /** Runs `work` when there is a place. Gives up waiting (without running it) when the signal aborts. */
  async run<T>(
    work: () => Promise<T>,
    { alone = false, signal }: { alone?: boolean; signal: AbortSignal },
  ): Promise<T> {
    await new Promise<void>(go => {
      this.#waiting.push({ alone, go })
      this.#admit()
    })
    try {
      signal.throwIfAborted()
      return await work()
    } finally {
      this.#running--
      this.#alone = false
      this.#admit()
    }
  }

  #admit() {
    while (this.#waiting.length && !this.#alone && this.#running < this.#places) {
      const next = this.#waiting[0]!
      if (next.alone && this.#running > 0) return
      this.#waiting.shift()
      this.#running++
      this.#alone = next.alone
      next.go()
    }
  }
}
