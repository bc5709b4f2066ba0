/** A file in a `definitions/` folder is enough: everything that deals with projections deals with the new one, in both stores. */
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encode } from '../../src/log/codec/codec.ts'
import { openKafkaLog } from '../../src/log/kafka/kafka-log.ts'
import type { Log } from '../../src/log/log.ts'
import { launch, postbuch } from '../e2e/postbuch.ts'
import { eventually } from '../support/eventually.ts'
import { freshPrefix, sharedServers } from '../support/servers.ts'
import { freshMongoStore, freshPostgres } from './support/stores.ts'
import { Story } from './support/story.ts'

const WITHDRAWALS = `import { relational } from '../../engine/projection.ts'

export const withdrawals = relational({
  name: 'withdrawals',
  version: 1,
  topics: ['inquiries'],
  sql: 'create table withdrawals (inquiry_id text primary key, at bigint)',
  tables: { withdrawals: { key: ['inquiry_id'], createdBy: 'at' } },
  on: {
    InquirySent: 'ignored',
    InquiryWithdrawn: ({ subject, time }) => [{ table: 'withdrawals', key: { inquiry_id: subject }, create: { at: time } }],
  },
})
`
const ADDRESSES = `import { documents } from '../../engine/projection.ts'

export const addresses = documents({
  name: 'addresses',
  version: 1,
  topics: ['inquiries'],
  on: {
    InquirySent: ({ subject, offset, data: { clientId, creditorEmail } }) => [
      { clientId, inquiryId: subject, inquiry: { creditor_name: null, creditor_email: creditorEmail, offset } },
    ],
    InquiryWithdrawn: 'ignored',
  },
})
`
const NEW = ['addresses', 'withdrawals']
const ROOT = resolve(import.meta.dirname, '../..')
const WITHIN = { within: 30_000 }

const root = mkdtempSync(join(tmpdir(), 'postbuch-one-more-'))
const prefix = freshPrefix()
let env: Record<string, string>
let log: Log
let postgres: Awaited<ReturnType<typeof freshPostgres>>
let mongo: Awaited<ReturnType<typeof freshMongoStore>>
const children: ReturnType<typeof launch>[] = []
beforeAll(async () => {
  for (const file of ['src', 'schemas', 'package.json']) cpSync(join(ROOT, file), join(root, file), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  writeFileSync(join(root, 'src/projections/postgres/definitions/withdrawals.ts'), WITHDRAWALS)
  writeFileSync(join(root, 'src/projections/mongo/definitions/addresses.ts'), ADDRESSES)
  const { kafka } = await sharedServers('kafka')
  log = await openKafkaLog({ brokers: [kafka], prefix: `${prefix}.`, partitions: 3 })
  ;[postgres, mongo] = await Promise.all([freshPostgres(), freshMongoStore()])
  env = {
    ...{ KAFKA_BROKERS: kafka, KAFKA_PREFIX: prefix, KAFKA_PARTITIONS: '3', DATA_DIR: join(root, 'data') },
    ...{ DATABASE_URL: postgres.url, MONGODB_URL: mongo.url, ZENDESK_WEBHOOK_SECRET: 'secret', LOG_LEVEL: 'warn' },
  }
  const story = new Story()
  for (let n = 0; n < 9; n++) story.tell('InquirySent', `inq-${n}`, { clientId: `cl-${n % 4}` })
  for (let n = 0; n < 3; n++) story.tell('InquiryWithdrawn', `inq-${n}`)
  await log.appender().append(story.events.map(event => encode({ ...event, partition: undefined })))
}, 60_000)
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await log?.close()
  await Promise.all([postgres?.close(), mongo?.close()])
  rmSync(root, { recursive: true, force: true })
})

async function run(...args: string[]) {
  const { code, stdout, stderr } = await postbuch([...args, '--json'], env, root)
  expect(stderr, args.join(' ')).not.toMatch(/Error/)
  return { code, document: JSON.parse(stdout) }
}
type Named = { name?: string; group?: string; projection?: string }
const own = (list: Named[], of: (one: Named) => string | undefined) =>
  list.map(of).filter(name => NEW.some(known => name === known || name === `${prefix}-${known}`))

test('list, lag, worker, verify, audit, rebuild, replay, groups and metrics know the new ones', async () => {
  expect(own((await run('projections', 'list')).document, ({ name }) => name)).toEqual(NEW)

  children.push(launch(['worker', '--only', NEW.join(',')], env, root))
  const lag = async () =>
    ((await run('lag')).document as { group: string; lag: number | null }[]).filter(({ group }) =>
      NEW.some(name => group === `${prefix}-${name}`),
    )
  const applied = async () => {
    const found = await lag()
    return found.length === NEW.length && found.every(group => group.lag === 0)
  }
  await eventually('the worker has applied all', applied, WITHIN)

  for (const name of NEW) expect((await run('projections', 'rebuild', name)).document).toMatchObject({ events: 12 })
  const { rows } = await postgres.pool.query(
    `select active_schema as schema from postbuch.projections where name = 'withdrawals'`,
  )
  await postgres.pool.query(`delete from "${rows[0].schema}".withdrawals where inquiry_id = 'inq-1'`)
  await mongo.db.collection<{ _id: string }>('addresses').deleteOne({ _id: 'cl-2' })
  expect((await run('projections', 'verify', 'withdrawals')).document).toMatchObject({
    checked: 3,
    findings: [{ kind: 'missing', key: ['inq-1'] }],
  })
  const audited = (await run('audit', '--all', '--repair')).document
  // What is not built yet is said, and hides nothing of the rest.
  const { postgres: sql, mongodb } = audited.stores
  expect([sql.state, mongodb.state]).toEqual(['incomplete', 'incomplete'])
  expect(mongodb.error).toMatch(/Projection clients has not been built yet/)
  expect(own(audited.findings, ({ projection }) => projection)).toEqual(NEW)
  for (const name of NEW) expect((await run('projections', 'verify', name)).document.findings).toEqual([])
  expect((await run('projections', 'replay', 'addresses', '--key', 'cl-2')).document).toMatchObject({ rows: 1 })
  expect(own((await run('groups')).document, ({ group }) => group)).toHaveLength(NEW.length)

  const web = launch(['web'], env, root)
  children.push(web)
  let said = ''
  web.stderr!.on('data', chunk => (said += chunk))
  const address = () => /API and page at (\S+)/.exec(said)?.[1]
  const metrics = await fetch(`${await eventually('web serves', address, WITHIN)}/metrics`).then(answer =>
    answer.text(),
  )
  for (const name of NEW) {
    expect(metrics).toContain(`postbuch_projection_live{projection="${name}"`)
    expect(metrics).toContain(`kafka_consumergroup_lag{consumergroup="${prefix}-${name}"`)
    expect(metrics).toContain(`postbuch_lag_events{group="${prefix}-${name}"`)
  }
}, 120_000)
