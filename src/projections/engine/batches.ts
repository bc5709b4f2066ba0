/** From fetched records to one write: decoded, turned into operations, with what could not be applied set aside by key. */
import type { Failure, RecordedEvent } from '../../domain/events.ts'
import type { Batch, LogRecord } from '../../log/log.ts'
import type { Operation, Projection } from './projection.ts'
import { type Move, type ParkedLetter, type Place, type ProjectionFailure, placeKey } from './store.ts'

export type Decode = (record: LogRecord) => RecordedEvent

export interface Prepared {
  moves: Move[]
  operations: Operation[]
  park: ParkedLetter[]
  /** Partitions that stop before the record named here, because this version cannot read it. */
  failures: ProjectionFailure[]
  /** Events that brought operations or were read and ignored. */
  events: number
}

/** Keys that wait: by place, the first offset of each that was not applied. */
export class Parked {
  readonly #keys = new Map<string, ParkedLetter>()

  constructor(letters: readonly ParkedLetter[] = []) {
    for (const letter of letters) this.add(letter)
  }
  add(letter: ParkedLetter): void {
    this.#keys.set(id(letter, letter.key), letter)
  }
  has(place: Place, key: string): boolean {
    return this.#keys.size > 0 && this.#keys.has(id(place, key))
  }
  get size(): number {
    return this.#keys.size
  }
}
const id = (place: Place, key: string) => `${placeKey(place)}/${key}`

export interface Input {
  batch: Batch
  /** The position and the epoch that the store has. */
  from: number
  epoch: number
}

/** A record of a missing deployment stops its partition there; any other that throws parks its key, and later events of that key wait with it. */
export function prepare(
  projection: Projection,
  inputs: readonly Input[],
  decode: Decode,
  parked: Parked,
  now: () => number,
): Prepared {
  const prepared: Prepared = { moves: [], operations: [], park: [], failures: [], events: 0 }
  const parkedHere = new Set<string>()
  for (const { batch, from, epoch } of inputs) {
    const { topic, partition } = batch
    let to = batch.next
    for (const record of batch.records) {
      if (record.offset < from) continue
      const key = id(batch, record.key)
      if (parkedHere.has(key) || parked.has(batch, record.key)) continue
      try {
        prepared.operations.push(...projection.operations(decode(record)))
        prepared.events++
      } catch (error) {
        const failure = describe(error)
        if (failure.code === 'MISSING_DEPLOYMENT') {
          to = record.offset
          prepared.failures.push({ topic, partition, offset: record.offset, at: now(), ...failure })
          break
        }
        prepared.park.push({ topic, partition, key: record.key, offset: record.offset, at: now(), failure })
        parkedHere.add(key)
      }
    }
    if (to > from) prepared.moves.push({ topic, partition, epoch, from, to })
  }
  return prepared
}

/** An error as a value; never a mail's words. */
export function describe(error: unknown, code = 'PROJECTION_FAILED'): Failure {
  const known = (error as { code?: unknown } | null)?.code
  const message = error instanceof Error ? error.message : String(error)
  const missing = known === 'MISSING_DEPLOYMENT'
  return {
    kind: missing ? 'deployment' : 'mail',
    code: typeof known === 'string' && /^[A-Z_]+$/.test(known) ? known : code,
    message: message.slice(0, 500),
  }
}

/** One input a record, for when a store refuses a batch and the record at fault must be found. */
export function oneByOne({ batch, from, epoch }: Input): Input[] {
  const records = batch.records.filter(record => record.offset >= from)
  let position = from
  const singles = records.map(record => {
    const single = { batch: { ...batch, records: [record], next: record.offset + 1 }, from: position, epoch }
    position = record.offset + 1
    return single
  })
  return position < batch.next ? [...singles, { batch: { ...batch, records: [] }, from: position, epoch }] : singles
}
