/** Requests into the log, with an answer in time whatever the log does. */
import type { NewEvent } from '../domain/events.ts'
import type { Appender, NewRecord } from '../log/log.ts'
import { unavailable } from './errors.ts'

export interface AppendPorts {
  appender: Appender
  /** From `log/codec/codec.ts`. */
  encode: (event: NewEvent) => NewRecord
}

/** How long a caller waits when the log is known to be down: enough for one probe, since only attempts can tell that it is back. */
const KNOWN_DOWN = 120

/**
 * Appends one request. Resolves only when the log has it.
 * @param timeout milliseconds
 * @throws ApiError 503 with Retry-After. The outcome is then unknown: the caller sends again, and the id makes that harmless.
 */
export async function appendRequest(
  { appender, encode }: AppendPorts,
  event: NewEvent,
  timeout: number,
): Promise<void> {
  const record = encode(event)
  const patience = appender.available() ? timeout : Math.min(timeout, KNOWN_DOWN)
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable('LOG_UNAVAILABLE', 'The log did not answer in time.')), patience)
  })
  const written = appender.append([record]).catch(() => {
    throw unavailable('LOG_UNAVAILABLE', 'The log cannot be written to right now.')
  })
  // Whoever loses the race must not become an unhandled rejection.
  written.catch(() => {})
  try {
    await Promise.race([written, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
