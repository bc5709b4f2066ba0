/** Connections to the three servers, opened as they are asked for and closed together. */
import type { Db, MongoClient } from 'mongodb'
import type { Pool } from 'pg'
import { openKafkaLog } from '../log/kafka/kafka-log.ts'
import type { Log } from '../log/log.ts'
import type { Config } from '../platform/config.ts'
import { createMongo } from '../projections/mongo/connect.ts'
import { createPool } from '../projections/postgres/pool.ts'

/** Where the servers are; embedded ones and configured ones alike. */
export interface Addresses {
  kafkaBrokers: string[]
  databaseUrl: string
  mongodbUrl: string
}

export interface Connections {
  log(): Promise<Log>
  postgres(): Pool
  mongo(): Db
  close(): Promise<void>
}

/** @param clientId shown by the servers' own monitors. */
export function connect(config: Config, addresses: Addresses, clientId: string): Connections {
  let log: Promise<Log> | undefined
  let pool: Pool | undefined
  let mongo: { client: MongoClient; db: Db } | undefined
  const { prefix, partitions, replication, minInsync } = config.kafka
  return {
    log() {
      log ??= openKafkaLog({
        brokers: addresses.kafkaBrokers,
        prefix: `${prefix}.`,
        clientId,
        partitions,
        replication,
        minInsyncReplicas: minInsync,
      })
      return log
    },
    postgres() {
      pool ??= createPool(addresses.databaseUrl, { application_name: clientId })
      return pool
    },
    mongo() {
      mongo ??= createMongo(addresses.mongodbUrl, { appName: clientId })
      return mongo.db
    },
    async close() {
      await Promise.all([log?.then(open => open.close()).catch(() => {}), pool?.end(), mongo?.client.close()])
    },
  }
}
