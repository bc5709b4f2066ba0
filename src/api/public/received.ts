/** From a request that is known to be Zendesk's to the event that goes into the log. */

import type { NewEvent } from '../../domain/events.ts'
import { emailId, requestId } from '../../domain/ids.ts'
import { ApiError, invalid, wrongFields } from '../errors.ts'
import { isEnvelope, unwrap } from './envelope.ts'
import { webhookSchema } from './schema.ts'

export interface Delivery {
  body: Buffer
  /** `x-zendesk-account-id` and `x-zendesk-webhook-invocation-id`. */
  account: string | null
  invocationId: string | null
  /** Milliseconds since 1970. */
  now: number
}

/**
 * The EmailReceived of a delivery. The same delivery gives the same ids, however often it comes.
 * @throws ApiError 400 that names each wrong field
 */
export function received({ body: raw, account: header, invocationId, now }: Delivery): NewEvent<'EmailReceived'> {
  const json = parse(raw)
  const { body, eventId, account } = isEnvelope(json) ? unwrap(json) : { body: json, eventId: null, account: null }
  const checked = webhookSchema.safeParse(body)
  if (!checked.success) throw invalid(wrongFields(checked.error, body, 'body'))
  const mail = checked.data
  const delivery = mail.webhook_id ?? eventId ?? invocationId
  if (!delivery) {
    throw invalid([
      { field: 'webhook_id', expected: 'an id here or in x-zendesk-webhook-invocation-id', found: 'nothing' },
    ])
  }
  const owner = account ?? header ?? ''
  const id = emailId(owner, delivery)
  return {
    type: 'EmailReceived',
    topic: 'emails',
    id: requestId('EmailReceived', id),
    subject: id,
    time: now,
    source: '/web',
    correlationId: id,
    causationId: null,
    idempotencyKey: null,
    data: {
      account: owner,
      webhookId: delivery,
      ticketId: mail.ticket_id,
      subject: mail.subject,
      fromEmail: mail.from_email,
      fromName: mail.from_name,
      toEmail: mail.to_email,
      receivedAt: mail.received_at,
      bodyText: mail.body_text,
      bodyHtml: mail.body_html,
      attachments: mail.attachments.map(({ url, filename, content_type, size }) => ({
        url,
        filename,
        contentType: content_type,
        size,
      })),
    },
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

const parse = (raw: Buffer): unknown => {
  try {
    return JSON.parse(utf8.decode(raw))
  } catch {
    throw new ApiError(400, {
      code: 'INVALID_REQUEST',
      message: 'The body cannot be read.',
      fields: [
        { field: 'body', expected: 'JSON in UTF-8', found: raw.length === 0 ? 'nothing' : `${raw.length} bytes` },
      ],
    })
  }
}
