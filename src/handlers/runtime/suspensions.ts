/**
 * Steps that are suspended as a whole because what they depend on is missing: an outage of an hour fails no mail and
 * raises one alarm. Probed again with back-off by one key; the first success lets all go on.
 */
import type { StepFailure } from './failures.ts'

const FIRST_MS = 1_000
const LONGEST_MS = 60_000
/** While a probe is under way the others ask again after this long. */
const PROBING_MS = 250

export interface Suspension {
  step: string
  code: string
  message: string
  kind: string
  /** Milliseconds since 1970. */
  since: number
  until: number
}

interface Suspended extends Suspension {
  backoffMs: number
  probing: boolean
}

export class Suspensions {
  readonly #steps = new Map<string, Suspended>()
  readonly #now: () => number
  readonly #onChange: (suspension: Suspension, resumed: boolean) => void

  constructor(now: () => number, onChange: (suspension: Suspension, resumed: boolean) => void = () => {}) {
    this.#now = now
    this.#onChange = onChange
  }

  /** Milliseconds before a key may ask to begin this step. */
  wait(step: string): number {
    const suspended = this.#steps.get(step)
    if (!suspended) return 0
    return suspended.probing ? PROBING_MS : Math.max(suspended.until - this.#now(), 0)
  }

  /** The same for a key that begins at once if it may: it is the probe then, if the step is suspended. */
  admit(step: string): number {
    const wait = this.wait(step)
    const suspended = this.#steps.get(step)
    if (suspended && wait === 0) suspended.probing = true
    return wait
  }

  failed(step: string, { failure, retryAfterMs }: StepFailure) {
    const before = this.#steps.get(step)
    const now = this.#now()
    const backoffMs = before ? Math.min(before.backoffMs * 2, LONGEST_MS) : FIRST_MS
    const until = now + Math.max(retryAfterMs ?? 0, backoffMs)
    // Several keys were under way when it broke: only a probe lengthens the back-off, but what was asked of us stands.
    if (before && !before.probing) {
      before.until = Math.max(before.until, now + (retryAfterMs ?? 0))
      return
    }
    const since = before?.since ?? now
    const suspended = { step, ...failure, since, until, backoffMs, probing: false }
    this.#steps.set(step, suspended)
    if (!before) this.#onChange(suspended, false)
  }

  /** A key of the step came through (or its failure was its own). */
  succeeded(step: string) {
    const suspended = this.#steps.get(step)
    if (suspended && this.#steps.delete(step)) this.#onChange(suspended, true)
  }

  /** The probe was given up without a result. */
  abandoned(step: string) {
    const suspended = this.#steps.get(step)
    if (suspended) suspended.probing = false
  }

  list(): Suspension[] {
    return [...this.#steps.values()].map(({ backoffMs: _, probing: __, ...suspension }) => suspension)
  }
}
