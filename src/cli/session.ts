/** What most verbs begin with: configuration, servers, connections; all given back in the end. */
import { type Attached, attach } from '../app/addresses.ts'
import { type Connections, connect } from '../app/connections.ts'
import { type Config, loadConfig } from '../platform/config.ts'
import type { Io } from './io.ts'

export interface Session {
  config: Config
  attached: Attached
  connections: Connections
}

/** Runs a verb's work against the servers that are configured, running, or started for it. */
export async function withSession<T>(io: Io, clientId: string, work: (session: Session) => Promise<T>): Promise<T> {
  const config = loadConfig()
  const attached = await attach(config, io.tell)
  const connections = connect(config, attached.addresses, clientId)
  try {
    return await work({ config, attached, connections })
  } finally {
    await connections.close()
    await attached.stop()
  }
}
