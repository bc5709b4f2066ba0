/**
 * An answer that is lost after the broker wrote the batch. The fakes do what kafkajs and Kafka do: after a failed send
 * kafkajs gives its sequence numbers to the next batch, and a broker acknowledges numbers that it knows without writing.
 */
import { expect, test, vi } from 'vitest'
import { eventually } from '../../support/eventually.ts'

interface Message {
  value: Buffer
}
const written: string[] = []
let loseAnswers = 1
let producers = 0

/** One producer id. */
function fakeProducer() {
  producers++
  const batches = new Map<number, number>()
  let sequence = 0
  return {
    connect: async () => {},
    disconnect: async () => {},
    sendBatch: async ({ topicMessages }: { topicMessages: { topic: string; messages: Message[] }[] }) => {
      const { topic, messages } = topicMessages[0]!
      let base = batches.get(sequence)
      if (base === undefined) {
        base = written.length
        batches.set(sequence, base)
        written.push(...messages.map(({ value }) => value.toString()))
      }
      // kafkajs: a failed batch gives its numbers back.
      if (loseAnswers-- > 0) throw new Error('connection closed')
      sequence += messages.length
      return [{ topicName: topic, partition: 0, baseOffset: String(base) }]
    },
  }
}
vi.mock('../../../src/log/kafka/client.ts', async original => ({
  ...(await original<object>()),
  newProducer: () => fakeProducer(),
}))
vi.mock('../../../src/log/kafka/ready.ts', () => ({ reachable: async () => {} }))
const { KafkaAppender } = await import('../../../src/log/kafka/appender.ts')
const { Names } = await import('../../../src/log/kafka/names.ts')

test('what is acknowledged after a lost answer is in the log', async () => {
  const appender = new KafkaAppender({ brokers: ['127.0.0.1:1'] }, new Names(), () => 0)
  const append = (text: string) =>
    appender.append([{ topic: 'emails', key: text, value: Buffer.from(text), headers: {} }])
  await expect(append('answer lost')).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
  await eventually('knowing that it is up', () => appender.available())
  const [position] = await append('acknowledged')
  expect(written).toEqual(['answer lost', 'acknowledged'])
  expect(position).toEqual({ topic: 'emails', partition: 0, offset: 1 })
  expect(producers).toBe(2)
  await appender.close()
})
