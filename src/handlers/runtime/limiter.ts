/** How many mails a process works on side by side; one that has killed its process before gets the process for itself. */
export class Limiter {
  readonly #places: number
  #taken = 0
  #alone = false
  readonly #waiting: { alone: boolean; signal: AbortSignal; go: (release: () => void) => void; giveUp: () => void }[] =
    []

  constructor(places: number) {
    this.#places = places
  }

  /**
   * Waits for a place. The returned function gives it back (calling it twice is harmless).
   * @throws the signal's reason if it aborts first
   */
  acquire({ alone = false, signal }: { alone?: boolean; signal: AbortSignal }): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        const at = this.#waiting.indexOf(entry)
        if (at < 0) return
        this.#waiting.splice(at, 1)
        reject(signal.reason)
        this.#admit()
      }
      const entry = { alone, signal, go: resolve, giveUp }
      if (signal.aborted) return reject(signal.reason)
      signal.addEventListener('abort', giveUp, { once: true })
      this.#waiting.push(entry)
      this.#admit()
    })
  }

  #admit() {
    while (this.#waiting.length && !this.#alone && this.#taken < this.#places) {
      const next = this.#waiting[0]!
      if (next.alone && this.#taken > 0) return
      this.#waiting.shift()
      next.signal.removeEventListener('abort', next.giveUp)
      this.#taken++
      this.#alone = next.alone
      next.go(this.#once(next.alone))
    }
  }

  #once(alone: boolean) {
    let given = false
    return () => {
      if (given) return
      given = true
      this.#taken--
      if (alone) this.#alone = false
      this.#admit()
    }
  }
}
