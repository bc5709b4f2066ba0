/** The schedule of counted attempts: it is written into AttemptFailed, so it survives every crash. */
import { createHash } from 'node:crypto'

/** Attempts in all: the first and five retries. */
export const MAX_ATTEMPTS = 6
/** Unanswered ProcessingStarted after which a mail is run alone, and after which it is given up. */
export const CRASHES_ALONE = 2
export const CRASHES_FATAL = 5

const FIRST_MS = 15_000
const LONGEST_MS = 5 * 60_000

/** Milliseconds to wait after the `attempt`-th failure (1, 2 …): exponential, spread upwards by a quarter (so never under 15 s or over 5 min) so that mails failing together do not return together. */
export function retryDelay(id: string, attempt: number): number {
  const base = Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS)
  const spread = createHash('sha256').update(`${id}:${attempt}`).digest().readUInt16BE(0) / 0xffff
  return Math.min(Math.round(base * (1 + spread / 4)), LONGEST_MS)
}
