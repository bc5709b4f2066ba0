import { once } from 'node:events'
import { Agent, request as httpRequest } from 'node:http'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeListener, listen } from '../../src/api/listener.ts'
import { createMetrics } from '../../src/api/metrics.ts'
import { createPublicListener, WebhookSecretMissing } from '../../src/api/public/server.ts'
import type { Logger } from '../../src/platform/logging.ts'
import { eventually } from '../support/eventually.ts'
import { encode, FakeAppender, listening, mail, SECRET, type Signing, signed, silent } from './support.ts'

const LIMIT = 8 * 1024 * 1024
let appender: FakeAppender
let app: Awaited<ReturnType<typeof createPublicListener>>

const create = (changes: { bodyLimit?: number; secret?: string | null; log?: Logger } = {}) =>
  createPublicListener({
    appender,
    encode,
    secret: SECRET,
    replayWindow: 300_000,
    appendTimeout: 400,
    bodyLimit: LIMIT,
    metrics: createMetrics(appender),
    now: Date.now,
    log: silent,
    ...changes,
  })

beforeEach(async () => {
  appender = new FakeAppender()
  app = await create()
})
afterEach(() => app.close())

const send = (body: string | Buffer, signing?: Signing, to = app) =>
  to.inject({ method: 'POST', url: '/webhooks/zendesk', payload: body, headers: signed(body, signing) })
const post = (body: unknown, signing?: Signing) => send(JSON.stringify(body), signing)
const onlyEvent = () => {
  expect(appender.events).toHaveLength(1)
  return appender.events[0] as Extract<(typeof appender.events)[0], { type: 'EmailReceived' }>
}

describe('what is accepted', () => {
  test('a mail: 200 after the log has it, and nothing else is said', async () => {
    const response = await post(mail())
    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual({ status: 'accepted' })
    const event = onlyEvent()
    expect(event).toMatchObject({ type: 'EmailReceived', topic: 'emails', causationId: null, source: '/web' })
    expect(event.subject).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/)
    expect(event.correlationId).toBe(event.subject)
    expect(event.data).toEqual({
      account: '4711',
      webhookId: 'delivery-1',
      ticketId: '35436',
      subject: 'Ihre Anfrage vom 3. Februar',
      fromEmail: 'inkasso@example.org',
      fromName: 'Müller Inkasso',
      toEmail: 'kanzlei@example.org',
      receivedAt: Date.parse('2026-02-03T08:12:44Z'),
      bodyText: 'Die Forderung beträgt 1.234,56 €.',
      bodyHtml: null,
      attachments: [
        { url: 'https://files.example/1', filename: 'Aufstellung.pdf', contentType: 'application/pdf', size: 48213 },
      ],
    })
  })

  test('200 waits for the log', async () => {
    appender.mood = 150
    let answered = false
    const answer = post(mail()).then(response => {
      answered = true
      return response
    })
    await eventually('the append', () => appender.asked === 1)
    expect([answered, appender.events.length]).toEqual([false, 0])
    expect((await answer).statusCode).toBe(200)
    expect(appender.events).toHaveLength(1)
  })

  test('a duplicate is 200 and the same event, whatever else changed', async () => {
    await post(mail())
    const again = await post(mail({ subject: 'geändert' }), {
      headers: { 'x-zendesk-webhook-invocation-id': 'other', 'x-zendesk-webhook-id': 'other' },
    })
    expect([again.statusCode, again.json()]).toEqual([200, { status: 'accepted' }])
    const [first, second] = appender.events
    expect([second!.id, second!.subject]).toEqual([first!.id, first!.subject])
  })

  test('the id comes from account and webhook_id, else the event, else the invocation', async () => {
    const bare = mail({ webhook_id: undefined })
    await post(mail())
    await post(mail({ webhook_id: 'delivery-2' }))
    await post(mail(), { headers: { 'x-zendesk-account-id': '4712' } })
    await post(bare)
    await post({ ...bare, webhook_id: null }, { headers: { 'x-zendesk-webhook-invocation-id': 'invocation-2' } })
    const ids = appender.events.map(({ subject }) => subject)
    expect(new Set(ids).size).toBe(5)
    await post({ ...bare, webhook_id: null })
    expect(appender.events[5]!.subject).toBe(ids[3])
    const nothing = await post(bare, { headers: { 'x-zendesk-webhook-invocation-id': '' } })
    expect(nothing.statusCode).toBe(400)
    expect(nothing.json().error.fields[0].field).toBe('webhook_id')
  })

  test.each([
    ['another content type', { 'content-type': 'text/plain' }],
    ['a charset', { 'content-type': 'application/json; charset=UTF-8' }],
    ['none', { 'content-type': '' }],
  ])('the content type may be %s', async (_, headers) => {
    expect((await post(mail(), { headers })).statusCode).toBe(200)
    expect(onlyEvent().data.bodyText).toContain('beträgt 1.234,56 €')
  })

  test('optional fields may be null or missing; numbers are fine as ids; times have any zone', async () => {
    const { ticket_id, from_email } = mail()
    const bare = {
      ticket_id: Number(ticket_id),
      from_email: ` ${from_email} `,
      received_at: '2026-02-03T09:12:44+0100',
    }
    expect((await post(bare)).statusCode).toBe(200)
    expect(onlyEvent().data).toMatchObject({
      ticketId: '35436',
      fromEmail: 'inkasso@example.org',
      subject: '',
      receivedAt: Date.parse('2026-02-03T08:12:44Z'),
      bodyText: null,
      attachments: [],
    })
  })

  test('what no store could hold is taken out', async () => {
    await send('{"ticket_id":"1","from_email":"a@b","received_at":"2026-02-03T08:12Z","body_text":"a\\u0000b\\ud800c"}')
    expect(onlyEvent().data.bodyText).toBe('ab\ufffdc')
  })

  test('a byte order mark is forgiven', async () => {
    expect((await send(Buffer.from(`\ufeff${JSON.stringify(mail())}`))).statusCode).toBe(200)
  })
})

