/** A log and both stores of a test's own on the shared real servers, with projections running on them. */
import type { Connections } from '../../../src/app/connections.ts'
import { letterOffice } from '../../../src/app/letters.ts'
import type { NewEvent } from '../../../src/domain/events.ts'
import { decode, encode } from '../../../src/log/codec/codec.ts'
import { openKafkaLog } from '../../../src/log/kafka/kafka-log.ts'
import { Letters } from '../../../src/log/letters.ts'
import type { Log } from '../../../src/log/log.ts'
import { placeKey } from '../../../src/projections/engine/store.ts'
import { projectionNamed } from '../../../src/projections/registry.ts'
import { createStores, type RunningProjections, startProjections } from '../../../src/projections/start.ts'
import { freshMongoStore, freshPostgres } from '../../projections/support/stores.ts'
import { Story } from '../../projections/support/story.ts'
import { eventually } from '../../support/eventually.ts'
import { freshPrefix, sharedServers } from '../../support/servers.ts'

export interface RealServers {
  prefix: string
  log: Log
  connections: Connections
  story: Story
  postgres: Awaited<ReturnType<typeof freshPostgres>>
  mongo: Awaited<ReturnType<typeof freshMongoStore>>
  /** Appends what the story has told since the last time, and waits until the projections have applied all. */
  tell(): Promise<void>
  write(...records: Parameters<ReturnType<Log['appender']>['append']>[0]): Promise<void>
  close(): Promise<void>
}

/** @param only names of the projections to run; all, if missing */
export async function realServers(only?: string[]): Promise<RealServers> {
  const { kafka } = await sharedServers('kafka')
  const prefix = freshPrefix()
  const log = await openKafkaLog({ brokers: [kafka], prefix: `${prefix}.`, partitions: 3 })
  const [postgres, mongo] = await Promise.all([freshPostgres(), freshMongoStore()])
  const letters = new Letters(log, decode)
  const unfollow = letters.follow(100)
  const office = letterOffice(log)
  const projections: RunningProjections = await startProjections({
    log,
    prefix,
    stores: createStores(postgres.pool, mongo.db),
    decode,
    only,
    letters,
    pollMs: 100,
    announce: office.announce,
  })
  const appender = log.appender()
  const story = new Story()
  let told = 0
  const caughtUp = () =>
    eventually(
      'every projection is at the end of the log',
      async () => {
        const ends = await log.offsets()
        // By what the log has, not by what was assigned so far: a projection that has not joined yet is behind.
        return projections.status().every(({ projection, partitions }) => {
          const topics: readonly string[] = projectionNamed(projection).topics
          return ends
            .filter(end => topics.includes(end.topic))
            .every(end => partitions.some(own => placeKey(own) === placeKey(end) && own.position >= end.stable))
        })
      },
      { within: 30_000 },
    )
  const write: RealServers['write'] = async (...records) => void (await appender.append(records))
  return {
    prefix,
    log,
    connections: {
      log: async () => log,
      postgres: () => postgres.pool,
      mongo: () => mongo.db,
      close: async () => {},
    },
    story,
    postgres,
    mongo,
    write,
    async tell() {
      const events = story.events.slice(told)
      told = story.events.length
      await write(...events.map(event => encode({ ...event, partition: undefined } as NewEvent)))
      await caughtUp()
    },
    async close() {
      unfollow()
      await projections.stop()
      await office.close()
      await log.close()
      await postgres.close()
      await mongo.close()
    },
  }
}
