/** The process `web`: the Zendesk webhook and the internal API. */
import { startWeb, type Web } from '../api/server.ts'
import { encode } from '../log/codec/codec.ts'
import type { Config } from '../platform/config.ts'
import type { Logger } from '../platform/logging.ts'
import { closeAbandoned } from './audit.ts'
import type { Connections } from './connections.ts'
import { API_TRIGGER, createOperations } from './operations.ts'
import { createReads } from './reads.ts'
import { startSampler } from './sampler.ts'

/** @throws WebhookSecretMissing without ZENDESK_WEBHOOK_SECRET */
export async function runWeb(config: Config, connections: Connections, logger: Logger): Promise<Web> {
  const log = await connections.log()
  const appender = log.appender({ timeoutMs: config.api.appendTimeout })
  const sampler = startSampler(connections, log, config.kafka.prefix)
  const ending = new AbortController()
  const web = await startWeb({
    config,
    log: logger,
    reads: createReads(config.kafka.prefix, connections, log, sampler.windows),
    operations: createOperations(connections, logger, ending.signal),
    appender: {
      append: records => appender.append(records),
      available: () => appender.available() && sampler.logAnswers(),
      close: () => appender.close(),
    },
    encode,
  })
  // Whatever this process's predecessor was checking when it died.
  void closeAbandoned(log, API_TRIGGER).catch(() => {})
  return {
    ...web,
    async close() {
      sampler.stop()
      ending.abort()
      await web.close()
      await appender.close()
    },
  }
}
