import { afterAll, beforeAll, expect, test } from 'vitest'
import { TOPICS } from '../../../src/domain/events.ts'
import { newKafka } from '../../../src/log/kafka/client.ts'
import { examineKafka, type KafkaFacts } from '../../../src/log/kafka/doctor.ts'
import { kafkaDoctor } from '../../../src/log/kafka/facts.ts'
import { Names } from '../../../src/log/kafka/names.ts'
import { ensureTopics, topicDefinition, topicDifferences } from '../../../src/log/kafka/topics.ts'
import { record } from '../../contract/log/harness.ts'
import { freshPrefix, sharedServers } from '../../support/servers.ts'
import { heldTransaction, openLog } from './broker.ts'

const wanted = topicDefinition({ brokers: [] }, 3)
const healthy: KafkaFacts = {
  prefix: 'postbuch.',
  brokers: 3,
  metadataLevels: [27, 27, 27],
  brokerConfigs: [
    {
      'offsets.retention.minutes': '2147483647',
      'offsets.topic.replication.factor': '3',
      'transaction.state.log.replication.factor': '3',
    },
  ],
  wanted,
  topics: TOPICS.map(topic => ({
    name: `postbuch.${topic}`,
    partitions: 6,
    replication: 3,
    config: { ...wanted.config, 'unclean.leader.election.enable': 'false' },
  })),
  hanging: [],
  watchedMs: 0,
}

test('a healthy cluster has nothing to mend', () => {
  expect(examineKafka(healthy).filter(({ status, mend }) => status !== 'ok' || mend !== '')).toEqual([])
})

test.each<[string, Partial<KafkaFacts>, 'warn' | 'fail', string]>([
  ['a newer broker', { metadataLevels: [27, 30] }, 'warn', 'broker version'],
  ['a broker that does not say', { metadataLevels: [null] }, 'warn', 'broker version'],
  [
    'offsets that are forgotten after a week',
    { brokerConfigs: [{ ...healthy.brokerConfigs[0], 'offsets.retention.minutes': '10080' }] },
    'warn',
    'offsets.retention.minutes',
  ],
  [
    'transactions of one copy',
    { brokerConfigs: [{ ...healthy.brokerConfigs[0], 'transaction.state.log.replication.factor': '1' }] },
    'warn',
    'transaction.state.log.replication.factor',
  ],
  ['a missing topic', { topics: healthy.topics.slice(1) }, 'warn', 'topic postbuch.emails'],
  ...(
    [
      ['retention', { config: { ...healthy.topics[0]!.config, 'retention.ms': '604800000' } }],
      ['compaction', { config: { ...healthy.topics[0]!.config, 'cleanup.policy': 'compact' } }],
      ['small messages', { config: { ...healthy.topics[0]!.config, 'max.message.bytes': '1048588' } }],
      ['one copy in sync', { config: { ...healthy.topics[0]!.config, 'min.insync.replicas': '1' } }],
      ['more in sync than copies', { config: { ...healthy.topics[0]!.config, 'min.insync.replicas': '4' } }],
      ['fewer partitions', { partitions: 3 }],
      ['one replica', { replication: 1 }],
    ] as const
  ).map(([name, change]): [string, Partial<KafkaFacts>, 'fail', string] => [
    name,
    { topics: [{ ...healthy.topics[0]!, ...change }, ...healthy.topics.slice(1)] },
    'fail',
    'topic postbuch.emails',
  ]),
  [
    'unclean elections',
    {
      topics: healthy.topics.map(topic => ({
        ...topic,
        config: { ...topic.config, 'unclean.leader.election.enable': 'true' },
      })),
    },
    'fail',
    'unclean leader election',
  ],
])('%s', (_, change, status, check) => {
  const findings = examineKafka({ ...healthy, ...change })
  const bad = findings.filter(finding => finding.status !== 'ok')
  expect(bad.map(finding => [finding.check, finding.status])).toEqual([[check, status]])
  expect(bad[0]!.mend).not.toBe('')
})

