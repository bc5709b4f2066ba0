import type { Pool } from 'pg'
import type { StoredRow } from '../engine/compare.ts'
import { ProjectionNotReady } from '../engine/not-ready.ts'
import type { RelationalProjection } from '../engine/projection.ts'
import type { ParkedLetter, PartitionCheckpoint } from '../engine/store.ts'
import type { StoreContent } from '../engine/verify.ts'
import { readShape } from './shape.ts'
import { transaction } from './transaction.ts'
import { quote } from './write.ts'

const PAGE = 2_000

/** Rows and positions of the active build in one snapshot, which stays open while `use` runs. @throws ProjectionNotReady */
export function withPostgresContent<T>(
  pool: Pool,
  projection: RelationalProjection,
  use: (content: StoreContent) => Promise<T>,
): Promise<T> {
  return transaction(
    pool,
    async client => {
      const found = await client.query<{ version: number; generation: number; schema: string }>(
        'select version, generation, active_schema as schema from postbuch.projections where name = $1',
        [projection.name],
      )
      const active = found.rows[0]
      if (!active) throw new ProjectionNotReady(projection.name)
      const { version, generation, schema } = active
      const of = [projection.name, generation]
      const partitions = await client.query<PartitionCheckpoint>(
        'select topic, partition, position, epoch, state, failure from postbuch.positions where projection = $1 and generation = $2',
        of,
      )
      const parked = await client.query<ParkedLetter>(
        `select topic, partition, key, first_offset as offset, failure, parked_at as at from postbuch.parked
          where projection = $1 and generation = $2`,
        of,
      )
      const shapes = await readShape(client, schema)
      async function* rows(): AsyncIterable<StoredRow> {
        for (const [table, { key }] of Object.entries(projection.tables)) {
          const columns = [...(shapes.get(table)?.keys() ?? [])].map(quote).join(', ')
          const cursor = quote(`content_${table}`)
          await client.query(
            `declare ${cursor} no scroll cursor for select ${columns} from ${quote(schema)}.${quote(table)}`,
          )
          for (;;) {
            const page = await client.query<Record<string, unknown>>(`fetch ${PAGE} from ${cursor}`)
            for (const row of page.rows) yield { table, key: key.map(column => row[column] as string | number), row }
            if (page.rows.length < PAGE) break
          }
          await client.query(`close ${cursor}`)
        }
      }
      return use({ checkpoint: { version, generation, partitions: partitions.rows, parked: parked.rows }, rows })
    },
    'begin isolation level repeatable read read only',
  )
}
