/** The appender of the in-memory log: one send under way, what arrives meanwhile travels together in the next. */
import { type Appender, LogUnavailable, type NewRecord, type TopicPartition } from '../log.ts'
import type { PartitionLog } from './partition.ts'
import type { Process } from './process.ts'

type Position = TopicPartition & { offset: number }

interface Waiting {
  records: { record: NewRecord; partition: PartitionLog }[]
  bytes: number
  resolve(positions: Position[]): void
  reject(error: Error): void
}

export class MemoryAppender implements Appender {
  readonly #process: Process
  readonly #route: (record: NewRecord) => PartitionLog
  readonly #timeout: number
  readonly #capacity: number
  #queue: Waiting[] = []
  #bytes = 0
  #sending: Promise<void> | null = null
  #suspect = false
  #closed = false

  constructor(
    process: Process,
    route: (record: NewRecord) => PartitionLog,
    { timeoutMs = 3_000, maxQueuedBytes = 32 * 1024 * 1024 } = {},
  ) {
    this.#process = process
    this.#route = route
    this.#timeout = timeoutMs
    this.#capacity = maxQueuedBytes
  }

  append(records: NewRecord[]): Promise<Position[]> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw new LogUnavailable('the appender is closed')
      if (!this.available()) throw new LogUnavailable('the log is down')
      if (records.length === 0) return resolve([])
      const bytes = records.reduce((sum, { key, value }) => sum + Buffer.byteLength(key) + value.length, 0)
      if (this.#bytes + bytes > this.#capacity) throw new LogUnavailable('the queue of the appender is full')
      this.#bytes += bytes
      const routed = records.map(record => ({ record, partition: this.#route(record) }))
      this.#queue.push({ records: routed, bytes, resolve, reject })
      this.#sending ??= this.#drain()
    })
  }

  available(): boolean {
    if (this.#suspect && !this.#process.network.down) this.#suspect = false
    return !this.#suspect
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#sending
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue
      this.#queue = []
      let failed: Error | undefined
      const positions = await this.#send(batch).catch((error: Error) => {
        failed = error
        return new Map<NewRecord, Position>()
      })
      for (const { records, bytes, resolve, reject } of batch) {
        this.#bytes -= bytes
        if (failed) reject(failed)
        else resolve(records.map(({ record }) => positions.get(record)!))
      }
    }
    this.#sending = null
  }

  async #send(batch: Waiting[]): Promise<Map<NewRecord, Position>> {
    const positions = new Map<NewRecord, Position>()
    const routed = Map.groupBy(
      batch.flatMap(({ records }) => records),
      ({ partition }) => partition,
    )
    const sends = [...routed].map(async ([partition, all]) => {
      const records = all.map(({ record }) => record)
      const first = await this.#process.call('append', partition.name, () => this.#produce(partition, records))
      for (const [index, record] of records.entries()) positions.set(record, { ...partition.at, offset: first + index })
    })
    try {
      await within(this.#process, this.#timeout, 'append', Promise.all(sends))
      return positions
    } catch (error) {
      this.#suspect = true
      throw error instanceof LogUnavailable ? error : new LogUnavailable(String(error), { cause: error })
    }
  }

  #produce(partition: PartitionLog, records: NewRecord[]): number | Promise<number> {
    const first = partition.append(records, this.#process.network.scheduler.now())
    return partition.replicated(partition.end)?.then(() => first) ?? first
  }
}

/** @throws LogUnavailable when the promise is not settled in time by the process's own clock */
export function within<T>(process: Process, ms: number, what: string, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = process.after(ms, () => reject(new LogUnavailable(`${what}: no answer within ${ms} ms`)))
    promise.then(resolve, reject).finally(cancel)
  })
}
