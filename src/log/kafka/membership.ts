/**
 * A member of a consumer group on kafkajs. After every join all partitions are paused until `seek`; a consumer that
 * crashed is replaced by a new one under the same member id, so that nobody waits for a ghost's session to end.
 */
import type { Topic } from '../../domain/events.ts'
import type { GroupListener, JoinOptions, Membership, TopicPartition } from '../log.ts'
import type { PatchedConsumer, RawGroup } from './client.ts'
import { Committer } from './committer.ts'
import { runConsumer } from './consumer-run.ts'
import { isFinal } from './errors.ts'
import { Feed, type Fetched } from './feed.ts'
import type { Names } from './names.ts'
import { within } from './within.ts'

const keyOf = ({ topic, partition }: TopicPartition) => `${topic}/${partition}`

export interface MembershipSettings {
  join: JoinOptions
  names: Names
  /** A new consumer with a `Kafka` object of its own. */
  consumer: () => PatchedConsumer
  /** How many partitions are worked on side by side. */
  concurrency: number
  onLeft: () => void
}

export class KafkaMembership implements Membership {
  readonly #settings: MembershipSettings
  readonly #listener: GroupListener
  readonly #feeds = new Map<string, Feed>()
  readonly #committer: Committer
  #consumer: PatchedConsumer | null = null
  #group: RawGroup | null = null
  #memberId = ''
  /** Of the last join; the assignment is valid in this generation only. */
  #generation: number | null = null
  /** Counts consumers; events of an earlier one are ignored. */
  #run = 0
  #failures = 0
  #left = false
  #rejoining: Promise<void> | null = null
  #restart: NodeJS.Timeout | null = null

