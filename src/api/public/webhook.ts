/**
 * `POST /webhooks/zendesk`: verify, read, append, and only then say so. It answers well under a second, because Zendesk
 * retries for seconds only and stops calling where too many calls fail.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type AppendPorts, appendRequest } from '../append.ts'
import { ApiError } from '../errors.ts'
import type { WebMetrics } from '../metrics.ts'
import { received } from './received.ts'
import { type Verdict, verify } from './signature.ts'

export interface WebhookOptions extends AppendPorts {
  secret: string
  /** Milliseconds. */
  replayWindow: number
  /** Milliseconds. */
  appendTimeout: number
  metrics: WebMetrics
  /** Milliseconds since 1970. */
  now: () => number
}

const ACCEPTED = { status: 'accepted' }

/** Adds the route. The body stays raw until its signature is known to be right, so this instance has no JSON parser. */
export async function webhook(app: FastifyInstance, options: WebhookOptions): Promise<void> {
  const { secret, replayWindow, appendTimeout, metrics, now } = options
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  // What the bytes are called does not matter, what they say does: a type that cannot be read must not cost a mail.
  app.addHook('onRequest', async request => {
    request.raw.headers['content-type'] = 'application/octet-stream'
  })
  app.addHook('onResponse', async (_request, reply) => metrics.webhook(reply.statusCode, reply.elapsedTime))

  app.post('/webhooks/zendesk', async request => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const signature = header(request, 'x-zendesk-webhook-signature') ?? undefined
    const timestamp = header(request, 'x-zendesk-webhook-signature-timestamp') ?? undefined
    const verdict = verify({ signature, timestamp, body }, secret, replayWindow, now())
    if (verdict !== 'valid') throw refusal(verdict, replayWindow)

    const event = received({
      body,
      account: header(request, 'x-zendesk-account-id'),
      invocationId: header(request, 'x-zendesk-webhook-invocation-id'),
      now: now(),
    })
    await appendRequest(options, event, appendTimeout)
    request.log.info({ emailId: event.subject, attachments: event.data.attachments.length }, 'mail accepted')
    return ACCEPTED
  })
}

const header = (request: FastifyRequest, name: string) => {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : null
}

const refusal = (verdict: Exclude<Verdict, 'valid'>, window: number) =>
  verdict === 'outside_window'
    ? new ApiError(401, {
        code: 'OUTSIDE_REPLAY_WINDOW',
        message: 'The signature is right, but its timestamp is too far from now.',
        expected: `at most ${Math.round(window / 1000)} seconds from now`,
        todo: 'Check the clocks, or raise REPLAY_WINDOW.',
      })
    : new ApiError(401, {
        code: 'SIGNATURE_INVALID',
        message: verdict === 'missing' ? 'The signature or its timestamp is missing.' : 'The signature is not right.',
        expected: 'base64(HMAC-SHA256(ZENDESK_WEBHOOK_SECRET, timestamp + body))',
      })