describe("Zendesk's event envelope", () => {
  const envelope = {
    type: 'zen:event-type:ticket.comment_added',
    account_id: 22129848,
    id: 'cbe4028c-7239-495d-b020-f22348516046',
    time: '2026-02-03T08:12:44.672717030Z',
    zendesk_event_version: '2022-11-06',
    subject: 'zen:ticket:5158',
    detail: { id: '5158', subject: 'AW: Anfrage', via: { channel: 'email', source: { from: { address: 'x@y.de' } } } },
    event: {
      comment: {
        body: 'Wir fordern 10 €.',
        author: { name: 'X' },
        attachments: [{ content_url: 'https://f/1', file_name: 'a.pdf' }],
      },
    },
  }

  test('is brought into our form', async () => {
    expect((await post(envelope)).json()).toEqual({ status: 'accepted' })
    expect(onlyEvent().data).toEqual({
      account: '22129848',
      webhookId: 'cbe4028c-7239-495d-b020-f22348516046',
      ticketId: '5158',
      subject: 'AW: Anfrage',
      fromEmail: 'x@y.de',
      fromName: 'X',
      toEmail: '',
      receivedAt: Date.parse('2026-02-03T08:12:44.672Z'),
      bodyText: 'Wir fordern 10 €.',
      bodyHtml: null,
      attachments: [{ url: 'https://f/1', filename: 'a.pdf', contentType: '', size: 0 }],
    })
  })

  test("our own names win, and an envelope's redelivery is the same mail", async () => {
    await post({ ...envelope, event: { ...envelope.event, from_email: 'ours@y.de' } })
    expect(onlyEvent().data.fromEmail).toBe('ours@y.de')
    await post(envelope, { headers: { 'x-zendesk-webhook-invocation-id': 'other' } })
    expect(appender.events[1]!.subject).toBe(appender.events[0]!.subject)
  })

  test('names what is missing', async () => {
    const response = await post({ ...envelope, detail: {}, event: {} })
    expect(response.statusCode).toBe(400)
    expect(response.json().error.fields.map(({ field }: { field: string }) => field)).toEqual(['from_email'])
  })
})

