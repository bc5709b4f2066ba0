/** One partition: records and transaction markers, what is decided, and what a reader may see. */
import { type Batch, Fenced, type LogRecord, type NewRecord, type TopicPartition } from '../log.ts'

/** A producer as the partition sees it. */
export interface ProducerEpoch {
  producer: number
  epoch: number
}

interface Entry extends ProducerEpoch {
  /** Null for a marker. */
  record: LogRecord | null
  fate: 'open' | 'committed' | 'aborted'
}

const PLAIN: ProducerEpoch = { producer: -1, epoch: -1 }

export class PartitionLog {
  readonly at: TopicPartition
  /** `emails/0` */
  readonly name: string
  /** The earliest offset that is still there. */
  first = 0
  /** High watermark. */
  high = 0
  #entries: Entry[] = []
  /** Undecided entries by producer, in the order of their first offsets. */
  #open = new Map<number, { first: number; entries: Entry[] }>()
  /** The newest epoch seen of each producer: an older one is refused. */
  #epochs = new Map<number, number>()
  #watchers: (() => void)[] = []
  #replicating = true
  #acknowledgements: { offset: number; give: () => void }[] = []

  constructor(at: TopicPartition) {
    this.at = at
    this.name = `${at.topic}/${at.partition}`
  }

  /** Offset of the next record. */
  get end(): number {
    return this.#entries.length
  }

  /** Last stable offset: everything below is decided. */
  get stable(): number {
    for (const { first } of this.#open.values()) return Math.min(first, this.high)
    return this.high
  }

  /**
   * Appends records; those of a transaction stay undecided until its marker.
   * @returns offset of the first
   * @throws Fenced when a newer epoch of the producer has been here
   */
  append(records: readonly NewRecord[], now: number, by: ProducerEpoch = PLAIN): number {
    const plain = by === PLAIN
    if (!plain) this.#meet(by)
    const first = this.end
    for (const { key, value, headers, timestamp = now } of records) {
      const record: LogRecord = { ...this.at, offset: this.end, key, value, headers: { ...headers }, timestamp }
      this.#push({ record, ...by, fate: plain ? 'committed' : 'open' })
    }
    this.#grown()
    return first
  }

  /** The end of a transaction in this partition: a record of its own, that nobody is given. */
  mark(by: ProducerEpoch, fate: 'committed' | 'aborted'): void {
    this.#meet(by)
    this.#push({ record: null, ...by, fate })
    this.#grown()
  }

  /** Committed records from a position on, at most `limit` entries and up to `to`; never beyond the last stable offset. */
  read(from: number, limit: number, to = Number.POSITIVE_INFINITY): Batch {
    const start = Math.max(from, this.first)
    const next = Math.max(start, Math.min(this.stable, start + limit, to))
    const records: LogRecord[] = []
    for (let offset = start; offset < next; offset++) {
      const { record, fate } = this.#entries[offset]!
      if (record && fate === 'committed') records.push(record)
    }
    return { ...this.at, records, next }
  }

  /** Calls back once, when the last stable offset or the high watermark may have moved. */
  watch(changed: () => void): void {
    this.#watchers.push(changed)
  }

  /** Resolves when everything below `offset` is replicated: at once, unless a fault holds the high watermark. */
  replicated(offset: number): Promise<void> | undefined {
    if (this.high >= offset) return undefined
    return new Promise(give => this.#acknowledgements.push({ offset, give }))
  }

  /** While it is held, the high watermark stays where it is. */
  holdHigh(held: boolean): void {
    this.#replicating = !held
    if (!held) this.#grown()
  }

  /** Loses the end of the log, as an unclean election does: what was decided there is undecided again. */
  truncate(to: number): void {
    const kept = this.#entries.slice(0, to)
    this.#entries = []
    this.#open.clear()
    this.#epochs.clear()
    for (const entry of kept) {
      if (entry.record && entry.producer >= 0) entry.fate = 'open'
      this.#epochs.set(entry.producer, entry.epoch)
      this.#push(entry)
    }
    this.high = Math.min(this.high, this.end)
    this.#changed()
  }

  /** Deletes what is before an offset, as retention does. */
  deleteBefore(offset: number): void {
    this.first = Math.max(this.first, Math.min(offset, this.high))
  }

  #push(entry: Entry): void {
    this.#entries.push(entry)
    if (entry.producer < 0) return
    const open = this.#open.get(entry.producer)
    if (!entry.record) {
      for (const other of open?.entries ?? []) other.fate = entry.fate
      this.#open.delete(entry.producer)
    } else if (open) open.entries.push(entry)
    else this.#open.set(entry.producer, { first: this.end - 1, entries: [entry] })
  }

  #meet({ producer, epoch }: ProducerEpoch): void {
    const newest = this.#epochs.get(producer) ?? 0
    if (epoch < newest) throw new Fenced(`${this.name}: epoch ${epoch} of a producer that is at ${newest}`)
    this.#epochs.set(producer, epoch)
  }

  #grown(): void {
    if (!this.#replicating) return
    this.high = this.end
    if (this.#acknowledgements.length > 0) {
      const ready = this.#acknowledgements.filter(({ offset }) => offset <= this.high)
      this.#acknowledgements = this.#acknowledgements.filter(({ offset }) => offset > this.high)
      for (const { give } of ready) give()
    }
    this.#changed()
  }

  #changed(): void {
    if (this.#watchers.length === 0) return
    const watchers = this.#watchers
    this.#watchers = []
    for (const changed of watchers) changed()
  }
}
