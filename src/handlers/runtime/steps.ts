/**
 * Rule 4: a record only wakes its key. A key has one step in flight, from its beginning until its outputs have been
 * folded back from the log. First delivery, redelivery, retry, timer and take-over are this one path.
 */
import type { Context, Due } from '../../domain/aggregate.ts'
import type { NewEvent, RecordedEvent } from '../../domain/events.ts'
import type { PartitionDeps } from './deps.ts'
import { toStepFailure } from './failures.ts'
import { load } from './fold.ts'
import { Timers } from './timers.ts'

/** Outcomes that share one transaction at most. */
const TRANSACTION_SIZE = 200
/** Milliseconds until a key is asked again whose step brought nothing to decide. */
const ASK_AGAIN_MS = 1_000

export class Steps<S, O> {
  readonly #deps: PartitionDeps<S, O>
  readonly #epoch: string
  readonly #signal: AbortSignal
  readonly #commit: (events: NewEvent[]) => Promise<void>
  readonly #broken: (error: Error) => void
  /** Keys with a step in flight; once its outputs are decided, the ids that have yet to come back. */
  readonly #inFlight = new Map<string, Set<string> | null>()
  readonly #places = new Map<string, () => void>()
  readonly #timers: Timers
  #outbox: { key: string; step: string; outcome: O }[] = []
  #committing = false
  #draining = false

