/** Zendesk's signature: base64(HMAC-SHA256(secret, timestamp + raw body)), the secret taken as the literal text. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** What Zendesk would send in `x-zendesk-webhook-signature`; the demonstration and tests sign with it too. */
export const sign = (secret: string, timestamp: string, body: Buffer | string) =>
  createHmac('sha256', secret).update(timestamp).update(body).digest('base64')

export type Verdict = 'valid' | 'missing' | 'wrong' | 'outside_window'

export interface Signed {
  signature: string | undefined
  timestamp: string | undefined
  body: Buffer
}

/**
 * Judges a request, the signature before the time, so that nothing is told to who cannot sign.
 * @param window milliseconds that the timestamp may differ from `now`, in both directions
 * @param now milliseconds since 1970
 */
export function verify({ signature, timestamp, body }: Signed, secret: string, window: number, now: number): Verdict {
  if (!signature || !timestamp) return 'missing'
  if (!equal(signature, sign(secret, timestamp, body))) return 'wrong'
  return Math.abs(now - instant(timestamp)) <= window ? 'valid' : 'outside_window'
}

/** Compared as text: decoding base64 forgives characters, and a signature must have one spelling. */
const equal = (given: string, expected: string) => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/

/** Infinity, which is outside any window, for what is no ISO 8601 time. */
const instant = (timestamp: string) => {
  const time = ISO_8601.test(timestamp) ? Date.parse(timestamp) : Number.NaN
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time
}
