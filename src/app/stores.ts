/** The stores that projections write to. */

import type { ProjectionStore } from '../projections/engine/store.ts'
import { MongoStore } from '../projections/mongo/store.ts'
import { PostgresStore } from '../projections/postgres/store.ts'
import type { Connections } from './connections.ts'

export const projectionStores = (connections: Connections): Record<'postgres' | 'mongodb', ProjectionStore> => ({
  postgres: new PostgresStore(connections.postgres()),
  mongodb: new MongoStore(connections.mongo()),
})
