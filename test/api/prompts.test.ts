import { afterEach, beforeEach, expect, test } from 'vitest'
import { createInternalListener } from '../../src/api/internal/server.ts'
import { createMetrics } from '../../src/api/metrics.ts'
import type { PromptView } from '../../src/api/ports.ts'
import type { EventData, NewEvent } from '../../src/domain/events.ts'
import { FakeReads } from './fake-reads.ts'
import { encode, FakeAppender, silent } from './support.ts'

const BUILT_IN: PromptView = {
  name: 'extraction',
  version: 0,
  text: 'Lies.',
  model: null,
  by: 'Postbuch',
  note: 'built in',
  publishedAt: 0,
}
const URL = '/api/v1/prompts/extraction'
const anna = { authorization: 'Bearer anna-secret' }
let appender: FakeAppender
let reads: FakeReads
let app: Awaited<ReturnType<typeof createInternalListener>>

beforeEach(async () => {
  appender = new FakeAppender()
  reads = new FakeReads()
  reads.promptRows = [BUILT_IN]
  app = await createInternalListener({
    appender,
    encode,
    reads,
    tokens: [{ name: 'anna', token: 'anna-secret' }],
    appendTimeout: 300,
    answerWait: 400,
    metrics: createMetrics(appender),
    log: silent,
  })
})
afterEach(() => app.close())

/** The projection takes in what is appended, or something else that was there first. */
const applied = (changes: Partial<PromptView> = {}) => {
  const append = appender.append.bind(appender)
  appender.append = async records => {
    const places = await append(records)
    const event = appender.events.at(-1) as NewEvent & { data: EventData['PromptPublished'] }
    reads.promptRows.push({ name: event.subject, ...event.data, publishedAt: event.time, ...changes })
    return places
  }
}
const put = (payload: object, headers: Record<string, string> = anna) =>
  app.inject({ method: 'PUT', url: URL, payload, headers })

test('shows the version in force and all there are, to people with a token', async () => {
  reads.promptRows.push({ ...BUILT_IN, version: 1, text: 'Lies genau.', by: 'ben', note: 'n', publishedAt: 1000 })
  expect((await app.inject({ url: URL })).statusCode).toBe(401)
  const { version, text, published_by, versions } = (await app.inject({ url: URL, headers: anna })).json()
  expect({ version, text, published_by }).toEqual({ version: 1, text: 'Lies genau.', published_by: 'ben' })
  expect(versions.map((one: { version: number }) => one.version)).toEqual([1, 0])
  expect(versions[1].published_at).toBeNull()
})

test('publishes the next version in the name of who asks', async () => {
  applied()
  const response = await put({ text: 'Lies genauer.', note: 'kürzer', model: 'claude-other' })
  expect(response.statusCode).toBe(200)
  expect(response.json()).toEqual({ status: 'published', name: 'extraction', version: 1 })
  expect(appender.events).toEqual([
    expect.objectContaining({
      type: 'PromptPublished',
      topic: 'prompts',
      subject: 'extraction',
      source: '/web',
      data: { version: 1, text: 'Lies genauer.', note: 'kürzer', model: 'claude-other', by: 'anna' },
    }),
  ])
})

test('202 while no worker applies it; 409 where somebody else was faster', async () => {
  expect((await put({ text: 'a', note: 'b' })).statusCode).toBe(202)
  applied({ text: 'another', by: 'ben', publishedAt: 1 })
  const response = await put({ text: 'a', note: 'b' })
  expect(response.statusCode).toBe(409)
  expect(response.json().error).toMatchObject({ code: 'PUBLISHED_MEANWHILE' })
})

test('refuses a name that nothing uses, an empty text, a missing note, and strangers', async () => {
  const elsewhere = { method: 'PUT', url: '/api/v1/prompts/other', payload: { text: 'a', note: 'b' } } as const
  expect((await app.inject({ ...elsewhere, headers: anna })).statusCode).toBe(404)
  expect((await put({ text: ' ', note: 'b' })).statusCode).toBe(400)
  expect((await put({ text: 'a' })).json().error.fields[0].field).toBe('note')
  expect((await put({ text: 'a', note: 'b' }, {})).statusCode).toBe(401)
  expect(appender.events).toEqual([])
})
