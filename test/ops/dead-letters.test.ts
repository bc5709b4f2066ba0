/** A poison record of a projection on real servers: parked, retried, dropped; what is built anew honours it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decide, find, outcomeOf, readLetters } from '../../src/app/dead-letters.ts'
import { rebuild } from '../../src/app/rebuild.ts'
import { decode, encode } from '../../src/log/codec/codec.ts'
import { letterId } from '../../src/log/letters.ts'
import { prompts } from '../../src/projections/postgres/definitions/prompts.ts'
import { verify } from '../../src/projections/verify.ts'
import { eventually } from '../support/eventually.ts'
import { type RealServers, realServers } from './support/servers.ts'

const WITHIN = { within: 20_000 }
let servers: RealServers
beforeAll(async () => {
  servers = await realServers(['prompts', 'operations'])
}, 60_000)
afterAll(() => servers.close())

const publish = (name: string, version: number) => servers.story.tell('PromptPublished', name, { version })
const versions = async () => {
  const schema = await servers.postgres.pool.query(
    "select active_schema from postbuch.projections where name = 'prompts'",
  )
  const { rows } = await servers.postgres.pool.query(
    `select name || ':' || version as row from "${schema.rows[0].active_schema}".prompts order by 1`,
  )
  return rows.map(({ row }) => row)
}
const waiting = async () => (await readLetters(servers.log)).filter(({ word }) => word === 'parked')
const rebuilding = () =>
  rebuild(prompts, servers.connections, { by: 'test', signal: new AbortController().signal, onProgress: () => {} })
const findings = async () =>
  (await verify(prompts, { log: servers.log, pool: servers.postgres.pool, db: servers.mongo.db, decode })).findings

test('a key that waits, a retry that fails, a drop that holds for ever', async () => {
  publish('a', 1)
  await servers.tell()
  const poison = encode({ ...publish('a', 2), partition: undefined } as Parameters<typeof encode>[0])
  servers.story.events.pop()
  await servers.write({ ...poison, value: Buffer.from('no event at all') })
  publish('a', 3)
  publish('b', 1)
  await servers.tell()
  expect(await versions()).toEqual(['a:1', 'b:1'])
  const [letter] = await eventually(
    'it is announced',
    async () => {
      const found = await waiting()
      return found.length === 1 && found
    },
    WITHIN,
  )
  expect(letter).toMatchObject({
    consumer: `${servers.prefix}-prompts`,
    key: 'a',
    failure: { code: 'UNDECODABLE_RECORD' },
  })
  // What waits is left out by a verification, too; a rebuild meets it and says so.
  expect(await findings()).toEqual([])
  await expect(rebuilding()).rejects.toMatchObject({ code: 'POISON' })

  await decide(servers.log, letter!, { word: 'retried' }, 'anna')
  expect(await outcomeOf(servers.connections, servers.prefix, letter!)).toMatchObject({
    status: 'failed',
    code: 'UNDECODABLE_RECORD',
  })
  expect(await versions()).toEqual(['a:1', 'b:1'])

  await decide(servers.log, letter!, { word: 'dropped', reason: 'sent by mistake' }, 'anna')
  expect(await outcomeOf(servers.connections, servers.prefix, letter!)).toEqual({ status: 'applied' })
  publish('a', 4)
  await servers.tell()
  await eventually('later events came after it', async () => (await versions()).includes('a:4'), WITHIN)
  expect(await versions()).toEqual(['a:1', 'a:3', 'a:4', 'b:1'])
  expect(await findings()).toEqual([])
  await rebuilding()
  expect(await versions()).toEqual(['a:1', 'a:3', 'a:4', 'b:1'])
  expect(await findings()).toEqual([])
  expect(await waiting()).toEqual([])
  const dropped = find(await readLetters(servers.log), letterId(letter!))
  expect(dropped).toMatchObject({ word: 'dropped', by: 'anna', reason: 'sent by mistake' })
  await expect(decide(servers.log, dropped, { word: 'retried' }, 'ben')).rejects.toMatchObject({
    code: 'LETTER_DROPPED',
  })
}, 120_000)
