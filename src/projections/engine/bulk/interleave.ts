/**
 * Reads many partitions at once and gives their records in the order of their times. What belongs together was written
 * at about the same time, so it meets in memory, and most rows are complete before they must be written.
 */
import type { Log, LogRecord, ReadBatch, TopicPartition } from '../../../log/log.ts'

export interface Range extends TopicPartition {
  from: number
  to: number
}

/** Records given at once: the caller may wait for its store in between. */
const CHUNK = 500

/** Each partition's own order is kept. @param read is told of each record as it comes from the log, before it is given */
export async function* interleave(
  log: Pick<Log, 'read'>,
  ranges: readonly Range[],
  read: (record: LogRecord) => void = () => {},
): AsyncGenerator<LogRecord[]> {
  const cursors = ranges.filter(({ from, to }) => from < to).map(range => new Cursor(log, range, read))
  try {
    await Promise.all(cursors.map(cursor => cursor.fill()))
    let open = cursors.filter(cursor => cursor.first !== null)
    while (open.length > 0) {
      const chunk: LogRecord[] = []
      let empty: Cursor | null = null
      while (empty === null && chunk.length < CHUNK) {
        const earliest = earliestOf(open)
        chunk.push(earliest.take())
        if (earliest.first === null) empty = earliest
      }
      yield chunk
      if (empty === null) continue
      await empty.fill()
      if (empty.first === null) open = open.filter(cursor => cursor !== empty)
    }
  } finally {
    await Promise.all(cursors.map(cursor => cursor.close()))
  }
}

function earliestOf(cursors: readonly Cursor[]): Cursor {
  let earliest = cursors[0]!
  for (let i = 1; i < cursors.length; i++) if (cursors[i]!.time < earliest.time) earliest = cursors[i]!
  return earliest
}

/** One partition, of which only the next record is looked at: what is behind it is made when its turn comes. */
class Cursor {
  readonly #batches: AsyncIterator<ReadBatch>
  readonly #read: (record: LogRecord) => void
  #records: Iterator<LogRecord> = [].values()
  #done = false
  /** The next record; null where a batch ends. */
  first: LogRecord | null = null
  time = 0

  constructor(log: Pick<Log, 'read'>, { from, to, ...place }: Range, read: (record: LogRecord) => void) {
    this.#batches = log.read(place, { from, to })[Symbol.asyncIterator]()
    this.#read = read
  }

  /** The next record, and on to the one behind it. */
  take(): LogRecord {
    const record = this.first!
    this.#step()
    return record
  }

  /** On to the next batch that has records; `first` stays null at the end. */
  async fill(): Promise<void> {
    while (this.first === null) {
      const { value, done } = await this.#batches.next()
      if (done) {
        this.#done = true
        return
      }
      this.#records = (value as ReadBatch).records[Symbol.iterator]()
      this.#step()
    }
  }

  async close(): Promise<void> {
    if (!this.#done) await this.#batches.return?.()
  }

  #step(): void {
    const { value, done } = this.#records.next()
    if (done) {
      this.first = null
      return
    }
    this.#read(value)
    this.first = value
    this.time = value.timestamp
  }
}
