import type { RunnerOptions, RunnerStatus } from './runner-options.ts'

/** How long a runner waits before it begins again: longer each time, until something was applied. */
export class Backoff {
  readonly #options: RunnerOptions
  readonly #now: () => number
  readonly #timers = new Set<NodeJS.Timeout>()
  #failures = 0
  #stopped = false
  suspended: RunnerStatus['suspended'] = null

  constructor(options: RunnerOptions, now: () => number) {
    this.#options = options
    this.#now = now
  }

  suspend(error: unknown, again: () => void): void {
    const message = error instanceof Error ? error.message : String(error)
    this.suspended ??= { message, since: this.#now() }
    if (this.#failures === 0)
      this.#options.logger?.warn({ projection: this.#options.projection.name, message }, 'suspended')
    const [first, longest] = this.#options.backoffMs ?? [200, 10_000]
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer)
        if (!this.#stopped) again()
      },
      Math.min(first * 2 ** this.#failures++, longest),
    )
    this.#timers.add(timer)
  }

  resumed(): void {
    if (this.suspended) this.#options.logger?.info({ projection: this.#options.projection.name }, 'resumed')
    this.suspended = null
    this.#failures = 0
  }

  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
  }
}
