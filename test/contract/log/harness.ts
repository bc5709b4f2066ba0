/** What the contract of the log needs from whoever wants to be held to it, and small tools to look at a log with. */
import type {
  Batch,
  GroupListener,
  Log,
  LogRecord,
  Membership,
  NewRecord,
  TopicPartition,
  TransactionalProducer,
} from '../../../src/log/log.ts'

/** One cluster for the whole suite: tests leave their records behind and leave no transaction open. */
export interface ContractCluster {
  /** Partitions of every topic, at least 2. */
  readonly partitions: number
  /** Milliseconds within which anything happens here that happens at all (a rebalance, a transaction's end). */
  readonly patience: number
  /** The log as a process of its own sees it; all see the same topics. The suite closes it. */
  open(): Promise<Log>
  /** A transaction that is held open, under the transactional id that `log.transactional(id)` would have; it fences. */
  transaction(id: string): Promise<RawTransaction>
  /** Nothing answers any more, connections are refused or hang; then all is as before. Left out: those tests are skipped. */
  down?(): Promise<void>
  up?(): Promise<void>
  close(): Promise<void>
}

export interface RawTransaction {
  /** Resolves when the log has the records; they are undecided until the end. */
  write(records: NewRecord[]): Promise<void>
  commit(): Promise<void>
  abort(): Promise<void>
}

export interface Subject {
  cluster: ContractCluster
  /** A log that is open for the whole suite. */
  log: Log
  /** Another process's. Closed after the suite. */
  another(): Promise<Log>
  /** A group, a key or an id that no other test uses. */
  unique(name: string): string
  /** `eventually` with the cluster's patience. */
  soon: <T>(what: string, fact: () => T | Promise<T>) => Promise<Exclude<T, undefined | null | false>>
}

export const EMAILS_0: TopicPartition = { topic: 'emails', partition: 0 }
export const DEBTS_1: TopicPartition = { topic: 'debts', partition: 1 }

export function record(at: TopicPartition, text: string, change: Partial<NewRecord> = {}): NewRecord {
  return { ...at, key: text, value: Buffer.from(text), headers: {}, ...change }
}

export const textOf = (records: readonly LogRecord[]): string[] => records.map(({ value }) => value.toString())

export const same = (a: TopicPartition, b: TopicPartition): boolean =>
  a.topic === b.topic && a.partition === b.partition

/** Offsets of one partition. */
export async function offsetsOf(log: Log, at: TopicPartition) {
  return (await log.offsets([at.topic])).find(offsets => same(offsets, at))!
}

/** All committed records from a position to the last stable offset, and where the reading ended. */
export async function readFrom(log: Log, at: TopicPartition, from: number, to?: number) {
  const records: LogRecord[] = []
  let next = from
  for await (const batch of log.read(at, to === undefined ? { from } : { from, to })) {
    records.push(...batch.records)
    next = batch.next
  }
  return { records, texts: textOf(records), next }
}

/** Fences with new producers until one succeeds, as a take-over does. */
export async function takeOver({ soon }: Subject, log: Log, id: string): Promise<TransactionalProducer> {
  return soon(`the take-over of ${id}`, async () => {
    const producer = log.transactional(id)
    try {
      await producer.fence()
      return producer
    } catch (error) {
      producer.drop()
      throw error
    }
  })
}

/** A member that writes down all it is told. With `from` it begins to read each partition there as soon as it is assigned. */
export class Member implements GroupListener {
  readonly assignments: TopicPartition[][] = []
  readonly batches: Batch[] = []
  readonly crashes: Error[] = []
  /** Runs before a batch is taken; its promise holds the next one back. */
  onBatch: (batch: Batch) => void | Promise<void> = () => {}
  membership!: Membership
  readonly #from: ((at: TopicPartition) => number) | undefined

  constructor(from?: (at: TopicPartition) => number) {
    this.#from = from
  }

  async join(log: Log, group: string, topics: TopicPartition['topic'][] = ['emails']): Promise<this> {
    this.membership = await log.join({ group, topics, listener: this })
    if (this.assignments.length > 0) this.#begin(this.current)
    return this
  }

  get current(): TopicPartition[] {
    return this.assignments.at(-1) ?? []
  }

  assigned(partitions: TopicPartition[]): void {
    this.assignments.push(partitions)
    if (this.membership) this.#begin(partitions)
  }

  batch(batch: Batch): void | Promise<void> {
    this.batches.push(batch)
    return this.onBatch(batch)
  }

  crashed(error: Error): void {
    this.crashes.push(error)
  }

  texts(at: TopicPartition): string[] {
    return textOf(this.batches.filter(batch => same(batch, at)).flatMap(batch => batch.records))
  }

  /** Position after the last batch of a partition. */
  position(at: TopicPartition): number | undefined {
    return this.batches.findLast(batch => same(batch, at))?.next
  }

  #begin(partitions: TopicPartition[]): void {
    if (this.#from) for (const at of partitions) this.membership.seek(at, this.#from(at))
  }
}
