/** Databases of a bench's own on its servers, so that live projections begin with nothing. */
import { createMongo } from '../../projections/mongo/connect.ts'
import { migrate } from '../../projections/postgres/migrate.ts'
import { createPool } from '../../projections/postgres/pool.ts'
import type { Where } from './lab.ts'

const named = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href

/** Both databases under one name, empty and migrated. `drop` takes them away again. */
export async function freshDatabases<W extends Where>(where: W, name: string): Promise<W & { drop(): Promise<void> }> {
  const own = { databaseUrl: named(where.databaseUrl, name), mongodbUrl: named(where.mongodbUrl, name) }
  const admin = createPool(where.databaseUrl)
  await admin.query(`create database ${name}`)
  const pool = createPool(own.databaseUrl)
  await migrate(pool)
  await pool.end()
  return {
    ...where,
    ...own,
    async drop() {
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
      const { client, db } = createMongo(own.mongodbUrl)
      await db.dropDatabase()
      await client.close()
    },
  }
}
