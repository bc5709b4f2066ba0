/**
 * Structured logs: one JSON object a line, on stderr (stdout belongs to results).
 *
 * The rule: log ids, counts, codes, positions and milliseconds. Never a mail's words, a name, an address, a subject, a
 * body, a header or a secret. The list below is the net under that rule, not the rule: what a name on it holds is
 * replaced, at any of the first three levels.
 */
import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger }

const PERSONAL = [
  'subject',
  'fromEmail',
  'fromName',
  'toEmail',
  'bodyText',
  'bodyHtml',
  'body',
  'text',
  'html',
  'summary',
  'clientName',
  'clientNames',
  'clientFirstName',
  'clientLastName',
  'clientBirthDate',
  'clientAddress',
  'creditorEmail',
  'aktenzeichen',
  'birthDates',
  'email',
  'address',
  'filename',
  'url',
  'data',
  'payload',
]
const SECRET = [
  'authorization',
  'cookie',
  'token',
  'secret',
  'password',
  'apiKey',
  'connectionString',
  'headers',
  'config',
]
const levels = [...PERSONAL, ...SECRET].flatMap(key => [key, `*.${key}`, `*.*.${key}`])

/** Driver errors carry rows, connection strings and bodies: only what names the failure is kept. */
export const describeError = (error: unknown) => {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code } = error as { code?: unknown }
  const quiet = ['string', 'number'].includes(typeof code) ? { code } : {}
  return { type: error.constructor.name, ...quiet, message: safeMessage(error.message), stack: framesOf(error) }
}

/** A URL's credentials and e-mail addresses are taken out, and no message is longer than 300 characters. */
const safeMessage = (message: string) =>
  message
    .replace(/:\/\/[^\s@]*@|[^\s<>"'(:/]+@[^\s<>"')]+/g, found =>
      found.startsWith('://') ? '://(hidden)@' : '(address)',
    )
    .slice(0, 300)

/** The stack without its first line, which repeats the message. */
const framesOf = (error: Error) =>
  (error.stack ?? '')
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n')

export interface LoggingOptions {
  /** `web`, `worker`, `cli` …: in every line. */
  process: string
  level: string
  /** Default: stderr. */
  destination?: DestinationStream
}

/** The process's logger; parts of it take `logger.child({ part: '…' })`. */
export const createLogger = ({ process: name, level, destination }: LoggingOptions): Logger =>
  pino(
    {
      level,
      base: { process: name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      serializers: { err: describeError, error: describeError },
      redact: { paths: levels, censor: '(redacted)' },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  )
