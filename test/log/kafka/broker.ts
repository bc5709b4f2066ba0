/** A broker of a test's own, that it may kill, and transactions that are held open on it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newKafka, newProducer } from '../../../src/log/kafka/client.ts'
import { type KafkaLog, openKafkaLog } from '../../../src/log/kafka/kafka-log.ts'
import { Names } from '../../../src/log/kafka/names.ts'
import type { KafkaOptions } from '../../../src/log/kafka/options.ts'
import { toMessage } from '../../../src/log/kafka/records.ts'
import type { NewRecord } from '../../../src/log/log.ts'
import { startKafka } from '../../../src/platform/embedded/index.ts'
import type { RawTransaction } from '../../contract/log.ts'
import { eventually } from '../../support/eventually.ts'

const RETRY = { retries: 20, initialRetryTime: 20, maxRetryTime: 200 }

export interface OwnBroker {
  brokers: string[]
  /** kill -9 of the only broker. */
  kill(): Promise<void>
  restart(): Promise<void>
  /** SIGSTOP, and resolves when all of it stands still: until then it may answer. SIGCONT. */
  freeze(): Promise<void>
  thaw(): void
  close(): Promise<void>
}

export async function ownBroker(): Promise<OwnBroker> {
  const dataDir = mkdtempSync(join(tmpdir(), 'postbuch-kafka-'))
  const kafka = await startKafka({ dataDir })
  return {
    brokers: kafka.brokers,
    kill: async () => {
      kafka.nodes[0]!.kill('SIGKILL')
      await kafka.nodes[0]!.exited
    },
    restart: async () => {
      await kafka.restart(0)
    },
    freeze: async () => {
      const { pid } = kafka.nodes[0]!
      kafka.nodes[0]!.kill('SIGSTOP')
      await eventually('every thread stands still', () => threadStates(pid).every(state => state === 'T'))
    },
    thaw: () => kafka.nodes[0]!.kill('SIGCONT'),
    close: async () => {
      await kafka.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** As Linux shows them; none elsewhere. */
function threadStates(pid: number): string[] {
  if (process.platform !== 'linux') return []
  const folder = `/proc/${pid}/task`
  // Behind the name, which may hold anything.
  return readdirSync(folder).map(thread => /.*\) (\w)/s.exec(readFileSync(`${folder}/${thread}/stat`, 'utf8'))![1]!)
}

export const openLog = (options: KafkaOptions): Promise<KafkaLog> => openKafkaLog(options)

/** A transaction that stays open, under the id that the log's producer would have. */
export async function heldTransaction(options: KafkaOptions, id: string): Promise<RawTransaction> {
  const names = new Names(options.prefix)
  const kafka = newKafka(options, { retry: RETRY })
  const producer = newProducer(kafka, {
    transactionalId: id,
    transactionTimeout: 60_000,
    maxInFlightRequests: 1,
    retry: RETRY,
    initRetry: RETRY,
  })
  await producer.connect()
  const transaction = await producer.transaction()
  const over = async (ending: Promise<void>) => {
    await ending.finally(() => producer.disconnect())
  }
  return {
    write: async (records: NewRecord[]) => {
      const byTopic = Map.groupBy(records, record => names.topic(record.topic))
      await transaction.sendBatch({
        topicMessages: [...byTopic].map(([topic, own]) => ({
          topic,
          messages: own.map(record => toMessage(record, record.partition!)),
        })),
      })
    },
    commit: () => over(transaction.commit()),
    abort: () => over(transaction.abort()),
  }
}
