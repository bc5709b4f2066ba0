/** The process `web`: the Zendesk webhook and the internal API. */
import { startWeb, type Web } from '../api/server.ts'
import { encode } from '../log/codec/codec.ts'
import type { Config } from '../platform/config.ts'
import type { Logger } from '../platform/logging.ts'
import type { Connections } from './connections.ts'
import { createReads } from './reads.ts'

/** @throws WebhookSecretMissing without ZENDESK_WEBHOOK_SECRET */
export async function runWeb(config: Config, connections: Connections, logger: Logger): Promise<Web> {
  const log = await connections.log()
  const appender = log.appender({ timeoutMs: config.api.appendTimeout })
  const web = await startWeb({
    config,
    log: logger,
    reads: createReads(config.kafka.prefix, connections, log),
    appender,
    encode,
  })
  return {
    ...web,
    async close() {
      await web.close()
      await appender.close()
    },
  }
}
