/** Where a verb finds its servers: configured, running already, or started for it and stopped after it. */
import type { Config } from '../platform/config.ts'
import { startMissing } from '../platform/embedded/index.ts'
import { readRunFile } from '../platform/run-file.ts'
import type { Addresses } from './connections.ts'

export interface Attached {
  addresses: Addresses
  /** Stops what was started for this verb. */
  stop(): Promise<void>
}

/** @param tell what is started is said, since it takes seconds. */
export async function attach(config: Config, tell: (line: string) => void): Promise<Attached> {
  const { brokers } = config.kafka
  const running = await readRunFile(config.dataDir)
  const kafkaBrokers = brokers ?? running?.addresses.kafkaBrokers
  const databaseUrl = config.databaseUrl ?? running?.addresses.databaseUrl
  const mongodbUrl = config.mongodbUrl ?? running?.addresses.mongodbUrl
  if (kafkaBrokers && databaseUrl && mongodbUrl) {
    return { addresses: { kafkaBrokers, databaseUrl, mongodbUrl }, stop: async () => {} }
  }
  tell('Postbuch is not running here: starting the servers for this command')
  const servers = await startMissing({ dataDir: config.dataDir, kafkaBrokers, databaseUrl, mongodbUrl })
  return { addresses: servers, stop: servers.stop }
}
