/** What goes on beside a rebuild: another one at its very end, a prune, a worker that stops and starts again. */
import { Collection, Db } from 'mongodb'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { RecordedEvent } from '../../src/domain/events.ts'
import { decode, encode } from '../../src/log/codec/codec.ts'
import type { Log } from '../../src/log/log.ts'
import { MemoryCluster } from '../../src/log/memory/cluster.ts'
import { identityOf } from '../../src/projections/engine/identity.ts'
import type { Projection } from '../../src/projections/engine/projection.ts'
import { type RebuildOptions, rebuildProjection } from '../../src/projections/engine/rebuild.ts'
import { ProjectionRunner, type RunnerOptions } from '../../src/projections/engine/runner.ts'
import { Builds } from '../../src/projections/mongo/builds.ts'
import { clients } from '../../src/projections/mongo/definitions/clients.ts'
import { storedDocumentProjections } from '../../src/projections/mongo/queries.ts'
import { debts } from '../../src/projections/postgres/definitions/debts.ts'
import { storedProjections } from '../../src/projections/postgres/queries/projections.ts'
import { createStores } from '../../src/projections/start.ts'
import { verify } from '../../src/projections/verify.ts'
import { eventually } from '../support/eventually.ts'
import { freshMongoStore, freshPostgres } from './support/stores.ts'
import { PARTITIONS, Story } from './support/story.ts'

let postgres: Awaited<ReturnType<typeof freshPostgres>>
let mongo: Awaited<ReturnType<typeof freshMongoStore>>
beforeAll(async () => {
  postgres = await freshPostgres()
  mongo = await freshMongoStore()
  await append(Array.from({ length: 30 }, (_, n) => told(n)))
})
afterEach(() => vi.restoreAllMocks())
afterAll(async () => {
  await postgres.close()
  await mongo.close()
})

const log = new MemoryCluster({ partitions: PARTITIONS }).log()
const appender = log.appender()
const story = new Story()
const versions = new Map<string, number>()
const append = (events: RecordedEvent[]) =>
  appender.append(events.map(event => encode({ ...event, partition: undefined })))
function told(n: number): RecordedEvent {
  const inquiry = `inq-${n % 11}`
  versions.set(inquiry, (versions.get(inquiry) ?? 0) + 1)
  return story.tell('DebtUpdated', inquiry, { version: versions.get(inquiry)!, clientId: `cl-${n % 11}` })
}

const storeOf = (projection: Projection) => (projection.store === 'postgres' ? postgres.store : mongo.store)
const rebuild = (projection: Projection, more: Partial<RebuildOptions> = {}) =>
  rebuildProjection({ projection, log, store: storeOf(projection), decode, ...more })
const findings = async (projection: Projection) =>
  (await verify(projection, { log, pool: postgres.pool, db: mongo.db, decode })).findings
const generation = async (projection: Projection) => (await storeOf(projection).glance(projection.name))?.generation

