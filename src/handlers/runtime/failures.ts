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

/** Codes of sockets and names that say: the other side is not there. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOSPC',
  'EMFILE',
])

/**
 * What an error of a step is. PostgreSQL's classes 08 (connection), 53 (resources), 57 (operator), 58 (system) and 40
 * (rollback) are the dependency's, 42 (no such column) is a missing deployment; what nobody foresaw is put down to
 * the mail, so that it is tried again a few times and then shown to a person rather than for ever.
 */
export function toStepFailure(error: unknown): StepFailure {
  if (error instanceof StepFailure) return error
  const told = error as Partial<StepFailure>
  if (told.failure?.kind && told.failure.code) return restated(told, told.failure)
  const { code, name, message } = error as { code?: unknown; name?: string; message?: string }
  const text = String(message ?? error).slice(0, 500)
  if (typeof code === 'string') {
    if (UNREACHABLE.has(code)) return new StepFailure('dependency', code, text, { cause: error })
    if (/^(08|53|57|58|40)[0-9A-Z]{3}$/.test(code))
      return new StepFailure('dependency', `PG_${code}`, text, { cause: error })
    if (/^42[0-9A-Z]{3}$/.test(code)) return new StepFailure('deployment', `PG_${code}`, text, { cause: error })
  }
  if (
    /Connection terminated|timeout exceeded when trying to connect|pool is draining|after calling end on the pool/.test(
      text,
    )
  ) {
    return new StepFailure('dependency', 'STORE_UNREACHABLE', text, { cause: error })
  }
  return new StepFailure('mail', `UNEXPECTED_${(name ?? 'ERROR').toUpperCase()}`, text, { cause: error })
}

/** Adapters that must not import the handlers throw errors of the same shape. */
const restated = ({ fatal, retryAfterMs }: Partial<StepFailure>, { kind, code, message }: Failure) =>
  new StepFailure(kind, code, message, { fatal: fatal ?? false, retryAfterMs: retryAfterMs ?? null })
