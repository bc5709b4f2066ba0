import { readdirSync, readFileSync } from 'node:fs'
import type { Pool } from 'pg'
import { transaction } from './transaction.ts'

const FOLDER = new URL('./sql/migrations/', import.meta.url)
/** Any fixed number: the lock that keeps two processes from migrating at once. */
const LOCK = 7_041_880_233

/**
 * Brings the engine's own tables up to date: numbered files of sql/migrations, each once, in order, under an advisory
 * lock. Projections' tables are not migrated but built (see store.ts).
 * @returns the names of the migrations that were applied.
 * @throws if the database is newer than this code.
 */
export function migrate(pool: Pool): Promise<string[]> {
  const files = readdirSync(FOLDER)
    .filter(file => file.endsWith('.sql'))
    .sort()
  return transaction(pool, async client => {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    await client.query('create schema if not exists postbuch')
    await client.query(`create table if not exists postbuch.migrations (
      name text primary key, applied_at timestamptz not null default now())`)
    const { rows } = await client.query<{ name: string }>('select name from postbuch.migrations')
    const done = new Set(rows.map(row => row.name))
    const unknown = [...done].filter(name => !files.includes(name))
    if (unknown.length > 0) {
      throw new Error(
        `The database has migrations that this version does not know (${unknown.join(', ')}): use a newer one.`,
      )
    }
    const missing = files.filter(file => !done.has(file))
    for (const file of missing) {
      await client.query(readFileSync(new URL(file, FOLDER), 'utf8'))
      await client.query('insert into postbuch.migrations (name) values ($1)', [file])
    }
    return missing
  })
}
