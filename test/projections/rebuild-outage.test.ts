/** A store that dies in the middle of a rebuild: the rebuild ends with an error, the old build serves, the next finishes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { signalTree } from '../../src/chaos/process-tree.ts'
import { decode } from '../../src/log/codec/codec.ts'
import type { Log } from '../../src/log/log.ts'
import { startMongodb, startPostgres } from '../../src/platform/embedded/index.ts'
import type { EmbeddedServer } from '../../src/platform/embedded/types.ts'
import type { Step } from '../../src/projections/engine/bulk/build.ts'
import type { Projection } from '../../src/projections/engine/projection.ts'
import { rebuildProjection } from '../../src/projections/engine/rebuild.ts'
import { createMongo } from '../../src/projections/mongo/connect.ts'
import { clients } from '../../src/projections/mongo/definitions/clients.ts'
import { debts } from '../../src/projections/postgres/definitions/debts.ts'
import { migrate } from '../../src/projections/postgres/migrate.ts'
import { createPool } from '../../src/projections/postgres/pool.ts'
import { createStores } from '../../src/projections/start.ts'
import { verify } from '../../src/projections/verify.ts'
import { tellHistory } from './support/rebuilding.ts'

const folder = mkdtempSync(join(tmpdir(), 'postbuch-outage-'))
const servers: Partial<Record<'postgres' | 'mongodb', EmbeddedServer>> = {}
const starts = { postgres: startPostgres, mongodb: startMongodb }
const start = async (name: 'postgres' | 'mongodb') => {
  servers[name] = await starts[name]({ dataDir: folder })
  return servers[name]
}
let log: Log
let pool: ReturnType<typeof createPool>
let mongo: ReturnType<typeof createMongo>
beforeAll(async () => {
  const [postgres, mongodb] = await Promise.all([start('postgres'), start('mongodb')])
  pool = createPool(postgres.url)
  await migrate(pool)
  mongo = createMongo(mongodb.url)
  log = await tellHistory()
}, 120_000)
afterAll(async () => {
  await Promise.all([pool?.end(), mongo?.client.close()])
  await Promise.all(Object.values(servers).map(server => server?.stop()))
  rmSync(folder, { recursive: true, force: true })
})

const stores = () => createStores(pool, mongo.db)
const rebuild = (projection: Projection, step?: (at: Step) => void) =>
  rebuildProjection({ projection, log, store: stores()[projection.store], decode, step })
const findings = async (projection: Projection) =>
  (await verify(projection, { log, pool, db: mongo.db, decode })).findings
const generation = async (projection: Projection) =>
  (await stores()[projection.store].glance(projection.name))?.generation

const deaths: [store: 'postgres' | 'mongodb', at: Step, projection: Projection][] = [
  ['postgres', 'read', debts],
  ['postgres', 'loaded', debts],
  ['postgres', 'indexed', debts],
  ['postgres', 'switching', debts],
  ['mongodb', 'loaded', clients],
  ['mongodb', 'switching', clients],
  ['mongodb', 'renamed', clients],
]
test.each(deaths)(
  '%s is killed at "%s"',
  async (store, at, projection) => {
    await rebuild(projection)
    const before = await generation(projection)
    const failed = await rebuild(projection, step => {
      // With its back ends: they outlive PostgreSQL's postmaster by a moment, long enough for a small rebuild to end well.
      if (step === at) signalTree(servers[store]!.pid, 'SIGKILL')
    }).then(
      () => null,
      error => error,
    )
    expect(failed, 'the rebuild that lost its store').toBeInstanceOf(Error)
    await servers[store]!.exited
    await start(store)
    // MongoDB: the switch was announced before the server died, and whoever opens the store finishes it.
    await stores()[projection.store].open(projection, {
      clusterId: log.clusterId,
      partitions: Object.fromEntries(projection.topics.map(topic => [topic, log.partitions(topic)])),
    })
    expect(await findings(projection)).toEqual([])
    const again = await rebuild(projection)
    expect(again.generation).toBeGreaterThan(before!)
    expect(await generation(projection)).toBe(again.generation)
    expect(await findings(projection)).toEqual([])
    expect(await left(projection)).toEqual([])
  },
  120_000,
)

test('PostgreSQL ends the connection of a rebuild', async () => {
  const before = await generation(debts)
  // Reading waits for it: a rebuild as small as this one might be over before.
  const ended = Promise.withResolvers<unknown>()
  const read = log.read.bind(log)
  const waiting = vi.spyOn(log, 'read').mockImplementation(async function* (...asked) {
    await ended.promise
    yield* read(...asked)
  })
  const failed = rebuild(debts, step => {
    if (step !== 'begun') return
    const others = 'pid <> pg_backend_pid() and datname = current_database()'
    ended.resolve(pool.query(`select pg_terminate_backend(pid, 10000) from pg_stat_activity where ${others}`))
  })
  await expect(failed).rejects.toThrow()
  waiting.mockRestore()
  expect(await generation(debts)).toBe(before)
  expect(await findings(debts)).toEqual([])
  await rebuild(debts)
  expect(await left(debts)).toEqual([])
})

/** Schemas and collections of builds that are not the active one. */
async function left(projection: Projection): Promise<string[]> {
  if (projection.store === 'mongodb') {
    const found = await mongo.db.listCollections({}, { nameOnly: true }).toArray()
    return found.map(({ name }) => name).filter(name => name.startsWith(`${projection.name}_g`))
  }
  const { rows } = await pool.query<{ nspname: string }>(
    `select nspname from pg_namespace where nspname like $1 || '\\_v%'
      and nspname not in (select schema_name from postbuch.builds where projection = $1)`,
    [projection.name],
  )
  return rows.map(({ nspname }) => nspname)
}
