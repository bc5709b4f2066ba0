/**
 * Reads many partitions at once and gives their records in the order of their times. What belongs together was written
 * at about the same time, so it meets in memory, and most rows are complete before they must be written.
 */
import type { Batch, Log, LogRecord, TopicPartition } from '../../../log/log.ts'
import { placeKey } from '../place.ts'

export interface Range extends TopicPartition {
  from: number
  to: number
}

/** What was read of one partition: to be compared with what was applied. */
export interface Tally {
  records: number
  /** Sum of the offsets, modulo 2^52: records that were left out or read twice change it. */
  offsets: number
}

/** Records given at once: the caller may wait for its store in between. */
const CHUNK = 500

export const tally = (): Tally => ({ records: 0, offsets: 0 })
export function count(into: Tally, offset: number): void {
  into.records++
  into.offsets = (into.offsets + offset) % 2 ** 52
}

/** Each partition's own order is kept. @param read is told of what each partition brought, as it comes from the log */
export async function* interleave(
  log: Pick<Log, 'read'>,
  ranges: readonly Range[],
  read: (partition: string, records: readonly LogRecord[]) => void = () => {},
): AsyncGenerator<LogRecord[]> {
  const cursors = ranges.filter(({ from, to }) => from < to).map(range => new Cursor(log, range, read))
  try {
    await Promise.all(cursors.map(cursor => cursor.fill()))
    let open = cursors.filter(cursor => !cursor.done)
    while (open.length > 0) {
      const chunk: LogRecord[] = []
      let empty: Cursor | null = null
      while (empty === null && chunk.length < CHUNK) {
        const first = earliest(open)
        chunk.push(first.take())
        if (first.empty) empty = first
      }
      yield chunk
      if (empty === null) continue
      await empty.fill()
      if (empty.done) open = open.filter(cursor => !cursor.done)
    }
  } finally {
    await Promise.all(cursors.map(cursor => cursor.close()))
  }
}

function earliest(cursors: readonly Cursor[]): Cursor {
  let first = cursors[0]!
  for (let i = 1; i < cursors.length; i++) if (cursors[i]!.time < first.time) first = cursors[i]!
  return first
}

type Told = (partition: string, records: readonly LogRecord[]) => void

class Cursor {
  readonly #batches: AsyncIterator<Batch>
  readonly #place: string
  readonly #read: Told
  #records: readonly LogRecord[] = []
  #at = 0
  time = 0
  done = false

  constructor(log: Pick<Log, 'read'>, { from, to, ...place }: Range, read: Told) {
    this.#batches = log.read(place, { from, to })[Symbol.asyncIterator]()
    this.#place = placeKey(place)
    this.#read = read
  }

  get empty(): boolean {
    return this.#at === this.#records.length
  }

  take(): LogRecord {
    const record = this.#records[this.#at++]!
    if (!this.empty) this.time = this.#records[this.#at]!.timestamp
    return record
  }

  /** The next batch that has records; `done` at the end. */
  async fill(): Promise<void> {
    this.#records = []
    this.#at = 0
    while (this.empty) {
      const { value, done } = await this.#batches.next()
      if (done) {
        this.done = true
        return
      }
      this.#records = (value as Batch).records
      this.#read(this.#place, this.#records)
    }
    this.time = this.#records[0]!.timestamp
  }

  async close(): Promise<void> {
    if (!this.done) await this.#batches.return?.()
  }
}
