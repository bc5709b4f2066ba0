/** An operator's day on real servers: through the CLI's verbs in processes of their own, and through HTTP. */
import { Kafka, logLevel } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createInternalListener } from '../../src/api/internal/server.ts'
import { createMetrics } from '../../src/api/metrics.ts'
import { currentLag } from '../../src/app/consumers.ts'
import { createOperations } from '../../src/app/operations.ts'
import { prepareReset } from '../../src/app/reset-group.ts'
import type { NewEvent } from '../../src/domain/events.ts'
import { encode } from '../../src/log/codec/codec.ts'
import { FakeReads } from '../api/fake-reads.ts'
import { FakeAppender, silent } from '../api/support.ts'
import { postbuch } from '../e2e/postbuch.ts'
import { describeGroup } from '../log/kafka/console.ts'
import { eventually } from '../support/eventually.ts'
import { sharedServers } from '../support/servers.ts'
import { type RealServers, realServers } from './support/servers.ts'

const WITHIN = { within: 20_000 }
let servers: RealServers
let broker: string
let http: Awaited<ReturnType<typeof createInternalListener>>
beforeAll(async () => {
  broker = (await sharedServers('kafka')).kafka
  servers = await realServers(['debts', 'clients'])
  const appender = new FakeAppender()
  http = await createInternalListener({
    ...{ appender, encode, reads: new FakeReads(), metrics: createMetrics(appender), log: silent },
    ...{ tokens: [{ name: 'anna', token: 'secret' }], appendTimeout: 300, answerWait: 100 },
    operations: createOperations(servers.connections, silent),
  })
  for (let n = 0; n < 5; n++) tellDebt(n, 1)
  await servers.tell()
}, 60_000)
afterAll(async () => {
  await http?.close()
  await servers?.close()
})

function tellDebt(n: number, version: number) {
  const client = { clientId: `client-${n}`, clientName: `Name ${n}` }
  if (version === 1) servers.story.tell('InquirySent', `inq-${n}`, client, { time: Date.now() })
  const data = { ...client, version, amountCents: 100 * n, emailId: `mail-${n}`, matchId: `match-${n}` }
  servers.story.tell('DebtUpdated', `inq-${n}`, data, { correlationId: `mail-${n}`, time: Date.now() })
}

