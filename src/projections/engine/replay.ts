/**
 * Replay: single rows, each folded from its first event and put in the place of what is stored, while everything goes
 * on. Rows are replaced by compare-and-set on what was read; then they are read again, with their positions, and folded
 * on, until what is stored is what the log says.
 */
import type { RecordedEvent } from '../../domain/events.ts'
import type { Log, LogRecord } from '../../log/log.ts'
import type { Decode } from './batches.ts'
import { canonical, type Finding } from './compare.ts'
import { type Expected, expectedId, Fold } from './fold.ts'
import { type DocumentOperation, type RowOperation, storable, type Value } from './operations.ts'
import type { Operation, Projection } from './projection.ts'
import { type HeldRows, type ProjectionStore, placeKey, type RowKey } from './store.ts'

export interface ReplayOptions {
  projection: Projection
  log: Log
  store: ProjectionStore
  decode: Decode
  /** Rows as `verify` and `audit` name them: table (for documents the collection) and primary key. */
  keys: readonly RowKey[]
  /** Only look (the audit does): what is wrong is told and left as it is. */
  lookOnly?: boolean
}

export interface ReplayResult {
  projection: string
  /** Rows that were looked at and are there, in the store or by the log. */
  rows: number
  /** Those that were not as the log says, and now are. */
  replaced: RowKey[]
  /** What was wrong with them, with the event that says otherwise. */
  wrong: Finding[]
  /** Events read. */
  events: number
}

/** A row that events change all the time is overtaken between reading and writing, but not every time. */
const PATIENCE_MS = 30_000

/** @throws the store's or the log's error; an error if the rows never stand still */
export async function replayKeys(options: ReplayOptions): Promise<ReplayResult> {
  const { projection, log, store, decode, keys, lookOnly = false } = options
  const wanted = new Map(keys.map(key => [expectedId(key.table, key.key), key]))
  const replaced = new Map<string, RowKey>()
  const found = new Map<string, Finding>()
  let folding = new PartialFold(projection, log, decode, new Set(wanted.keys()))
  const known = new Set<string>()
  let events = 0
  let left: readonly RowKey[] = [...wanted.values()]
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const held = await store.readRows(projection, left)
    if (!folding.goesOnTo(held)) folding = new PartialFold(projection, log, decode, new Set(wanted.keys()))
    events += await folding.advance(held)
    for (const { key, row } of held.rows)
      if (row !== null || folding.row(key) !== null) known.add(expectedId(key.table, key.key))
    const wrong = held.rows.filter(({ key, row }) => !same(row, folding.row(key)))
    for (const { key, row } of wrong)
      found.set(expectedId(key.table, key.key), finding(key, row, folding.expected(key)))
    if (wrong.length === 0 || lookOnly) {
      const told = { replaced: [...replaced.values()], wrong: [...found.values()] }
      return { projection: projection.name, rows: known.size, events, ...told }
    }
    // Those that are right at their positions are done: whatever comes is applied to them as to any row.
    left = wrong.map(({ key }) => key)
    const changes = wrong.map(({ key, seen }) => ({ key, seen, row: folding.row(key) }))
    const overtaken = await store.replaceRows(projection, held.generation, changes)
    const missed = new Set(overtaken.map(({ table, key }) => expectedId(table, key)))
    for (const { key } of wrong) {
      const id = expectedId(key.table, key.key)
      if (!missed.has(id)) replaced.set(id, key)
    }
  }
  throw new Error(`Rows of ${projection.name} change faster than they can be replayed; pause it and try again.`)
}

/**
 * The rows that events of one key touch, or all events since a time. Reads the log as far as the store has applied it: what
 * waits in the dead letters, or lies behind a record that only a newer version can read, has touched nothing yet.
 */
export async function selectRows(
  { projection, log, store, decode }: Pick<ReplayOptions, 'projection' | 'log' | 'store' | 'decode'>,
  which: { key: string } | { since: number },
): Promise<RowKey[]> {
  const found = new Map<string, RowKey>()
  const add = (row: RowKey) => found.set(expectedId(row.table, row.key), row)
  if ('key' in which) for (const row of rowsNamed(projection, which.key)) add(row)
  // `since` is when it came into the log, which is decided before decoding: an import tells of older things.
  const chosen = (event: RecordedEvent) => !('key' in which) || event.subject === which.key
  const { partitions, parked } = await store.readRows(projection, [])
  const waits = waiting(parked)
  const ends = new Map((await log.offsets(projection.topics)).map(end => [placeKey(end), end.stable]))
  for (const { topic, partition, position } of partitions) {
    const to = Math.min(position, ends.get(placeKey({ topic, partition })) ?? 0)
    for await (const { records } of log.read({ topic, partition }, { from: 0, to })) {
      for (const record of records) {
        if (('since' in which && record.timestamp < which.since) || waits(record)) continue
        const event = decode(record)
        for (const operation of projection.operations(event) as readonly Operation[]) {
          const row = rowOf(projection, operation)
          if (row && (chosen(event) || ('key' in which && row.key[0] === which.key))) add(row)
        }
      }
    }
  }
  return [...found.values()]
}

