import { MongoClient } from 'mongodb'
import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase, freshMongo, sharedServers } from '../support/servers.ts'

test('a template is prepared once and copied', async () => {
  let prepared = 0
  const template = {
    name: 'shared_servers_test',
    prepare: async (url: string) => {
      prepared++
      await query(url, 'CREATE TABLE letters (name text); ')
    },
  }
  const [one, two] = await Promise.all([freshDatabase(template), freshDatabase(template)])
  await query(one.url, `INSERT INTO letters VALUES ('ä')`)
  expect(await query(two.url, 'SELECT * FROM letters')).toEqual([])
  expect(prepared).toBe(1)
  await one.drop()
  await two.drop()
})

test('databases sort in German and know umlauts', async () => {
  const { url, drop } = await freshDatabase()
  const sorted = await query(url, `SELECT name FROM (VALUES ('Zander'), ('Öl'), ('Otto')) AS t (name) ORDER BY name`)
  expect(sorted.map(row => row.name)).toEqual(['Öl', 'Otto', 'Zander'])
  const alike = `CREATE EXTENSION pg_trgm; SELECT similarity('Müller', 'M-ller') < similarity('Müller', 'Müllers') AS ok`
  expect(await query(url, alike)).toEqual([{ ok: true }])
  await drop()
})

test('documents go into a database of the test', async () => {
  const { url } = await freshMongo()
  const client = await new MongoClient(url).connect()
  await client.db().collection('c').insertOne({ a: 1 })
  expect(await client.db().collection('c').countDocuments()).toBe(1)
  await client.close()
})

test('Kafka is there', async () => {
  expect(await sharedServers('kafka')).toEqual({ kafka: expect.stringMatching(/^127\.0\.0\.1:\d+$/) })
})

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const result = (await client.query(sql)) as unknown as pg.QueryResult | pg.QueryResult[]
  await client.end()
  return [result].flat().at(-1)?.rows ?? []
}
