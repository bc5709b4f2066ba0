/** The kinds of failures (DESIGN.md, "Retries are events") and how an error becomes one of them. */
import type { Failure } from '../../domain/events.ts'

/**
 * A step's failure with its kind. `mail` counts an attempt (`fatal`: no retry can help); `dependency` and
 * `deployment` suspend the step as a whole and count nothing.
 */
export class StepFailure extends Error {
  override name = 'StepFailure'
  readonly failure: Failure
  readonly fatal: boolean
  /** Milliseconds that the other side asked to be left alone; null if it did not. */
  readonly retryAfterMs: number | null
  constructor(
    kind: Failure['kind'],
    code: string,
    message: string,
    options: { fatal?: boolean; retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.failure = { kind, code, message }
    this.fatal = options.fatal ?? false
    this.retryAfterMs = options.retryAfterMs ?? null
  }
}

/** What is known of an error: its own properties, or its cause's where it has none (`fetch failed`). */
interface Told {
  code: string
  name: string
  message: string
  /** Of an HTTP answer; null if there was none. */
  status: number | null
  retryAfterMs: number | null
}

type Verdict = { kind: 'mail' | 'dependency' | 'deployment'; code: (told: Told) => string; fatal?: boolean }
type Row = Verdict & { when: (told: Told) => boolean }

const own = ({ code }: Told) => code
const http = ({ status }: Told) => `HTTP_${status}`
const postgres = ({ code }: Told) => `PG_${code}`
const status = (...all: number[]) => ({
  when: ({ status }: Told) => status !== null && all.includes(status),
  code: http,
})
const coded = (pattern: RegExp) => ({ when: ({ code }: Told) => pattern.test(code), code: own })
/** PostgreSQL's five characters, by their class or whole. */
const sqlState = (pattern: RegExp) => ({
  when: ({ code }: Told) => /^[0-9A-Z]{5}$/.test(code) && pattern.test(code),
  code: postgres,
})

/** The first row that fits decides. What nobody foresaw is put down to the mail: tried again a few times, then shown to a person. */
const TABLE: Row[] = [
  // An HTTP service that answered: Claude's, Zendesk's.
  { kind: 'deployment', code: http, when: t => t.status === 400 && /credit balance|billing/i.test(t.message) },
  { kind: 'mail', ...status(400, 413, 422), fatal: true },
  { kind: 'deployment', ...status(401, 402, 403, 404) },
  { kind: 'mail', ...status(408) },
  { kind: 'dependency', ...status(409, 429) },
  { kind: 'dependency', code: http, when: t => t.status !== null && t.status >= 500 },
  // PostgreSQL: connection, resources, locks, operator, system, rollback; authorisation and schema are the deployment's.
  { kind: 'dependency', ...sqlState(/^(08|40|53|55|57|58)/) },
  { kind: 'deployment', ...sqlState(/^(28|3D|3F|42)/) },
  {
    kind: 'dependency',
    code: () => 'STORE_UNREACHABLE',
    when: t => /Connection terminated|timeout exceeded when trying to connect|on the pool|pool is/.test(t.message),
  },
  // A step asks the log how far the registry must be; the log's being down is not the mail's fault.
  { kind: 'dependency', ...coded(/^LOG_UNAVAILABLE$/) },
  // Nobody there, or no room on this machine.
  {
    kind: 'dependency',
    ...coded(
      /^(ECONN(REFUSED|RESET|ABORTED|ECTION)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH|ESOCKET|EDNS)$/,
    ),
  },
  { kind: 'dependency', ...coded(/^(ENOSPC|EMFILE|ENFILE|UND_ERR_(CONNECT_TIMEOUT|SOCKET))$/) },
  { kind: 'deployment', ...coded(/^(EAUTH|EENVELOPE|EACCES|EROFS|ETLS)$/) },
  // Too long for this mail: it is tried again, and not for ever.
  { kind: 'mail', code: () => 'TIMEOUT', when: t => /Timeout/.test(t.name) || /^UND_ERR_.*TIMEOUT$/.test(t.code) },
  { kind: 'dependency', code: () => 'UNREACHABLE', when: t => t.name === 'APIConnectionError' },
  { kind: 'mail', code: t => `UNEXPECTED_${t.name.toUpperCase()}`, when: () => true },
]

export function toStepFailure(error: unknown): StepFailure {
  if (error instanceof StepFailure) return error
  const shaped = (error ?? {}) as Partial<StepFailure>
  if (shaped.failure?.kind && shaped.failure.code) return restated(shaped, shaped.failure)
  const told = tell(error)
  const { kind, code, fatal = false } = TABLE.find(row => row.when(told))!
  return new StepFailure(kind, code(told), told.message, { fatal, retryAfterMs: told.retryAfterMs, cause: error })
}

/** Adapters that must not import the handlers throw errors of the same shape. */
const restated = ({ fatal, retryAfterMs }: Partial<StepFailure>, { kind, code, message }: Failure) =>
  new StepFailure(kind, code, message, { fatal: fatal ?? false, retryAfterMs: retryAfterMs ?? null })

interface Anything {
  code?: unknown
  name?: unknown
  message?: unknown
  status?: unknown
  headers?: { get?(name: string): string | null }
  constructor?: { name?: string }
  cause?: unknown
}

function tell(error: unknown): Told {
  const anything = (typeof error === 'object' && error !== null ? error : { message: error }) as Anything
  const { code, cause, status, name } = anything
  const inner = (typeof cause === 'object' && cause !== null ? cause : {}) as Anything
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    code: text(code) || text(inner.code),
    // The classes of Anthropic's SDK leave `name` as it is.
    name: name && name !== 'Error' ? String(name) : (anything.constructor?.name ?? 'Error'),
    message: String(anything.message ?? error).slice(0, 500),
    status: typeof status === 'number' ? status : null,
    retryAfterMs: retryAfter(anything.headers?.get?.('retry-after') ?? null),
  }
}

/** Seconds, or a date. */
function retryAfter(header: string | null): number | null {
  if (!header) return null
  const ms = Number.isNaN(Number(header)) ? Date.parse(header) - Date.now() : Number(header) * 1000
  return Number.isFinite(ms) ? Math.max(ms, 0) : null
}