/** Whether a record is one that could not be applied, or waits behind such a one of its key. */
function waiting(parked: HeldRows['parked']): (record: LogRecord) => boolean {
  const first = new Map(parked.map(letter => [`${placeKey(letter)}/${letter.key}`, letter.offset]))
  return record => record.offset >= (first.get(`${placeKey(record)}/${record.key}`) ?? Number.POSITIVE_INFINITY)
}

/** Rows whose whole key is this text, whether the log knows them or not: an extra one is then found too. */
function rowsNamed(projection: Projection, key: string): RowKey[] {
  if (projection.store === 'mongodb') return [{ table: projection.name, key: [key] }]
  const single = Object.entries(projection.tables).filter(([, spec]) => spec.key.length === 1)
  return single.map(([table]) => ({ table, key: [key] }))
}

/** Null for a withdrawal that names no client: it is told to documents wherever the inquiry is listed. */
function rowOf(projection: Projection, operation: Operation): RowKey | null {
  if (projection.store === 'postgres') {
    const { table, key } = operation as RowOperation
    return { table, key: projection.tables[table]!.key.map(column => storable(key[column]!) as string | number) }
  }
  const { clientId } = operation as DocumentOperation
  return clientId === null ? null : { table: projection.name, key: [storable(clientId) as string] }
}

/** The plain fold, of the wanted rows only, that can be continued. */
class PartialFold {
  readonly #projection: Projection
  readonly #log: Log
  readonly #decode: Decode
  readonly #wanted: ReadonlySet<string>
  readonly #fold: Fold
  readonly #positions = new Map<string, number>()
  #parked: string | null = null
  #generation = 0

  constructor(projection: Projection, log: Log, decode: Decode, wanted: ReadonlySet<string>) {
    this.#projection = projection
    this.#log = log
    this.#decode = decode
    this.#wanted = wanted
    this.#fold = new Fold(projection)
  }

  /** Whether what is folded so far belongs to what was read now: the same build, the same keys left out. */
  goesOnTo({ generation, parked }: HeldRows): boolean {
    return this.#parked === null || (this.#parked === canonical(parked) && this.#generation === generation)
  }

  row(key: RowKey): Record<string, Value> | null {
    return this.expected(key)?.row ?? null
  }

  expected({ table, key }: RowKey): Expected | null {
    return this.#fold.rows.get(expectedId(table, key)) ?? null
  }

  /** Folds up to the positions at which the rows were read. @returns how many events that were */
  async advance({ generation, parked, partitions }: HeldRows): Promise<number> {
    this.#generation = generation
    this.#parked = canonical(parked)
    const waits = waiting(parked)
    let events = 0
    for (const place of partitions) {
      const from = this.#positions.get(placeKey(place)) ?? 0
      for await (const { records } of this.#log.read(place, { from, to: place.position })) {
        for (const record of records) {
          if (waits(record)) continue
          this.#add(this.#decode(record))
          events++
        }
      }
      this.#positions.set(placeKey(place), Math.max(from, place.position))
    }
    return events
  }

  #add(event: RecordedEvent): void {
    for (const operation of this.#projection.operations(event) as readonly Operation[]) {
      const row = rowOf(this.#projection, operation)
      if (row === null || this.#wanted.has(expectedId(row.table, row.key))) this.#fold.apply(operation, event)
    }
  }
}

function finding({ table, key }: RowKey, stored: Record<string, unknown> | null, expected: Expected | null): Finding {
  const place = { table, key: [...key], cause: expected?.cause ?? null }
  if (!stored || !expected) return { kind: stored ? 'extra' : 'missing', columns: [], ...place }
  const columns = [...new Set([...Object.keys(stored), ...Object.keys(expected.row)])].filter(
    column => canonical(stored[column]) !== canonical(expected.row[column]),
  )
  return { kind: 'mismatch', columns, ...place }
}

const same = (stored: Record<string, unknown> | null, expected: Record<string, Value> | null) =>
  stored === null || expected === null
    ? stored === expected
    : [...new Set([...Object.keys(stored), ...Object.keys(expected)])].every(
        column => canonical(stored[column]) === canonical(expected[column]),
      )
