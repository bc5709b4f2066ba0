/**
 * A small world for the handlers' runtime: the in-memory log with time and order in the test's hands, and members of
 * the groups `emails` and `debts` as processes of their own that can be killed, frozen and started again.
 */
import { expect } from 'vitest'
import { debt } from '../../src/domain/debt.ts'
import { type EmailState, email } from '../../src/domain/email.ts'
import type { EventData, EventType, NewEvent, RecordedEvent, Topic } from '../../src/domain/events.ts'
import { CATALOGUE } from '../../src/domain/events.ts'
import type { RuntimeDeps } from '../../src/handlers/runtime/deps.ts'
import { decode, encode } from '../../src/log/codec/codec.ts'
import type { TopicPartition } from '../../src/log/log.ts'
import { MemoryCluster, type MemoryClusterOptions } from '../../src/log/memory/cluster.ts'
import { type Choose, ManualScheduler } from '../../src/log/memory/manual.ts'
import type { MemoryLog } from '../../src/log/memory/memory-log.ts'
import type { StepInfo } from '../../src/log/memory/scheduler.ts'
import { EXAMPLES } from './examples.ts'
import { type Group, Member, type MemberOptions } from './world-member.ts'

export type Codec = RuntimeDeps<unknown, unknown>['codec']

export class World {
  readonly scheduler = new ManualScheduler()
  readonly cluster: MemoryCluster
  readonly members: Member[] = []
  /** Every request to the broker, in order. */
  readonly requests: StepInfo[] = []
  readonly codec: Codec
  readonly #web: MemoryLog
  #requests = 0

  constructor(options: MemoryClusterOptions & { codec?: Codec } = {}) {
    const { codec = { encode, decode }, ...rest } = options
    this.codec = codec
    const soon = this.scheduler.soon.bind(this.scheduler)
    this.scheduler.soon = (info, run) => {
      if (info.direction === 'request') this.requests.push(info)
      soon(info, run)
    }
    this.cluster = new MemoryCluster({ scheduler: this.scheduler, partitions: 1, ...rest })
    this.#web = this.cluster.log('', 'web')
  }

  /** A member begins to join; it works as steps are run. A name that was there before gets its state stores again. */
  start(name: string, group: Group = 'emails', options: MemberOptions = {}): Member {
    const stores = this.members.findLast(member => member.name === name)?.stores
    const member = new Member(this, name, group, { ...(stores ? { stores } : {}), ...options })
    this.members.push(member)
    return member
  }

  /** Somebody asks for something: appended without authority, at once. */
  request<T extends EventType>(type: T, subject: string, data: Partial<EventData[T]> = {}, id?: string): string {
    const topic = CATALOGUE[type].topics[0] as Topic
    const event = {
      type,
      data: { ...EXAMPLES[type], ...data },
      topic,
      id: id ?? `${type}-${subject}-${this.#requests++}`,
      subject,
      time: this.scheduler.now(),
      source: topic === 'debts' ? '/group/emails' : '/web',
      correlationId: subject,
      causationId: null,
      idempotencyKey: null,
    } as NewEvent
    this.write(this.codec.encode(event))
    return event.id
  }

  /** A record of any kind, past network and faults. */
  write(record: ReturnType<Codec['encode']>) {
    const partition = record.partition ?? this.#web.partitionOf(record.topic, record.key)
    this.cluster.partition({ topic: record.topic, partition }).append([record], this.scheduler.now())
  }

  /** Runs all steps until none is left while `ms` milliseconds pass. */
  async run(ms = 0, choose?: Choose): Promise<void> {
    const until = this.scheduler.now() + ms
    await this.scheduler.run({ timers: ms, ...(choose ? { choose } : {}) })
    await this.scheduler.advance(Math.max(until - this.scheduler.now(), 0))
  }

  /** Lets everything come to rest, however often a process has to wait first (ten minutes at most). */
  settle(): Promise<void> {
    return this.scheduler.run({ timers: 600_000 })
  }

  /** What anybody may read of a partition: committed, below the last stable offset. */
  events(at: Topic | TopicPartition): RecordedEvent[] {
    const where = typeof at === 'string' ? { topic: at, partition: 0 } : at
    const { records } = this.cluster.partition(where).read(0, Number.MAX_SAFE_INTEGER)
    return records.flatMap(record => {
      try {
        return [this.codec.decode(record)]
      } catch {
        return []
      }
    })
  }

  types(at: Topic | TopicPartition, subject?: string): EventType[] {
    const all = this.events(at).filter(event => event.type !== 'PartitionTaken')
    return all.filter(event => subject === undefined || event.subject === subject).map(event => event.type)
  }

  /** The fold of a mail, from the log alone. */
  mail(subject: string): EmailState {
    return this.#fold(email, 'emails', subject)
  }

  debt(subject: string) {
    return this.#fold(debt, 'debts', subject)
  }

  #fold<S>(aggregate: { initial: S; evolve(state: S, event: RecordedEvent): S }, topic: Topic, subject: string): S {
    const partition = this.#web.partitionOf(topic, subject)
    const own = this.events({ topic, partition }).filter(event => event.subject === subject)
    return own.reduce((state, event) => aggregate.evolve(state, event), aggregate.initial)
  }

  /** Nothing is written twice: each id once. */
  expectOnce(topic: Topic) {
    const ids = this.events(topic).map(event => event.id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  }
}
