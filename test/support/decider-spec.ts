/**
 * Given / when / then for one stream: the events so far, an outcome, the decisions.
 *
 *     given(email).event('EmailReceived', {…}).when({ step: 'start' }).gives('ProcessingStarted')
 *
 * It is also the model of the runtime for property tests: `run` folds what was decided, as the log would give it back.
 */
import { expect } from 'vitest'
import type { Aggregate, Context, Due } from '../../src/domain/aggregate.ts'
import type { EventData, EventType, NewEvent, RecordedEvent, Topic } from '../../src/domain/events.ts'
import { CATALOGUE } from '../../src/domain/events.ts'
import { EXAMPLES } from './examples.ts'

export class Stream<S, O> {
  readonly log: RecordedEvent[] = []
  /** What was written to other topics. */
  readonly elsewhere: NewEvent[] = []
  readonly aggregate: Aggregate<S, O>
  readonly subject: string
  state: S
  context: Context
  /** What the last `when` decided. */
  decided: NewEvent[] = []

  constructor(aggregate: Aggregate<S, O>, { subject = 'mail-1', now = 1_000_000, epoch = 'epoch-1' } = {}) {
    this.aggregate = aggregate
    this.subject = subject
    this.state = aggregate.initial
    this.context = { now, epoch }
  }

  /** An event of the past, with the catalogue's example as data unless some is given. */
  event<T extends EventType>(type: T, data: Partial<EventData[T]> = {}, meta: Partial<NewEvent> = {}): this {
    const id = `${type}-${this.log.length}`
    const about = { subject: this.subject, time: this.context.now, source: '/test', correlationId: this.subject }
    const topic = CATALOGUE[type].topics[0] as Topic
    const causes = { causationId: null, idempotencyKey: null }
    return this.fold({
      type,
      data: { ...EXAMPLES[type], ...data },
      topic,
      id,
      ...about,
      ...causes,
      ...meta,
    } as NewEvent)
  }

  /** Folds one event as if it had come back from the log. */
  fold(event: NewEvent): this {
    const recorded = { ...event, partition: 0, offset: this.log.length } as RecordedEvent
    this.log.push(recorded)
    this.state = this.aggregate.evolve(this.state, recorded)
    return this
  }

  /** Decides without folding. */
  when(outcome: O): this {
    this.decided = this.aggregate.decide(this.state, outcome, this.context)
    return this
  }

  /** Decides, folds the decisions of this stream, and expects that deciding again gives nothing. */
  run(outcome: O): this {
    this.when(outcome)
    const decided = this.decided
    for (const event of decided) {
      if (event.subject === this.subject && event.topic === topicOf(this.aggregate)) this.fold(event)
      else this.elsewhere.push(event)
    }
    return this
  }

  at(now: number): this {
    this.context = { ...this.context, now }
    return this
  }

  /** Another member (or this one again) takes the partition over. */
  takenOver(epoch: string): this {
    this.context = { ...this.context, epoch }
    return this
  }

  due(): Due[] {
    return this.aggregate.due(this.state, this.context)
  }

  /** The types of what the last `when` or `run` decided. */
  gives(...types: EventType[]): this {
    expect(this.decided.map(event => event.type)).toEqual(types)
    return this
  }

  /** The data of the first decided event of a type. */
  data<T extends EventType>(type: T): EventData[T] {
    const found = this.decided.find(event => event.type === type)
    expect(found, `a decided ${type}`).toBeDefined()
    return found!.data as EventData[T]
  }

  last<T extends EventType>(type: T): RecordedEvent<T> {
    return this.log.findLast(event => event.type === type) as RecordedEvent<T>
  }
}

const topicOf = (aggregate: unknown): Topic =>
  'replies' in (aggregate as { initial: object }).initial ? 'debts' : 'emails'

export const given = <S, O>(aggregate: Aggregate<S, O>, options?: { subject?: string; now?: number; epoch?: string }) =>
  new Stream(aggregate, options)