test('more partitions are a difference, more safety is none', () => {
  const found = healthy.topics[0]!
  expect(topicDifferences(wanted, { ...found, partitions: 12 })).toEqual([
    'topic postbuch.emails: partitions must be 6 and is 12',
  ])
  expect(
    topicDifferences(wanted, { ...found, replication: 5, config: { ...found.config, 'min.insync.replicas': '3' } }),
  ).toEqual([])
})

let brokers: string[]
beforeAll(async () => {
  brokers = [(await sharedServers('kafka')).kafka]
})
const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing) await close()
})

test('the embedded broker is found healthy, before and after its topics are there', async () => {
  const options = { brokers, prefix: `${freshPrefix()}.` }
  const before = await kafkaDoctor(options)
  expect(before.filter(({ status }) => status !== 'ok').map(({ found }) => found)).toEqual(TOPICS.map(() => 'missing'))
  closing.push(() => log.close())
  const log = await openLog(options)
  expect((await kafkaDoctor(options)).filter(({ status }) => status !== 'ok')).toEqual([])
})

test('a transaction that hangs is named with its producer', async () => {
  const options = { brokers, prefix: `${freshPrefix()}.` }
  const log = await openLog(options)
  closing.push(() => log.close())
  const id = freshPrefix()
  const held = await heldTransaction(options, id)
  await held.write([record({ topic: 'debts', partition: 2 }, 'undecided')])
  const bad = (await kafkaDoctor(options, { hangingAfterMs: 300 })).filter(({ status }) => status !== 'ok')
  expect(bad).toHaveLength(1)
  expect(bad[0]).toMatchObject({ check: 'hanging transactions', status: 'fail' })
  expect(bad[0]!.found).toContain(id)
  expect(bad[0]!.mend).toContain(`--topic ${options.prefix}debts --partition 2 --start-offset 0`)
  await held.commit()
})

test('a cluster that cannot be reached is one finding', async () => {
  const findings = await kafkaDoctor({ brokers: ['127.0.0.1:1'] })
  expect(findings).toMatchObject([{ check: 'Kafka at 127.0.0.1:1', status: 'fail' }])
})

test('a change of what a topic must be is refused by name, and nothing is changed', async () => {
  const prefix = `${freshPrefix()}.`
  const log = await openLog({ brokers, prefix, partitions: 2 })
  await log.close()
  const refused = openLog({ brokers, prefix, partitions: 3, maxMessageBytes: 20_000_000 })
  await expect(refused).rejects.toMatchObject({ code: 'TOPIC_MISMATCH' })
  await expect(refused).rejects.toThrow(`topic ${prefix}emails: partitions must be 3 and is 2`)
  await expect(refused).rejects.toThrow(`topic ${prefix}dead-letters: max.message.bytes must be at least 20000000`)
  const again = await openLog({ brokers, prefix, partitions: 2 })
  await again.close()
})

test('two processes that create the topics at the same time agree', async () => {
  const options = { brokers, prefix: `${freshPrefix()}.` }
  const logs = await Promise.all([openLog(options), openLog(options), openLog(options)])
  const admin = newKafka(options, { retry: { retries: 3, initialRetryTime: 50, maxRetryTime: 500 } }).admin()
  await ensureTopics(admin, new Names(options.prefix), options)
  await admin.disconnect()
  expect(logs.map(log => log.partitions('emails'))).toEqual([6, 6, 6])
  for (const log of logs) await log.close()
})

test('brokers that never get ready are an error that says which', async () => {
  await expect(openLog({ brokers: ['127.0.0.1:1'], readyTimeoutMs: 300 })).rejects.toMatchObject({
    code: 'LOG_UNAVAILABLE',
    message: expect.stringContaining('127.0.0.1:1'),
  })
})
