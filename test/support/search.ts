/**
 * One random schedule of the whole: two members of each group, a few mails and requests, the order of every request,
 * answer, marker and delivery drawn by lot, and faults in between. The same seed gives the same schedule.
 */
import { handlerGroup } from '../../src/handlers/handler.ts'
import { type Pick, seeded } from '../../src/log/memory/explore.ts'
import type { RawTransaction } from '../../src/log/memory/raw-transaction.ts'
import { EXAMPLES } from './examples.ts'
import { violation } from './invariants.ts'
import { matched, proposals } from './outcomes.ts'
import { objectCodec } from './search-codec.ts'
import { SearchStore } from './search-store.ts'
import { World } from './world.ts'
import type { Group, Member, MemberOptions } from './world-member.ts'

export interface Bounds {
  steps: number
  mails: number
  requests: number
  faults: number
  /** What is changed in every member: a guard is taken out. */
  change?: MemberOptions['change']
}
export const SMALL: Bounds = { steps: 120, mails: 2, requests: 3, faults: 4 }
export const LARGE: Bounds = { steps: 260, mails: 3, requests: 7, faults: 10 }

const LOSSES = ['fence', 'begin', 'produce', 'end', 'heartbeat', 'join'] as const

class Schedule {
  readonly world: World
  readonly pick: Pick
  readonly bounds: Bounds
  readonly trace: string[] = []
  #left: { mails: number; requests: number; faults: number }
  #foreign: RawTransaction[] = []
  #older = new Map<string, SearchStore>()

  constructor(seed: number, bounds: Bounds) {
    this.pick = seeded(seed)
    this.bounds = bounds
    this.#left = { ...bounds }
    this.world = new World({ codec: objectCodec(), batchSize: [1, 2, 3, 500][this.pick(4)]! })
  }

  async run(): Promise<string | null> {
    const { world, pick } = this
    for (const group of ['emails', 'debts'] as const) for (const nr of [1, 2]) this.#start(`${group}-${nr}`, group)
    for (let step = 0; step < this.bounds.steps; step++) {
      const chance = pick(100)
      if (chance < 6) this.#request()
      else if (chance < 12) await this.#fault()
      else if (chance < 15) await world.scheduler.advance(world.scheduler.untilTimer ?? 0)
      else if (world.scheduler.pending.length) await world.scheduler.step(this.#next())
    }
    await this.#quiet()
    return violation(world)
  }

  /** Mostly what waits longest among a few, so that things get done; sometimes anything. */
  #next() {
    const { length } = this.world.scheduler.pending
    return this.pick(4) ? this.pick(Math.min(length, 4)) : this.pick(length)
  }

