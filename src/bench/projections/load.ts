/** The other yardstick: what the store takes for the bare final rows, without keys, indexes or anything to think about. */

import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Db, Document } from 'mongodb'
import type { Pool } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { RelationalProjection } from '../../projections/engine/projection.ts'
import { DURABLE } from '../../projections/mongo/connect.ts'
import { readShape } from '../../projections/postgres/shape.ts'

const TIMES = 3
const PAGE = 500

/** COPY of the final rows into plain tables: the best of three. */
export async function loadTables(pool: Pool, projection: RelationalProjection) {
  const client = await pool.connect()
  try {
    const { rows } = await client.query('select active_schema from postbuch.projections where name = $1', [
      projection.name,
    ])
    const schema = rows[0].active_schema as string
    const shapes = await readShape(client, schema)
    await client.query('create schema if not exists bare')
    let milliseconds = 0
    for (const table of Object.keys(projection.tables)) {
      const columns = [...shapes.get(table)!.keys()].map(column => `"${column}"`).join(', ')
      const text: Buffer[] = []
      for await (const chunk of client.query(copyTo(`copy ${schema}.${table} (${columns}) to stdout`))) text.push(chunk)
      // As large as the rebuild's own pieces: rows one by one would measure the stream, not PostgreSQL.
      const pieces = chunks(Buffer.concat(text), 512 * 1024)
      let best = Number.POSITIVE_INFINITY
      for (let time = 0; time < TIMES; time++) {
        await client.query(`drop table if exists bare.${table}`)
        await client.query('begin')
        await client.query(`create table bare.${table} as select ${columns} from ${schema}.${table} with no data`)
        const began = performance.now()
        await pipeline(Readable.from(pieces), client.query(copyFrom(`copy bare.${table} (${columns}) from stdin`)))
        await client.query('commit')
        best = Math.min(best, performance.now() - began)
      }
      await client.query(`drop table bare.${table}`)
      milliseconds += best
    }
    return { milliseconds }
  } finally {
    client.release()
  }
}

const chunks = (all: Buffer, size: number) =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.subarray(i * size, (i + 1) * size))

/** Unordered bulk writes of the final documents, as durable as a rebuild's: the best of three. */
export async function loadDocuments(db: Db, name: string) {
  const documents = await db.collection(name).find().toArray()
  const bare = db.collection<Document>('bare', DURABLE)
  let milliseconds = Number.POSITIVE_INFINITY
  for (let time = 0; time < TIMES; time++) {
    await bare.drop().catch(() => {})
    const began = performance.now()
    for (let at = 0; at < documents.length; at += PAGE)
      await bare.insertMany(documents.slice(at, at + PAGE), { ordered: false })
    milliseconds = Math.min(milliseconds, performance.now() - began)
  }
  await bare.drop()
  return { milliseconds }
}

/** One text for the content of a projection's tables, whatever the order of the rows. */
export async function digestTables(pool: Pool, projection: RelationalProjection): Promise<string> {
  const found = await pool.query('select active_schema from postbuch.projections where name = $1', [projection.name])
  const parts: string[] = []
  for (const table of Object.keys(projection.tables)) {
    const { rows } = await pool.query(
      `select count(*) as n, sum(hashtextextended(t::text, 0)::numeric) as sum from ${found.rows[0].active_schema}.${table} t`,
    )
    parts.push(`${table}:${rows[0].n}:${rows[0].sum}`)
  }
  return parts.join(' ')
}

export async function digestDocuments(db: Db, name: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const document of db.collection(name).find().sort({ _id: 1 })) hash.update(JSON.stringify(document))
  return hash.digest('hex')
}