  constructor(settings: MembershipSettings) {
    this.#settings = settings
    this.#listener = settings.join.listener
    this.#committer = new Committer(settings.names, () =>
      this.#group && this.#generation !== null ? { group: this.#group, owns: p => this.#feeds.has(keyOf(p)) } : null,
    )
    // Not at once: the caller has this object before `assigned` is called.
    this.#restart = setTimeout(() => void this.#start(null), 0)
  }

  get memberId(): string {
    return this.#memberId
  }

  seek(partition: TopicPartition, position: number): void {
    const feed = this.#feeds.get(keyOf(partition))
    if (!feed || !this.#consumer) return
    feed.seek(position)
    this.#fetchFrom(feed, position)
  }

  pause(partition: TopicPartition): void {
    this.#feeds.get(keyOf(partition))?.stop()
    const { topic, partitions } = this.#named([partition])[0]!
    if (this.#consumer?.group()) this.#consumer.pause([{ topic, partitions }])
  }

  async confirm(partition: TopicPartition): Promise<boolean> {
    const group = this.#group
    const generation = this.#generation
    if (!group || group.memberId === null || generation === null || !this.#feeds.has(keyOf(partition))) return false
    // Not kafkajs's own heartbeat(): that shares a promise which may have begun earlier, or sends nothing. And while a
    // rebalance is being completed the coordinator says yes to the new generation, whose assignment is not known here.
    if (group.generationId !== generation) return false
    try {
      await within(
        group.coordinator.heartbeat({
          groupId: group.groupId,
          memberId: group.memberId,
          groupGenerationId: generation,
        }),
        3_000,
        'heartbeat',
      )
    } catch {
      return false
    }
    return this.#generation === generation && this.#feeds.has(keyOf(partition))
  }

  commit(positions: (TopicPartition & { position: number })[]): Promise<void> {
    return this.#committer.commit(positions)
  }

  async leave(): Promise<void> {
    if (this.#left) return
    this.#left = true
    await this.#rejoining
    await this.#stop()
    this.#settings.onLeft()
  }

  /** Calls that come together (several partitions were fenced) are one. */
  rejoin(): Promise<void> {
    this.#rejoining ??= this.#rejoin().finally(() => {
      this.#rejoining = null
    })
    return this.#rejoining
  }

  async #rejoin(): Promise<void> {
    if (this.#left) return
    await this.#stop()
    if (!this.#left) void this.#start(null)
  }

  async #start(memberId: string | null): Promise<void> {
    const run = ++this.#run
    const { consumer, join, names, concurrency } = this.#settings
    const own = consumer()
    this.#consumer = own
    await runConsumer(own, {
      topics: join.topics.map(topic => names.topic(topic)),
      memberId,
      concurrency,
      current: () => run === this.#run && !this.#left,
      joined: (group, assignment) => this.#joined(group, assignment),
      accept: (topic, partition, fetched) => this.#accept(topic, partition, fetched),
      crashed: error => this.#crashed(error),
    })
  }

  #joined(group: RawGroup, assignment: Record<string, number[]>): void {
    const partitions: TopicPartition[] = []
    for (const [name, own] of Object.entries(assignment)) {
      const topic = this.#settings.names.ours(name)
      if (topic === undefined) continue
      for (const partition of own.toSorted((a, b) => a - b)) partitions.push({ topic, partition })
    }
    this.#consumer!.pause(this.#named(partitions))
    this.#loseAll(new Set(partitions.map(keyOf)))
    for (const partition of partitions) {
      const key = keyOf(partition)
      if (!this.#feeds.has(key)) this.#feeds.set(key, new Feed(partition, batch => this.#listener.batch(batch)))
    }
    this.#group = group
    this.#generation = group.generationId
    this.#memberId = group.memberId ?? ''
    this.#failures = 0
    this.#listener.assigned(partitions)
  }

  /** Nothing is delivered any more until the next `seek`; feeds not in `except` are forgotten. */
  #loseAll(except: Set<string> = new Set()): void {
    for (const [key, feed] of this.#feeds) {
      feed.stop()
      if (!except.has(key)) this.#feeds.delete(key)
    }
  }

  async #accept(name: string, partition: number, fetched: Fetched): Promise<boolean> {
    const topic = this.#settings.names.ours(name) as Topic
    const feed = this.#feeds.get(keyOf({ topic, partition }))
    if (!feed) return false
    try {
      const outcome = await feed.accept(fetched)
      if (typeof outcome === 'number') this.#fetchFrom(feed, outcome)
      return outcome === 'resolved'
    } catch (error) {
      this.#fail(error as Error)
      return false
    }
  }

  #fetchFrom(feed: Feed, position: number): void {
    const { topic, partitions } = this.#named([feed.partition])[0]!
    if (!this.#consumer?.group()) return
    this.#consumer.seek({ topic, partition: feed.partition.partition, offset: String(position) })
    this.#consumer.resume([{ topic, partitions }])
  }

  /** kafkajs gave up (or could not even begin): begin anew, unless no repetition can help. */
  #crashed(error: Error): void {
    if (isFinal(error)) {
      this.#fail(error)
      return
    }
    const memberId = this.#memberId || null
    this.#run++
    this.#group = null
    this.#generation = null
    for (const feed of this.#feeds.values()) feed.stop()
    const pause = Math.min(100 * 2 ** this.#failures++, 2_000)
    this.#restart = setTimeout(() => void this.#start(memberId), pause)
  }

  #fail(error: Error): void {
    if (this.#left) return
    void this.leave()
    this.#listener.crashed(error)
  }

  /** Ends the present consumer; waits at most 3 s for what it has in hand and for its leaving the group. */
  async #stop(): Promise<void> {
    const consumer = this.#consumer
    this.#run++
    if (this.#restart) clearTimeout(this.#restart)
    this.#consumer = null
    this.#group = null
    this.#generation = null
    this.#loseAll()
    if (consumer) await within(consumer.disconnect(), 3_000, 'leaving the group').catch(() => {})
  }

  #named(partitions: TopicPartition[]): { topic: string; partitions: number[] }[] {
    return [...Map.groupBy(partitions, p => p.topic)].map(([topic, own]) => ({
      topic: this.#settings.names.topic(topic),
      partitions: own.map(p => p.partition),
    }))
  }
}
