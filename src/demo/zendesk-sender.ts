/** Posts webhooks as Zendesk does: signed, with its headers, tried again a few times when the receiver asks for it. */
import { createHmac, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { WebhookAttachment } from './file-server.ts'

/** The body that the firm's Zendesk trigger sends. */
export interface WebhookBody {
  webhook_id: string
  ticket_id: string
  subject: string
  from_email: string
  from_name: string
  to_email: string
  received_at: string
  body_text: string | null
  body_html: string | null
  attachments: WebhookAttachment[]
}

export interface SenderOptions {
  /** Address of the webhook. */
  url: string
  /** Signing secret, used as the literal string. */
  secret: string
  account?: string
  /** How often one webhook is tried in all; 4 unless told otherwise. */
  attempts?: number
  /** Waits between two attempts, in milliseconds; for tests. */
  delay?: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>
  /** The time of signing; for tests. */
  now?: () => Date
  signal?: AbortSignal
}

export interface Delivery {
  /** Status of the last answer; 0 if there was none. */
  status: number
  ok: boolean
  attempts: number
}

/** `base64(HMAC-SHA256(secret, timestamp + body))`, as in `x-zendesk-webhook-signature`. */
export const signature = (secret: string, timestamp: string, body: string) =>
  createHmac('sha256', secret).update(timestamp).update(body).digest('base64')

/**
 * Posts one webhook; never throws on an answer or a connection error, they are in the result.
 * Answers 409, 429 and 5xx and connection errors are tried again, `retry-after` honoured up to 10 s.
 */
export async function deliver(
  body: WebhookBody,
  options: SenderOptions & { badSignature?: boolean },
): Promise<Delivery> {
  const { attempts = 4, delay = (ms, signal) => sleep(ms, undefined, { signal }) } = options
  const text = JSON.stringify(body)
  const invocation = randomUUID()
  let status = 0
  for (let attempt = 1; ; attempt++) {
    options.signal?.throwIfAborted()
    const response = await post(text, invocation, options)
    status = response?.status ?? 0
    await response?.body?.cancel()
    if (attempt >= attempts || !worthRetrying(status))
      return { status, ok: status >= 200 && status < 300, attempts: attempt }
    const wanted = Number(response?.headers.get('retry-after')) * 1000
    await delay(Math.min(10_000, wanted > 0 ? wanted : 250 * 2 ** (attempt - 1)), options.signal)
  }
}

const worthRetrying = (status: number) => status === 0 || status === 409 || status === 429 || status >= 500

async function post(text: string, invocation: string, options: SenderOptions & { badSignature?: boolean }) {
  const timestamp = (options.now?.() ?? new Date()).toISOString()
  const secret = options.badSignature ? `not-${options.secret}` : options.secret
  try {
    return await fetch(options.url, {
      method: 'POST',
      body: text,
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(12_000), ...(options.signal ? [options.signal] : [])]),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Zendesk Webhook',
        'x-zendesk-account-id': options.account ?? '10000001',
        'x-zendesk-webhook-id': 'demo-webhook',
        'x-zendesk-webhook-invocation-id': invocation,
        'x-zendesk-webhook-signature-timestamp': timestamp,
        'x-zendesk-webhook-signature': signature(secret, timestamp, text),
      },
    })
  } catch (error) {
    options.signal?.throwIfAborted()
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return undefined
    throw error
  }
}
