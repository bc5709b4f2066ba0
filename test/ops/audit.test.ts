/** Somebody's edits in either store are found, named by the event that says otherwise, and repaired: on real servers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginCheck, closeAbandoned, runAudit } from '../../src/app/audit.ts'
import { currentLag } from '../../src/app/consumers.ts'
import { createReads } from '../../src/app/reads.ts'
import { lagTable } from '../../src/app/start/report.ts'
import { encode } from '../../src/log/codec/codec.ts'
import type { AuditFinding } from '../../src/ops/audit.ts'
import { healthScore } from '../../src/ops/health.ts'
import { createPool } from '../../src/projections/postgres/pool.ts'
import { listReports } from '../../src/projections/postgres/queries/operations.ts'
import { eventually } from '../support/eventually.ts'
import { type RealServers, realServers } from './support/servers.ts'

const HOUR = 3_600_000
let servers: RealServers
beforeAll(async () => {
  servers = await realServers()
  const { story } = servers
  for (let n = 0; n < 10; n++) {
    const client = { clientId: `client-${n}`, clientName: `Name ${n}` }
    story.tell('InquirySent', `inq-${n}`, client, { time: Date.now() })
    story.tell('EmailReceived', `mail-${n}`, {}, { time: Date.now() })
    const data = { ...client, version: 1, amountCents: 100 * n, emailId: `mail-${n}`, matchId: `match-${n}` }
    story.tell('DebtUpdated', `inq-${n}`, data, { correlationId: `mail-${n}`, time: Date.now() })
  }
  await servers.tell()
}, 90_000)
afterAll(() => servers.close())

const schemaOf = async (name: string) =>
  (await servers.postgres.pool.query('select active_schema as s from postbuch.projections where name = $1', [name]))
    .rows[0].s as string
const short = (found: AuditFinding[]) =>
  found
    .filter(({ kind }) => kind !== 'review')
    .map(({ store, kind, where, category, repaired }) => [store, kind, where, category, repaired].join(' '))
    .sort()
const recent = () => Date.now() - HOUR

async function edit() {
  const { pool } = servers.postgres
  const debts = await schemaOf('debts')
  await pool.query(`update "${debts}".debts set amount_cents = 1 where debt_id = 'inq-3'`)
  await pool.query(`delete from "${debts}".debts where debt_id = 'inq-4'`)
  const clients = servers.mongo.db.collection<{ _id: string }>('clients')
  await clients.updateOne({ _id: 'client-5' }, { $set: { 'final_creditor_list.0.status': 'paid' } })
  await clients.deleteOne({ _id: 'client-6' })
}

describe('edits by hand', () => {
  test('of what changed lately are found in both stores, with the event that says otherwise', async () => {
    expect((await runAudit(servers.connections, { since: recent(), repair: false })).issues).toBe(0)
    await edit()
    const report = await runAudit(servers.connections, { since: recent(), repair: false })
    expect(short(report.findings)).toEqual([
      'mongodb mismatch clients client-5 re-sync false',
      'mongodb missing clients client-6 re-sync false',
      'postgres mismatch debts inq-3 re-sync false',
      'postgres missing debts inq-4 re-sync false',
    ])
    const amount = report.findings.find(({ where }) => where === 'debts inq-3')
    expect(amount).toMatchObject({ columns: ['amount_cents'], event: { offset: expect.any(Number) } })
    expect(report.healthScore).toBeCloseTo((report.checked - 4) / report.checked)
    expect(report.stores).toMatchObject({ postgres: { state: 'checked' }, mongodb: { state: 'checked', checked: 10 } })
  }, 60_000)

  test('are repaired by key', async () => {
    const report = await runAudit(servers.connections, { since: recent(), repair: true })
    expect([report.issues, report.repaired, report.failed]).toEqual([4, 4, 0])
    const after = await runAudit(servers.connections, { since: null, repair: false })
    expect(short(after.findings)).toEqual([])
    expect(after.healthScore).toBe(1)
  }, 60_000)

  test('of what the log knows nothing of are found when everything is looked at, and removed', async () => {
    const debts = await schemaOf('debts')
    await servers.postgres.pool.query(`insert into "${debts}".debts (debt_id, amount_cents) values ('invented', 5)`)
    await servers.mongo.db.collection<{ _id: string }>('clients').insertOne({ _id: 'nobody' })
    const report = await runAudit(servers.connections, { since: null, repair: true })
    expect(short(report.findings)).toEqual([
      'mongodb extra clients nobody re-sync true',
      'postgres extra debts invented re-sync true',
    ])
    expect((await runAudit(servers.connections, { since: null, repair: false })).issues).toBe(0)
  }, 60_000)
})

test('a store that is down is said to be, and the other is still checked', async () => {
  const pool = createPool('postgres://nobody@127.0.0.1:1/none')
  const connections = { ...servers.connections, postgres: () => pool }
  const report = await runAudit(connections, { since: null, repair: true })
  expect(report.stores.postgres).toMatchObject({ state: 'down', checked: 0 })
  expect(report.stores.postgres.error).toMatch(/ECONNREFUSED/)
  expect(report.stores.mongodb).toMatchObject({ state: 'checked', checked: 10 })
  // Nothing that cannot be read is shown as nothing there.
  const views = await createReads(servers.prefix, connections, servers.log).projections()
  expect(views.find(({ name }) => name === 'jobs')).toMatchObject({ state: 'unknown', parked: null })
  expect(views.find(({ name }) => name === 'clients')).toMatchObject({ state: 'live', parked: 0 })
  const lag = lagTable(await currentLag(connections, servers.prefix))
  expect(lag).toMatch(/-jobs +│ +\d+ │ +unknown │ +unknown │ +unknown │/)
  await pool.end()
}, 60_000)

test('a mail that is stuck for over an hour is stalled', async () => {
  servers.story.tell('EmailReceived', 'stuck', {}, { time: Date.now() - 2 * HOUR })
  await servers.tell()
  const { findings } = await runAudit(servers.connections, { since: recent(), repair: false })
  expect(short(findings)).toContain('postgres stalled queued stuck stalled false')
  expect(short(findings).filter(line => line.includes('mail-'))).toEqual([])
}, 60_000)

test('a record that waits in the dead letters hinders nobody: the rest of its store is checked', async () => {
  const mail = servers.story.tell('EmailReceived', 'poisoned', {}, { time: Date.now() })
  servers.story.events.pop()
  const record = encode({ ...mail, partition: undefined } as Parameters<typeof encode>[0])
  await servers.write({ ...record, value: Buffer.from('no event at all') })
  servers.story.tell('EmailReceived', 'mail-after', {}, { time: Date.now() })
  await servers.tell()
  const before = await runAudit(servers.connections, { since: recent(), repair: false })
  expect(before.stores.postgres).toMatchObject({ state: 'checked', error: null })
  await servers.postgres.pool.query(`delete from "${await schemaOf('jobs')}".jobs where email_id = 'mail-after'`)
  const { findings } = await runAudit(servers.connections, { since: recent(), repair: true })
  expect(short(findings)).toContain('postgres missing jobs mail-after re-sync true')
}, 60_000)

test('a check is an event when it begins and when it ends; one that was cut off is failed by the next', async () => {
  await edit()
  const { report, done } = await beginCheck(servers.connections, 'test')
  expect(await done).toMatchObject({ report, status: 'completed', repaired: 4, failed: 0 })
  const cut = await beginCheck({ ...servers.connections, mongo: () => die() }, 'test').catch(() => null)
  expect(await cut!.done).toMatchObject({ status: 'failed' })
  const { log } = servers
  await beginCheck({ ...servers.connections, postgres: () => die() }, 'other').then(check => check.done)
  expect(await closeAbandoned(log, 'test')).toEqual([])
  const reports = await eventually(
    'both reports are in the store',
    async () => {
      const found = await listReports(servers.postgres.pool)
      return found.filter(({ trigger, finishedAt }) => trigger === 'test' && finishedAt).length === 2 && found
    },
    { within: 20_000 },
  )
  expect(reports.find(own => own.report === report)).toMatchObject({ status: 'completed', mismatches: 5, repaired: 4 })
  expect(reports.find(own => own.report === report)!.startedAt).not.toBeNull()
}, 90_000)

const die = (): never => {
  throw new Error('killed')
}

test('the health score', () => {
  expect([healthScore(0, 0), healthScore(100, 5), healthScore(2, 3)]).toEqual([1, 0.95, 0])
})
