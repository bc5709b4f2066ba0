/** The columns of a build's tables, asked of PostgreSQL itself: the SQL files are the only place that names types. */
import type { Pool, PoolClient } from 'pg'

/** Column name to SQL type, generated columns left out. */
export type TableShape = ReadonlyMap<string, string>
export type SchemaShape = ReadonlyMap<string, TableShape>

export async function readShape(db: Pool | PoolClient, schema: string): Promise<SchemaShape> {
  const { rows } = await db.query<{ table: string; column: string; type: string }>(
    `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where n.nspname = $1 and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      order by c.relname, a.attnum`,
    [schema],
  )
  const shape = new Map<string, Map<string, string>>()
  for (const { table, column, type } of rows) {
    const columns = shape.get(table) ?? new Map<string, string>()
    shape.set(table, columns.set(column, type))
  }
  return shape
}
