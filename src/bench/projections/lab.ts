/** Scratch servers of a benchmark, in a temporary folder, and a log filled with a history. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from '../../log/codec/codec.ts'
import { openKafkaLog } from '../../log/kafka/kafka-log.ts'
import type { Log, NewRecord } from '../../log/log.ts'
import { type Servers, startMissing } from '../../platform/embedded/index.ts'
import { migrate } from '../../projections/postgres/migrate.ts'
import { createPool } from '../../projections/postgres/pool.ts'
import { history, shapeOf } from '../events.ts'

export const PREFIX = 'bench.'

export interface Where {
  kafkaBrokers: string[]
  databaseUrl: string
  mongodbUrl: string
}

export interface Lab extends Where {
  log: Log
  stop(): Promise<void>
}

export const openLog = (where: Where) =>
  openKafkaLog({ brokers: where.kafkaBrokers, prefix: PREFIX, clientId: 'bench' })

export async function openLab(): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'postbuch-bench-'))
  const servers: Servers = await startMissing({ dataDir: folder })
  const pool = createPool(servers.databaseUrl)
  await migrate(pool)
  await pool.end()
  const where = {
    kafkaBrokers: servers.kafkaBrokers,
    databaseUrl: servers.databaseUrl,
    mongodbUrl: servers.mongodbUrl,
  }
  const log = await openLog(where)
  return {
    ...where,
    log,
    async stop() {
      await log.close()
      await servers.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const PAGE = 2_000
const AT_ONCE = 4

/** Appends a history, in its order. @param skip events that are there already */
export async function fill(
  log: Log,
  { total, from = 0, to = total }: { total: number; from?: number; to?: number },
  onProgress: (events: number) => void = () => {},
): Promise<void> {
  const appender = log.appender({ timeoutMs: 120_000, maxQueuedBytes: 64 * 1024 * 1024 })
  const running: Promise<unknown>[] = []
  let page: NewRecord[] = []
  let n = 0
  const send = async () => {
    running.push(appender.append(page))
    page = []
    if (running.length >= AT_ONCE) await running.shift()
    onProgress(n)
  }
  for (const event of history(shapeOf(total))) {
    if (n >= to) break
    if (n++ < from) continue
    page.push(encode(event))
    if (page.length >= PAGE) await send()
  }
  if (page.length > 0) await send()
  await Promise.all(running)
  await appender.close()
}
