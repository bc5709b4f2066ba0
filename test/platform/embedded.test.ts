import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kafka, logLevel } from 'kafkajs'
import { MongoClient } from 'mongodb'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Servers, startKafka, startMissing } from '../../src/platform/embedded/index.ts'
import { isFree } from '../../src/platform/embedded/ports.ts'
import { processesWith } from '../support/processes.ts'

let dataDir: string

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'postbuch-embedded-'))
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('all three keep what was acknowledged through kill -9, come back where they were, and stop without a trace', async () => {
  const before = await startMissing({ dataDir })
  expect(Object.keys(before.seconds).sort()).toEqual(['kafka', 'mongodb', 'postgres'])
  await write(before)
  for (const server of Object.values(before.embedded)) server.kill('SIGKILL')
  await Promise.all(Object.values(before.embedded).map(server => server.exited))

  const after = await startMissing({ dataDir })
  const { kafkaBrokers, databaseUrl, mongodbUrl } = before
  expect(after).toMatchObject({ kafkaBrokers, databaseUrl, mongodbUrl })
  expect(await read(after)).toEqual({ kafka: 1, postgres: 1, mongodb: 1 })

  await after.stop()
  await after.stop()
  expect(processesWith(dataDir)).toEqual([])
}, 90_000)

test('what is configured is not started', async () => {
  const configured = { kafkaBrokers: ['kafka.example:9092'], databaseUrl: 'postgres://d', mongodbUrl: 'mongodb://m' }
  const servers = await startMissing({ dataDir, ...configured })
  expect(servers).toMatchObject({ ...configured, embedded: {}, seconds: {} })
  await servers.stop()
})

test('three brokers are one cluster, and one that was killed can join again', async () => {
  const kafka = await startKafka({ dataDir: join(dataDir, 'three'), nodes: 3 })
  try {
    const admin = new Kafka({ brokers: kafka.brokers, logLevel: logLevel.NOTHING }).admin()
    await admin.connect()
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic: 'letters', numPartitions: 1 }] })
    const inSync = async () =>
      (await admin.fetchTopicMetadata({ topics: ['letters'] })).topics[0]!.partitions[0]!.isr.length
    expect(await inSync()).toBe(3)
    kafka.nodes[2]!.kill('SIGKILL')
    await kafka.nodes[2]!.exited
    await kafka.restart(2)
    await expect.poll(inSync, { timeout: 20_000 }).toBe(3)
    await admin.disconnect()
  } finally {
    await kafka.stop()
  }
  for (const broker of kafka.nodes) expect(await isFree(broker.port)).toBe(true)
}, 90_000)

async function write(servers: Servers): Promise<void> {
  await withKafka(servers, async kafka => {
    const [admin, producer] = [kafka.admin(), kafka.producer()]
    await admin.connect()
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic: 'letters', numPartitions: 1 }] })
    await admin.disconnect()
    await producer.connect()
    await producer.send({ topic: 'letters', acks: -1, messages: [{ value: 'a' }] })
    await producer.disconnect()
  })
  await withPostgres(servers, client => client.query("CREATE TABLE letters AS SELECT 'a' AS name"))
  await withMongodb(servers, client =>
    client
      .db('t')
      .collection('letters')
      .insertOne({ name: 'a' }, { writeConcern: { w: 'majority', journal: true } }),
  )
}

async function read(servers: Servers): Promise<Record<string, number>> {
  const kafka = await withKafka(servers, async client => {
    const admin = client.admin()
    await admin.connect()
    const [offsets] = await admin.fetchTopicOffsets('letters')
    await admin.disconnect()
    return Number(offsets?.high)
  })
  const postgres = (await withPostgres(servers, client => client.query('SELECT * FROM letters'))).rowCount ?? -1
  const mongodb = await withMongodb(servers, client => client.db('t').collection('letters').countDocuments())
  return { kafka, postgres, mongodb }
}

function withKafka<T>(servers: Servers, work: (kafka: Kafka) => Promise<T>): Promise<T> {
  return work(new Kafka({ brokers: servers.kafkaBrokers, logLevel: logLevel.NOTHING }))
}

async function withPostgres<T>(servers: Servers, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: servers.databaseUrl })
  await client.connect()
  return work(client).finally(() => client.end())
}

async function withMongodb<T>(servers: Servers, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await new MongoClient(servers.mongodbUrl).connect()
  return work(client).finally(() => client.close())
}
