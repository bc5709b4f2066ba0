/** A process that rebuilds one projection from a fixed history, and can be told to die at a step: see rebuild-crash.test.ts. */
import { MongoClient } from 'mongodb'
import { decode, encode } from '../../../src/log/codec/codec.ts'
import { MemoryCluster } from '../../../src/log/memory/cluster.ts'
import { rebuildProjection } from '../../../src/projections/engine/rebuild.ts'
import { createPool } from '../../../src/projections/postgres/pool.ts'
import { projectionNamed } from '../../../src/projections/registry.ts'
import { createStores } from '../../../src/projections/start.ts'
import { PARTITIONS, Story } from './story.ts'

/** The same history wherever it is told, in a log that goes by one name. */
export async function tellHistory(debts = 30) {
  const log = new MemoryCluster({ partitions: PARTITIONS, clusterId: 'rebuilding' }).log()
  const story = new Story()
  for (let n = 0; n < debts; n++) {
    story.tell('InquirySent', `inq-${n}`, { clientId: `cl-${n % 7}` })
    for (let version = 1; version <= 3; version++)
      story.tell('DebtUpdated', `inq-${n}`, { version, clientId: `cl-${n % 7}` }, { correlationId: `mail-${n}` })
  }
  const appender = log.appender()
  await appender.append(story.events.map(event => encode({ ...event, partition: undefined })))
  return log
}

if (process.argv[2] === 'rebuild') {
  const [, , , name, postgres, mongodb, database, dieAt] = process.argv as string[]
  const pool = createPool(postgres!)
  const client = new MongoClient(mongodb!)
  const projection = projectionNamed(name!)
  const store = createStores(pool, client.db(database))[projection.store]
  const step = (at: string) => {
    if (at === dieAt) process.kill(process.pid, 'SIGKILL')
  }
  await rebuildProjection({ projection, log: await tellHistory(), store, decode, step })
  await Promise.all([pool.end(), client.close()])
}
