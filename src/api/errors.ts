/** The one form of every error that a caller sees: `{error: {code, message, expected?, found?, todo?, fields?}}`. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { LogUnavailable } from '../log/log.ts'

/** One wrong field of a request: where, what should be there, and what kind of thing is. */
export interface WrongField {
  field: string
  expected: string
  found: string
}

export interface ErrorBody {
  /** Upper-case, with a page in docs/errors.md. */
  code: string
  message: string
  expected?: string
  found?: string
  todo?: string
  fields?: WrongField[]
}

/** An answer other than success, thrown from anywhere in a request. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly statusCode: number
  readonly body: ErrorBody
  /** Seconds, for the header Retry-After. */
  readonly retryAfter: number | null
  constructor(statusCode: number, body: ErrorBody, retryAfter: number | null = null) {
    super(body.message)
    this.statusCode = statusCode
    this.body = body
    this.retryAfter = retryAfter
  }
}

export const notFound = (what: string, id: string) =>
  new ApiError(404, { code: 'NOT_FOUND', message: `There is no ${what} with this id.`, found: id.slice(0, 80) })

export const conflict = (code: string, message: string, todo?: string) => new ApiError(409, { code, message, todo })

export const unavailable = (code: string, message: string, retryAfter = 5) =>
  new ApiError(503, { code, message, todo: `Try again in ${retryAfter} seconds.` }, retryAfter)

/** @throws ApiError 503 where this process has no such thing (tests) */
export function hereOnly<T>(thing: T | null): T {
  if (thing !== null) return thing
  throw unavailable('NOT_HERE', 'This process cannot do that.')
}

export const invalid = (fields: WrongField[]) =>
  new ApiError(400, {
    code: 'INVALID_REQUEST',
    message: `${fields.length === 1 ? 'A field is' : `${fields.length} fields are`} not as expected.`,
    fields,
  })

/** Zod's issues as wrong fields; `root` names the place (`body`, `query`). Values are never repeated, only their kind. */
export const wrongFields = (error: z.ZodError, input: unknown, root: string): WrongField[] =>
  error.issues.flatMap(issue => {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...issue.path, key]) : [issue.path]
    return paths.map(path => ({ field: fieldName(path, root), expected: issue.message, found: kindAt(input, path) }))
  })

const fieldName = (path: PropertyKey[], root: string) =>
  path.reduce<string>(
    (name, key) => (typeof key === 'number' ? `${name}[${key}]` : name ? `${name}.${String(key)}` : String(key)),
    '',
  ) || root

const kindAt = (input: unknown, path: PropertyKey[]): string => {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return 'nothing'
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  if (value === null) return 'null'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'string') return value === '' ? 'an empty text' : `a text of ${value.length} characters`
  return value === undefined ? 'nothing' : typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/** Codes that say "the store or the log cannot be reached", whatever driver they come from. */
const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|42P01|3F000|57P0[123]|08\w{3}|53300|LOG_UNAVAILABLE|STORE_UNAVAILABLE)$/
const UNREACHABLE_NAMES =
  /^(Mongo(Network|NetworkTimeout|ServerSelection|NotConnected|PoolCleared|TopologyClosed)\w*Error|LogUnavailable)$/

const isUnreachable = (error: Error & { code?: unknown }) =>
  error instanceof LogUnavailable ||
  UNREACHABLE_NAMES.test(error.name) ||
  (typeof error.code === 'string' && UNREACHABLE.test(error.code)) ||
  /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)

/** What fastify itself refuses, in words. */
const FRAMEWORK: Record<string, ErrorBody> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'BODY_TOO_LARGE', message: 'The body is larger than BODY_LIMIT allows.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Send JSON.',
    expected: 'application/json',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'INVALID_REQUEST',
    message: 'The body is not as long as Content-Length says.',
  },
}

const toApiError = (error: FastifyError | ApiError | Error): ApiError => {
  if (error instanceof ApiError) return error
  const code = 'code' in error ? error.code : undefined
  if (code === 'INVALID_CURSOR')
    return invalid([{ field: 'cursor', expected: 'next_cursor of the page before', found: 'another text' }])
  if (code === 'PROJECTION_NOT_READY')
    return unavailable('PROJECTION_NOT_READY', 'Nothing has been read from the log yet: start the worker.')
  if (isUnreachable(error))
    return unavailable('STORE_UNAVAILABLE', 'A store that this needs cannot be reached right now.')
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500
  if (status >= 400 && status < 500) {
    const known = 'code' in error ? FRAMEWORK[error.code] : undefined
    return new ApiError(status, known ?? { code: 'INVALID_REQUEST', message: 'The request is not as expected.' })
  }
  return new ApiError(500, { code: 'INTERNAL', message: 'Something went wrong here; it has been logged.' })
}

/** Fastify's error handler. What was unexpected is logged, without its data; nothing of it is shown. */
export function handleError(error: FastifyError | ApiError | Error, request: FastifyRequest, reply: FastifyReply) {
  const answer = toApiError(error)
  if (answer.statusCode >= 500) {
    request.log[answer.statusCode === 503 ? 'warn' : 'error']({ code: answer.body.code, err: error }, 'request failed')
  }
  if (answer.retryAfter !== null) reply.header('retry-after', String(answer.retryAfter))
  if (answer.statusCode === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(answer.statusCode).type('application/json; charset=utf-8').send({ error: answer.body })
}

export const handleNotFound = (_: FastifyRequest, reply: FastifyReply) =>
  reply.code(404).send({ error: { code: 'NOT_FOUND', message: 'There is nothing at this address.' } })
