/** A log that does as it is told, and requests as Zendesk sends them. */

import { sign } from '../../src/api/public/signature.ts'
import type { NewEvent } from '../../src/domain/events.ts'
import { type Appender, LogUnavailable, type NewRecord } from '../../src/log/log.ts'
import { createLogger } from '../../src/platform/logging.ts'

export const SECRET = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=='

/** Milliseconds, or what the appender does instead of answering. */
export type Mood = number | 'refuses' | 'hangs'

export class FakeAppender implements Appender {
  mood: Mood = 0
  up = true
  readonly events: NewEvent[] = []
  /** Appends asked for, whatever became of them. */
  asked = 0
  async append(records: NewRecord[]) {
    this.asked++
    if (this.mood === 'hangs') return new Promise<never>(() => {})
    if (this.mood === 'refuses') throw new LogUnavailable('down')
    if (this.mood > 0) await new Promise(resolve => setTimeout(resolve, this.mood as number))
    this.events.push(...records.map(record => JSON.parse(record.value.toString()) as NewEvent))
    return records.map(({ topic }) => ({ topic, partition: 0, offset: this.events.length - 1 }))
  }
  available() {
    return this.up
  }
  async close() {}
}

/** Stands for the codec: tests of the API do not depend on Avro. */
export const encode = (event: NewEvent): NewRecord => ({
  topic: event.topic,
  key: event.subject,
  value: Buffer.from(JSON.stringify(event)),
  headers: { ce_id: event.id, ce_type: event.type },
})

export const silent = createLogger({ process: 'test', level: 'silent' })

/** A logger and the lines it has written. */
export const listening = () => {
  const lines: string[] = []
  return {
    lines,
    log: createLogger({ process: 'test', level: 'trace', destination: { write: line => void lines.push(line) } }),
  }
}

export const mail = (changes: Record<string, unknown> = {}) => ({
  webhook_id: 'delivery-1',
  ticket_id: '35436',
  subject: 'Ihre Anfrage vom 3. Februar',
  from_email: 'inkasso@example.org',
  from_name: 'Müller Inkasso',
  to_email: 'kanzlei@example.org',
  received_at: '2026-02-03T08:12:44Z',
  body_text: 'Die Forderung beträgt 1.234,56 €.',
  body_html: null,
  attachments: [
    { url: 'https://files.example/1', filename: 'Aufstellung.pdf', content_type: 'application/pdf', size: 48213 },
  ],
  ...changes,
})

export interface Signing {
  secret?: string
  /** Milliseconds that the timestamp is off. */
  skew?: number
  timestamp?: string
  headers?: Record<string, string>
}

export function signed(body: string | Buffer, { secret = SECRET, skew = 0, timestamp, headers = {} }: Signing = {}) {
  const time = timestamp ?? new Date(Date.now() + skew).toISOString()
  return {
    'content-type': 'application/json',
    'x-zendesk-webhook-signature': sign(secret, time, body),
    'x-zendesk-webhook-signature-timestamp': time,
    'x-zendesk-webhook-invocation-id': 'invocation-1',
    'x-zendesk-webhook-id': 'always-the-same',
    'x-zendesk-account-id': '4711',
    ...headers,
  }
}

export const uuid = (n: number) => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`
