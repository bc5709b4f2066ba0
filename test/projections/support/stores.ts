/** Fresh real stores for one test file, and how to let them go. */
import { MongoClient } from 'mongodb'
import type { Pool } from 'pg'
import { MongoStore } from '../../../src/projections/mongo/store.ts'
import { migrate } from '../../../src/projections/postgres/migrate.ts'
import { createPool } from '../../../src/projections/postgres/pool.ts'
import { PostgresStore } from '../../../src/projections/postgres/store.ts'
import { freshDatabase, freshMongo } from '../../support/servers.ts'

export async function freshPostgres() {
  const database = await freshDatabase({
    name: 'projections',
    prepare: async url => {
      const pool = createPool(url)
      await migrate(pool)
      await pool.end()
    },
  })
  const pool: Pool = createPool(database.url)
  const close = async () => {
    await pool.end()
    await database.drop()
  }
  return { url: database.url, pool, store: new PostgresStore(pool), close }
}

export async function freshMongoStore() {
  const { url, database } = await freshMongo()
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000 })
  const db = client.db(database)
  const close = async () => {
    await db.dropDatabase()
    await client.close()
  }
  return { url, db, store: new MongoStore(db), close }
}
