/**
 * The in-memory twin of a Kafka cluster, for tests: faithful where it hurts (epochs, open and aborted transactions, markers
 * that take offsets, high watermark and last stable offset, lost answers, zombies), and small enough to be searched.
 *
 * By default everything happens by itself, in microtasks. With a `ManualScheduler` the test decides the order of every
 * request, answer, marker and delivery, and the time.
 */
import type { Membership, TopicPartition } from '../log.ts'
import { Broker, type BrokerOptions } from './broker.ts'
import { Faults } from './faults.ts'
import { type Assign, nameOf } from './groups.ts'
import { MemoryMembership } from './membership.ts'
import { MemoryLog } from './memory-log.ts'
import type { PartitionLog } from './partition.ts'
import { type Network, Process } from './process.ts'
import { RawTransaction } from './raw-transaction.ts'
import { microtasks, type Scheduler } from './scheduler.ts'

export interface MemoryClusterOptions extends Partial<BrokerOptions> {
  scheduler?: Scheduler
}

/** Milliseconds: a member's session, unless it wants another. */
const SESSION = 6_000

export class MemoryCluster {
  readonly network: Network
  #options: BrokerOptions
  #brokers = new Map<string, Broker>()
  #logs = new Set<MemoryLog>()

  constructor({ scheduler = microtasks, ...options }: MemoryClusterOptions = {}) {
    this.network = { scheduler, faults: new Faults(), down: false, waitingForUp: [] }
    this.#options = { clusterId: 'memory', partitions: 3, transactionTimeout: 10_000, batchSize: 500, ...options }
  }

  get faults(): Faults {
    return this.network.faults
  }

  /** The log as a new process sees it. Logs of one prefix share topics, groups and transactional ids. */
  log(prefix = '', process = `process-${this.#logs.size + 1}`): MemoryLog {
    const log = new MemoryLog(new Process(process, this.network), this.#broker(prefix))
    this.#logs.add(log)
    return log
  }

  /** For looking inside, and for `holdHigh`, `truncate` and `deleteBefore`. */
  partition(at: TopicPartition, prefix = ''): PartitionLog {
    return this.#broker(prefix).partition(at)
  }

  /** SIGSTOP: nothing reaches the process, its heartbeats stop, and after the session time-out its partitions go to others. */
  freeze(who: MemoryLog | Membership): void {
    const process = processOf(who)
    process.freeze()
    this.#sessions(process, () => process.state === 'frozen')
  }

  /** SIGCONT: it goes on where it was, not knowing what happened meanwhile. */
  thaw(who: MemoryLog | Membership): void {
    processOf(who).thaw()
  }

  /** kill -9: as with `freeze`, for ever. */
  kill(who: MemoryLog | Membership): void {
    const process = processOf(who)
    process.kill()
    this.#sessions(process, () => true)
  }

  /** The group gives a member (or all of a process) up at once, as if its session had run out. */
  expel(who: MemoryLog | Membership): void {
    const members = who instanceof MemoryMembership ? [who] : this.#memberships(processOf(who))
    for (const membership of members) membership.group.expel(membership.memberId)
  }

  /** From now on the group gives partitions as this says (undefined: in turn), beginning with a rebalance. */
  assign(group: string, assign: Assign | undefined, prefix = ''): void {
    const coordinator = this.#broker(prefix).group(group)
    coordinator.assign = assign
    coordinator.rebalance()
  }

  /** A committed offset as it never should be, or none. */
  setCommitted(group: string, at: TopicPartition, position: number | null, prefix = ''): void {
    const { committed } = this.#broker(prefix).group(group)
    if (position === null) committed.delete(nameOf(at))
    else committed.set(nameOf(at), position)
  }

  /** A transaction of somebody else, held open. It fences the id, and goes past network and faults. */
  transaction(id: string, prefix = ''): RawTransaction {
    return new RawTransaction(this.#broker(prefix), id)
  }

  /** The coordinator's time-out of an open transaction, now. */
  expireTransaction(id: string, prefix = ''): void {
    this.#broker(prefix).transactions.expire(id)
  }

  /** No broker answers. Requests fail; deliveries wait. */
  down(): void {
    this.network.down = true
  }

  up(): void {
    this.network.down = false
    for (const go of this.network.waitingForUp.splice(0)) go()
  }

  /** Everything is gone, and it is another cluster; for logs that are opened from now on. */
  wipe(clusterId: string): void {
    this.#options = { ...this.#options, clusterId }
    this.#brokers = new Map()
  }

  #broker(prefix: string): Broker {
    let broker = this.#brokers.get(prefix)
    if (!broker) {
      broker = new Broker(this.#options, this.network)
      this.#brokers.set(prefix, broker)
    }
    return broker
  }

  #sessions(process: Process, still: () => boolean): void {
    for (const membership of this.#memberships(process)) {
      const { memberId } = membership
      this.network.scheduler.after(membership.sessionTimeout, () => {
        if (still()) membership.group.expel(memberId)
      })
    }
    // One that joined but was not told so yet has no membership.
    this.network.scheduler.after(SESSION, () => {
      if (still()) this.#expelAll(process)
    })
  }

  #expelAll(process: Process): void {
    for (const broker of this.#brokers.values())
      for (const group of broker.groups.values())
        for (const member of [...group.members.values()]) if (member.process === process) group.expel(member.id)
  }

  #memberships(process: Process): MemoryMembership[] {
    return [...this.#logs].filter(log => log.process === process).flatMap(log => [...log.memberships])
  }
}

function processOf(who: MemoryLog | Membership): Process {
  if (who instanceof MemoryLog || who instanceof MemoryMembership) return who.process
  throw new TypeError('not a log or membership of the in-memory cluster')
}
