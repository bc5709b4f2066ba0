import { createHash } from 'node:crypto'
import type { Pool, QueryResult, QueryResultRow } from 'pg'
import { type Kept, remembering } from '../../domain/remember.ts'
import { ProjectionNotReady } from '../engine/not-ready.ts'
import { isGone } from './errors.ts'
import { transaction } from './transaction.ts'
import { quote } from './write.ts'

export interface Snapshot {
  /** A table of a projection's active build, quoted for SQL: `table('jobs', 'timeline')`. @throws ProjectionNotReady */
  table(projection: string, table: string): string
  rows<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** The same for a text that comes again and again: parsed once a connection, and soon planned once. */
  prepared<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
}

/**
 * One request reads in one snapshot: the pointer to the active build first, then the tables it names. So a reader sees
 * one build whole, also while another is being switched to.
 * @param first statements that go with the beginning; `read` is given the rows of the last
 */
export async function inSnapshot<T>(
  pool: Pool,
  read: (snapshot: Snapshot, first: QueryResultRow[]) => Promise<T>,
  first = '',
): Promise<T> {
  try {
    return await readOnce(pool, read, first)
  } catch (error) {
    // Two switches between the pointer and the table, and the old build is swept: the pointer is another by now.
    if (!isGone(error)) throw error
    return await readOnce(pool, read, first)
  }
}

/** Beginning and pointer in one round trip. */
const BEGIN = 'begin isolation level repeatable read read only; select name, active_schema from postbuch.projections'

function readOnce<T>(
  pool: Pool,
  read: (snapshot: Snapshot, first: QueryResultRow[]) => Promise<T>,
  first: string,
): Promise<T> {
  return transaction(
    pool,
    async (client, begun) => {
      const results = begun as unknown as QueryResult[]
      const { rows } = results[1] as QueryResult<{ name: string; active_schema: string }>
      const schemas = new Map(rows.map(row => [row.name, row.active_schema]))
      const snapshot: Snapshot = {
        table(projection, table) {
          const schema = schemas.get(projection)
          if (schema === undefined) throw new ProjectionNotReady(projection)
          return `${quote(schema)}.${quote(table)}`
        },
        rows: async (text, values) => (await client.query(text, values)).rows,
        prepared: async (text, values) => (await client.query({ name: nameOf(text), text, values })).rows,
      }
      return read(snapshot, results.at(-1)!.rows)
    },
    `${BEGIN}; ${first}`,
  )
}

/** Each build of a projection brings its own. */
const TEXTS: Kept = { length: Number.POSITIVE_INFINITY, texts: 100 }

/** The same for the same text, in every process: connections may be pooled by others. */
const nameOf = remembering(text => createHash('sha256').update(text).digest('base64url'), TEXTS)
