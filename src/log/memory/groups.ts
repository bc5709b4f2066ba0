/** Group coordinators: who is a member, who is given which partition, and the committed offsets. */
import type { Topic } from '../../domain/events.ts'
import { type GroupDescription, LogUnavailable, type TopicPartition } from '../log.ts'
import type { Process } from './process.ts'

/** A member as its coordinator sees it. */
export interface GroupMember {
  id: string
  clientId: string
  topics: readonly Topic[]
  process: Process
  partitions: TopicPartition[]
  /** The generation of the group that the member has learnt; older than the group's while a rebalance is under way. */
  generation: number
  /** The member learns its assignment. */
  assigned(partitions: TopicPartition[]): void
  /** The member learns that it is one no more. */
  expelled(): void
}

/** Which member gets a partition. */
export type Assign = (partition: TopicPartition, members: readonly GroupMember[]) => GroupMember | undefined

export const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`

export class Group {
  readonly name: string
  readonly members = new Map<string, GroupMember>()
  /** By `nameOf` the partition. */
  readonly committed = new Map<string, number>()
  generation = 0
  /** A test may decide who gets what; by default partitions are dealt out in turn. */
  assign: Assign | undefined
  readonly #partitions: (topic: Topic) => number
  #joined = 0

  constructor(name: string, partitions: (topic: Topic) => number) {
    this.name = name
    this.#partitions = partitions
  }

  join(member: Omit<GroupMember, 'id' | 'partitions' | 'generation'>): GroupMember {
    const joined = { ...member, id: `${member.clientId}-${++this.#joined}`, partitions: [], generation: -1 }
    this.members.set(joined.id, joined)
    this.rebalance()
    return joined
  }

  leave(id: string): void {
    if (this.members.delete(id)) this.rebalance()
  }

  /** The coordinator gives a member up: its session is over. It learns that when it can. */
  expel(id: string): void {
    const member = this.members.get(id)
    if (!member) return
    this.leave(id)
    member.process.soon('expelled', this.name, () => member.expelled())
  }

  /** A new generation: everybody is told its partitions; until a member has been told, it is not confirmed. */
  rebalance(): void {
    const generation = ++this.generation
    const members = [...this.members.values()]
    const shares = new Map(members.map(member => [member, [] as TopicPartition[]]))
    let turn = 0
    for (const topic of new Set(members.flatMap(member => member.topics)))
      for (let partition = 0; partition < this.#partitions(topic); partition++) {
        const at = { topic, partition }
        const subscribed = members.filter(member => member.topics.includes(topic))
        const chosen = this.assign?.(at, subscribed) ?? subscribed[turn++ % subscribed.length]!
        shares.get(chosen)!.push(at)
      }
    for (const [member, partitions] of shares) {
      member.partitions = partitions
      member.process.soon('assigned', this.name, () => {
        if (this.generation !== generation || !this.members.has(member.id)) return
        member.generation = generation
        member.assigned(partitions)
      })
    }
  }

  /** What a heartbeat says: the partition is still this member's, and the member knows of no other assignment. */
  confirms(id: string, at: TopicPartition): boolean {
    const member = this.members.get(id)
    if (!member || member.generation !== this.generation) return false
    return member.partitions.some(({ topic, partition }) => topic === at.topic && partition === at.partition)
  }

  /** @throws LogUnavailable for one that is not a member of this generation */
  commit(id: string, positions: readonly (TopicPartition & { position: number })[]): void {
    if (this.members.get(id)?.generation !== this.generation)
      throw new LogUnavailable(`commit of ${this.name}: ILLEGAL_GENERATION`)
    for (const at of positions) this.committed.set(nameOf(at), at.position)
  }

  describe(): GroupDescription {
    const members = [...this.members.values()]
    const told = members.every(member => member.generation === this.generation)
    return {
      group: this.name,
      state: members.length === 0 ? 'Empty' : told ? 'Stable' : 'PreparingRebalance',
      members: members.map(({ id, clientId, partitions }) => ({ memberId: id, clientId, partitions })),
    }
  }
}
