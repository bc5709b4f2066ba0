/** A rebuild with hardly any memory puts rows and documents aside on disk, and comes to the same. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { history, shapeOf } from '../../src/bench/events.ts'
import { decode, encode } from '../../src/log/codec/codec.ts'
import type { Log } from '../../src/log/log.ts'
import { MemoryCluster } from '../../src/log/memory/cluster.ts'
import { Spool } from '../../src/projections/engine/bulk/spool.ts'
import { rebuildProjection } from '../../src/projections/engine/rebuild.ts'
import { PROJECTIONS } from '../../src/projections/registry.ts'
import { verify } from '../../src/projections/verify.ts'
import { freshMongoStore, freshPostgres } from './support/stores.ts'

let postgres: Awaited<ReturnType<typeof freshPostgres>>
let mongo: Awaited<ReturnType<typeof freshMongoStore>>
let log: Log
beforeAll(async () => {
  postgres = await freshPostgres()
  mongo = await freshMongoStore()
  log = new MemoryCluster({ partitions: 3 }).log()
  const appender = log.appender()
  await appender.append([...history(shapeOf(3_000))].map(encode))
})
afterAll(async () => {
  vi.restoreAllMocks()
  await postgres.close()
  await mongo.close()
})

const wanted = PROJECTIONS.filter(({ name }) => ['jobs', 'debts', 'clients', 'inquiries'].includes(name))

test.each(wanted.flatMap(projection => [1, 4_096].map(memory => [projection.name, memory, projection] as const)))(
  '%s with room for %i bytes',
  async (_name, memory, projection) => {
    const store = projection.store === 'postgres' ? postgres.store : mongo.store
    const putAside = vi.spyOn(Spool.prototype, 'add')
    putAside.mockClear()
    const { rows } = await rebuildProjection({ projection, log, store, decode, memory })
    expect(putAside.mock.calls.length).toBeGreaterThan(0)
    const { findings, checked } = await verify(projection, { log, pool: postgres.pool, db: mongo.db, decode })
    expect(findings).toEqual([])
    expect(checked).toBe(Object.values(rows).reduce((sum, n) => sum + n, 0))
  },
  60_000,
)
