/** A scheduler that a test drives: it chooses which of the possible steps comes next, and moves the time. */
import type { Scheduler, StepInfo } from './scheduler.ts'

export interface PendingStep {
  info: StepInfo
  run(): void
}

/** Index of the step to run next. */
export type Choose = (pending: readonly PendingStep[]) => number

export class ManualScheduler implements Scheduler {
  /** Steps that could run now, oldest first. */
  readonly pending: PendingStep[] = []
  #now: number
  #timers: { due: number; work: () => void }[] = []

  constructor(now: number = Date.UTC(2026, 0, 1)) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  after(ms: number, work: () => void): () => void {
    const timer = { due: this.#now + Math.max(ms, 0), work }
    const later = this.#timers.findIndex(({ due }) => due > timer.due)
    this.#timers.splice(later < 0 ? this.#timers.length : later, 0, timer)
    return () => {
      const index = this.#timers.indexOf(timer)
      if (index >= 0) this.#timers.splice(index, 1)
    }
  }

  soon(info: StepInfo, run: () => void): void {
    this.pending.push({ info, run })
  }

  /** Milliseconds until the next timer; null if there is none. */
  get untilTimer(): number | null {
    return this.#timers.length > 0 ? this.#timers[0]!.due - this.#now : null
  }

  /** Runs one step and all that follows from it without waiting for another. */
  async step(index = 0): Promise<void> {
    const [step] = this.pending.splice(index, 1)
    if (!step) throw new RangeError(`there is no step ${index}`)
    step.run()
    await settled()
  }

  /** Moves the time, running the timers that are due; steps that become possible stay pending. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms
    while (this.#timers.length > 0 && this.#timers[0]!.due <= until) {
      const timer = this.#timers.shift()!
      this.#now = Math.max(this.#now, timer.due)
      timer.work()
      await settled()
    }
    this.#now = until
  }

  /**
   * Runs steps until none is left, oldest first unless `choose` says otherwise.
   * @param options.timers goes on to the next timer when nothing else is left, at most this many milliseconds from now;
   *   the time stays at the last one that rang
   * @param options.limit steps after which it must have come to rest (default 100,000)
   * @throws Error that names the last steps when it has not
   */
  async run({
    choose = () => 0,
    timers = 0,
    limit = 100_000,
  }: {
    choose?: Choose
    timers?: number
    limit?: number
  } = {}) {
    const until = this.#now + timers
    await settled()
    for (let count = 0; ; count++) {
      if (count > limit) throw new Error(`no rest after ${limit} steps; pending: ${this.describe()}`)
      if (this.pending.length > 0) await this.step(choose(this.pending))
      else if (this.#timers.length > 0 && this.#timers[0]!.due <= until) await this.advance(this.untilTimer!)
      else return
    }
  }

  describe(): string {
    return this.pending
      .map(({ info }) => `${info.process} ${info.direction} ${info.operation} ${info.about}`)
      .join('; ')
  }
}

/** Every microtask there is has run: promises of whatever depth are settled. */
function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
