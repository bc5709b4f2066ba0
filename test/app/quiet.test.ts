import { afterAll, beforeAll, expect, test } from 'vitest'
import { untilQuiet } from '../../src/app/start/quiet.ts'
import { MemoryCluster } from '../../src/log/memory/cluster.ts'
import { identityOf } from '../../src/projections/engine/identity.ts'
import { createMongo } from '../../src/projections/mongo/connect.ts'
import { migrate } from '../../src/projections/postgres/migrate.ts'
import { createPool } from '../../src/projections/postgres/pool.ts'
import { PROJECTIONS } from '../../src/projections/registry.ts'
import { createStores } from '../../src/projections/start.ts'
import { eventually } from '../support/eventually.ts'
import { freshDatabase, freshMongo } from '../support/servers.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let pool: ReturnType<typeof createPool>
let mongo: ReturnType<typeof createMongo>

beforeAll(async () => {
  database = await freshDatabase()
  pool = createPool(database.url)
  mongo = createMongo((await freshMongo()).url)
  await migrate(pool)
})
afterAll(async () => {
  await pool.end()
  await mongo.client.close()
  await database.drop()
})

// Seen on a fresh start: the jobs' tables were there a moment before the debts', the log was empty, and start ended.
test('tables that are not built yet are waited for', async () => {
  const log = new MemoryCluster({ partitions: 1 }).log()
  const stores = createStores(pool, mongo.db)
  const build = (names: (name: string) => boolean) =>
    Promise.all(
      PROJECTIONS.filter(({ name }) => names(name)).map(projection =>
        stores[projection.store].open(projection, identityOf(log, projection)),
      ),
    )
  await build(name => name !== 'debts')
  let looks = 0
  const connections = {
    log: async () => {
      looks++
      return log
    },
    postgres: () => pool,
    mongo: () => mongo.db,
    close: async () => {},
  }
  const progress = () => ({ update() {}, stop() {} })
  let ended = false
  const quiet = untilQuiet(connections, [], 'test', new AbortController().signal, progress).finally(() => {
    ended = true
  })
  quiet.catch(() => {})
  await eventually('it has looked more than once, or ended', () => ended || looks > 2)
  expect(ended).toBe(false)
  await build(name => name === 'debts')
  expect((await quiet).debts).toEqual({ updated: 0, ignored: 0, reverted: 0 })
})