describe('what is refused', () => {
  test('400 names each wrong field, and repeats nothing of the mail', async () => {
    const response = await post(
      mail({
        ticket_id: '',
        from_email: 'Geheim',
        received_at: '3.2.2026',
        body_text: 7,
        attachments: [{ url: 'ftp://x', size: -1 }, 'Geheim'],
      }),
    )
    expect(response.statusCode).toBe(400)
    const { error } = response.json()
    expect(error).toMatchObject({ code: 'INVALID_REQUEST', message: '7 fields are not as expected.' })
    expect(error.fields.map(({ field }: { field: string }) => field)).toEqual([
      'ticket_id',
      'from_email',
      'received_at',
      'body_text',
      'attachments[0].url',
      'attachments[0].size',
      'attachments[1]',
    ])
    expect(error.fields[3]).toEqual({ field: 'body_text', expected: 'a text or null', found: 'a number' })
    expect(response.body).not.toContain('Geheim')
    expect(appender.events).toEqual([])
  })

  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '7'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['UTF-16', Buffer.from(JSON.stringify(mail()), 'utf16le')],
    ['gzip', gzipSync(JSON.stringify(mail()))],
  ])('a signed body that is %s is 400', async (_, body) => {
    const response = await send(body)
    expect(response.statusCode).toBe(400)
    expect(response.json().error.fields[0].field).toBe('body')
  })

  test.each([
    ['no headers at all', {}],
    ['a signature without its time', { 'x-zendesk-webhook-signature': 'x' }],
    [
      'a forged signature',
      { 'x-zendesk-webhook-signature': 'x', 'x-zendesk-webhook-signature-timestamp': new Date().toISOString() },
    ],
  ])('%s is 401', async (_, headers) => {
    const response = await app.inject({ method: 'POST', url: '/webhooks/zendesk', payload: mail(), headers })
    expect(response.statusCode).toBe(401)
    expect(response.json().error.code).toBe('SIGNATURE_INVALID')
    expect(appender.events).toEqual([])
  })

  test('401 for another secret, for a wrong time in either direction, and before 400', async () => {
    expect((await post(mail(), { secret: 'other' })).statusCode).toBe(401)
    for (const skew of [-301_000, 301_000]) {
      const response = await post(mail(), { skew })
      expect([response.statusCode, response.json().error.code]).toEqual([401, 'OUTSIDE_REPLAY_WINDOW'])
    }
    expect((await send('{', { secret: 'other' })).statusCode).toBe(401)
    expect((await post(mail(), { skew: -290_000 })).statusCode).toBe(200)
  })

  test('no secret configured: it refuses to start, and says what to do', async () => {
    for (const secret of [null, '']) {
      await expect(create({ secret })).rejects.toThrow(WebhookSecretMissing)
      await expect(create({ secret })).rejects.toThrow(/ZENDESK_WEBHOOK_SECRET must be set/)
    }
  })

  test('there is nothing else on this listener', async () => {
    expect((await app.inject('/health/live')).json()).toEqual({ status: 'live' })
    for (const url of [
      '/',
      '/docs',
      '/metrics',
      '/health/ready',
      '/api/v1/jobs',
      '/webhooks/zendesk',
      '/webhooks',
      '/%zz',
    ]) {
      const response = await app.inject(url)
      expect(response.statusCode, url).toBeGreaterThanOrEqual(400)
      expect(response.statusCode, url).toBeLessThan(500)
      expect(response.json().error.code, url).toMatch(/^[A-Z_]+$/)
    }
  })
})