/** A log whose reading ends only when something else is over. */
function heldUp(until: () => Promise<unknown>): Log {
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

/** Once the documents are written and checked, and not yet the active ones. */
function beforeTheSwitch(work: () => Promise<unknown>): void {
  const place = Builds.prototype.place
  vi.spyOn(Builds.prototype, 'place').mockImplementationOnce(async function (this: Builds, ...args) {
    await work()
    return place.apply(this, args)
  })
}

test('MongoDB: another rebuild is refused at the very end of one as well, and takes nothing away from it', async () => {
  await rebuild(clients)
  let second: unknown
  beforeTheSwitch(async () => {
    second = await rebuild(clients).catch(error => error)
  })
  const { generation: built } = await rebuild(clients)
  expect(second).toMatchObject({ code: 'REBUILD_RUNNING' })
  expect(await findings(clients)).toEqual([])
  expect(await generation(clients)).toBe(built)
})

test('MongoDB: a prune takes nothing away from a build that is nearly done', async () => {
  await rebuild(clients)
  beforeTheSwitch(() => mongo.store.prune(clients))
  await rebuild(clients)
  expect(await findings(clients)).toEqual([])
})

test.each([
  ['a document is missing', (page: object[]) => page.slice(1)],
  ['a creditor is missing', ([first, ...rest]: object[]) => [{ ...first, final_creditor_list: [] }, ...rest]],
  [
    'a debt is of another version',
    ([first, ...rest]: object[]) => {
      const [one, ...others] = (first as { final_creditor_list: { version: number }[] }).final_creditor_list
      return [{ ...first, final_creditor_list: [{ ...one!, version: one!.version + 1 }, ...others] }, ...rest]
    },
  ],
])('MongoDB: of what was written %s, and the old build serves as before', async (_, spoil) => {
  const { generation: before } = await rebuild(clients)
  const insertMany = Collection.prototype.insertMany
  vi.spyOn(Collection.prototype, 'insertMany').mockImplementationOnce(function (this: Collection, page, options) {
    return insertMany.call(this, spoil([...page]), options)
  })
  await expect(rebuild(clients)).rejects.toMatchObject({ code: 'CHECK_FAILED' })
  expect(await generation(clients)).toBe(before)
  expect(await findings(clients)).toEqual([])
})

test('MongoDB: a rebuild switches while somebody never stops writing, and all that was written is there', async () => {
  let over = false
  let [applied, superseded] = [0, 0]
  const writing = (async () => {
    while (!over) {
      const write = { projection: clients, generation: (await generation(clients))!, moves: [], park: [] }
      const operations = story.events.flatMap(event => clients.operations(event))
      if ((await mongo.store.apply({ ...write, operations })) === 'applied') applied++
      else superseded++
    }
  })()
  for (let n = 0; n < 8; n++) await rebuild(clients)
  over = true
  await writing
  expect(applied).toBeGreaterThan(0)
  expect(applied + superseded).toBeGreaterThan(8)
  expect(await findings(clients)).toEqual([])
  const kept = await mongo.db
    .collection<{ _id: string; writers?: object }>('postbuch_projections')
    .findOne({ _id: 'clients' })
  expect(kept?.writers ?? {}).toEqual({})
}, 60_000)

test('MongoDB: a writer that died keeps a switch waiting for a while only', async () => {
  await rebuild(clients)
  const projections = mongo.db.collection<{ _id: string }>('postbuch_projections')
  await projections.updateOne({ _id: 'clients' }, { $set: { 'writers.dead': true } })
  const { generation: built } = await rebuild(clients)
  expect(await generation(clients)).toBe(built)
  expect(await projections.findOne({ _id: 'clients' })).not.toHaveProperty('writers')
}, 30_000)

test('MongoDB: of one that is cancelled nothing is left, and nobody has to wait for it', async () => {
  const { generation: before } = await rebuild(clients)
  const stop = new AbortController()
  const cancelled = rebuild(clients, { signal: stop.signal, step: at => at === 'loaded' && stop.abort() })
  await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
  const collections = await mongo.db.listCollections({}, { nameOnly: true }).toArray()
  expect(collections.filter(({ name }) => name.startsWith('clients_g'))).toEqual([])
  const kept = await mongo.db.collection<{ _id: string }>('postbuch_projections').findOne({ _id: 'clients' })
  expect(kept).toMatchObject({ generation: before, activating: null })
  expect(kept).not.toHaveProperty('lease')
})

test('MongoDB: who still writes to the build before is told, and makes no collection of its own', async () => {
  const { generation: before } = await rebuild(clients)
  await rebuild(clients)
  const late = { projection: clients, generation: before, moves: [], park: [] }
  expect(await mongo.store.apply({ ...late, operations: clients.operations(story.events[0]!) })).toBe('superseded')
  const collections = await mongo.db.listCollections({}, { nameOnly: true }).toArray()
  expect(collections.filter(({ name }) => name.startsWith('clients_g'))).toEqual([])
})

test('PostgreSQL: a prune takes nothing away from a build that is being filled', async () => {
  await rebuild(debts)
  let pruned: Promise<unknown> | undefined
  const until = () => {
    pruned ??= postgres.store.prune(debts)
    return pruned
  }
  await rebuild(debts, { log: heldUp(until) })
  expect(pruned).toBeDefined()
  expect(await findings(debts)).toEqual([])
})

test.each([debts, clients])('the worker stops and starts again while $name is rebuilt', async projection => {
  const store = storeOf(projection)
  const worker = async () => {
    const runner = new ProjectionRunner({
      ...{ projection, store, log, decode, group: projection.name },
      ...{ pollMs: 50, backoffMs: [10, 100] },
    })
    await runner.start()
    await eventually('the worker is live', () => runner.status().state === 'live')
    return runner
  }
  /** Applied by the worker to the build that serves. */
  const follows = async (runner: ProjectionRunner) => {
    const before = runner.status().eventsApplied
    await append(Array.from({ length: 12 }, (_, n) => told(n)))
    await eventually('the worker follows', () => runner.status().eventsApplied >= before + 12)
  }
  await rebuild(projection)
  const old = await generation(projection)
  let runner = await worker()
  let restarted: Promise<void> | undefined
  const restart = async () => {
    await follows(runner)
    await runner.stop()
    await append([told(3), told(4)])
    runner = await worker()
    await follows(runner)
    expect(runner.status().generation).toBe(old)
    expect(await findings(projection)).toEqual([])
  }
  const built = await rebuild(projection, { log: heldUp(() => (restarted ??= restart())) })
  expect(restarted).toBeDefined()
  await eventually('the worker is live on the new build', () => {
    const { state, generation: current } = runner.status()
    return state === 'live' && current === built.generation
  })
  await follows(runner)
  expect(await findings(projection)).toEqual([])
  await runner.stop()
})

test.each([debts, clients])(
  'the worker stops while it builds $name for a changed definition, and the next one finishes',
  async projection => {
    const store = storeOf(projection)
    await rebuild(projection)
    const old = await generation(projection)
    const changed = { ...projection, version: projection.version + 1 }
    const start = async (build: RunnerOptions['build']) => {
      const runner = new ProjectionRunner({
        ...{ projection: changed, store, log, decode, build, group: projection.name },
        ...{ pollMs: 50, backoffMs: [10, 100] },
      })
      await runner.start()
      return runner
    }
    let reading = false
    const never = new Promise(() => {})
    const first = await start(async (one, signal) => {
      const held = heldUp(() => {
        reading = true
        return Promise.race([never, new Promise(resolve => signal.addEventListener('abort', resolve))])
      })
      await rebuildProjection({ projection: one, log: held, store, decode, signal })
    })
    await eventually('it is being built', () => reading)
    expect(first.status().state).toBe('catching-up')
    await first.stop()
    expect(await generation(projection)).toBe(old)
    expect(await findings(projection)).toEqual([])
    const second = await start((one, signal) =>
      rebuildProjection({ projection: one, log, store, decode, signal }).then(() => {}),
    )
    await eventually('the worker is live on the new build', () => {
      const { state, generation: current } = second.status()
      return state === 'live' && current! > old!
    })
    expect(await findings(changed)).toEqual([])
    await second.stop()
    await rebuild(projection)
  },
)

test.each([debts, clients])(
  'a changed definition of $name that cannot be built has failed, and the old one serves',
  async projection => {
    const store = storeOf(projection)
    await rebuild(projection)
    const old = await generation(projection)
    const operations = () => {
      throw new Error('a mistake in the new definition')
    }
    const runner = new ProjectionRunner({
      ...{ projection: { ...projection, version: projection.version + 1, operations }, store, log, decode },
      ...{ group: projection.name, pollMs: 50, backoffMs: [10, 100] },
      build: one => rebuildProjection({ projection: one, log, store, decode }).then(() => {}),
    })
    await runner.start()
    await eventually('the worker says so', () => runner.status().state === 'failed')
    const stored = () => store.open(projection, identityOf(log, projection))
    await eventually('the store says so', async () =>
      (await stored()).partitions.some(({ state, failure }) => state === 'failed' && failure?.code === 'POISON'),
    )
    expect(await generation(projection)).toBe(old)
    await runner.stop()
    expect(await findings(projection)).toEqual([])
  },
)

test.each([debts, clients])('who cancels a rebuild of $name once it switches is too late', async projection => {
  await rebuild(projection)
  await append([told(1)])
  const stop = new AbortController()
  const built = await rebuild(projection, { signal: stop.signal, step: at => at === 'switching' && stop.abort() })
  expect(await generation(projection)).toBe(built.generation)
  expect(await findings(projection)).toEqual([])
})

test('MongoDB: a rebuild that loses the server in the middle of its switch leaves it to whoever comes', async () => {
  const { generation: before } = await rebuild(clients)
  await append([told(1), told(2)])
  vi.spyOn(Db.prototype, 'renameCollection').mockRejectedValueOnce(new Error('connection lost'))
  await expect(rebuild(clients)).rejects.toThrow('connection lost')
  const opened = await mongo.store.open(clients, identityOf(log, clients))
  expect(opened.generation).toBeGreaterThan(before)
  const positions = new Map(opened.partitions.map(place => [`${place.topic}/${place.partition}`, place.position]))
  for (const { topic, partition, stable } of await log.offsets(clients.topics))
    expect(positions.get(`${topic}/${partition}`)).toBe(stable)
  expect(await findings(clients)).toEqual([])
})

test.each([debts, clients])('a rebuild of $name is seen from elsewhere, and cancelled from there', async projection => {
  await rebuild(projection)
  const old = await generation(projection)
  const elsewhere = createStores(postgres.pool, mongo.db)[projection.store]
  const seen = async () => {
    const [sql, documents] = await Promise.all([storedProjections(postgres.pool), storedDocumentProjections(mongo.db)])
    return [...sql, ...documents].find(({ name }) => name === projection.name)!.rebuild
  }
  expect(await seen()).toBeNull()
  const noted = vi.spyOn(storeOf(projection), 'noteRebuild')
  const told = async () => (await Promise.all(noted.mock.results.map(({ value }) => value))).includes(false)
  let asked: Promise<unknown> | undefined
  const cancel = async () => {
    const note = await eventually('it is seen', async () => ((await seen())?.total ? seen() : null))
    expect(note.events).toBeLessThanOrEqual(note.total)
    expect(await elsewhere.cancelRebuild(projection.name)).toBe(true)
    await eventually('it is told', told)
  }
  await expect(rebuild(projection, { log: heldUp(() => (asked ??= cancel())) })).rejects.toMatchObject({
    code: 'CANCELLED',
  })
  await asked
  expect(await seen()).toBeNull()
  expect(await elsewhere.cancelRebuild(projection.name)).toBe(false)
  expect(await generation(projection)).toBe(old)
  expect(await findings(projection)).toEqual([])
})

test('what no event has written is gone after a rebuild, also where nothing is left: MongoDB', async () => {
  const other = await freshMongoStore()
  const empty = new MemoryCluster({ partitions: PARTITIONS }).log()
  await other.store.open(clients, identityOf(empty, clients))
  await other.db.collection<{ _id: string }>('clients').insertOne({ _id: 'by-hand' })
  await rebuild(clients, { log: empty, store: other.store })
  expect(await other.db.collection('clients').find().toArray()).toEqual([])
  await other.close()
})

test('who looks whether documents were lost while a rebuild switches does not take them for lost: MongoDB', async () => {
  await rebuild(clients)
  const before = (await generation(clients))!
  const list = Db.prototype.listCollections
  // The document was read; the collection that is looked at then is the next build's already.
  vi.spyOn(Db.prototype, 'listCollections').mockImplementationOnce(function (this: Db, ...args) {
    const later = async () => {
      await rebuild(clients)
      return list.apply(this, args).toArray()
    }
    return { toArray: later } as ReturnType<typeof list>
  })
  expect(await mongo.store.positions(clients, before)).not.toEqual([])
  expect(await generation(clients)).toBeGreaterThan(before)
})
