/** Whether a build's tables still hold what was applied: they may be dropped or truncated by hand, with the positions left as they were. */
import type { Pool, PoolClient } from 'pg'
import { quote } from './write.ts'

interface Seen {
  /** PostgreSQL's own number of the table's file: TRUNCATE gives another one. */
  file: number
  rows: boolean
}

export class Tables {
  readonly #seen = new Map<string, Seen>()

  /** A table is missing; or it had rows when it was last looked at, and its file is another and empty. */
  async lost(db: Pool | PoolClient, schema: string, names: readonly string[]): Promise<boolean> {
    const { rows: files } = await db.query<{ name: string; file: number }>(
      `select c.relname as name, pg_relation_filenode(c.oid)::integer as file
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = $1 and c.relname = any($2) and c.relkind = 'r'`,
      [schema, names],
    )
    if (files.length < names.length) return true
    const filled = names.map(name => `exists (select from ${quote(schema)}.${quote(name)}) as ${quote(name)}`)
    const { rows } = await db.query<Record<string, boolean>>(`select ${filled.join(', ')}`)
    let lost = false
    for (const { name, file } of files) {
      const id = `${schema}.${name}`
      const before = this.#seen.get(id)
      const now = { file, rows: rows[0]![name]! }
      if (before?.rows && before.file !== file && !now.rows) lost = true
      else this.#seen.set(id, now)
    }
    return lost
  }

  /** They have been made anew. */
  forget(schema: string): void {
    for (const id of this.#seen.keys()) if (id.startsWith(`${schema}.`)) this.#seen.delete(id)
  }
}