/** Runs a verb with --json. @throws if its exit code is another than `expected` */
async function run(args: string[], expected = 0) {
  const { code, stdout, stderr } = await postbuch([...args, '--json'], {
    KAFKA_BROKERS: broker,
    KAFKA_PREFIX: servers.prefix,
    KAFKA_PARTITIONS: '3',
    DATABASE_URL: servers.postgres.url,
    MONGODB_URL: servers.mongo.url,
  })
  expect(code, `${args.join(' ')}: ${stderr}`).toBe(expected)
  return { document: stdout ? JSON.parse(stdout) : null, stderr }
}
async function post(url: string, payload?: object) {
  const headers = { authorization: 'Bearer secret' }
  const answer = await http.inject({ method: 'POST', url, headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, ...answer.json() }
}
const clients = () => servers.mongo.db.collection<{ _id: string; client_name?: string }>('clients')
const schemas = async () => {
  const { rows } = await servers.postgres.pool.query(
    `select nspname as name from pg_namespace where nspname like 'debts_v%' order by 1`,
  )
  return rows.map(({ name }) => name as string)
}
const lagOf = async (name: string) =>
  (await currentLag(servers.connections, servers.prefix)).find(({ group }) => group === `${servers.prefix}-${name}`)!

describe('projections', () => {
  test('pause, resume: nothing is applied meanwhile, and nothing is lost', async () => {
    expect((await run(['projections', 'pause', 'clients'])).document).toEqual({
      projection: 'clients',
      desired: 'paused',
    })
    // Running workers notice after a moment. It is paused when five more events have gone by that debts has applied.
    const places: number[] = []
    await eventually(
      'events arrive and stay unapplied',
      async () => {
        servers.story.tell('InquirySent', 'inq-9', { clientId: 'client-9', clientName: 'Nine' })
        const sent = servers.story.events.pop()!
        await servers.write(encode({ ...sent, partition: undefined } as NewEvent))
        await eventually('debts has applied it', async () => (await lagOf('debts')).lag === 0, WITHIN)
        const { lag, partitions } = await lagOf('clients')
        places.push(partitions.reduce((sum, { position }) => sum + position!, 0))
        return lag! > 0 && places.at(-1) === places.at(-6)
      },
      WITHIN,
    )
    const { document } = await run(['projections', 'list'])
    expect(document.find(({ name }: { name: string }) => name === 'clients')).toMatchObject({ state: 'paused' })
    const { stderr } = await run(['lag', '--fail-over-seconds', '0'], 1)
    expect(stderr).toMatch(/-clients: expected at most 0 s behind, found [\d.]+ s/)
    expect(await post('/api/v1/projections/clients/resume')).toMatchObject({ status: 'accepted', action: 'resume' })
    await eventually('all is applied', async () => (await lagOf('clients')).lag === 0, WITHIN)
    expect(await clients().findOne({ _id: 'client-9' })).toMatchObject({ client_name: 'Nine' })
  }, 60_000)

  test('replay by key and by time puts right what was edited, and only that', async () => {
    const [schema] = await schemas()
    await servers.postgres.pool.query(
      `update "${schema}".debts set amount_cents = 1 where debt_id in ('inq-3', 'inq-4')`,
    )
    await clients().updateOne({ _id: 'client-2' }, { $set: { client_name: 'by hand' } })
    const wrong = (await run(['projections', 'verify', 'debts'], 1)).document.findings
    expect(wrong.map(({ key }: { key: string[] }) => key[0]).sort()).toEqual(['inq-3', 'inq-4'])
    const byKey = (await run(['projections', 'replay', 'debts', '--key', 'inq-3'])).document
    expect(byKey.replaced).toEqual([{ table: 'debts', key: ['inq-3'] }])
    const late = new Date(Date.now() + 60_000).toISOString()
    expect((await run(['projections', 'replay', 'debts', '--since', late])).document).toMatchObject({ rows: 0 })
    const since = new Date(Date.now() - 3_600_000).toISOString()
    expect(await post('/api/v1/projections/debts/replay', { since })).toMatchObject({
      replaced: [{ table: 'debts', key: ['inq-4'] }],
    })
    expect(await post('/api/v1/projections/clients/verify')).toMatchObject({
      differences: 1,
      findings: [{ finding: 'mismatch', key: ['client-2'], columns: ['client_name'], event: { topic: 'inquiries' } }],
    })
    expect(await post('/api/v1/projections/clients/replay', { key: 'client-2' })).toMatchObject({ rows: 1 })
    for (const name of ['debts', 'clients'])
      expect(await post(`/api/v1/projections/${name}/verify`)).toMatchObject({ status: 200, differences: 0 })
    expect(await post('/api/v1/projections/nobody/verify')).toMatchObject({
      ...{ status: 404, error: { code: 'NO_SUCH_PROJECTION', expected: expect.stringContaining('debts') } },
    })
    expect(await post('/api/v1/projections/debts/replay', { key: 'a', since })).toMatchObject({ status: 400 })
  }, 60_000)

  test('prune throws away the build that a rebuild has left', async () => {
    const [before] = await schemas()
    await run(['projections', 'rebuild', 'debts'])
    const both = await schemas()
    expect(both).toHaveLength(2)
    expect(both).toContain(before)
    await run(['projections', 'prune', 'debts'])
    expect(await schemas()).toEqual(both.filter(schema => schema !== before))
    await run(['projections', 'rebuild', 'debts'])
    expect(await post('/api/v1/projections/debts/prune')).toMatchObject({ action: 'prune' })
    expect(await schemas()).toHaveLength(1)
    expect((await run(['projections', 'cancel', 'debts'], 1)).document).toEqual({
      projection: 'debts',
      cancelled: false,
    })
    expect(await post('/api/v1/projections/debts/cancel')).toMatchObject({
      ...{ status: 409, error: { code: 'NOT_REBUILDING' } },
    })
  }, 60_000)
})

describe('groups reset', () => {
  const kafka = () => new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING }).admin()
  const given = async (group: string, topic: string, offsets: number[]) => {
    const admin = kafka()
    await admin.connect()
    const partitions = offsets.map((offset, partition) => ({ partition, offset: String(offset) }))
    await admin.setOffsets({ groupId: group, topic: `${servers.prefix}.${topic}`, partitions })
    await admin.disconnect()
  }
  const committed = async (group: string) =>
    (await servers.log.committed(group, ['debts'])).map(({ position }) => position)
  const reset = (group: string, to: string, ...more: string[]) => ['groups', 'reset', group, '--to', to, ...more]

  test("refuses a projection's, whose truth is its own store", async () => {
    const group = `${servers.prefix}-debts`
    const ends = (await servers.log.offsets(['debts'])).map(({ stable }) => stable)
    await eventually('all is mirrored', async () => (await committed(group)).join() === ends.join(), WITHIN)
    const { document, stderr } = await run(reset(group, 'earliest', '--yes'), 1)
    expect(document).toBeNull()
    expect(stderr).toMatch(/^RESET_REFUSED: A projection's truth is the position in its own store.*projections replay/)
    expect((await run(reset(group, 'position', '--yes'), 1)).stderr).toMatch(/has 1 member.*Stop its processes first/)
    expect(await committed(group)).toEqual(ends)
  }, 30_000)

  test("repairs a projection's mirror, once its worker is stopped: what its store says, and nothing else", async () => {
    await run(['projections', 'rebuild', 'inquiries'])
    const group = `${servers.prefix}-inquiries`
    await given(group, 'inquiries', [0, 0, 0])
    const topics = ['inquiries'] as const
    const ends = (await servers.log.offsets(topics)).map(({ stable }) => stable)
    expect(Math.max(...ends)).toBeGreaterThan(0)
    const mirror = async () => (await servers.log.committed(group, topics)).map(({ position }) => position)
    const preview = (await run(reset(group, 'position', '--topics', 'inquiries'))).document
    expect(preview).toMatchObject({ kind: 'projection', applied: false })
    expect(await mirror()).toEqual([0, 0, 0])
    await run(reset(group, 'position', '--topics', 'inquiries', '--yes'))
    expect(await mirror()).toEqual(ends)
    expect((await lagOf('inquiries')).partitions.map(({ lag }) => lag)).not.toContain(null)
    expect((await run(reset(group, 'latest', '--yes'), 1)).stderr).toMatch(/^RESET_REFUSED/)
  }, 30_000)

  test("refuses to set a handler's forward; backwards it shows before and after, and does it with --yes", async () => {
    const group = `${servers.prefix}-debts-handler`
    const { stderr } = await run(reset(group, 'latest', '--yes'), 1)
    expect(stderr).toMatch(
      /^RESET_REFUSED: A handler that was set forward would skip accepted mail: debts\/\d from 0 to/,
    )
    expect(await committed(group)).toEqual([null, null, null])
    const { document } = await run(reset(group, 'earliest', '--yes'))
    expect(document).toMatchObject({ kind: 'handler', applied: true })
    expect(document.partitions.map(({ before, after }: Record<string, number>) => [before, after])).toEqual([
      [null, 0],
      [null, 0],
      [null, 0],
    ])
    expect(await committed(group)).toEqual([0, 0, 0])
  }, 30_000)

  test("sets somebody else's, after a preview that changes nothing", async () => {
    const group = `reporting-${servers.prefix}`
    const { connections, prefix } = servers
    await expect(prepareReset(connections, prefix, group, 'earliest', [])).rejects.toThrow(/committed no offset/)
    const ends = (await servers.log.offsets(['debts'])).map(({ stable }) => stable)
    await given(group, 'debts', [0, 0, 0])
    const preview = (await run(reset(group, 'latest'))).document
    expect(preview).toMatchObject({ kind: 'foreign', applied: false })
    expect(preview.partitions.map(({ before, after }: Record<string, number>) => [before, after])).toEqual(
      ends.map(end => [0, end]),
    )
    expect(await committed(group)).toEqual([0, 0, 0])
    expect((await run(reset(group, 'latest', '--yes'))).document).toMatchObject({ applied: true })
    expect(await committed(group)).toEqual(ends)
  }, 30_000)
})

