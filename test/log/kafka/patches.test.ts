/**
 * Each patch of kafkajs has a test that fails without it. To see them fail, unpack kafkajs 2.2.4 as npm has it and run
 * with KAFKAJS_DIR naming that folder.
 */
import { createRequire } from 'node:module'
import { describe, expect, test, vi } from 'vitest'
import { assertPatched } from '../../../src/log/kafka/client.ts'

const require = createRequire(import.meta.url)
const root = process.env.KAFKAJS_DIR ?? 'kafkajs'
const load = (file: string) => require(`${root}/src/${file}`)
const silent = { namespace: () => silent, debug() {}, info() {}, warn() {}, error() {} }

describe('aborted-filter', () => {
  const filter = load('consumer/filterAbortedMessages.js')
  type Message = { offset: string; key: Buffer | null; isControlRecord: boolean; batchContext: object; text: string }
  const message = (offset: number, text: string, producerId: string, change: Partial<Message> = {}): Message => ({
    offset: String(offset),
    key: Buffer.from('key'),
    isControlRecord: false,
    batchContext: { producerId, inTransaction: true },
    text,
    ...change,
  })
  const marker = (offset: number, producerId: string, type: 'abort' | 'commit') =>
    message(offset, type, producerId, { key: Buffer.from([0, 0, 0, type === 'abort' ? 0 : 1]), isControlRecord: true })
  const kept = (messages: Message[], abortedTransactions: { producerId: string; firstOffset: string }[]) =>
    filter({ messages, abortedTransactions })
      .filter((m: Message) => !m.isControlRecord)
      .map((m: Message) => m.text)

  test('transactions that abort in another order than they began', () => {
    const messages = [
      message(0, 'a1', 'A'),
      message(1, 'b1', 'B'),
      marker(2, 'B', 'abort'),
      message(3, 'a2', 'A'),
      message(4, 'c', 'C'),
      marker(5, 'A', 'abort'),
      marker(6, 'C', 'commit'),
    ]
    // As the broker lists them: by their markers.
    const aborted = [
      { producerId: 'B', firstOffset: '1' },
      { producerId: 'A', firstOffset: '0' },
    ]
    expect(kept(messages, aborted)).toEqual(['c'])
  })

  test('a fetch that begins in the middle of several', () => {
    const messages = [
      message(10, 'b2', 'B'),
      message(11, 'a2', 'A'),
      marker(12, 'B', 'abort'),
      marker(13, 'A', 'abort'),
    ]
    const aborted = [
      { producerId: 'A', firstOffset: '3' },
      { producerId: 'B', firstOffset: '4' },
    ]
    expect(kept(messages, aborted)).toEqual([])
  })

  test('an ordinary record with the key of a marker ends nothing', () => {
    const messages = [
      message(0, 'a1', 'A', { key: Buffer.from([0, 0, 0, 0]) }),
      message(1, 'a2', 'A'),
      marker(2, 'A', 'abort'),
      message(3, 'kept', 'A'),
    ]
    expect(kept(messages, [{ producerId: 'A', firstOffset: '0' }])).toEqual(['kept'])
  })
})

test('idle-timer: a connection with nothing pending arms no timer', () => {
  const RequestQueue = load('network/requestQueue/index.js')
  const queue = new RequestQueue({
    maxInFlightRequests: 1,
    requestTimeout: 1_000,
    enforceRequestTimeout: false,
    clientId: 'test',
    broker: 'nowhere:1',
    logger: silent,
  })
  queue.checkPendingRequests()
  const armed = queue.throttleCheckTimeoutId
  queue.destroy()
  expect(armed).toBeNull()
})

describe('group-access', () => {
  test('a consumer shows its group', () => {
    const { Kafka } = require(root)
    const consumer = new Kafka({ brokers: ['127.0.0.1:1'], logLevel: 0 }).consumer({ groupId: 'g' })
    expect(consumer.group()).toBeNull()
  })

  test('the event of a batch without records says from where it was fetched', async () => {
    const Runner = load('consumer/runner.js')
    const Batch = load('consumer/batch.js')
    const InstrumentationEmitter = load('instrumentation/emitter.js')
    const emitter = new InstrumentationEmitter()
    const events: { fetchedOffset?: string; lastOffset: string; batchSize: number }[] = []
    emitter.addListener('consumer.end_batch_process', (event: { payload: (typeof events)[number] }) =>
      events.push(event.payload),
    )
    const runner = new Runner({
      logger: silent,
      consumerGroup: { getNodeIds: () => [], resolveOffset() {}, heartbeat: async () => {} },
      instrumentationEmitter: emitter,
      concurrency: 1,
      autoCommit: false,
      onCrash() {},
    })
    runner.running = true
    const batchContext = { producerId: 'A', inTransaction: true }
    await runner.handleBatch(
      new Batch('t', '7', {
        partition: 0,
        highWatermark: '9',
        abortedTransactions: [],
        messages: [{ offset: '8', key: Buffer.from([0, 0, 0, 1]), isControlRecord: true, batchContext }],
      }),
    )
    expect(events).toMatchObject([{ fetchedOffset: '7', lastOffset: '8', batchSize: 0 }])
  })
})

