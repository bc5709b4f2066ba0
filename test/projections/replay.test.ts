import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { RecordedEvent } from '../../src/domain/events.ts'
import { decode, encode } from '../../src/log/codec/codec.ts'
import { MemoryCluster } from '../../src/log/memory/cluster.ts'
import type { Projection } from '../../src/projections/engine/projection.ts'
import { replayKeys, selectRows } from '../../src/projections/engine/replay.ts'
import { ProjectionRunner } from '../../src/projections/engine/runner.ts'
import type { ProjectionStore, RowKey } from '../../src/projections/engine/store.ts'
import { clients } from '../../src/projections/mongo/definitions/clients.ts'
import { debts } from '../../src/projections/postgres/definitions/debts.ts'
import { jobs } from '../../src/projections/postgres/definitions/jobs.ts'
import { verify } from '../../src/projections/verify.ts'
import { eventually } from '../support/eventually.ts'
import { freshMongoStore, freshPostgres } from './support/stores.ts'
import { PARTITIONS, Story } from './support/story.ts'

let postgres: Awaited<ReturnType<typeof freshPostgres>>
let mongo: Awaited<ReturnType<typeof freshMongoStore>>
const cluster = new MemoryCluster({ partitions: PARTITIONS })
const log = cluster.log()
const appender = log.appender()
const story = new Story()
const runners: ProjectionRunner[] = []
const append = (events: RecordedEvent[]) =>
  appender.append(events.map(event => encode({ ...event, partition: undefined })))
const storeOf = (projection: Projection): ProjectionStore =>
  projection.store === 'postgres' ? postgres.store : mongo.store
const caughtUp = (projection: Projection) =>
  eventually(`${projection.name} has applied all`, async () => {
    const store = storeOf(projection)
    const ends = await log.offsets(projection.topics)
    const { generation } = (await store.glance(projection.name))!
    const at = await store.positions(projection, generation)
    return ends.every(end =>
      at.some(p => p.topic === end.topic && p.partition === end.partition && p.position >= end.stable),
    )
  })
const findings = async (projection: Projection) =>
  (await verify(projection, { log, pool: postgres.pool, db: mongo.db, decode })).findings
const replay = (projection: Projection, keys: readonly RowKey[]) =>
  replayKeys({ projection, log, store: storeOf(projection), decode, keys })

beforeAll(async () => {
  postgres = await freshPostgres()
  mongo = await freshMongoStore()
  for (let n = 1; n <= 4; n++) {
    story.tell('InquirySent', `inq-${n}`, { clientId: `cl-${n % 2}` })
    const mail = `mail-${n}`
    story.tell('EmailReceived', mail)
    const match = story.tell('CreditorMatched', mail)
    const about = { emailId: mail, matchId: match.id, clientId: `cl-${n % 2}` }
    for (let version = 1; version <= 3; version++) story.tell('DebtUpdated', `inq-${n}`, { ...about, version })
  }
  story.tell('InquiryWithdrawn', 'inq-4')
  await append(story.events)
  for (const projection of [jobs, debts, clients]) {
    const store = storeOf(projection)
    const runner = new ProjectionRunner({ projection, store, log, decode, group: projection.name, backoffMs: [5, 50] })
    runners.push(runner)
    await runner.start()
    await caughtUp(projection)
  }
})
afterAll(async () => {
  await Promise.all(runners.map(runner => runner.stop()))
  await postgres.close()
  await mongo.close()
})

test('rows of PostgreSQL that were changed, taken away and added by hand are as the log says again', async () => {
  const { rows } = await postgres.pool.query(`select active_schema from postbuch.projections where name = 'jobs'`)
  const schema = rows[0].active_schema
  await postgres.pool.query(`update ${schema}.jobs set subject = 'by hand', answers = null where email_id = 'mail-1'`)
  await postgres.pool.query(`delete from ${schema}.jobs where email_id = 'mail-2'`)
  await postgres.pool.query(`insert into ${schema}.jobs (email_id, stage) values ('mail-x', 'matched')`)
  const found = await findings(jobs)
  expect(found.map(({ kind, key }) => [kind, ...key]).sort()).toEqual([
    ['extra', 'mail-x'],
    ['mismatch', 'mail-1'],
    ['missing', 'mail-2'],
  ])
  const result = await replay(jobs, [...found, { table: 'jobs', key: ['mail-3'] }])
  expect(result).toMatchObject({ rows: 4 })
  expect(await replay(jobs, [{ table: 'jobs', key: ['nobody'] }])).toMatchObject({ rows: 0, replaced: [] })
  expect(result.replaced.map(({ key }) => key[0]).sort()).toEqual(['mail-1', 'mail-2', 'mail-x'])
  expect(await findings(jobs)).toEqual([])
})

test('documents of MongoDB too', async () => {
  const documents = mongo.db.collection<{ _id: string; client_name?: string; surplus?: number }>('clients')
  await documents.updateOne({ _id: 'cl-0' }, { $set: { client_name: 'by hand', surplus: 1 } })
  await documents.deleteOne({ _id: 'cl-1' })
  await documents.insertOne({ _id: 'cl-x' })
  const result = await replay(clients, await findings(clients))
  expect(result.replaced.map(({ key }) => key[0]).sort()).toEqual(['cl-0', 'cl-1', 'cl-x'])
  expect(await findings(clients)).toEqual([])
})

test('a key selects all rows that its events touch, and those that bear its name', async () => {
  const options = { log, decode }
  const rows = await selectRows({ projection: debts, store: postgres.store, ...options }, { key: 'inq-1' })
  expect(rows.filter(({ table }) => table === 'debt_versions')).toHaveLength(3)
  expect(rows).toContainEqual({ table: 'debts', key: ['inq-1'] })
  expect(await selectRows({ projection: clients, store: mongo.store, ...options }, { key: 'inq-4' })).toContainEqual({
    table: 'clients',
    key: ['cl-0'],
  })
  const since = story.events.findLast(event => event.type === 'EmailReceived')!.time
  const late = await selectRows({ projection: jobs, store: postgres.store, ...options }, { since })
  expect(late).toContainEqual({ table: 'jobs', key: ['mail-4'] })
  expect(late).not.toContainEqual({ table: 'jobs', key: ['mail-1'] })
})

test.each([debts, clients])(
  'what is replayed while events go on arriving is right in the end: $name',
  async projection => {
    const keys = [1, 2, 3, 4].flatMap(n => [
      { table: projection.name, key: [projection === debts ? `inq-${n}` : `cl-${n % 2}`] },
    ])
    let version = 3
    let over = false
    const arriving = (async () => {
      while (!over) {
        version++
        const n = 1 + (version % 4)
        await append([story.tell('DebtUpdated', `inq-${n}`, { version, clientId: `cl-${n % 2}` })])
        await caughtUp(projection)
      }
    })()
    onTestFinished(async () => {
      over = true
      await arriving.catch(() => {})
    })
    for (let round = 0; round < 5; round++) {
      const at = version
      if (projection === clients)
        await mongo.db.collection('clients').updateMany({}, { $set: { client_name: 'by hand' } })
      else {
        const { rows } = await postgres.pool.query(
          `select active_schema from postbuch.projections where name = 'debts'`,
        )
        await postgres.pool.query(`update ${rows[0].active_schema}.debts set client_name = 'by hand'`)
      }
      await replay(projection, keys)
      await eventually('more has come', () => version > at)
    }
    over = true
    await arriving
    await caughtUp(projection)
    expect(await findings(projection)).toEqual([])
  },
)
