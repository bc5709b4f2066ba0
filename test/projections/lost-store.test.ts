/** A store that loses what was applied while nothing happens: an idle projection notices, says so, and everything comes back. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { decode, encode } from '../../src/log/codec/codec.ts'
import { MemoryCluster } from '../../src/log/memory/cluster.ts'
import type { Projection } from '../../src/projections/engine/projection.ts'
import { rebuildProjection } from '../../src/projections/engine/rebuild.ts'
import { ProjectionRunner } from '../../src/projections/engine/runner.ts'
import { clients } from '../../src/projections/mongo/definitions/clients.ts'
import { debts } from '../../src/projections/postgres/definitions/debts.ts'
import { verify } from '../../src/projections/verify.ts'
import { eventually } from '../support/eventually.ts'
import { freshMongoStore, freshPostgres } from './support/stores.ts'
import { PARTITIONS, Story } from './support/story.ts'

let postgres: Awaited<ReturnType<typeof freshPostgres>>
let mongo: Awaited<ReturnType<typeof freshMongoStore>>
const log = new MemoryCluster({ partitions: PARTITIONS }).log()
let runner: ProjectionRunner | undefined
let errors: object[] = []
beforeAll(async () => {
  postgres = await freshPostgres()
  mongo = await freshMongoStore()
  const story = new Story()
  for (let n = 0; n < 20; n++) {
    story.tell('InquirySent', `inq-${n}`, { clientId: `cl-${n % 6}` })
    story.tell('DebtUpdated', `inq-${n}`, { version: 1, clientId: `cl-${n % 6}` })
  }
  await log.appender().append(story.events.map(event => encode({ ...event, partition: undefined })))
})
afterEach(async () => {
  await runner?.stop()
  errors = []
})
afterAll(async () => {
  await postgres.close()
  await mongo.close()
})

const storeOf = (projection: Projection) => (projection.store === 'postgres' ? postgres.store : mongo.store)
const compared = async (projection: Projection) => {
  const { findings, checked } = await verify(projection, { log, pool: postgres.pool, db: mongo.db, decode })
  return findings.length === 0 ? checked : 0
}
async function live(projection: Projection) {
  const logger = { info: () => {}, warn: () => {}, error: (fields: object) => void errors.push(fields) }
  runner = new ProjectionRunner({
    ...{ projection, store: storeOf(projection), log, decode, logger, group: projection.name },
    ...{ pollMs: 10, backoffMs: [10, 100] },
  })
  await runner.start()
  await eventually('the worker has applied all', async () => runner!.status().state === 'live' && compared(projection))
}
const sql = (text: string) => async () => {
  const { rows } = await postgres.pool.query(`select active_schema as s from postbuch.projections where name = 'debts'`)
  await postgres.pool.query(text.replaceAll('SCHEMA', `"${rows[0].s}"`))
}

const losses: [what: string, projection: Projection, wreck: () => Promise<unknown>][] = [
  ['a table', debts, sql('drop table SCHEMA.debts')],
  ['its schema', debts, sql('drop schema SCHEMA cascade')],
  ['the rows of a table', debts, sql('truncate SCHEMA.debts')],
  ['the positions', debts, sql('truncate postbuch.positions')],
  ['a position', debts, sql(`update postbuch.positions set position = 0 where topic = 'debts' and partition = 1`)],
  ['the engine’s own tables', debts, sql('drop schema postbuch cascade')],
  ['the database', clients, () => mongo.db.dropDatabase()],
  ['the collection', clients, () => mongo.db.dropCollection('clients')],
  [
    'the collection, with an older copy in its place',
    clients,
    async () => {
      const [copy] = await mongo.db.collection('clients').find().toArray()
      await mongo.db.dropCollection('clients')
      await mongo.db.collection('clients').insertOne(copy!)
    },
  ],
  ['the positions', clients, () => mongo.db.collection('postbuch_positions').deleteMany({})],
]
const lost = losses.map(([what, projection, wreck]) => [`${projection.name}: ${what}`, projection, wreck] as const)
test.each(lost)('%s: what is lost comes back without an event', async (_, projection, wreck) => {
  // So that the active build is not the first: what was lost must not be taken for a build of the past.
  await rebuildProjection({ projection, log, store: storeOf(projection), decode }).catch(() => {})
  await live(projection)
  const rows = await compared(projection)
  expect(rows).toBeGreaterThan(5)
  expect(errors).toEqual([])
  await wreck()
  await eventually('it is noticed', () => errors.length > 0)
  expect(errors[0]).toMatchObject({ projection: projection.name, code: 'STORE_LOST_DATA' })
  await eventually('everything is back', async () => {
    const back = await compared(projection)
    return back === rows && runner!.status().state === 'live'
  })
  await rebuildProjection({ projection, log, store: storeOf(projection), decode })
  await eventually('the worker has noticed the rebuild', () => runner!.status().state === 'live')
  expect(await compared(projection)).toBe(rows)
})

test('clients: the documents are lost in the middle of a switch', async () => {
  await rebuildProjection({ projection: clients, log, store: mongo.store, decode })
  await live(clients)
  const rows = await compared(clients)
  await runner!.stop()
  await mongo.db.dropCollection('clients')
  await mongo.db
    .collection<{ _id: string }>('postbuch_projections')
    .updateOne({ _id: 'clients' }, [{ $set: { activating: '$generation' } }])
  await live(clients)
  expect(errors[0]).toMatchObject({ code: 'STORE_LOST_DATA' })
  expect(await compared(clients)).toBe(rows)
})

test('clients: documents of a version that did not note their collection are not lost, and noted now', async () => {
  await live(clients)
  await runner!.stop()
  const projections = mongo.db.collection<{ _id: string; collection?: string }>('postbuch_projections')
  const { collection } = (await projections.findOneAndUpdate({ _id: 'clients' }, { $unset: { collection: '' } }))!
  await live(clients)
  expect(runner!.status().eventsApplied).toBe(0)
  expect(errors).toEqual([])
  expect(await projections.findOne({ _id: 'clients' })).toMatchObject({ collection })
})

test.each([debts, clients])('as long as nothing is lost nothing is read again: $name', async projection => {
  await live(projection)
  const before = runner!.status().eventsApplied
  const looks = { positions: 0 }
  const store = storeOf(projection)
  const positions = store.positions
  store.positions = async (...given) => {
    looks.positions++
    return positions.apply(store, given)
  }
  await eventually('the store is looked at', () => looks.positions > 5)
  store.positions = positions
  expect(errors).toEqual([])
  expect(runner!.status().eventsApplied).toBe(before)
})
