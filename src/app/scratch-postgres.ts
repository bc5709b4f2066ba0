/** A PostgreSQL database for one command's own use: on the configured server, else on an embedded one in a temporary folder. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { startPostgres } from '../platform/embedded/index.ts'
import { migrate } from '../projections/postgres/migrate.ts'
import { createPool } from '../projections/postgres/pool.ts'

export interface ScratchPostgres {
  pool: Pool
  /** Drops the database and stops what was started for it. */
  close(): Promise<void>
}

/** @param databaseUrl a server whose user may create databases; null: an embedded one. */
export async function scratchPostgres(databaseUrl: string | null): Promise<ScratchPostgres> {
  const folder = databaseUrl ? null : await mkdtemp(join(tmpdir(), 'postbuch-'))
  const server = folder ? await startPostgres({ dataDir: folder }) : null
  const admin = createPool(server?.url ?? databaseUrl!)
  const name = `scratch_${randomBytes(6).toString('hex')}`
  await admin.query(`create database ${name}`)
  const pool = createPool(Object.assign(new URL(server?.url ?? databaseUrl!), { pathname: `/${name}` }).href)
  await migrate(pool)
  return {
    pool,
    async close() {
      await pool.end()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
      await server?.stop()
      if (folder) await rm(folder, { recursive: true, force: true })
    },
  }
}
