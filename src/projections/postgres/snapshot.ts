import type { Pool, QueryResultRow } from 'pg'
import { ProjectionNotReady } from '../engine/not-ready.ts'
import { isGone } from './errors.ts'
import { transaction } from './transaction.ts'
import { quote } from './write.ts'

export interface Snapshot {
  /** A table of a projection's active build, quoted for SQL: `table('jobs', 'timeline')`. @throws ProjectionNotReady */
  table(projection: string, table: string): string
  rows<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
}

/**
 * One request reads in one snapshot: the pointer to the active build first, then the tables it names. So a reader sees
 * one build whole, also while another is being switched to.
 */
export async function inSnapshot<T>(pool: Pool, read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  try {
    return await readOnce(pool, read)
  } catch (error) {
    // Two switches between the pointer and the table, and the old build is swept: the pointer is another by now.
    if (!isGone(error)) throw error
    return await readOnce(pool, read)
  }
}

function readOnce<T>(pool: Pool, read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  return transaction(
    pool,
    async client => {
      const { rows } = await client.query<{ name: string; active_schema: string }>(
        'select name, active_schema from postbuch.projections',
      )
      const schemas = new Map(rows.map(row => [row.name, row.active_schema]))
      return read({
        table(projection, table) {
          const schema = schemas.get(projection)
          if (schema === undefined) throw new ProjectionNotReady(projection)
          return `${quote(schema)}.${quote(table)}`
        },
        rows: async (text, values) => (await client.query(text, values)).rows,
      })
    },
    'begin isolation level repeatable read read only',
  )
}
