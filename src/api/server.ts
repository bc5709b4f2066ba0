/** The web process: both listeners, from start to a graceful end. */

import type { NewEvent } from '../domain/events.ts'
import type { Appender, NewRecord } from '../log/log.ts'
import type { Config } from '../platform/config.ts'
import type { Logger } from '../platform/logging.ts'
import { createInternalListener } from './internal/server.ts'
import { closeListener, listen } from './listener.ts'
import { createMetrics } from './metrics.ts'
import type { Operations, Reads } from './ports.ts'
import { createPublicListener } from './public/server.ts'

export interface WebOptions {
  config: Pick<Config, 'api' | 'zendesk'>
  log: Logger
  reads: Reads
  operations?: Operations
  /** Belongs to the caller, who closes it after `close()`. */
  appender: Appender
  /** From `log/codec/codec.ts`. */
  encode: (event: NewEvent) => NewRecord
  /** Milliseconds that a person's request waits for its decision before it is answered 202. Default 5000. */
  answerWait?: number
  /** Milliseconds since 1970; for tests. */
  now?: () => number
}

export interface Web {
  /** e.g. `http://127.0.0.1:8080`. */
  publicUrl: string
  internalUrl: string
  /** Finishes what is in hand, within 5 s. May be called again. */
  close(): Promise<void>
}

/**
 * Starts both listeners.
 * @throws WebhookSecretMissing without ZENDESK_WEBHOOK_SECRET; Node's EADDRINUSE where a port is taken. Nothing is left open then.
 */
export async function startWeb(options: WebOptions): Promise<Web> {
  const { config, log, reads, operations, appender, encode, answerWait = 5000, now = Date.now } = options
  const { appendTimeout, replayWindow, bodyLimit, tokens } = config.api
  const metrics = createMetrics(appender)
  const shared = { appender, encode, appendTimeout, metrics }
  const webhook = { ...shared, secret: config.zendesk.webhookSecret, replayWindow, bodyLimit, now }
  const publicApp = await createPublicListener({ ...webhook, log: log.child({ part: 'webhook' }) })
  const internalApp = await createInternalListener({
    ...shared,
    reads,
    operations: operations ?? null,
    tokens,
    answerWait,
    log: log.child({ part: 'api' }),
  })
  let closing: Promise<void> | undefined
  const close = () =>
    (closing ??= Promise.all([closeListener(publicApp), closeListener(internalApp)]).then(() =>
      metrics.registry.clear(),
    ))
  try {
    const publicUrl = await listen(publicApp, config.api.public)
    const internalUrl = await listen(internalApp, config.api.internal)
    log.info(
      { port: new URL(publicUrl).port, internalPort: new URL(internalUrl).port, tokens: tokens.length },
      'web started',
    )
    return { publicUrl, internalUrl, close }
  } catch (error) {
    await close()
    throw error
  }
}
