import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/domain/events.ts'
import { decode, encode } from '../../src/log/codec/codec.ts'
import { MemoryCluster } from '../../src/log/memory/cluster.ts'
import { gatherLag } from '../../src/ops/lag.ts'
import { rebuildProjection } from '../../src/projections/engine/rebuild.ts'
import type { RunnerOptions } from '../../src/projections/engine/runner.ts'
import { ProjectionRunner } from '../../src/projections/engine/runner.ts'
import { clients } from '../../src/projections/mongo/definitions/clients.ts'
import { getClient } from '../../src/projections/mongo/queries.ts'
import { jobs } from '../../src/projections/postgres/definitions/jobs.ts'
import { getJob } from '../../src/projections/postgres/queries/jobs.ts'
import { verify } from '../../src/projections/verify.ts'
import { eventually } from '../support/eventually.ts'
import { freshMongoStore, freshPostgres } from './support/stores.ts'
import { PARTITIONS, Story } from './support/story.ts'

let postgres: Awaited<ReturnType<typeof freshPostgres>>
let mongo: Awaited<ReturnType<typeof freshMongoStore>>
beforeAll(async () => {
  postgres = await freshPostgres()
  mongo = await freshMongoStore()
})
afterAll(async () => {
  await postgres.close()
  await mongo.close()
})

const cluster = new MemoryCluster({ partitions: PARTITIONS })
const log = cluster.log()
const appender = log.appender()
const append = (events: RecordedEvent[]) =>
  appender.append(events.map(event => encode({ ...event, partition: undefined })))
const runner = (options: Pick<RunnerOptions, 'projection' | 'store'> & Partial<RunnerOptions>) =>
  new ProjectionRunner({ log, decode, group: options.projection.name, pollMs: 50, backoffMs: [10, 100], ...options })
const live = (one: ProjectionRunner) => eventually('the runner is live', () => one.status().state === 'live')
const quiet = (group: string) =>
  eventually(`group ${group} has committed all`, async () => {
    const ends = new Map(
      (await log.offsets(['emails', 'debts', 'inquiries'])).map(o => [`${o.topic}/${o.partition}`, o.stable]),
    )
    const committed = await log.committed(group, group === 'jobs' ? ['emails', 'debts'] : ['debts', 'inquiries'])
    return committed.every(c => c.position === ends.get(`${c.topic}/${c.partition}`))
  })

test('jobs and clients follow the log, through a transaction, a rebuild and a pause', async () => {
  const story = new Story()
  const matched = story.tell('CreditorMatched', 'mail-1')
  await append([
    story.tell('InquirySent', 'inq-2041', { clientId: 'cl-77', creditorName: 'Nordbank AG' }),
    story.tell('EmailReceived', 'mail-1'),
    matched,
    story.tell('DebtUpdated', 'inq-2041', { emailId: 'mail-1', matchId: matched.id }),
  ])
  const [jobsRunner, clientsRunner] = [
    runner({ projection: jobs, store: postgres.store }),
    runner({ projection: clients, store: mongo.store }),
  ]
  await Promise.all([jobsRunner.start(), clientsRunner.start()])
  await live(jobsRunner)
  await live(clientsRunner)
  await quiet('jobs')
  await quiet('clients')
  expect(await getJob(postgres.pool, 'mail-1')).toMatchObject({ status: 'completed' })
  const document = await getClient(mongo.db, 'cl-77')
  expect(document).toMatchObject({
    client_id: 'cl-77',
    final_creditor_list: [
      {
        inquiry_id: 'inq-2041',
        creditor_name: 'Nordbank AG',
        creditor_response_amount: 1234.56,
        version: 1,
        status: 'debt_statement',
      },
    ],
  })

  const rebuilt = await rebuildProjection({ projection: clients, log, store: mongo.store, decode })
  expect(rebuilt).toMatchObject({ generation: 2 })
  expect(await getClient(mongo.db, 'cl-77')).toEqual(document)
  const job = await getJob(postgres.pool, 'mail-1')
  await rebuildProjection({ projection: jobs, log, store: postgres.store, decode })
  expect(await getJob(postgres.pool, 'mail-1')).toEqual(job)

  await eventually(
    'the runners notice the new builds',
    () => jobsRunner.status().generation === 2 && clientsRunner.status().generation === 2,
  )
  await postgres.store.setDesired('jobs', 'paused')
  await eventually('the runner pauses', () => jobsRunner.status().state === 'paused')
  await append([
    story.tell('EmailReceived', 'mail-2'),
    story.tell('DebtUpdated', 'inq-2041', { version: 2, amountCents: 99 }),
  ])
  await quiet('clients')
  expect((await getClient(mongo.db, 'cl-77'))?.final_creditor_list[0]).toMatchObject({
    version: 2,
    creditor_response_amount: 0.99,
  })
  expect(await getJob(postgres.pool, 'mail-2')).toBeNull()
  await postgres.store.setDesired('jobs', 'running')
  await quiet('jobs')
  expect(await getJob(postgres.pool, 'mail-2')).toMatchObject({ status: 'queued' })
  const sources = { log, pool: postgres.pool, db: mongo.db, decode }
  expect(await verify(jobs, sources)).toMatchObject({ events: 5, findings: [] })
  expect(await verify(clients, sources)).toMatchObject({ events: 3, findings: [] })
  const lags = new Map((await gatherLag({ ...sources, prefix: '' })).map(group => [group.group, group.lag]))
  expect(lags.get('-prompts')).toBe(0)
  expect(lags.get('-inquiries')).toBeGreaterThan(0)
  expect([lags.get('-jobs'), lags.get('-clients')]).toEqual([0, 0])

  await postgres.pool.query(`update ${'jobs_v1_g2'}.jobs set subject = 'by hand' where email_id = 'mail-1'`)
  await mongo.db.collection<{ _id: string }>('clients').deleteOne({ _id: 'cl-77' })
  expect((await verify(jobs, sources)).findings).toEqual([
    {
      kind: 'mismatch',
      table: 'jobs',
      key: ['mail-1'],
      columns: ['subject'],
      cause: expect.objectContaining({ offset: expect.any(Number) }),
    },
  ])
  expect((await verify(clients, sources)).findings).toMatchObject([{ kind: 'missing', key: ['cl-77'] }])
  await Promise.all([jobsRunner.stop(), clientsRunner.stop()])
})

test('an offset that the group did not take is given again, although no event comes', async () => {
  const group = 'hindered'
  const hindered = cluster.faults.hold('commit-offsets', { about: group })
  cluster.faults.loseRequest('commit-offsets', { about: group, times: 2 })
  const mirrored = runner({ projection: jobs, store: postgres.store, group })
  await mirrored.start()
  await live(mirrored)
  await eventually('a first commit', () => hindered.count > 0)
  hindered.release()
  await eventually('all is committed', async () => {
    const [ends, committed] = [await log.offsets(['emails', 'debts']), await log.committed(group, ['emails', 'debts'])]
    return committed.every((at, i) => at.position === ends[i]!.stable)
  })
  await mirrored.stop()
})