describe('when the log does not answer', () => {
  test('503 with Retry-After within the time-out', async () => {
    for (const mood of ['hangs', 'refuses', 1000] as const) {
      appender.mood = mood
      const began = performance.now()
      const response = await post(mail())
      expect(performance.now() - began).toBeLessThan(600)
      expect(response.statusCode).toBe(503)
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(0)
      expect(response.json().error.code).toBe('LOG_UNAVAILABLE')
    }
  })

  test('within 250 ms when it is known to be down, yet one that is back is found out', async () => {
    appender.up = false
    appender.mood = 'hangs'
    const began = performance.now()
    expect((await post(mail())).statusCode).toBe(503)
    expect(performance.now() - began).toBeLessThan(250)
    appender.mood = 0
    expect((await post(mail())).statusCode).toBe(200)
  })

  test('a signature is still checked first', async () => {
    appender.mood = 'refuses'
    expect((await post(mail(), { secret: 'other' })).statusCode).toBe(401)
    expect((await post({})).statusCode).toBe(400)
  })
})

describe('no input', () => {
  const json = fc.oneof(
    fc.json(),
    fc.jsonValue().map(value => JSON.stringify(value)),
  )
  const near = fc
    .record(
      Object.fromEntries(
        Object.keys(mail()).map(key => [
          key,
          fc.oneof(fc.jsonValue(), fc.constant(mail()[key as keyof ReturnType<typeof mail>])),
        ]),
      ),
      { requiredKeys: [] },
    )
    .map(value => JSON.stringify(value))
  const bodies = fc.oneof(
    json,
    near,
    fc.string(),
    fc.uint8Array().map(bytes => Buffer.from(bytes)),
  )

  test('breaks it, signed or not', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, fc.boolean(), async (body, validly) => {
        appender.events.length = 0
        const { statusCode, headers } = await send(body, { secret: validly ? SECRET : 'other' })
        expect(headers['content-type']).toContain('application/json')
        expect(validly ? [200, 400] : [401]).toContain(statusCode)
        expect(appender.events).toHaveLength(statusCode === 200 ? 1 : 0)
      }),
      { numRuns: 600 },
    )
  })

  test('is accepted with a signature, a time or a body that was tampered with', async () => {
    const body = JSON.stringify(mail())
    const headers = signed(body) as Record<string, string>
    const name = fc.constantFrom('x-zendesk-webhook-signature', 'x-zendesk-webhook-signature-timestamp', 'body')
    await fc.assert(
      fc.asyncProperty(name, fc.nat(), fc.integer({ min: 33, max: 126 }), async (where, at, code) => {
        const tampered = (text: string) => {
          const index = at % text.length
          return text.slice(0, index) + String.fromCharCode(code) + text.slice(index + 1)
        }
        const changed = where === 'body' ? tampered(body) : body
        const given = where === 'body' ? headers : { ...headers, [where]: tampered(headers[where]!) }
        fc.pre(changed !== body || given[where] !== headers[where])
        const response = await app.inject({
          method: 'POST',
          url: '/webhooks/zendesk',
          payload: changed,
          headers: given,
        })
        expect(response.statusCode).toBe(401)
      }),
      { numRuns: 400 },
    )
    expect(appender.events).toEqual([])
  })
})