  constructor(
    deps: PartitionDeps<S, O>,
    epoch: string,
    signal: AbortSignal,
    commit: (events: NewEvent[]) => Promise<void>,
    broken: (error: Error) => void,
  ) {
    this.#deps = deps
    this.#epoch = epoch
    this.#signal = signal
    this.#commit = commit
    this.#broken = broken
    this.#timers = new Timers(deps.clock, signal, keys => this.wake(keys))
    // A key that was to be the probe of a suspended step and loses its partition in between must not stay it for ever.
    signal.addEventListener('abort', () => {
      for (const key of [...this.#places.keys()]) this.#leave(key)
    })
  }

  /** Keys with a step in flight. */
  get inFlight() {
    return this.#inFlight.size
  }

  /** Begins the next step of each key that is due and has none in flight. */
  wake(keys: Iterable<string>) {
    for (const key of keys) if (!this.#inFlight.has(key)) this.#begin(key)
  }

  /** Events that came back from the log: a key whose outputs are all among them may go on. */
  folded(events: readonly RecordedEvent[]) {
    for (const event of events) {
      const awaited = this.#inFlight.get(event.subject)
      if (awaited?.delete(event.id) && awaited.size === 0) {
        this.#inFlight.delete(event.subject)
        this.#deps.crashPoint('outputs-folded')
      }
    }
  }

  /** Begins nothing more and resolves when what is in hand has been written (or the tenure is over). */
  async drain(withinMs: number) {
    this.#draining = true
    const until = this.#deps.clock.now() + withinMs
    const busy = () => this.#committing || this.#outbox.length > 0 || [...this.#inFlight.values()].includes(null)
    while (busy() && !this.#signal.aborted && this.#deps.clock.now() < until) {
      await new Promise<void>(resolve => this.#deps.clock.after(20, resolve))
    }
  }

  #context = (): Context => ({ now: this.#deps.clock.now(), epoch: this.#epoch })

  #begin(key: string) {
    if (this.#signal.aborted || this.#draining) return
    const { handler } = this.#deps
    const state = load(this.#deps, key)
    const context = this.#context()
    let wakeAt = Number.POSITIVE_INFINITY
    for (const due of handler.aggregate.due(state, context)) {
      const wait = 'at' in due ? due.at - context.now : this.#admit(key, due.step)
      if (wait > 0 || 'at' in due) {
        wakeAt = Math.min(wakeAt, context.now + wait)
        continue
      }
      if (handler.steps[due.step]!.place !== 'ends') this.#leave(key)
      this.#inFlight.set(key, null)
      void this.#run(key, state, due)
      return
    }
    this.#leave(key)
    this.#timers.set(key, wakeAt)
  }

  /** Milliseconds to wait. What has begun goes on; what only prepares a step waits with it, and is judged again once it has a place. */
  #admit(key: string, name: string): number {
    const { suspensions, handler } = this.#deps
    const { place, prepares } = handler.steps[name]!
    if (place === 'ends' && this.#places.has(key)) return 0
    if (place === 'begins' && !this.#places.has(key)) return suspensions.wait(prepares ?? name)
    return suspensions.admit(prepares ?? name)
  }

  async #run(key: string, state: S, due: Extract<Due, { step: string }>) {
    const { suspensions, handler, clock, crashPoint } = this.#deps
    const step = handler.steps[due.step]!
    try {
      if (step.place) await this.#takePlace(key, due.alone ?? false)
      if (this.#signal.aborted || this.#draining) return this.#giveUp(key, due.step)
      if (step.place === 'begins' && this.#admit(key, due.step) > 0) return this.#waitAgain(key)
      crashPoint('before-effect')
      const outcome = await step.run(state, { signal: this.#signal, now: clock.now() })
      crashPoint('after-effect')
      if (!step.prepares) suspensions.succeeded(due.step)
      this.#decided(key, due.step, outcome)
    } catch (error) {
      if (this.#signal.aborted) return this.#giveUp(key, due.step)
      this.#failed(key, due.step, error)
    } finally {
      if (step.place === 'ends') this.#givePlace(key)
    }
  }

  /** The step was suspended while the key waited for its place. */
  #waitAgain(key: string) {
    this.#inFlight.delete(key)
    this.#givePlace(key)
    this.#begin(key)
  }

  /** A key keeps its place from the step that begins the work to the one that ends it. */
  async #takePlace(key: string, alone: boolean) {
    if (this.#places.has(key)) return
    const release = await this.#deps.limiter.acquire({ alone, signal: this.#signal })
    if (this.#signal.aborted) release()
    else this.#places.set(key, release)
  }

  #givePlace(key: string) {
    this.#places.get(key)?.()
    this.#places.delete(key)
  }

  /** The work that a place was taken for does not come: if it was to be a probe, another key may be that. */
  #leave(key: string) {
    if (!this.#places.has(key)) return
    for (const { prepares } of Object.values(this.#deps.handler.steps)) {
      if (prepares) this.#deps.suspensions.abandoned(prepares)
    }
    this.#givePlace(key)
  }

  #giveUp(key: string, name: string) {
    this.#deps.suspensions.abandoned(this.#deps.handler.steps[name]!.prepares ?? name)
    this.#inFlight.delete(key)
    this.#givePlace(key)
  }

  #failed(key: string, name: string, error: unknown) {
    const { suspensions, handler, logger, partition } = this.#deps
    const failed = toStepFailure(error)
    const step = handler.steps[name]!
    logger.warn({ key, partition, step: name, ...failed.failure }, 'step failed')
    if (failed.failure.kind === 'mail' && step.failed) {
      suspensions.succeeded(name)
      return this.#decided(key, name, step.failed(failed.failure, failed.fatal))
    }
    suspensions.failed(step.prepares ?? name, failed)
    if (step.suspended) return this.#decided(key, name, step.suspended(failed.failure))
    this.#inFlight.delete(key)
    this.#begin(key)
  }

  #decided(key: string, step: string, outcome: O) {
    if (this.#signal.aborted) return
    this.#outbox.push({ key, step, outcome })
    void this.#flush()
  }

  /** Rule 5: outputs of many keys share a transaction, opened only when they are ready; nothing but the log is awaited inside. */
  async #flush() {
    if (this.#committing) return
    this.#committing = true
    try {
      // One turn of the event loop lets outcomes that are ready together travel together.
      await Promise.resolve()
      while (this.#outbox.length && !this.#signal.aborted) {
        const events = this.#outbox
          .splice(0, TRANSACTION_SIZE)
          .flatMap(({ key, step, outcome }) => this.#decide(key, step, outcome))
        if (!events.length) continue
        this.#deps.crashPoint('before-append')
        await this.#commit(events)
        this.#deps.crashPoint('after-commit')
      }
    } catch (error) {
      this.#broken(error as Error)
    } finally {
      this.#committing = false
    }
  }

  /** The events of an outcome; from now on the key waits for those of this partition. One key's trouble is not the others'. */
  #decide(key: string, name: string, outcome: O): NewEvent[] {
    const { handler, partition, log, logger, clock } = this.#deps
    try {
      const events = handler.aggregate.decide(load(this.#deps, key), outcome, this.#context())
      if (!events.length) {
        // The clock went back, or a mistake: asked again, but not at once.
        logger.error({ key, partition, step: name, code: 'NO_DECISION' }, 'the outcome of a step was not wanted')
        this.#inFlight.delete(key)
        this.#timers.set(key, clock.now() + ASK_AGAIN_MS)
        return []
      }
      const own = events.filter(
        e => e.topic === handler.topic && (e.partition ?? log.partitionOf(e.topic, e.subject)) === partition,
      )
      this.#inFlight.set(key, new Set(own.map(event => event.id)))
      return events
    } catch (error) {
      return this.#undecidable(key, name, outcome, error)
    }
  }

  /** A rule that throws: the mail's failure, where the step knows one; else the key is left alone until the next take-over. */
  #undecidable(key: string, name: string, outcome: O, error: unknown): NewEvent[] {
    const { handler, partition, logger } = this.#deps
    const { failure } = toStepFailure(error)
    logger.error({ key, partition, step: name, ...failure }, 'a decision failed')
    const failed = handler.steps[name]!.failed?.(failure, true)
    return failed && !('failure' in (outcome as object)) ? this.#decide(key, name, failed) : []
  }
}
