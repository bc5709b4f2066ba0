/**
 * The run without faults: the very records by which the mails came in, put through the same worker (handlers, extractor,
 * registry in PostgreSQL) on the in-memory log, where nothing breaks.
 */
import { join } from 'node:path'
import type { Connections } from '../app/connections.ts'
import { scratchPostgres } from '../app/scratch-postgres.ts'
import { startWorker } from '../app/worker.ts'
import type { LogRecord } from '../log/log.ts'
import { MemoryCluster } from '../log/memory/cluster.ts'
import { createLogger } from '../platform/logging.ts'
import { until } from '../platform/until.ts'
import type { Lab } from './lab.ts'
import { type Observed, observe } from './observed.ts'

/** Mails given to it at once. */
const CHUNK = 50
const CHUNK_WITHIN_MS = 180_000

export async function withoutFaults(
  lab: Lab,
  received: readonly LogRecord[],
  onProgress: (done: number) => void,
): Promise<Observed> {
  const { connections, config, attachments } = lab
  const real = await connections.log()
  const log = new MemoryCluster({ partitions: real.partitions('emails') }).log()
  const postgres = await scratchPostgres(lab.addresses.databaseUrl)
  const appender = log.appender()
  const stranger: Connections = {
    log: async () => log,
    postgres: () => postgres.pool,
    mongo: () => connections.mongo(),
    close: async () => {},
  }
  const worker = await startWorker(
    { ...config, dataDir: join(lab.dataDir, 'reference') },
    stranger,
    createLogger({ process: 'reference', level: 'error' }),
    { only: ['inquiries', 'emails', 'debts'], id: 'reference', attachments },
    error => {
      throw error
    },
  )
  try {
    for (let partition = 0; partition < real.partitions('inquiries'); partition++) {
      for await (const { records } of real.read({ topic: 'inquiries', partition }))
        await appender.append(Array.from(records, asNew))
    }
    const seen = await observe(log)
    for (let from = 0; from < received.length; from += CHUNK) {
      const chunk = received.slice(from, from + CHUNK)
      await appender.append(chunk.map(asNew))
      const finished = async () => {
        await observe(log, seen)
        return chunk.every(({ key }) => seen.finals.has(key)) && [...seen.assigned].every(id => seen.answered.has(id))
      }
      await until('the run without faults comes to its end', finished, CHUNK_WITHIN_MS)
      onProgress(from + chunk.length)
    }
    return seen
  } finally {
    await worker.stop()
    await appender.close()
    await log.close()
    await postgres.close()
  }
}

const asNew = ({ topic, key, value, headers, timestamp }: LogRecord) => ({ topic, key, value, headers, timestamp })
