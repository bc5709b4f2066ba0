/** One row of the failures' table each, through the real SDK and the runtime's own classification. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ClaudeOptions, createClaudeExtractor } from '../../src/extraction/claude/extractor.ts'
import { BUILT_IN } from '../../src/extraction/claude/prompt.ts'
import { toStepFailure } from '../../src/handlers/runtime/failures.ts'
import { mailOf } from '../domain/extraction/mail.ts'
import {
  type Answer,
  hangsInTheMiddle,
  type MessagesServer,
  neverAnswers,
  reading,
  refuse,
  resets,
  says,
  startMessagesServer,
} from './messages-server.ts'

let server: MessagesServer
beforeAll(async () => {
  server = await startMessagesServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.asked.length = 0
})

const claude = (more: Partial<ClaudeOptions> = {}) =>
  createClaudeExtractor({
    apiKey: 'invented',
    baseUrl: server.url,
    model: 'claude-test',
    prompt: async () => BUILT_IN,
    ...more,
  })
const mail = mailOf('Die Gesamtforderung beträgt 1.234,56 €.')
const never = new AbortController().signal
const failureOf = async (extractor: ReturnType<typeof claude>, of = mail) =>
  toStepFailure(
    await extractor.extract(of, never).then(
      () => expect.unreachable('it succeeded'),
      error => error,
    ),
  )

const NOT_FOUND = 'model: claude-test'
const ROWS: [string, Answer, { kind: string; code: string; fatal?: boolean; retryAfterMs?: number }][] = [
  [
    '400',
    refuse(400, 'invalid_request_error', 'messages.0.content.1: Could not process image'),
    { kind: 'mail', code: 'LLM_BAD_REQUEST', fatal: true },
  ],
  [
    '400 about size',
    refuse(400, 'invalid_request_error', 'prompt is too long: 250000 tokens > 200000 maximum'),
    { kind: 'mail', code: 'LLM_INPUT_TOO_LARGE' },
  ],
  [
    '400 about our settings',
    refuse(400, 'invalid_request_error', 'max_tokens: 400000 > 64000, which is the maximum'),
    { kind: 'deployment', code: 'LLM_REQUEST_REFUSED' },
  ],
  [
    '400 about money',
    refuse(400, 'invalid_request_error', 'Your credit balance is too low'),
    { kind: 'deployment', code: 'LLM_BILLING' },
  ],
  ['401', refuse(401, 'authentication_error', 'invalid x-api-key'), { kind: 'deployment', code: 'LLM_KEY_REFUSED' }],
  ['402', refuse(402, 'billing_error', 'no'), { kind: 'deployment', code: 'LLM_BILLING' }],
  ['403', refuse(403, 'permission_error', 'no'), { kind: 'deployment', code: 'LLM_FORBIDDEN' }],
  [
    '404, a retired model',
    refuse(404, 'not_found_error', NOT_FOUND),
    { kind: 'deployment', code: 'LLM_MODEL_UNKNOWN' },
  ],
  ['408', refuse(408, 'timeout_error', 'slow'), { kind: 'mail', code: 'LLM_TIMEOUT' }],
  ['413', refuse(413, 'request_too_large', 'too large'), { kind: 'mail', code: 'LLM_INPUT_TOO_LARGE', fatal: true }],
  ['422', refuse(422, 'invalid_request_error', 'no'), { kind: 'mail', code: 'LLM_BAD_REQUEST', fatal: true }],
  [
    '429',
    refuse(429, 'rate_limit_error', 'slow down', { 'retry-after': '17' }),
    { kind: 'dependency', code: 'LLM_RATE_LIMITED', retryAfterMs: 17_000 },
  ],
  ['500', refuse(500, 'api_error', 'oops'), { kind: 'dependency', code: 'LLM_UNAVAILABLE' }],
  [
    '502',
    response => response.writeHead(502).end('<html>Bad gateway</html>'),
    { kind: 'dependency', code: 'LLM_UNAVAILABLE' },
  ],
  [
    '503',
    refuse(503, 'api_error', 'later', { 'retry-after': '3' }),
    { kind: 'dependency', code: 'LLM_UNAVAILABLE', retryAfterMs: 3000 },
  ],
  ['529', refuse(529, 'overloaded_error', 'Overloaded'), { kind: 'dependency', code: 'LLM_OVERLOADED' }],
  ['a reset connection', resets, { kind: 'dependency', code: 'LLM_UNREACHABLE' }],
  ['a refusal', says('', 'refusal'), { kind: 'mail', code: 'LLM_REFUSED' }],
  [
    'a truncated answer',
    says(JSON.stringify(reading()).slice(0, 100), 'max_tokens'),
    { kind: 'mail', code: 'LLM_ANSWER_TRUNCATED' },
  ],
  [
    'a full context',
    says('', 'model_context_window_exceeded'),
    { kind: 'mail', code: 'LLM_INPUT_TOO_LARGE', fatal: true },
  ],
  ['another end', says('', 'pause_turn'), { kind: 'mail', code: 'LLM_ANSWER_INCOMPLETE' }],
  ['no JSON', says('Der Betrag ist {"1.234,56"'), { kind: 'mail', code: 'LLM_ANSWER_MALFORMED' }],
  [
    'JSON of another form',
    says(JSON.stringify(reading({ debt_parts: 12, intent: 'payment' }))),
    { kind: 'mail', code: 'LLM_ANSWER_WRONG' },
  ],
]

test.each(ROWS)('%s', async (_, answer, { kind, code, fatal = false, retryAfterMs = null as number | null }) => {
  server.answer = answer
  const failure = await failureOf(claude())
  expect(failure).toMatchObject({ failure: { kind, code }, fatal, retryAfterMs })
  expect(server.asked, 'the SDK must not retry by itself').toHaveLength(1)
  expect(failure.message).not.toContain('1.234,56')
})

test('nobody listening is a dependency', async () => {
  const gone = await startMessagesServer()
  await gone.close()
  const failure = await failureOf(claude({ baseUrl: gone.url }))
  expect(failure.failure).toMatchObject({ kind: 'dependency', code: 'LLM_UNREACHABLE' })
  expect(failure.message).toContain('ECONNREFUSED')
})

describe('time', () => {
  test.each([
    ['no answer', neverAnswers],
    ['half an answer', hangsInTheMiddle],
  ])('%s: the mail’s, as long as it is the only one', async (_, answer) => {
    server.answer = answer
    const extractor = claude({ limits: { timeoutMs: 300 } })
    expect((await failureOf(extractor)).failure).toMatchObject({ kind: 'mail', code: 'LLM_TIMEOUT' })
    expect((await failureOf(extractor)).failure.kind).toBe('mail')
  })

  test('several mails in a row: it is not the mails', async () => {
    server.answer = neverAnswers
    const extractor = claude({ limits: { timeoutMs: 300 } })
    const kinds = []
    for (const subject of ['a', 'b', 'a']) kinds.push((await failureOf(extractor, { ...mail, subject })).failure.kind)
    expect(kinds).toEqual(['mail', 'dependency', 'dependency'])
    server.answer = says(JSON.stringify(reading()))
    await extractor.extract(mail, never)
    server.answer = neverAnswers
    expect((await failureOf(extractor)).failure.kind).toBe('mail')
  })

  test('an abort ends it at once, with the signal’s reason', async () => {
    server.answer = neverAnswers
    const arrived = server.arrival()
    const controller = new AbortController()
    const reading = claude().extract(mail, controller.signal)
    await arrived
    const reason = new Error('the partition is lost')
    controller.abort(reason)
    await expect(reading).rejects.toBe(reason)
  })
})
