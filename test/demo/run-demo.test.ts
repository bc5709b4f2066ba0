import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Corpus, readCorpus } from '../../src/demo/corpus.ts'
import { startFileServer } from '../../src/demo/file-server.ts'
import { runDemo } from '../../src/demo/run-demo.ts'
import { deliver, signature, type WebhookBody } from '../../src/demo/zendesk-sender.ts'

const SECRET = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=='
let server: Server
let url: string
let received: { request: IncomingMessage; body: string }[]
/** Status for each request; the last one stays. */
let answers: (number | { status: number; retryAfter: number })[]

beforeEach(async () => {
  received = []
  answers = []
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    received.push({ request, body })
    const timestamp = String(request.headers['x-zendesk-webhook-signature-timestamp'])
    const good = request.headers['x-zendesk-webhook-signature'] === signature(SECRET, timestamp, body)
    const answer = answers.shift() ?? 200
    const { status, retryAfter } = typeof answer === 'number' ? { status: answer, retryAfter: 0 } : answer
    if (retryAfter) response.setHeader('retry-after', retryAfter)
    response.writeHead(good ? status : 401).end('{}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zendesk`
})
afterEach(() => {
  server.close()
  server.closeAllConnections()
})

const body = { webhook_id: 'w', subject: 'ä' } as WebhookBody

test('signs the timestamp, then the body', () => {
  const known = createHmac('sha256', SECRET).update('2021-07-25T10:00:00Z{"say": "hello"}').digest('base64')
  expect(signature(SECRET, '2021-07-25T10:00:00Z', '{"say": "hello"}')).toBe(known)
})

test('tries again on 429 and 5xx with the same invocation id, waits as told, and gives up', async () => {
  const waits: number[] = []
  const delay = async (milliseconds: number) => waits.push(milliseconds)
  answers = [503, { status: 429, retryAfter: 2 }, 200]
  expect(await deliver(body, { url, secret: SECRET, delay })).toEqual({ status: 200, ok: true, attempts: 3 })
  expect(waits).toEqual([250, 2000])
  expect(new Set(received.map(({ request }) => request.headers['x-zendesk-webhook-invocation-id'])).size).toBe(1)
  answers = [500, 500, 500, 500, 500]
  expect(await deliver(body, { url, secret: SECRET, delay })).toEqual({ status: 500, ok: false, attempts: 4 })
  answers = [400]
  expect(await deliver(body, { url, secret: SECRET, delay })).toEqual({ status: 400, ok: false, attempts: 1 })
})

test('a receiver that is down is no exception', async () => {
  const closed = url.replace(/:\d+/, ':1')
  expect(await deliver(body, { url: closed, secret: SECRET, attempts: 2, delay: async () => {} })).toEqual({
    status: 0,
    ok: false,
    attempts: 2,
  })
})

test('the demonstration: all mails, every tenth twice, one forged', async () => {
  const corpus = await readCorpus('test/corpus')
  const authorization = 'Bearer demo'
  const files = await startFileServer({ corpus, authorization })
  try {
    const steps: number[] = []
    const result = await runDemo({ corpus, files, url, secret: SECRET, onProgress: done => steps.push(done) })
    expect(result).toEqual({ webhooks: { sent: 144, accepted: 130, duplicates: 13, rejected: 1 }, failures: [] })
    expect(steps).toEqual(Array.from({ length: 144 }, (_, i) => i + 1))
    const bodies: WebhookBody[] = received.map(({ body }) => JSON.parse(body))
    expect(new Set(bodies.map(({ webhook_id }) => webhook_id)).size).toBe(131)

    const attachments = bodies.flatMap(item => item.attachments)
    expect(new Set(attachments.map(item => item.url)).size).toBe(14)
    const pdf = attachments.find(item => item.content_type === 'application/pdf')!
    const bytes = await (await fetch(pdf.url, { headers: { authorization } })).bytes()
    expect(bytes.length).toBe(pdf.size)
    expect((await fetch(pdf.url)).status).toBe(401)
    expect((await fetch(`${files.origin}/attachments/x`, { headers: { authorization } })).status).toBe(404)
  } finally {
    await files.close()
  }
})

test('an empty corpus sends nothing', async () => {
  const corpus: Corpus = { registry: [], cases: [] }
  const result = await runDemo({ corpus, files: { attachmentsOf: async () => [] }, url, secret: SECRET })
  expect(result.webhooks.sent).toBe(0)
})