test('init-retry: InitProducerId is sent as often as the producer says', async () => {
  const createProducer = load('producer/index.js')
  const initProducerId = vi.fn(async () => {
    throw Object.assign(new Error('busy'), { type: 'CONCURRENT_TRANSACTIONS', retriable: true })
  })
  const cluster = {
    connect: async () => {},
    refreshMetadataIfNecessary: async () => {},
    findGroupCoordinator: async () => ({ initProducerId }),
  }
  const producer = createProducer({
    cluster,
    logger: silent,
    transactionalId: 'id',
    retry: { retries: 5, initProducerId: { retries: 0, initialRetryTime: 1 } },
  })
  await expect(producer.transaction()).rejects.toThrow()
  expect(initProducerId).toHaveBeenCalledTimes(1)
})

describe('whole-send', () => {
  const createSendMessages = load('producer/sendMessages.js')
  type Produce = (request: { topicData: { topic: string; partitions: { partition: number }[] }[] }) => Promise<object>
  /** Two brokers; partition n is led by `leaders[n]`. */
  const setUp = (leaders: number[], produce: [Produce, Produce]) => {
    const brokers = produce.map((each, nodeId) => ({ nodeId, produce: vi.fn(each) }))
    const sequences = new Map<string, number>()
    const sendMessages = createSendMessages({
      logger: silent,
      cluster: {
        refreshMetadataIfNecessary: async () => {},
        refreshMetadata: async () => {},
        addMultipleTargetTopics: async () => {},
        isConnected: () => true,
        findTopicPartitionMetadata: () => leaders.map((leader, partitionId) => ({ partitionId, leader })),
        findLeaderForPartitions: (_: string, partitions: string[]) =>
          Object.fromEntries(
            [0, 1]
              .map(node => [node, partitions.map(Number).filter(p => leaders[p] === node)] as const)
              .filter(([, own]) => own.length > 0),
          ),
        findBroker: async ({ nodeId }: { nodeId: string }) => brokers[Number(nodeId)],
      },
      partitioner: ({ message }: { message: { partition: number } }) => message.partition,
      eosManager: {
        isTransactional: () => false,
        acquireBrokerLock: async () => {},
        releaseBrokerLock: async () => {},
        getSequence: (topic: string, partition: number) => sequences.get(`${topic}/${partition}`) ?? 0,
        updateSequence: (topic: string, partition: number, change: number) =>
          sequences.set(`${topic}/${partition}`, (sequences.get(`${topic}/${partition}`) ?? 0) + change),
        getProducerId: () => '1',
        getProducerEpoch: () => 0,
      },
      retrier: load('retry/index.js')({ retries: 3, initialRetryTime: 5, maxRetryTime: 5 }),
    })
    const send = async () => {
      const messages = leaders.map((_, partition) => ({ partition, key: 'k', value: 'v' }))
      const answers = await sendMessages({ acks: -1, topicMessages: [{ topic: 't', messages }] })
      return answers.map(({ partition }: { partition: number }) => partition).sort()
    }
    return { brokers, send }
  }
  const answer: Produce = async ({ topicData }) => ({
    topics: topicData.map(({ topic, partitions }) => ({
      topicName: topic,
      partitions: partitions.map(({ partition }) => ({ partition, baseOffset: '0' })),
    })),
  })
  const failing = () => Object.assign(new Error('not leader'), { type: 'NOT_LEADER_FOR_PARTITION', retriable: true })

  test('what is still under way to another broker is not sent again', async () => {
    let first = true
    const { brokers, send } = setUp(
      [0, 1],
      [
        async request => {
          if (!first) return answer(request)
          first = false
          throw failing()
        },
        async request => {
          await new Promise(resolve => setTimeout(resolve, 50))
          return answer(request)
        },
      ],
    )
    expect(await send()).toEqual([0, 1])
    expect(brokers[1]!.produce).toHaveBeenCalledTimes(1)
    expect(brokers[0]!.produce).toHaveBeenCalledTimes(2)
  })

  test('a partition whose leader moves to a broker that has answered is sent there', async () => {
    const leaders = [0, 1]
    const { send } = setUp(leaders, [
      async () => {
        leaders[0] = 1
        throw failing()
      },
      answer,
    ])
    expect(await send()).toEqual([0, 1])
  })
})

test('no-offset-reset: a position that the log does not have is an error, and nothing is committed', async () => {
  const ConsumerGroup = load('consumer/consumerGroup.js')
  const setDefaultOffset = vi.fn(async () => {})
  const outOfRange = Object.assign(new Error('out of range'), { topic: 't', partition: 0, type: 'OFFSET_OUT_OF_RANGE' })
  const self = { preferredReadReplicasPerTopicPartition: {}, logger: silent, offsetManager: { setDefaultOffset } }
  const recover = ConsumerGroup.prototype.recoverFromOffsetOutOfRange.call(self, outOfRange)
  await expect(recover).rejects.toBe(outOfRange)
  expect(setDefaultOffset).not.toHaveBeenCalled()
})

test('the log refuses a kafkajs without the patches, and says what to do', () => {
  expect(() => assertPatched(require(root))).not.toThrow()
  expect(() => assertPatched({})).toThrow(/aborted-filter.*patch-package/)
})
