/** Many operations on one row become one write, so that a batch is one statement a table and not one an event. */
import { type Columns, type RowOperation, storable, type Value } from './operations.ts'
import type { RelationalProjection } from './projection.ts'

export interface RowWrite {
  table: string
  /** Values of the key's columns, in the order of the table's `key`. */
  key: (string | number)[]
  /** Delete the row before anything else. */
  remove: boolean
  /** Null if after `remove` nothing is written. */
  create: Record<string, Value>
  set: Record<string, Value>
  merge: Record<string, Record<string, Value>>
  /** False for a row that only was removed. */
  upsert: boolean
}

/** Merged per key; rows sorted by table and key, so that two writers lock them in one order. */
export function mergeRows(projection: RelationalProjection, operations: readonly RowOperation[]): RowWrite[] {
  const writes = new Map<string, RowWrite>()
  for (const operation of operations) {
    const spec = projection.tables[operation.table]
    if (!spec) throw new TypeError(`Projection ${projection.name} has no table ${operation.table}`)
    const key = spec.key.map(column => storable(operation.key[column]!) as string | number)
    // No key has a NUL in it: `storable` sees to that.
    const id = `${operation.table}\u0000${key.join('\u0000')}`
    const write = writes.get(id) ?? blank(operation.table, key)
    writes.set(id, apply(write, operation, spec.createdBy))
  }
  return [...writes.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, write]) => write)
}

const blank = (table: string, key: (string | number)[]): RowWrite => ({
  table,
  key,
  remove: false,
  create: {},
  set: {},
  merge: {},
  upsert: false,
})

function apply(write: RowWrite, operation: RowOperation, createdBy: string | undefined): RowWrite {
  if (operation.remove) return { ...blank(write.table, write.key), remove: true }
  if (operation.create) {
    if (createdBy === undefined || operation.create[createdBy] == null) {
      throw new TypeError(`A create of ${operation.table} must fill ${createdBy ?? 'a createdBy column'}`)
    }
    if (write.create[createdBy] == null) write.create = clean(operation.create)
  }
  if (operation.set) Object.assign(write.set, clean(operation.set))
  for (const [column, entries] of Object.entries(operation.merge ?? {})) {
    write.merge[column] = { ...write.merge[column], ...clean(entries) }
  }
  write.upsert = true
  return write
}

const clean = (columns: Columns) => storable(columns as Value) as Record<string, Value>
