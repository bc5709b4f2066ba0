import { MemoryStore } from '../../src/projections/engine/memory-store.ts'
import { withMongoContent } from '../../src/projections/mongo/content.ts'
import { clients } from '../../src/projections/mongo/definitions/clients.ts'
import { withPostgresContent } from '../../src/projections/postgres/content.ts'
import { debts } from '../../src/projections/postgres/definitions/debts.ts'
import { freshMongoStore, freshPostgres } from '../projections/support/stores.ts'
import { collect, projectionStoreContract } from './projection-store.ts'

projectionStoreContract('in memory', async () => {
  const store = new MemoryStore()
  return { store, projection: debts, content: async () => store.rows(debts), close: async () => {} }
})

projectionStoreContract('PostgreSQL', async () => {
  const { pool, store, close } = await freshPostgres()
  const content = () => withPostgresContent(pool, debts, ({ rows }) => collect(rows()))
  return { store, projection: debts, content, close }
})

projectionStoreContract('MongoDB', async () => {
  const { db, store, close } = await freshMongoStore()
  const content = () => withMongoContent(db, clients, ({ rows }) => collect(rows()))
  return { store, projection: clients, content, close }
})
