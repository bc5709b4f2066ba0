/** The public listener: the webhook and whether the process lives, nothing else. */
import type { FastifyInstance } from 'fastify'
import type { Logger } from '../../platform/logging.ts'
import { unavailable } from '../errors.ts'
import { createListener } from '../listener.ts'
import { type WebhookOptions, webhook } from './webhook.ts'

export interface PublicOptions extends Omit<WebhookOptions, 'secret'> {
  /** null: not configured. */
  secret: string | null
  /** Bytes. */
  bodyLimit: number
  log: Logger
}

/** The public listener cannot start as it is configured. */
export class WebhookSecretMissing extends Error {
  readonly code = 'WEBHOOK_SECRET_MISSING'
  override name = 'WebhookSecretMissing'
  constructor() {
    super(
      'ZENDESK_WEBHOOK_SECRET must be set to the signing secret of the Zendesk webhook; found nothing. ' +
        'Without it nobody could tell a webhook of Zendesk from a forged one, so the public listener does not start. ' +
        "Copy the secret from Zendesk's admin centre (Webhooks, Reveal secret) into the environment and start again.",
    )
  }
}

/** Bodies in memory at the same time, as a multiple of the largest one: 8 of 8 MiB stay well within the process's memory. */
const BODIES = 8

/** @throws WebhookSecretMissing */
export async function createPublicListener(options: PublicOptions): Promise<FastifyInstance> {
  const { secret, bodyLimit, log } = options
  if (!secret) throw new WebhookSecretMissing()
  const app = await createListener({
    log,
    bodyLimit,
    helmet: { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] } } },
  })
  boundMemory(app, bodyLimit)
  app.get('/health/live', async () => ({ status: 'live' }))
  await app.register(webhook, { ...options, secret })
  return app
}

/** Refuses bodies beyond `BODIES` times the limit in flight: strangers can send large ones before any signature is checked. */
function boundMemory(app: FastifyInstance, bodyLimit: number) {
  let inFlight = 0
  app.addHook('onRequest', async (request, reply) => {
    const length = Number(request.headers['content-length'] ?? Number.NaN)
    const chunked = request.headers['transfer-encoding'] !== undefined
    const size = Math.min(Number.isNaN(length) ? (chunked ? bodyLimit : 0) : length, bodyLimit)
    if (size > 0 && inFlight + size > BODIES * bodyLimit) {
      throw unavailable('BUSY', 'Too many large requests at the same time.', 1)
    }
    inFlight += size
    reply.raw.once('close', () => {
      inFlight -= size
    })
  })
}
