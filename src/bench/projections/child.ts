/** One measured task in a process of its own, so that memory is its alone: `child.ts TASK PROJECTION [FILE]`, its result on stdout. */

import { decode } from '../../log/codec/codec.ts'
import { bareRead } from '../../log/kafka/bare-read.ts'
import { rebuildProjection } from '../../projections/engine/rebuild.ts'
import { createMongo } from '../../projections/mongo/connect.ts'
import { createPool } from '../../projections/postgres/pool.ts'
import { projectionNamed } from '../../projections/registry.ts'
import { createStores } from '../../projections/start.ts'
import { verify } from '../../projections/verify.ts'
import { drain, recordUpdates, replayUpdates } from './drain.ts'
import { openLog, PREFIX, type Where } from './lab.ts'
import { loadDocuments, loadTables } from './load.ts'
import type { Task } from './run.ts'

const [task, name, file] = process.argv.slice(2) as [Task, string, string?]
const where = JSON.parse(process.env.BENCH_WHERE!) as Where
const projection = projectionNamed(name)
const log = await openLog(where)
const pool = createPool(where.databaseUrl)
const { client, db } = createMongo(where.mongodbUrl, { monitorCommands: task === 'drain' && !!file })

const tasks: Record<Task, () => Promise<object>> = {
  read: () => bareRead(log, { brokers: where.kafkaBrokers, prefix: PREFIX, topics: projection.topics }),
  load: () => (projection.store === 'postgres' ? loadTables(pool, projection) : loadDocuments(db, projection.name)),
  rebuild: () => {
    const store = createStores(pool, db)[projection.store]
    return rebuildProjection({ projection, log, store, decode })
  },
  verify: async () => {
    const { findings, checked, events } = await verify(projection, { log, pool, db, decode })
    return { findings: findings.length, checked, events, first: findings.slice(0, 3) }
  },
  drain: async () => {
    const recorded = file ? recordUpdates(client, name, file) : undefined
    const drained = await drain(log, projection, createStores(pool, db))
    await recorded?.()
    return drained
  },
  updates: () => replayUpdates(db, `${name}_bare`, file!),
}

const result = await tasks[task]()
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024)
process.stdout.write(JSON.stringify({ ...result, peakMb }))
await Promise.all([log.close(), pool.end(), client.close()])
process.exit(0)
