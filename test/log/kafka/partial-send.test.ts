/** kafkajs can leave partitions out of a send over several brokers without an error (seen with three brokers). */
import { expect, test, vi } from 'vitest'
import { LogUnavailable } from '../../../src/log/log.ts'

const commit = vi.fn(async () => {})
const answers: { topicName: string; partition: number; baseOffset: string }[] = []
const sendBatch = vi.fn(async () => answers)
const producer = {
  connect: async () => {},
  disconnect: async () => {},
  transaction: async () => ({ sendBatch, commit }),
  sendBatch,
}
vi.mock('../../../src/log/kafka/client.ts', async original => ({
  ...(await original<object>()),
  newProducer: () => producer,
}))
const { KafkaTransactionalProducer } = await import('../../../src/log/kafka/transactional-producer.ts')
const { KafkaAppender } = await import('../../../src/log/kafka/appender.ts')
const { Names } = await import('../../../src/log/kafka/names.ts')

const options = { brokers: ['127.0.0.1:1'] }
const records = [0, 1].map(partition => ({
  topic: 'emails' as const,
  partition,
  key: 'k',
  value: Buffer.from('v'),
  headers: {},
}))

test('a transaction is not committed unless every partition answered', async () => {
  answers.splice(0, 2, { topicName: 'postbuch.emails', partition: 0, baseOffset: '7' })
  const transactional = new KafkaTransactionalProducer(options, new Names(), 'id', record => record.partition!)
  await transactional.fence()
  await expect(transactional.commit(records)).rejects.toBeInstanceOf(LogUnavailable)
  expect(commit).not.toHaveBeenCalled()
})

test('an append of which a partition was left out is unknown', async () => {
  answers.splice(0, 2, { topicName: 'postbuch.emails', partition: 0, baseOffset: '7' })
  const appender = new KafkaAppender(options, new Names(), record => record.partition!)
  const [first, second] = await Promise.allSettled(records.map(record => appender.append([record])))
  expect(first).toMatchObject({ status: 'fulfilled', value: [{ partition: 0, offset: 7 }] })
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'LOG_UNAVAILABLE' } })
  await appender.close()
})