  #start(name: string, group: Group, stores?: Map<number, SearchStore>) {
    const member: Member = this.world.start(name, group, {
      extract: () =>
        new Promise(resolve => member.log.process.soon('timer', 'extract', () => resolve(EXAMPLES.EntitiesExtracted))),
      match: subject => matched(subject === 'inq-2' ? 'review' : 'auto', subject),
      stores: (stores ?? new Map([[0, new SearchStore()]])) as never,
      ...(this.bounds.change ? { change: this.bounds.change } : {}),
    })
  }

  /** A mail, or a request about one: of a review that exists or not, sometimes for the second time. */
  #request() {
    const { world, pick } = this
    const left = this.#left
    if (left.mails > 0 && (left.mails === this.bounds.mails || pick(2))) {
      const id = `mail-${left.mails--}`
      world.request('EmailReceived', id, { subject: `inq-${pick(2) + 1}` }, id)
      return this.#note(`mail ${id}`)
    }
    if (left.requests === 0 || left.mails === this.bounds.mails) return
    left.requests--
    const id = `mail-${this.bounds.mails - pick(this.bounds.mails - left.mails)}`
    const kind = pick(4)
    if (kind === 0) world.request('RetryRequested', id)
    else if (kind === 1) world.request('RevocationRequested', id)
    else {
      const reviews = [...world.mail(id).reviews, 'none']
      const reviewId = reviews[pick(reviews.length)]!
      const assignments = kind === 2 ? proposals(`inq-${pick(2) + 1}`) : null
      world.request('ReviewAnswered', id, { reviewId, assignments, dismissal: assignments ? null : 'x' })
    }
    this.#note(`request ${kind} for ${id}`)
  }

  async #fault() {
    const { world, pick } = this
    if (this.#left.faults === 0) return
    this.#left.faults--
    const member = world.members[pick(world.members.length)]!
    const group = handlerGroup('test', member.group)
    const kind = pick(8)
    this.#note(`fault ${kind} at ${member.name}`)
    if (kind === 0 && !member.crashed) this.#restart(member)
    if (kind === 1) world.cluster.freeze(member.log)
    if (kind === 2) world.cluster.thaw(member.log)
    if (kind === 3) world.cluster.expel(member.log)
    if (kind === 4) world.cluster.assign(group, (_, members) => members[pick(members.length)])
    if (kind === 5) {
      const lose = pick(2) ? 'loseAnswer' : 'loseRequest'
      world.cluster.faults[lose](LOSSES[pick(LOSSES.length)]!)
    }
    if (kind === 6) await this.#foreignTransaction()
    if (kind === 7) {
      const store = member.stores.get(0) as unknown as SearchStore | undefined
      if (store) this.#older.set(member.name, store.copy())
      world.cluster.expireTransaction(`test-${member.group}-${member.group}-0`)
    }
  }

  /** kill -9, and up again with its disk as it was, an older copy of it, or an empty one. */
  #restart(member: Member) {
    member.kill()
    const kept = member.stores.get(0) as unknown as SearchStore
    const disk = [kept?.copy(), this.#older.get(member.name), undefined][this.pick(3)] ?? new SearchStore()
    this.#start(member.name, member.group, new Map([[0, disk]]))
  }

  /** Somebody else's, on one of the partitions: what is behind it cannot be read until it ends. */
  async #foreignTransaction() {
    const open = this.#foreign.pop()
    // It may have been ended by the coordinator's time-out.
    if (open) return (this.pick(2) ? open.commit() : open.abort()).catch(() => {})
    const topic = this.pick(2) ? 'emails' : 'debts'
    const foreign = this.world.cluster.transaction(`somebody-${this.trace.length}`)
    this.#foreign.push(foreign)
    const about = { subject: 'partition-0', time: 0, source: `/group/${topic}`, correlationId: '', causationId: null }
    const data = { group: 'somebody', member: 'else' }
    const event = {
      type: 'PartitionTaken',
      topic,
      id: `foreign-${this.trace.length}`,
      data,
      ...about,
      idempotencyKey: null,
    } as const
    await foreign.write([this.world.codec.encode(event)])
  }

  /** No more faults: all are up, nothing is open, and everything that can happen happens. */
  async #quiet() {
    const { world } = this
    this.#note('… then no faults')
    world.cluster.faults.clear()
    for (const open of this.#foreign) await open.commit().catch(() => {})
    for (const member of world.members) world.cluster.thaw(member.log)
    await world.run()
    // A process that could not even join ends, and is started again.
    for (const member of [...world.members]) if (member.fatal.length && !member.crashed) this.#restart(member)
    await world.scheduler.run({ timers: 1_200_000, limit: 5_000 })
  }

  #note(what: string) {
    this.trace.push(`${this.world.requests.length}: ${what}`)
  }
}

/** @returns the violation with what led to it; null if there is none */
export async function search(seed: number, bounds: Bounds = SMALL): Promise<string | null> {
  const schedule = new Schedule(seed, bounds)
  const found = await schedule.run().catch((error: Error) => `LIVELOCK: ${error.message}`)
  return found && `seed ${seed}: ${found}\n${schedule.trace.join('\n')}`
}
