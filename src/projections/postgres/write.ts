/** Bulk writes: rows that touch the same columns of a table travel as one statement of arrays (UNNEST). */
import type { Value } from '../engine/operations.ts'
import type { TableSpec } from '../engine/projection.ts'
import type { RowWrite } from '../engine/rows.ts'
import type { SchemaShape, TableShape } from './shape.ts'

export interface Statement {
  text: string
  values: (string | null)[][]
}

/** Removals first, then upserts, table by table, in the order of the rows. */
export function statements(
  schema: string,
  tables: Readonly<Record<string, TableSpec>>,
  shapes: SchemaShape,
  writes: readonly RowWrite[],
): Statement[] {
  const groups = Map.groupBy(writes, write => write.table)
  return [...groups].flatMap(([table, rows]) => {
    const target = `${quote(schema)}.${quote(table)}`
    const shape = shapes.get(table)
    if (!shape) throw new TypeError(`There is no table ${schema}.${table}`)
    const spec = tables[table]!
    const removed = rows.filter(row => row.remove)
    const upserts = Map.groupBy(
      rows.filter(row => row.upsert),
      signature,
    )
    return [
      ...(removed.length > 0 ? [removal(target, spec, shape, removed)] : []),
      ...[...upserts.values()].map(same => upsert(target, spec, shape, same)),
    ]
  })
}

const signature = (row: RowWrite) =>
  [row.create, row.set, row.merge].map(columns => Object.keys(columns).sort().join(',')).join(';')

export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

function removal(target: string, spec: TableSpec, shape: TableShape, rows: RowWrite[]): Statement {
  const match = spec.key.map((column, i) => `t.${quote(column)} = k.c${i}::${typeOf(shape, column)}`).join(' and ')
  return {
    text: `delete from ${target} t using unnest(${parameters(spec.key.length)}) as k(${aliases(spec.key.length)}) where ${match}`,
    values: spec.key.map((_, i) => rows.map(row => String(row.key[i]))),
  }
}

function upsert(target: string, spec: TableSpec, shape: TableShape, rows: RowWrite[]): Statement {
  const first = rows[0]!
  const create = Object.keys(first.create).sort()
  const set = Object.keys(first.set).sort()
  const merge = Object.keys(first.merge).sort()
  const columns = [...spec.key, ...create, ...set, ...merge]
  const select = columns.map((column, i) => `c${i}::${typeOf(shape, column)}`).join(', ')
  const untouched = spec.createdBy && `t.${quote(spec.createdBy)} is null`
  const updates = [
    ...create.map(c => `${quote(c)} = case when ${untouched} then excluded.${quote(c)} else t.${quote(c)} end`),
    ...set.map(c => `${quote(c)} = excluded.${quote(c)}`),
    ...merge.map(c => `${quote(c)} = coalesce(t.${quote(c)}, '{}') || excluded.${quote(c)}`),
  ]
  // A row that was only created need not be written again: replays and redeliveries leave it alone.
  const onlyCreate = create.length > 0 && set.length === 0 && merge.length === 0 ? ` where ${untouched}` : ''
  const conflict = updates.length > 0 ? `do update set ${updates.join(', ')}${onlyCreate}` : 'do nothing'
  const value = (row: RowWrite, column: string, i: number): Value | undefined =>
    i < spec.key.length
      ? row.key[i]
      : i < spec.key.length + create.length
        ? row.create[column]
        : i < spec.key.length + create.length + set.length
          ? row.set[column]
          : row.merge[column]
  return {
    text:
      `insert into ${target} as t (${columns.map(quote).join(', ')}) select ${select} ` +
      `from unnest(${parameters(columns.length)}) as k(${aliases(columns.length)}) ` +
      `on conflict (${spec.key.map(quote).join(', ')}) ${conflict}`,
    values: columns.map((column, i) => {
      const type = typeOf(shape, column)
      return rows.map(row => encode(value(row, column, i), type))
    }),
  }
}

const parameters = (n: number) => Array.from({ length: n }, (_, i) => `$${i + 1}::text[]`).join(', ')
const aliases = (n: number) => Array.from({ length: n }, (_, i) => `c${i}`).join(', ')

function typeOf(shape: TableShape, column: string): string {
  const type = shape.get(column)
  if (type === undefined) throw new TypeError(`There is no column ${column}`)
  return type
}

/** A value as PostgreSQL's text for a type. */
export function encode(value: Value | undefined, type: string): string | null {
  if (value === null || value === undefined) return null
  if (type === 'jsonb') return JSON.stringify(value)
  if (type === 'text[]')
    return `{${(value as string[]).map(element => `"${element.replace(/(["\\])/g, '\\$1')}"`).join(',')}}`
  return String(value)
}
