/** Each row of the table of failures: whose fault it is decides what follows. */
import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk'
import { describe, expect, test } from 'vitest'
import { StepFailure, toStepFailure } from '../../../src/handlers/runtime/failures.ts'
import { LogUnavailable } from '../../../src/log/log.ts'

const coded = (code: string, message = 'said the library') => Object.assign(new Error(message), { code })
const claude = (status: number, message = 'said Claude', headers: Record<string, string> = {}) =>
  APIError.generate(status, { error: { type: 'error', message } }, message, new Headers(headers))
const fetchFailed = (code: string) => new TypeError('fetch failed', { cause: coded(code) })

describe('what a failure is put down to', () => {
  test.each([
    ['Claude 400, a bad request', claude(400), 'mail', 'HTTP_400', 'fatal'],
    ['Claude 400, no credit left', claude(400, 'Your credit balance is too low'), 'deployment', 'HTTP_400', ''],
    ['Claude 401, a wrong key', claude(401), 'deployment', 'HTTP_401', ''],
    ['Claude 403', claude(403), 'deployment', 'HTTP_403', ''],
    ['Claude 404, a retired model', claude(404), 'deployment', 'HTTP_404', ''],
    ['Claude 408', claude(408), 'mail', 'HTTP_408', ''],
    ['Claude 413, too large', claude(413), 'mail', 'HTTP_413', 'fatal'],
    ['Claude 422', claude(422), 'mail', 'HTTP_422', 'fatal'],
    ['Claude 429, a rate limit', claude(429), 'dependency', 'HTTP_429', ''],
    ['Claude 500', claude(500), 'dependency', 'HTTP_500', ''],
    ['Claude 529, overloaded', claude(529), 'dependency', 'HTTP_529', ''],
    ['Claude, time-out', new APIConnectionTimeoutError(), 'mail', 'TIMEOUT', ''],
    ['Claude, unreachable', new APIConnectionError({ message: 'no route' }), 'dependency', 'UNREACHABLE', ''],
    ['connection refused', coded('ECONNREFUSED'), 'dependency', 'ECONNREFUSED', ''],
    ['connection reset', coded('ECONNRESET'), 'dependency', 'ECONNRESET', ''],
    ['name not found', coded('ENOTFOUND'), 'dependency', 'ENOTFOUND', ''],
    ['fetch refused', fetchFailed('ECONNREFUSED'), 'dependency', 'ECONNREFUSED', ''],
    [
      'fetch, no connection in time',
      fetchFailed('UND_ERR_CONNECT_TIMEOUT'),
      'dependency',
      'UND_ERR_CONNECT_TIMEOUT',
      '',
    ],
    ['fetch, no answer in time', fetchFailed('UND_ERR_HEADERS_TIMEOUT'), 'mail', 'TIMEOUT', ''],
    [
      'a signal’s time-out',
      AbortSignal.timeout(0).reason ?? new DOMException('', 'TimeoutError'),
      'mail',
      'TIMEOUT',
      '',
    ],
    ['PostgreSQL refuses', coded('08006'), 'dependency', 'PG_08006', ''],
    ['PostgreSQL is full', coded('53300'), 'dependency', 'PG_53300', ''],
    ['PostgreSQL shuts down', coded('57P01'), 'dependency', 'PG_57P01', ''],
    ['PostgreSQL, serialisation', coded('40001'), 'dependency', 'PG_40001', ''],
    ['PostgreSQL, lock not available', coded('55P03'), 'dependency', 'PG_55P03', ''],
    ['PostgreSQL, no such table', coded('42P01'), 'deployment', 'PG_42P01', ''],
    ['PostgreSQL, wrong password', coded('28P01'), 'deployment', 'PG_28P01', ''],
    ['PostgreSQL, a character that it cannot keep', coded('22021'), 'mail', 'UNEXPECTED_ERROR', ''],
    ['pg lost its connection', new Error('Connection terminated unexpectedly'), 'dependency', 'STORE_UNREACHABLE', ''],
    ['the log is down', new LogUnavailable('offsets: not within 5 s'), 'dependency', 'LOG_UNAVAILABLE', ''],
    ['SMTP refuses the sign-in', coded('EAUTH'), 'deployment', 'EAUTH', ''],
    ['SMTP knows no such recipient', coded('EENVELOPE'), 'deployment', 'EENVELOPE', ''],
    ['SMTP refuses this message', coded('EMESSAGE'), 'mail', 'UNEXPECTED_ERROR', ''],
    ['SMTP unreachable', coded('ESOCKET'), 'dependency', 'ESOCKET', ''],
    ['the disk is full', coded('ENOSPC'), 'dependency', 'ENOSPC', ''],
    ['a malformed answer', new SyntaxError('Unexpected token'), 'mail', 'UNEXPECTED_SYNTAXERROR', ''],
    ['something that is no error', 'oops', 'mail', 'UNEXPECTED_OBJECT', ''],
    ['nothing at all', undefined, 'mail', 'UNEXPECTED_OBJECT', ''],
  ])('%s', (_, error, kind, code, fatal) => {
    const step = toStepFailure(error)
    expect(step.failure).toMatchObject({ kind, code })
    expect(step.fatal).toBe(fatal === 'fatal')
  })

  test('retry-after is honoured, as seconds and as a date', () => {
    expect(toStepFailure(claude(429, 'slow down', { 'retry-after': '17' })).retryAfterMs).toBe(17_000)
    const date = new Date(Date.now() + 60_000).toUTCString()
    expect(toStepFailure(claude(529, 'busy', { 'retry-after': date })).retryAfterMs).toBeGreaterThan(50_000)
    expect(toStepFailure(claude(429)).retryAfterMs).toBeNull()
    expect(toStepFailure(claude(429, 'x', { 'retry-after': 'soon' })).retryAfterMs).toBeNull()
  })

  test('a StepFailure, or an error of its shape, says itself what it is', () => {
    const own = new StepFailure('mail', 'UNREADABLE_PDF', 'page 3', { fatal: true })
    expect(toStepFailure(own)).toBe(own)
    const shaped = Object.assign(new Error('x'), { failure: { kind: 'deployment', code: 'OLD_MODEL', message: 'm' } })
    expect(toStepFailure(shaped)).toMatchObject({ failure: { kind: 'deployment', code: 'OLD_MODEL' }, fatal: false })
  })

  test('long messages are cut', () => {
    expect(toStepFailure(new Error('x'.repeat(9_999))).failure.message).toHaveLength(500)
  })
})
