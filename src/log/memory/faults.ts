/** What a test makes go wrong. Rules are asked in the order in which they were made; the first that fits decides. */
import type { Operation } from './scheduler.ts'

/** `lose-request`: it never happens. `lose-answer`: it happens, and nobody is told. Either way the caller gets an error. */
type Effect = 'lose-request' | 'lose-answer' | 'hold'

export interface FaultFilter {
  /** How many times (default 1). */
  times?: number
  /** Only this partition (`emails/0`), transactional id or group. */
  about?: string
  /** Only for this process; for markers, this transactional id. */
  process?: string
}

interface Rule extends FaultFilter {
  operation: Operation
  effect: Effect
  left: number
  held: (() => void)[]
}

/** Steps that a fault keeps back until they are released. */
export interface Held {
  readonly count: number
  /** Lets what is held go, and holds nothing more. */
  release(): void
}

export class Faults {
  #rules: Rule[] = []

  /** The next such request is lost on its way: for `end`, the transaction stays open. */
  loseRequest(operation: Operation, filter: FaultFilter = {}): void {
    this.#add('lose-request', operation, filter)
  }

  /** The next such request takes effect, but the answer is lost: for `end`, the transaction is committed. */
  loseAnswer(operation: Operation, filter: FaultFilter = {}): void {
    this.#add('lose-answer', operation, filter)
  }

  /** Keeps requests (or markers, or replication) from happening until they are released; by default all of them. */
  hold(operation: Operation, filter: FaultFilter = {}): Held {
    const rule = this.#add('hold', operation, { times: Number.POSITIVE_INFINITY, ...filter })
    return {
      get count() {
        return rule.held.length
      },
      release: () => {
        this.#rules = this.#rules.filter(other => other !== rule)
        for (const run of rule.held.splice(0)) run()
      },
    }
  }

  /** No more faults. What is held stays held until it is released. */
  clear(): void {
    this.#rules = []
  }

  /** For the broker: what is to become of this step. With `hold`, `run` is called on release. */
  verdict(operation: Operation, about: string, process: string, run: () => void): Effect | undefined {
    if (this.#rules.length === 0) return undefined
    const rule = this.#rules.find(
      rule =>
        rule.operation === operation &&
        rule.left > 0 &&
        (rule.about === undefined || rule.about === about) &&
        (rule.process === undefined || rule.process === process),
    )
    if (!rule) return undefined
    rule.left--
    if (rule.effect === 'hold') rule.held.push(run)
    return rule.effect
  }

  #add(effect: Effect, operation: Operation, filter: FaultFilter): Rule {
    const rule: Rule = { ...filter, operation, effect, left: filter.times ?? 1, held: [] }
    this.#rules.push(rule)
    return rule
  }
}
