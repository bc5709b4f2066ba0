/** Single rows, read with the positions that belong to them, and replaced while nobody has written them since. */
import type { Pool, PoolClient } from 'pg'
import { ProjectionNotReady } from '../engine/not-ready.ts'
import type { RelationalProjection, TableSpec } from '../engine/projection.ts'
import type { HeldRows, RowChange, RowKey } from '../engine/store.ts'
import { readCheckpoint } from './checkpoint.ts'
import { readShape, type TableShape } from './shape.ts'
import { transaction } from './transaction.ts'
import { encode, quote } from './write.ts'

/** Keys asked for in one statement. */
const PAGE = 1_000
/** The transaction that last wrote a row: whoever writes it changes this. */
const WRITER = 'postbuch_writer'

export function readRows(pool: Pool, projection: RelationalProjection, keys: readonly RowKey[]): Promise<HeldRows> {
  return transaction(
    pool,
    async client => {
      const { generation, schema, ...active } = await activeBuild(client, projection.name)
      const checkpoint = await readCheckpoint(client, projection.name, { generation, ...active })
      const shapes = await readShape(client, schema)
      const rows: HeldRows['rows'] = []
      for (const [table, wanted] of Map.groupBy(keys, ({ table }) => table)) {
        const { spec, shape } = tableOf(projection, shapes, table)
        for (let at = 0; at < wanted.length; at += PAGE) {
          const page = wanted.slice(at, at + PAGE)
          const arrays = spec.key.map((_, i) => `$${i + 1}::text[]`).join(', ')
          const names = spec.key.map((_, i) => `k${i}`).join(', ')
          const match = spec.key.map((column, i) => `t.${quote(column)} = k.k${i}::${shape.get(column)}`).join(' and ')
          const columns = [...shape.keys()].map(column => `t.${quote(column)}`).join(', ')
          const found = await client.query<Record<string, unknown>>(
            `select ${columns}, t.xmin::text as ${WRITER} from unnest(${arrays}) as k(${names})
               join ${quote(schema)}.${quote(table)} t on ${match}`,
            spec.key.map((_, i) => page.map(({ key }) => String(key[i]))),
          )
          const byKey = new Map(found.rows.map(row => [textOf(spec.key.map(column => row[column])), row]))
          for (const key of page) {
            const { [WRITER]: seen = null, ...row } = byKey.get(textOf(key.key)) ?? {}
            rows.push({ key, row: seen === null ? null : row, seen })
          }
        }
      }
      return { generation, partitions: checkpoint.partitions, parked: checkpoint.parked, rows }
    },
    'begin isolation level repeatable read read only',
  )
}

export function replaceRows(
  pool: Pool,
  projection: RelationalProjection,
  generation: number,
  changes: readonly RowChange[],
): Promise<RowKey[]> {
  return transaction(pool, async client => {
    const active = await activeBuild(client, projection.name)
    if (active.generation !== generation) return changes.map(({ key }) => key)
    const shapes = await readShape(client, active.schema)
    const overtaken: RowKey[] = []
    // In one order, as everybody locks them.
    const sorted = [...changes].sort((a, b) =>
      textOf([a.key.table, ...a.key.key]) < textOf([b.key.table, ...b.key.key]) ? -1 : 1,
    )
    for (const change of sorted) {
      const { spec, shape } = tableOf(projection, shapes, change.key.table)
      const target = `${quote(active.schema)}.${quote(change.key.table)}`
      if (!(await replaceRow(client, target, spec, shape, change))) overtaken.push(change.key)
    }
    return overtaken
  })
}

async function replaceRow(
  client: PoolClient,
  target: string,
  spec: TableSpec,
  shape: TableShape,
  { key: { key }, seen, row }: RowChange,
): Promise<boolean> {
  if (seen !== null) {
    const match = spec.key.map((column, i) => `${quote(column)} = $${i + 2}`).join(' and ')
    const deleted = await client.query(`delete from ${target} where xmin::text = $1 and ${match}`, [seen, ...key])
    if (deleted.rowCount !== 1) return false
  }
  if (row === null) return true
  const columns = Object.keys(row)
  const inserted = await client.query(
    `insert into ${target} (${columns.map(quote).join(', ')})
     values (${columns.map((column, i) => `$${i + 1}::text::${shape.get(column)}`).join(', ')}) on conflict do nothing`,
    columns.map(column => encode(row[column], shape.get(column)!)),
  )
  return inserted.rowCount === 1
}

/** Locks nothing: a build that is replaced meanwhile is no longer read by anybody. */
async function activeBuild(client: PoolClient, name: string) {
  const { rows } = await client.query<{
    generation: number
    version: number
    desired: 'running' | 'paused'
    schema: string
  }>('select generation, version, desired, active_schema as schema from postbuch.projections where name = $1', [name])
  if (!rows[0]) throw new ProjectionNotReady(name)
  return rows[0]
}

function tableOf(projection: RelationalProjection, shapes: Awaited<ReturnType<typeof readShape>>, table: string) {
  const spec = projection.tables[table]
  const shape = shapes.get(table)
  if (!spec || !shape) throw new TypeError(`Projection ${projection.name} has no table ${table}`)
  return { spec, shape }
}

const textOf = (key: readonly unknown[]) => JSON.stringify(key.map(String))
