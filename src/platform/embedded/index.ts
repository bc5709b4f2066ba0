import { type EmbeddedKafka, startKafka } from './kafka.ts'
import { startMongodb } from './mongodb.ts'
import { startPostgres } from './postgres.ts'
import type { EmbeddedServer } from './types.ts'

export { type EmbeddedKafka, type KafkaOptions, startKafka } from './kafka.ts'
export { startMongodb } from './mongodb.ts'
export { startPostgres } from './postgres.ts'
export { type EmbeddedServer, EmbeddedServerError, type StartOptions } from './types.ts'

export type ServerKind = 'kafka' | 'postgres' | 'mongodb'

export interface EmbeddedConfig {
  dataDir: string
  /** Servers of the operator's own: what is given is not started. */
  kafkaBrokers?: string[]
  databaseUrl?: string
  mongodbUrl?: string
  tools?: string
  /** Told as each server is ready, with the seconds it took. */
  onStarted?: (kind: ServerKind, seconds: number) => void
}

export interface Servers {
  kafkaBrokers: string[]
  databaseUrl: string
  mongodbUrl: string
  /** Those that were started here. */
  embedded: { kafka?: EmbeddedKafka; postgres?: EmbeddedServer; mongodb?: EmbeddedServer }
  /** Seconds to readiness of each that was started. */
  seconds: Partial<Record<ServerKind, number>>
  /** Stops what was started here. */
  stop(): Promise<void>
}

/**
 * Starts, side by side, the servers that are not configured. If one fails the others are stopped again and its
 * EmbeddedServerError is thrown.
 */
export async function startMissing(config: EmbeddedConfig): Promise<Servers> {
  const seconds: Servers['seconds'] = {}
  const embedded: Servers['embedded'] = {}
  const timed = async <T>(kind: ServerKind, start: () => Promise<T>): Promise<T> => {
    const begun = performance.now()
    const server = await start()
    const took = Math.round(performance.now() - begun) / 1000
    seconds[kind] = took
    config.onStarted?.(kind, took)
    return server
  }
  const options = { dataDir: config.dataDir, tools: config.tools }
  const kafka = async () => {
    embedded.kafka = await timed('kafka', () => startKafka(options))
  }
  const postgres = async () => {
    embedded.postgres = await timed('postgres', () => startPostgres(options))
  }
  const mongodb = async () => {
    embedded.mongodb = await timed('mongodb', () => startMongodb(options))
  }
  const jobs = [
    config.kafkaBrokers?.length || kafka(),
    config.databaseUrl || postgres(),
    config.mongodbUrl || mongodb(),
  ]
  const stop = async () => {
    await Promise.all(Object.values(embedded).map(server => server?.stop()))
  }
  const failed = (await Promise.allSettled(jobs)).find(result => result.status === 'rejected')
  if (failed) {
    await stop()
    throw failed.reason
  }
  return {
    kafkaBrokers: embedded.kafka?.brokers ?? config.kafkaBrokers ?? [],
    databaseUrl: embedded.postgres?.url ?? config.databaseUrl ?? '',
    mongodbUrl: embedded.mongodb?.url ?? config.mongodbUrl ?? '',
    embedded,
    seconds,
    stop,
  }
}