test("on a busy group every number lies between two readings of Kafka's own ConsumerGroupCommand", async () => {
  const group = `${servers.prefix}-debts`
  let over = false
  let version = 1
  const arriving = (async () => {
    while (!over) {
      version++
      const from = servers.story.events.length
      for (let n = 0; n < 5; n++) tellDebt(n, version)
      const events = servers.story.events.splice(from)
      await servers.write(...events.map(event => encode({ ...event, partition: undefined } as NewEvent)))
    }
  })()
  onTestFinished(async () => {
    over = true
    await arriving
  })
  const first = await describeGroup([broker], group)
  const ours = (await lagOf('debts')).partitions
  const last = await describeGroup([broker], group)
  over = true
  const reading = (described: typeof first, topic: string, partition: number) =>
    described.find(own => own.topic === `${servers.prefix}.${topic}` && own.partition === partition)!
  let moved = 0
  for (const { topic, partition, position, committed, stable, high, lag } of ours.filter(own => own.high! > 0)) {
    const [a, b] = [reading(first, topic, partition), reading(last, topic, partition)]
    const place = `${topic}/${partition}`
    expect(committed, place).toBeGreaterThanOrEqual(a.current ?? 0)
    expect(committed, place).toBeLessThanOrEqual(b.current!)
    expect(high, place).toBeGreaterThanOrEqual(a.end)
    expect(high, place).toBeLessThanOrEqual(b.end)
    // The committed offset follows the position, which is never behind it.
    expect(position, place).toBeGreaterThanOrEqual(a.current ?? 0)
    expect(lag, place).toBeGreaterThanOrEqual(0)
    expect(lag, place).toBeLessThanOrEqual(b.end - (a.current ?? 0))
    expect(stable, place).toBeLessThanOrEqual(high!)
    if (b.end > a.end && b.current! > (a.current ?? 0)) moved++
  }
  // Else it was not busy, and nothing is proved.
  expect(moved).toBeGreaterThan(0)
}, 60_000)
