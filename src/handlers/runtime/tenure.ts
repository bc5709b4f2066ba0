/**
 * One ownership of one partition, from the fence to its loss (DESIGN.md, "What keeps decisions correct", 1–6):
 *
 *   fence ▶ commit PartitionTaken ▶ fold until that very record comes back ▶ live: due keys' steps ▶ commit ▶ fold back …
 *
 * After any error in a transaction the outcome is unknown: the tenure ends, and the next one folds what really happened.
 */
import { randomUUID } from 'node:crypto'
import type { NewEvent } from '../../domain/events.ts'
import { type Batch, Fenced, type TransactionalProducer } from '../../log/log.ts'
import { handlerGroup } from '../handler.ts'
import type { PartitionDeps } from './deps.ts'
import { foldBatch } from './fold.ts'
import { settleLetters } from './letters.ts'
import { Steps } from './steps.ts'

/**
 * Why a tenure ended. `halted`: a record needs a newer deployment; it must not be begun again by this process. `letters`:
 * a parked key may go on, which the next one's beginning sees to.
 */
export type End = { reason: 'revoked' | 'fenced' | 'unknown' | 'halted' | 'letters'; error?: Error }

/** Time-out of transactions (10 s) and of the broker that ends them, generously. */
const HANGING_AFTER_MS = 30_000
const REPORT_MS = 2_000

export class Tenure<S, O> {
  /** Id of this tenure's PartitionTaken. */
  readonly epoch = randomUUID()
  phase: 'fencing' | 'folding' | 'hanging' | 'live' | 'ended' = 'fencing'
  /** Whether it ever decided anything: a tenure that came that far may be begun again without waiting long. */
  wasLive = false
  readonly steps: Steps<S, O>
  readonly #deps: PartitionDeps<S, O>
  readonly #producer: TransactionalProducer
  readonly #aborter = new AbortController()
  /** The high watermark as of the take-over. */
  #high = 0
  #reportAt = 0
  #finish!: (end: End) => void
  readonly #ended = new Promise<End>(resolve => {
    this.#finish = resolve
  })

  constructor(deps: PartitionDeps<S, O>) {
    this.#deps = deps
    const { prefix, handler, partition, log } = deps
    this.#producer = log.transactional(`${prefix}-${handler.group}-${handler.topic}-${partition}`)
    this.steps = new Steps(
      deps,
      this.epoch,
      this.#aborter.signal,
      events => this.#commit(events),
      error => this.end(error),
    )
  }

  /** Takes the partition over and works until it is lost. Resolves with the reason; never rejects. */
  async hold(): Promise<End> {
    try {
      await this.#take()
    } catch (error) {
      this.end(error as Error)
    }
    return this.#ended
  }

  /** Folds what was delivered; called in log order. */
  batch(batch: Batch) {
    if (this.phase === 'fencing' || this.phase === 'ended') return
    this.#deps.crashPoint('before-fold')
    const folded = foldBatch(this.#deps, batch)
    this.#deps.crashPoint('after-fold')
    if (folded.halt) return this.#finishWith({ reason: 'halted', error: folded.halt })
    this.steps.folded(folded.events)
    if (this.phase !== 'live' && folded.events.some(event => event.id === this.epoch)) this.#goLive()
    else if (this.phase === 'live') this.steps.wake(folded.keys)
    this.#deps.folded()
    if (this.phase === 'folding') this.#progress()
  }

  /** A long fold (no state store, or an old one) says how far it is. */
  #progress() {
    const { clock, logger, partition, store } = this.#deps
    if (clock.now() < this.#reportAt) return
    this.#reportAt = clock.now() + REPORT_MS
    logger.info({ partition, position: store.position, of: this.#high }, 'folding')
  }

  /** Delivery begins anew here: after the fence, and after a rejoin that left us the partition. */
  read() {
    const { membership, handler, partition, store } = this.#deps
    if (this.phase !== 'fencing' && this.phase !== 'ended')
      membership.seek({ topic: handler.topic, partition }, store.position)
  }

  /** Ends the tenure. Without an error: the partition was given to somebody else, or the process stops. */
  end(error?: Error) {
    if (!error) return this.#finishWith({ reason: 'revoked' })
    this.#finishWith({ reason: error instanceof Fenced ? 'fenced' : 'unknown', error })
  }

  /** Lets what is in hand be written, then ends so that the next tenure settles the letters. */
  async giveWay(withinMs: number) {
    await this.steps.drain(withinMs)
    this.#finishWith({ reason: 'letters' })
  }

  async #take() {
    const { log, handler, partition, store, logger, crashPoint } = this.#deps
    crashPoint('before-fence')
    await this.#producer.fence()
    crashPoint('after-fence')
    const high = (await log.offsets([handler.topic])).find(o => o.partition === partition)?.high ?? 0
    this.#high = high
    this.#reportAt = this.#deps.clock.now() + REPORT_MS
    if (store.position > high) {
      logger.warn({ partition, position: store.position, high }, 'The state store is ahead of the log: folding anew')
      store.reset()
    }
    if (this.#isOver()) return
    await settleLetters(this.#deps)
    if (this.#isOver()) return
    crashPoint('before-partition-taken')
    await this.#commit([this.#partitionTaken()])
    crashPoint('after-partition-taken')
    if (this.#isOver()) return
    this.phase = 'folding'
    this.read()
    const cancel = this.#deps.clock.after(HANGING_AFTER_MS, () => {
      if (this.phase !== 'folding') return
      this.phase = 'hanging'
      logger.error(
        { partition, code: 'HANGING_TRANSACTION' },
        'The own PartitionTaken does not come back: see postbuch doctor',
      )
    })
    this.#aborter.signal.addEventListener('abort', cancel, { once: true })
  }

  /** The partition may have been lost during any await. */
  #isOver() {
    return this.phase === 'ended'
  }

  #partitionTaken(): NewEvent<'PartitionTaken'> {
    const { prefix, handler, partition, membership, clock } = this.#deps
    const subject = `partition-${partition}`
    const about = { id: this.epoch, subject, time: clock.now(), source: `/group/${handler.group}` }
    const data = { group: handlerGroup(prefix, handler.group), member: membership.memberId }
    const causes = { correlationId: subject, causationId: null, idempotencyKey: null }
    return { type: 'PartitionTaken', topic: handler.topic, partition, data, ...about, ...causes }
  }

  #goLive() {
    this.phase = 'live'
    this.wasLive = true
    const open = this.#deps.store.openKeys()
    this.#deps.logger.info(
      { partition: this.#deps.partition, position: this.#deps.store.position, open: open.length },
      'partition taken',
    )
    this.steps.wake(open)
  }

  async #commit(events: NewEvent[]) {
    await this.#producer.commit(events.map(this.#deps.codec.encode))
  }

  #finishWith(end: End) {
    if (this.phase === 'ended') return
    this.phase = 'ended'
    this.#aborter.abort()
    this.#producer.drop()
    this.#finish(end)
  }
}
