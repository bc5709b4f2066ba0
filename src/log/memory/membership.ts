/** A member of a group of the in-memory log. */
import { type JoinOptions, LogUnavailable, type Membership, type TopicPartition } from '../log.ts'
import type { Broker } from './broker.ts'
import { Feed } from './feed.ts'
import { type Group, type GroupMember, nameOf } from './groups.ts'
import type { Process } from './process.ts'

export class MemoryMembership implements Membership {
  readonly process: Process
  readonly sessionTimeout: number
  readonly #broker: Broker
  readonly #group: Group
  readonly #options: JoinOptions
  readonly #feeds = new Map<string, Feed>()
  #member: GroupMember | null = null
  /** The last time it joined: what others bring is of the past. */
  #attempt: { expelled: boolean } | null = null
  #renewing: Promise<void> | null = null
  #lastId = ''
  #left = false

  /** Joins. @throws LogUnavailable */
  static async join(process: Process, broker: Broker, options: JoinOptions): Promise<MemoryMembership> {
    const membership = new MemoryMembership(process, broker, options)
    await membership.#join()
    return membership
  }

  private constructor(process: Process, broker: Broker, options: JoinOptions) {
    this.process = process
    this.sessionTimeout = options.sessionTimeout ?? 6_000
    this.#broker = broker
    this.#group = broker.group(options.group)
    this.#options = options
  }

  get memberId(): string {
    return this.#member?.id ?? this.#lastId
  }

  seek(at: TopicPartition, position: number): void {
    if (this.#left) return
    const name = nameOf(at)
    let feed = this.#feeds.get(name)
    if (!feed) {
      const { listener } = this.#options
      const { batchSize } = this.#broker.options
      const deliver = listener.batch.bind(listener)
      feed = new Feed(this.process, this.#broker.partition(at), batchSize, deliver, error => this.#crash(error))
      this.#feeds.set(name, feed)
    }
    feed.seek(position)
  }

  pause(at: TopicPartition): void {
    this.#feeds.get(nameOf(at))?.stop()
  }

  async confirm(at: TopicPartition): Promise<boolean> {
    const id = this.#member?.id
    if (!id) return false
    const ask = () => this.#group.confirms(id, at)
    return this.process.call('heartbeat', this.#group.name, ask).catch(() => false)
  }

  async commit(positions: (TopicPartition & { position: number })[]): Promise<void> {
    const id = this.memberId
    await this.process.call('commit-offsets', this.#group.name, () => this.#group.commit(id, positions))
  }

  async leave(): Promise<void> {
    if (this.#left) return
    this.#left = true
    await this.#leave()
  }

  async rejoin(): Promise<void> {
    if (!this.#left) await this.#renew()
  }

  /** The coordinator's view, for controls. */
  get group(): Group {
    return this.#group
  }

  async #join(): Promise<void> {
    const { clientId = this.process.name, topics, listener } = this.#options
    const attempt = { expelled: false }
    this.#attempt = attempt
    let joined: GroupMember | undefined
    const ask = () => {
      joined = this.#group.join({
        clientId,
        topics,
        process: this.process,
        assigned: partitions => {
          if (this.#attempt !== attempt) return
          this.#stop()
          listener.assigned(partitions)
        },
        expelled: () => {
          attempt.expelled = true
          if (this.#attempt === attempt && this.#member) void this.#renewFrom(attempt)
        },
      })
      // Killed while it joined: its session runs out like any other's.
      const { id } = joined
      if (this.process.state === 'dead')
        this.process.network.scheduler.after(this.sessionTimeout, () => this.#group.leave(id))
      return joined
    }
    try {
      this.#member = await this.process.call('join', this.#group.name, ask)
      this.#lastId = this.#member.id
    } catch (error) {
      // The answer may be lost and the coordinator have a member that nobody is, until its session is over.
      const id = joined?.id
      if (id) this.process.network.scheduler.after(this.sessionTimeout, () => this.#group.leave(id))
      throw error
    }
    if (this.#left) await this.#leave()
    else if (attempt.expelled) void this.#renewFrom(attempt)
  }

  /** Expelled, perhaps while the renewal that made it a member was about to end. */
  async #renewFrom(attempt: object): Promise<void> {
    await this.#renewing
    if (this.#attempt === attempt) await this.#renew()
  }

  async #leave(): Promise<void> {
    this.#stop()
    const id = this.#member?.id
    this.#attempt = null
    this.#member = null
    if (!id) return
    // Without the coordinator's answer its session runs out instead.
    await this.process
      .call('leave', this.#group.name, () => this.#group.leave(id))
      .catch(() => this.process.network.scheduler.after(this.sessionTimeout, () => this.#group.leave(id)))
  }

  /** Leaves (if it is still a member) and joins as a new one, until it succeeds. One renewal at a time. */
  #renew(): Promise<void> {
    this.#renewing ??= this.#leaveAndJoin().finally(() => {
      this.#renewing = null
    })
    return this.#renewing
  }

  async #leaveAndJoin(): Promise<void> {
    await this.#leave()
    while (!this.#left) {
      try {
        return await this.#join()
      } catch (error) {
        if (!(error instanceof LogUnavailable)) return this.#crash(error as Error)
        await new Promise<void>(resolve => this.process.after(100, resolve))
      }
    }
  }

  #crash(error: Error): void {
    void this.leave()
    this.#options.listener.crashed(error)
  }

  #stop(): void {
    for (const feed of this.#feeds.values()) feed.stop()
  }
}