describe('over HTTP', () => {
  let url: string
  beforeEach(async () => {
    url = await listen(app, { host: '127.0.0.1', port: 0 })
  })
  const fetched = (body: string, init: RequestInit = {}) =>
    fetch(`${url}/webhooks/zendesk`, { method: 'POST', body, headers: signed(body), ...init })
  const ofSize = (bytes: number) => {
    const empty = JSON.stringify(mail({ body_text: '' })).length
    return JSON.stringify(
      mail({ body_text: 'x'.repeat(bytes - Buffer.byteLength(JSON.stringify(mail({ body_text: '' })))) }),
    ).padEnd(empty)
  }

  test('a body exactly at the limit is accepted, one byte more is 413', async () => {
    const [fits, tooLong] = [ofSize(LIMIT), ofSize(LIMIT + 1)]
    expect([Buffer.byteLength(fits), Buffer.byteLength(tooLong)]).toEqual([LIMIT, LIMIT + 1])
    expect((await fetched(fits)).status).toBe(200)
    const response = await fetched(tooLong)
    expect(response.status).toBe(413)
    expect(((await response.json()) as { error: { code: string } }).error.code).toBe('BODY_TOO_LARGE')
  })

  test('413 without Content-Length too, and the sender can read it', async () => {
    const body = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 9; i++) controller.enqueue(new Uint8Array(1024 * 1024).fill(32))
        controller.close()
      },
    })
    const response = await fetch(`${url}/webhooks/zendesk`, { method: 'POST', body, duplex: 'half' } as RequestInit)
    expect(response.status).toBe(413)
  })

  test('200 at once on one connection and on many', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const sockets = new Set<number | undefined>()
    const one = (n: number) =>
      new Promise<number>((resolve, reject) => {
        const body = JSON.stringify(mail({ webhook_id: `kept-${n}` }))
        const headers = Object.fromEntries(
          Object.entries(signed(body)).map(([name, value]) => [name.toUpperCase(), value]),
        )
        const request = httpRequest(`${url}/webhooks/zendesk`, { method: 'POST', agent, headers }, response => {
          response.resume().on('end', () => resolve(response.statusCode!))
        })
        request
          .on('socket', socket => sockets.add(socket.localPort))
          .on('error', reject)
          .end(body)
      })
    expect(await Promise.all([1, 2, 3, 4, 5].map(one))).toEqual([200, 200, 200, 200, 200])
    expect(sockets.size).toBeLessThanOrEqual(2)
    agent.destroy()
    appender.mood = 20
    const many = await Promise.all(
      Array.from({ length: 200 }, (_, n) => fetched(JSON.stringify(mail({ webhook_id: `many-${n % 100}` })))),
    )
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(appender.events.map(({ subject }) => subject)).size).toBe(105)
  })

  test('what is in hand is finished when it closes', async () => {
    appender.mood = 200
    const answer = fetched(JSON.stringify(mail()))
    await eventually('the append', () => appender.asked === 1)
    const began = performance.now()
    await closeListener(app)
    expect((await answer).status).toBe(200)
    expect(performance.now() - began).toBeLessThan(2000)
    await expect(fetched('{}')).rejects.toThrow()
  })

  test('a sender that never finishes is cut when it closes', async () => {
    const stuck = httpRequest(`${url}/webhooks/zendesk`, { method: 'POST', headers: { 'content-length': 100 } })
    const gone = new Promise(resolve => stuck.on('error', resolve))
    const arrived = once(app.server, 'request')
    stuck.write('{')
    await arrived
    const began = performance.now()
    await closeListener(app, 300)
    expect(performance.now() - began).toBeLessThan(2000)
    await gone
  })

  test('large bodies from strangers are refused before they fill the memory', async () => {
    let arrived = 0
    app.server.on('request', () => arrived++)
    const open = Array.from({ length: 8 }, () => {
      const request = httpRequest(`${url}/webhooks/zendesk`, { method: 'POST', headers: { 'content-length': LIMIT } })
      request.on('error', () => {}).write('{')
      return request
    })
    await eventually('eight large requests', () => arrived === 8)
    const response = await fetched(JSON.stringify(mail()))
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
    for (const request of open) request.destroy()
    await eventually('room for others', async () => (await fetched(JSON.stringify(mail()))).status === 200)
  })
})

test('logs name the mail by its id and nothing of what it says', async () => {
  const { log, lines } = listening()
  const heard = await create({ log })
  await send(JSON.stringify(mail()), {}, heard)
  await send(JSON.stringify(mail({ from_email: 7 })), {}, heard)
  appender.mood = 'refuses'
  await send(JSON.stringify(mail()), {}, heard)
  await heard.close()
  const text = lines.join('')
  expect(text).toContain(appender.events[0]!.subject)
  for (const word of ['inkasso', 'Müller', 'Anfrage', 'Forderung', 'Aufstellung', SECRET, 'delivery-1', '35436']) {
    expect(text, word).not.toContain(word)
  }
})
