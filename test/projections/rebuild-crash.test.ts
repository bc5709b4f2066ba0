import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/domain/events.ts'
import { decode } from '../../src/log/codec/codec.ts'
import type { Log } from '../../src/log/log.ts'
import { STEPS, type Step } from '../../src/projections/engine/bulk/build.ts'
import type { Projection } from '../../src/projections/engine/projection.ts'
import { rebuildProjection } from '../../src/projections/engine/rebuild.ts'
import { identityOf } from '../../src/projections/engine/runner.ts'
import { clients } from '../../src/projections/mongo/definitions/clients.ts'
import { type ClientDocument, getClient, listClients } from '../../src/projections/mongo/queries.ts'
import { debts } from '../../src/projections/postgres/definitions/debts.ts'
import { listDebts } from '../../src/projections/postgres/queries/debts.ts'
import { verify } from '../../src/projections/verify.ts'
import { tellHistory } from './support/rebuilding.ts'
import { freshMongoStore, freshPostgres } from './support/stores.ts'

let postgres: Awaited<ReturnType<typeof freshPostgres>>
let mongo: Awaited<ReturnType<typeof freshMongoStore>>
let log: Log
beforeAll(async () => {
  postgres = await freshPostgres()
  mongo = await freshMongoStore()
  log = await tellHistory()
})
afterAll(async () => {
  await postgres.close()
  await mongo.close()
})
const storeOf = (projection: Projection) => (projection.store === 'postgres' ? postgres.store : mongo.store)
const rebuild = (projection: Projection, more: Partial<Parameters<typeof rebuildProjection>[0]> = {}) =>
  rebuildProjection({ projection, log, store: storeOf(projection), decode, ...more })
const findings = async (projection: Projection) =>
  (await verify(projection, { log, pool: postgres.pool, db: mongo.db, decode })).findings
const generation = async (projection: Projection) => (await storeOf(projection).glance(projection.name))?.generation

const CHILD = fileURLToPath(new URL('./support/rebuilding.ts', import.meta.url))
/** @returns the signal that ended it */
async function rebuildUntil(projection: Projection, step: Step) {
  const args = ['rebuild', projection.name, postgres.url, mongo.url, mongo.db.databaseName, step]
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, ...args], { stdio: 'inherit' })
  const [, signal] = await once(child, 'exit')
  return signal
}

const places = ([debts, clients] as Projection[]).flatMap(projection =>
  STEPS.filter(step => step !== (projection === clients ? 'indexed' : 'renamed')).map(
    step => [projection.name, step, projection] as const,
  ),
)
test.each(places)(
  'a rebuild of %s that is killed at "%s" leaves all serving, and the next finishes',
  { timeout: 120_000 },
  async (_, step, projection) => {
    await rebuild(projection)
    const before = await generation(projection)
    expect(await rebuildUntil(projection, step)).toBe('SIGKILL')
    expect(await findings(projection)).toEqual([])
    // Whoever opens the store next finishes a switch that was begun.
    await storeOf(projection).open(projection, identityOf(log, projection))
    expect(await findings(projection)).toEqual([])
    const again = await rebuild(projection)
    expect(again.generation).toBeGreaterThan(before!)
    expect(await generation(projection)).toBe(again.generation)
    expect(await findings(projection)).toEqual([])
  },
)

test('nothing of a killed rebuild is left behind by the next', async () => {
  for (const projection of [debts, clients]) await rebuild(projection)
  const { rows } = await postgres.pool.query(
    `select count(*) as n from pg_namespace where nspname like 'debts\\_v%' and nspname <> (select active_schema from postbuch.projections where name = 'debts')`,
  )
  expect(rows[0].n).toBeLessThanOrEqual(1)
  const collections = (await mongo.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name)
  expect(collections.filter(name => name.startsWith('clients')).sort()).toEqual(['clients'])
})

test.each([debts, clients])('of two rebuilds at once one is refused: $name', async projection => {
  const second: Promise<unknown>[] = []
  const first = rebuild(projection, {
    step: step => {
      if (step === 'read') second.push(rebuild(projection).catch(error => error))
    },
    // Held up until the other has been refused.
    log: { ...holdUp(log, () => second[0]) },
  })
  await first
  expect(await second[0]).toMatchObject({ code: 'REBUILD_RUNNING' })
  expect(await findings(projection)).toEqual([])
})

test.each([debts, clients])('a cancelled rebuild leaves the old one serving: $name', async projection => {
  await rebuild(projection)
  const before = await generation(projection)
  const stop = new AbortController()
  const step = (at: Step) => at === 'loaded' && stop.abort()
  await expect(rebuild(projection, { step, signal: stop.signal })).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(await generation(projection)).toBe(before)
  expect(await findings(projection)).toEqual([])
  await rebuild(projection)
})

/** Every row of it says which build it is of. */
function labelled<P extends Projection>(projection: P, label: string): P {
  const operations = (event: RecordedEvent) =>
    projection.operations({
      ...event,
      data: { ...event.data, creditorName: label, clientName: label },
    } as RecordedEvent)
  return { ...projection, operations } as P
}

test('who reads by client and by list through 20 swaps sees no error, nothing empty and nothing of two builds', {
  timeout: 120_000,
}, async () => {
  const build = (n: number) =>
    Promise.all([rebuild(labelled(debts, `build ${n}`)), rebuild(labelled(clients, `build ${n}`))])
  await build(0)
  const creditors = (found: ClientDocument | null) => found!.final_creditor_list.map(entry => entry.creditor_name)
  /** What each read saw: how many rows, and of which builds. */
  const look = async () => {
    const list = await listClients(mongo.db, { limit: 100 })
    const all = (await listDebts(postgres.pool, { limit: 100 })).items
    return {
      client: creditors(await getClient(mongo.db, 'cl-3')),
      clients: list.flatMap(creditors),
      names: list.map(found => found.client_name),
      debts: (await listDebts(postgres.pool, { clientId: 'cl-3', limit: 100 })).items.map(debt => debt.creditorName),
      all: all.map(debt => debt.creditorName),
    }
  }
  const rows = ({ client, clients: list, names, debts: some, all }: Awaited<ReturnType<typeof look>>) =>
    [client, list, names, some, all].map(found => found.length)
  const expected = rows(await look())
  expect(expected).toEqual([4, 30, 7, 4, 30])
  let over = false
  const seen = new Set<unknown>()
  const reader = async () => {
    while (!over) {
      const found = await look()
      expect(rows(found)).toEqual(expected)
      for (const [read, labels] of Object.entries(found)) {
        const builds = [...new Set(labels)]
        expect(builds, read).toHaveLength(1)
        seen.add(builds[0])
      }
    }
  }
  const readers = [reader(), reader()]
  for (let swap = 1; swap <= 20; swap++) await Promise.race([build(swap), ...readers])
  over = true
  await Promise.all(readers)
  expect(seen.size).toBeGreaterThan(10)
  for (const projection of [debts, clients]) await rebuild(projection)
})

/** A log whose reading ends only when something else has. */
function holdUp(log: Log, until: () => Promise<unknown> | undefined): Log {
  return Object.assign(Object.create(log), {
    clusterId: log.clusterId,
    partitions: (topic: Parameters<Log['partitions']>[0]) => log.partitions(topic),
    offsets: (topics: Parameters<Log['offsets']>[0]) => log.offsets(topics),
    async *read(...args: Parameters<Log['read']>) {
      yield* log.read(...args)
      await until()
    },
  })
}
