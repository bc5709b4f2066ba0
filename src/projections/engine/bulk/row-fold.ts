/**
 * Rows as they grow in memory during a rebuild. Operations hold values only, so all those of one row can be one. Rows
 * that have not been touched for longest leave first, when memory is short.
 */
import { type Columns, type RowOperation, storable, storableText, type Value } from '../operations.ts'
import type { RelationalProjection, TableSpec } from '../projection.ts'
import type { RowWrite } from '../rows.ts'

export type Key = (string | number)[]

/** A row that is not written yet; what is absent is null. */
export interface PendingRow {
  table: string
  id: string
  key: Key
  /** It was removed before what follows. */
  remove: boolean
  upsert: boolean
  create: Columns | null
  set: Record<string, Value | undefined> | null
  merge: Record<string, Record<string, Value>> | null
  bytes: number
}

/** What a pending row costs besides the values of its events. */
const OVERHEAD = 300

export class RowFold {
  readonly #tables: Readonly<Record<string, TableSpec>>
  readonly #rows = new Map<string, PendingRow>()
  bytes = 0

  constructor(projection: RelationalProjection) {
    this.#tables = projection.tables
  }

  add(operation: RowOperation, bytes: number): void {
    const spec = this.#tables[operation.table]
    if (!spec) throw new TypeError(`There is no table ${operation.table}`)
    const key = keyOf(spec, operation)
    const id = idOf(operation.table, key)
    const known = this.#rows.get(id)
    const row = known ?? blank(operation.table, id, key)
    // The row that was touched last is the last of the map.
    if (known) this.#rows.delete(id)
    else bytes += OVERHEAD
    this.#rows.set(id, row)
    join(row, operation, spec.createdBy)
    row.bytes += bytes
    this.bytes += bytes
  }

  /** Takes out the rows that were touched longest ago, until no more than so many bytes are held. */
  *leave(bytes: number): Generator<PendingRow> {
    for (const [id, row] of this.#rows) {
      if (this.bytes <= bytes) return
      this.#rows.delete(id)
      this.bytes -= row.bytes
      yield row
    }
  }
}

export const keyOf = (spec: TableSpec, { key }: RowOperation): Key =>
  spec.key.map(column => {
    const value = key[column]!
    return typeof value === 'string' ? storableText(value) : value
  })

/** No stored text has a NUL in it. */
export const idOf = (table: string, key: Key) => `${table}\u0000${key.join('\u0000')}`

export const blank = (table: string, id: string, key: Key): PendingRow => ({
  table,
  id,
  key,
  remove: false,
  upsert: false,
  create: null,
  set: null,
  merge: null,
  bytes: 0,
})

/** As `mergeRows` joins them; values are made storable when they are written. */
export function join(row: PendingRow, operation: RowOperation, createdBy: string | undefined): void {
  if (operation.remove) {
    Object.assign(row, { remove: true, upsert: false, create: null, set: null, merge: null })
    return
  }
  row.upsert = true
  if (operation.create) {
    if (createdBy === undefined || operation.create[createdBy] == null)
      throw new TypeError(`A create of ${operation.table} must fill ${createdBy ?? 'a createdBy column'}`)
    row.create ??= operation.create
  }
  if (operation.set) {
    row.set ??= {}
    for (const column in operation.set) {
      const value = operation.set[column]
      if (value !== undefined) row.set[column] = value
    }
  }
  for (const column in operation.merge) {
    row.merge ??= {}
    row.merge[column] = { ...row.merge[column], ...operation.merge[column] }
  }
}

/** Two parts of one row, the later one second. */
export function joinRows(a: PendingRow, b: PendingRow): PendingRow {
  if (b.remove) return b
  const merge = { ...a.merge }
  for (const column in b.merge) merge[column] = { ...merge[column], ...b.merge[column] }
  return {
    ...a,
    upsert: a.upsert || b.upsert,
    create: a.create ?? b.create,
    set: { ...a.set, ...b.set },
    merge,
    bytes: a.bytes + b.bytes,
  }
}

/** The same as the live engine's bulk statements take it. */
export const toWrite = ({ table, key, remove, upsert, create, set, merge }: PendingRow): RowWrite => ({
  table,
  key,
  remove,
  upsert,
  create: storable((create ?? {}) as Value) as RowWrite['create'],
  set: storable((set ?? {}) as Value) as RowWrite['set'],
  merge: storable((merge ?? {}) as Value) as RowWrite['merge'],
})
