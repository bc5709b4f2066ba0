/**
 * What an error of Claude's means, by the design's kinds: `mail` counts an attempt (`fatal`: no retry can help),
 * `dependency` and `deployment` suspend the step and count nothing. The runtime reads `failure`, `fatal` and `retryAfterMs`.
 */
import { APIError } from '@anthropic-ai/sdk'
import { WrongAnswer } from './answer.ts'

type Kind = 'mail' | 'dependency' | 'deployment'

export class ClaudeError extends Error {
  override name = 'ClaudeError'
  readonly failure: { kind: Kind; code: string; message: string }
  readonly fatal: boolean
  readonly retryAfterMs: number | null
  constructor(kind: Kind, code: string, message: string, fatal = false, retryAfterMs: number | null = null) {
    super(message)
    this.failure = { kind, code, message }
    this.fatal = fatal
    this.retryAfterMs = retryAfterMs
  }
}

/** The answer ended before it was whole, or Claude declined. */
export class Stopped extends Error {
  override name = 'Stopped'
  readonly reason: string
  constructor(reason: string) {
    super(`The answer ended with ${reason}`)
    this.reason = reason
  }
}

/** Longer than the time limit, on our own clock. */
export class TooSlow extends Error {
  override name = 'TooSlow'
  /** Other mails have been too slow as well, and none succeeded in between: it is not the mail. */
  readonly everywhere: boolean
  constructor(ms: number, everywhere: boolean) {
    super(`No answer within ${ms} ms`)
    this.everywhere = everywhere
  }
}

interface Row {
  when(error: unknown): boolean
  kind: Kind
  code: string
  fatal?: true
}

const says = (error: unknown, pattern: RegExp) =>
  error instanceof APIError && pattern.test(error.apiMessage ?? error.message)
const status = (...all: number[]) => ({
  when: (error: unknown) => error instanceof APIError && error.status !== undefined && all.includes(error.status),
})
const badRequest = (pattern: RegExp) => ({
  when: (error: unknown) => status(400).when(error) && says(error, pattern),
})
const stopped = (reason: string) => ({
  when: (error: unknown) => error instanceof Stopped && error.reason === reason,
})
const wrong = (reason: WrongAnswer['reason']) => ({
  when: (error: unknown) => error instanceof WrongAnswer && error.reason === reason,
})

/** The first row that fits decides. */
const TABLE: Row[] = [
  { ...badRequest(/credit balance|billing/i), kind: 'deployment', code: 'LLM_BILLING' },
  // Our settings or prompt are refused: so would be every mail.
  {
    ...badRequest(/^(model|max_tokens|system|output_config|thinking|anthropic-version)\b/i),
    kind: 'deployment',
    code: 'LLM_REQUEST_REFUSED',
  },
  { ...badRequest(/too (long|large|many)|exceed|maximum|size/i), kind: 'mail', code: 'LLM_INPUT_TOO_LARGE' },
  { ...status(400, 422), kind: 'mail', code: 'LLM_BAD_REQUEST', fatal: true },
  { ...status(413), kind: 'mail', code: 'LLM_INPUT_TOO_LARGE', fatal: true },
  { ...status(401), kind: 'deployment', code: 'LLM_KEY_REFUSED' },
  { ...status(402), kind: 'deployment', code: 'LLM_BILLING' },
  { ...status(403), kind: 'deployment', code: 'LLM_FORBIDDEN' },
  { ...status(404, 410), kind: 'deployment', code: 'LLM_MODEL_UNKNOWN' },
  { ...status(408), kind: 'mail', code: 'LLM_TIMEOUT' },
  { ...status(409, 429), kind: 'dependency', code: 'LLM_RATE_LIMITED' },
  { ...status(529), kind: 'dependency', code: 'LLM_OVERLOADED' },
  {
    when: error => error instanceof APIError && error.status !== undefined && error.status >= 500,
    kind: 'dependency',
    code: 'LLM_UNAVAILABLE',
  },
  { when: error => error instanceof TooSlow && error.everywhere, kind: 'dependency', code: 'LLM_UNAVAILABLE' },
  { when: error => error instanceof TooSlow, kind: 'mail', code: 'LLM_TIMEOUT' },
  { ...stopped('refusal'), kind: 'mail', code: 'LLM_REFUSED' },
  { ...stopped('max_tokens'), kind: 'mail', code: 'LLM_ANSWER_TRUNCATED' },
  { ...stopped('model_context_window_exceeded'), kind: 'mail', code: 'LLM_INPUT_TOO_LARGE', fatal: true },
  { when: error => error instanceof Stopped, kind: 'mail', code: 'LLM_ANSWER_INCOMPLETE' },
  { ...wrong('malformed'), kind: 'mail', code: 'LLM_ANSWER_MALFORMED' },
  { ...wrong('schema'), kind: 'mail', code: 'LLM_ANSWER_WRONG' },
  // Refused, reset, unknown host, cut off in the middle of an answer: nobody has read the mail.
  { when: error => error instanceof APIError || isNetwork(error), kind: 'dependency', code: 'LLM_UNREACHABLE' },
]

/** What is none of Claude's errors (a mistake of ours, an attachment that cannot be fetched) is returned as it is. */
export function toClaudeError(error: unknown): unknown {
  const row = TABLE.find(({ when }) => when(error))
  if (!row) return error
  return new ClaudeError(row.kind, row.code, describe(error), row.fatal, retryAfter(error))
}

/** Never a mail's words: the service's own, cut short. */
function describe(error: unknown): string {
  if (!(error instanceof APIError)) return (error as Error).message
  if (error.status === undefined) return `Claude cannot be reached: ${causeOf(error)}`
  return `Claude answered ${error.status}${error.apiMessage ? `: ${error.apiMessage.slice(0, 200)}` : ''}`
}

const causeOf = (error: Error) => {
  let last: unknown = error
  while (last instanceof Error && last.cause !== undefined) last = last.cause
  return (last as { code?: string }).code ?? (last as Error).message
}

/** What `fetch` throws, also while a body is read. */
const isNetwork = (error: unknown) =>
  error instanceof TypeError && /fetch failed|terminated|network|socket/i.test(error.message)

/** Seconds, or a date. */
function retryAfter(error: unknown): number | null {
  const header = error instanceof APIError ? error.headers?.get('retry-after') : null
  if (!header) return null
  const ms = Number.isNaN(Number(header)) ? Date.parse(header) - Date.now() : Number(header) * 1000
  return Number.isFinite(ms) ? Math.max(ms, 0) : null
}
