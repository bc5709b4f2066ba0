import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createInternalListener } from '../../src/api/internal/server.ts'
import { createMetrics } from '../../src/api/metrics.ts'
import type { NewEvent } from '../../src/domain/events.ts'
import { aJob, aReview, FakeReads } from './fake-reads.ts'
import { encode, FakeAppender, listening, silent, uuid } from './support.ts'

const TOKENS = [
  { name: 'anna', token: 'anna-secret' },
  { name: 'ben', token: 'ben-secret' },
]
let appender: FakeAppender
let reads: FakeReads
let app: Awaited<ReturnType<typeof createInternalListener>>

const create = (changes: Partial<Parameters<typeof createInternalListener>[0]> = {}) =>
  createInternalListener({
    appender,
    encode,
    reads,
    tokens: TOKENS,
    appendTimeout: 300,
    answerWait: 120,
    metrics: createMetrics(appender),
    log: silent,
    ...changes,
  })

beforeEach(async () => {
  appender = new FakeAppender()
  reads = new FakeReads()
  reads.jobRows = [aJob(1), aJob(2, { status: 'review', reviewId: 'review-2' }), aJob(3, { status: 'failed' })]
  reads.reviewRows = [aReview(2), aReview(4, { status: 'answered', answeredBy: 'ben', answeredAt: 0 })]
  app = await create()
})
afterEach(() => app.close())

const anna = { authorization: 'Bearer anna-secret' }
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })
const post = (url: string, payload: object | undefined, headers: Record<string, string> = anna) =>
  app.inject({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) })

describe('reading a status', () => {
  test('needs no token, and shows nobody', async () => {
    for (const url of ['/api/v1/jobs', `/api/v1/jobs/${uuid(1)}`, `/api/v1/status/${uuid(1)}`]) {
      const response = await get(url)
      expect(response.statusCode, url).toBe(200)
      for (const word of ['Müller', 'Mustermann', 'Betreff', 'inkasso@', 'INQ-', '1001'])
        expect(response.body, `${url} ${word}`).not.toContain(word)
    }
    expect((await get(`/api/v1/status/${uuid(3)}`)).json()).toEqual({
      email_id: uuid(3),
      status: 'failed',
      received_at: '2026-02-03T08:00:03.000Z',
      started_at: '2026-02-03T09:00:00.000Z',
      completed_at: null,
      next_attempt_at: null,
      retry_count: 0,
      error: null,
      review_id: null,
      dismissal_reason: null,
    })
  })

  test('shows more with a token', async () => {
    const job = (await get(`/api/v1/jobs/${uuid(1)}`, anna)).json()
    expect(job.details).toMatchObject({ subject: 'Betreff 1', client_name: 'Erika Mustermann' })
    expect(job.details.assignments[0]).toMatchObject({ inquiry_id: 'INQ-1', amount_cents: 123456, outcome: 'updated' })
    expect((await get('/api/v1/jobs', anna)).json().jobs[0].details.subject).toBe('Betreff 3')
  })

  test.each(['/api/v1/jobs/nobody', `/api/v1/jobs/${uuid(99)}`, `/api/v1/status/${uuid(99)}`])(
    '%s is 404',
    async url => {
      const response = await get(url)
      expect(response.statusCode).toBe(404)
      expect(response.json().error).toMatchObject({ code: 'NOT_FOUND', message: 'There is no job with this id.' })
    },
  )

  test('is filtered by status, `received` being `queued`', async () => {
    reads.jobRows.push(aJob(4, { status: 'queued' }))
    const ids = async (query: string) =>
      (await get(`/api/v1/jobs?${query}`)).json().jobs.map(({ id }: { id: string }) => Number(id.slice(-2)))
    expect(await ids('')).toEqual([4, 3, 2, 1])
    expect(await ids('status=failed')).toEqual([3])
    expect(await ids('status=failed,review')).toEqual([3, 2])
    expect(await ids('status=failed&status=review')).toEqual([3, 2])
    expect(await ids('status=received')).toEqual([4])
    expect(await ids('received_from=2026-02-03T08:00:02Z&received_to=2026-02-03T09:00:03%2B01:00')).toEqual([2])
  })

  test.each([
    ['status=done', 'status[0]'],
    ['limit=0', 'limit'],
    ['limit=1000', 'limit'],
    ['limit=x', 'limit'],
    ['received_from=yesterday', 'received_from'],
    ['cursor=abc', 'cursor'],
  ])('?%s is 400 and names %s', async (query, field) => {
    const response = await get(`/api/v1/jobs?${query}`)
    expect(response.statusCode).toBe(400)
    expect(response.json().error.fields.map((wrong: { field: string }) => wrong.field)).toEqual([field])
  })

  test('is searched, with a token only: what is found is personal data', async () => {
    expect((await get('/api/v1/jobs?q=Betreff%203')).statusCode).toBe(401)
    expect((await get('/api/v1/jobs?q=Betreff%203', anna)).json().jobs).toHaveLength(1)
  })

  test('pages through everything exactly once, whatever the page size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        async (times, limit) => {
          reads.jobRows = times.map((receivedAt, n) => aJob(n, { receivedAt }))
          const seen: string[] = []
          let cursor: string | null = null
          do {
            const page: { jobs: { id: string }[]; next_cursor: string | null } = (
              await get(`/api/v1/jobs?limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`)
            ).json()
            seen.push(...page.jobs.map(({ id }: { id: string }) => id))
            cursor = page.next_cursor
          } while (cursor)
          expect(seen).toHaveLength(times.length)
          expect(new Set(seen).size).toBe(times.length)
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('tokens', () => {
  const personal = [
    `/api/v1/emails/${uuid(1)}/timeline`,
    `/api/v1/emails/${uuid(1)}`,
    '/api/v1/clients/C-1',
    '/api/v1/reviews',
    '/api/v1/reviews/review-2',
  ]

  test('are needed for what shows personal data or changes something', async () => {
    for (const url of personal) {
      const response = await get(url)
      expect([response.statusCode, response.json().error.code], url).toEqual([401, 'TOKEN_MISSING'])
      expect(response.headers['www-authenticate']).toBe('Bearer')
    }
    for (const url of [
      `/api/v1/jobs/${uuid(1)}/retry`,
      `/api/v1/jobs/${uuid(1)}/revoke`,
      '/api/v1/reviews/review-2/answer',
    ])
      expect((await post(url, { reason: 'x' }, {})).statusCode, url).toBe(401)
    expect(appender.events).toEqual([])
  })

  test.each([
    'Bearer wrong-secret',
    'Bearer ',
    'Basic anna-secret',
    'anna-secret',
    'Bearer anna-secret ben-secret',
    'Bearer ANNA-SECRET',
  ])('a wrong one (%s) is refused everywhere', async authorization => {
    for (const url of [...personal, '/api/v1/jobs']) {
      const response = await get(url, { authorization })
      expect([response.statusCode, response.json().error.code], url).toEqual([401, 'TOKEN_INVALID'])
      expect(response.body).not.toContain('anna')
    }
  })

  test('guessing is slowed down, others are not', async () => {
    for (let n = 0; n < 30; n++)
      expect((await get('/api/v1/jobs', { authorization: `Bearer guess-${n}` })).statusCode).toBe(401)
    const response = await get('/api/v1/jobs', { authorization: 'Bearer guess-31' })
    expect(response.statusCode).toBe(429)
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0)
    expect((await get('/api/v1/reviews', anna)).statusCode).toBe(200)
  })

  test('without any configured nobody gets in, and is told why', async () => {
    const closed = await create({ tokens: [] })
    const response = await closed.inject({ url: '/api/v1/reviews' })
    expect([response.statusCode, response.json().error.code]).toEqual([401, 'NO_TOKEN_CONFIGURED'])
    expect((await closed.inject({ url: '/api/v1/reviews', headers: { authorization: 'Bearer ' } })).statusCode).toBe(
      401,
    )
    expect((await closed.inject('/api/v1/jobs')).statusCode).toBe(200)
    await closed.close()
  })
})

describe('personal data', () => {
  test('a timeline, a mail, a client', async () => {
    reads.answer(uuid(1), 'webhook', 'EmailReceived', { subject: 'Betreff 1' })
    reads.mails.set(uuid(1), {
      subject: 'Betreff 1',
      fromEmail: 'a@b.de',
      fromName: 'A',
      toEmail: '',
      receivedAt: 0,
      text: 'Guten Tag',
      attachments: [{ url: 'https://secret.example/1', filename: 'a.pdf', contentType: 'application/pdf', size: 1 }],
    })
    reads.clientRows = [
      {
        clientId: 'C-1',
        clientName: 'Erika',
        aktenzeichen: '1/26',
        finalCreditorList: [{ inquiry_id: 'INQ-1', creditor_response_amount: 12.34, response_received_at: 0 }],
      },
    ]
    expect((await get(`/api/v1/emails/${uuid(1)}/timeline`, anna)).json().events[0]).toMatchObject({
      type: 'EmailReceived',
      data: { subject: 'Betreff 1' },
    })
    const mail = await get(`/api/v1/emails/${uuid(1)}`, anna)
    expect(mail.json()).toMatchObject({
      text: 'Guten Tag',
      attachments: [{ filename: 'a.pdf', content_type: 'application/pdf', size: 1 }],
    })
    expect(mail.body).not.toContain('secret.example')
    expect((await get('/api/v1/clients/C-1', anna)).json()).toMatchObject({
      client_id: 'C-1',
      final_creditor_list: [
        {
          inquiry_id: 'INQ-1',
          creditor_response_amount: 12.34,
          response_received_at: '1970-01-01T00:00:00.000Z',
          status: 'pending',
        },
      ],
    })
    for (const url of [
      `/api/v1/emails/${uuid(9)}/timeline`,
      `/api/v1/emails/${uuid(9)}`,
      '/api/v1/emails/x',
      '/api/v1/clients/C-9',
      '/api/v1/reviews/x',
    ])
      expect((await get(url, anna)).statusCode, url).toBe(404)
  })
})

describe('a request of a person', () => {
  const retry = `/api/v1/jobs/${uuid(3)}/retry`
  /** Answers each request as soon as it is in the log. */
  const answering = (type: string, data: Record<string, unknown> = {}) => {
    const append = appender.append.bind(appender)
    appender.append = async records => {
      const result = await append(records)
      const { id, subject } = appender.events.at(-1)!
      setTimeout(
        () =>
          reads.answer(
            subject,
            type === 'RequestRefused' ? 'x' : id,
            type,
            type === 'RequestRefused' ? { ...data, request: id } : data,
          ),
        20,
      )
      return result
    }
  }

  test('goes into the log under the name of the token, and is 202 while nobody answers', async () => {
    const response = await post(retry, undefined)
    expect(response.statusCode).toBe(202)
    const event = appender.events[0]!
    expect(event).toMatchObject({ type: 'RetryRequested', topic: 'emails', subject: uuid(3), data: { by: 'anna' } })
    expect(response.json()).toEqual({ status: 'accepted', request_id: event.id, email_id: uuid(3) })
  })

  test('is 200 once it is done', async () => {
    answering('ProcessingStarted')
    const response = await post(retry, {})
    expect([response.statusCode, response.json().status]).toEqual([200, 'applied'])
  })

  test('is 409 when it is refused, and says why', async () => {
    answering('RequestRefused', { reason: 'already_matched' })
    const response = await post(retry, undefined)
    expect(response.statusCode).toBe(409)
    expect(response.json().error).toEqual({
      code: 'ALREADY_MATCHED',
      message: 'The mail is assigned already.',
      todo: 'Revoke the assignment first.',
    })
  })

  test('is 202 when it is in the log and the projection cannot be read', async () => {
    answering('ProcessingStarted')
    const timeline = reads.timeline.bind(reads)
    reads.timeline = async id => (appender.events.length ? Promise.reject(new Error('gone')) : timeline(id))
    expect((await post(retry, undefined)).statusCode).toBe(202)
  })

  test('is 503 when the log is not there, soon', async () => {
    appender.mood = 'hangs'
    appender.up = false
    const began = performance.now()
    const response = await post(retry, undefined)
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5'])
    expect(performance.now() - began).toBeLessThan(250)
  })

  test('with an Idempotency-Key it is the same request, of that person', async () => {
    const withKey = (authorization: string) => post(retry, undefined, { authorization, 'idempotency-key': 'k' })
    await withKey('Bearer anna-secret')
    await withKey('Bearer anna-secret')
    await withKey('Bearer ben-secret')
    await post(retry, undefined)
    const ids = appender.events.map(({ id }) => id)
    expect(ids[0]).toBe(ids[1])
    expect(new Set(ids).size).toBe(3)
  })

  test('a revocation needs a reason', async () => {
    const revoke = `/api/v1/jobs/${uuid(1)}/revoke`
    for (const body of [undefined, {}, { reason: ' ' }, { reason: 7 }, { reason: 'x', by: 'someone else' }])
      expect((await post(revoke, body)).statusCode, JSON.stringify(body)).toBe(400)
    expect(appender.events).toEqual([])
    expect((await post(revoke, { reason: ' falscher Mandant ' })).statusCode).toBe(202)
    expect(appender.events[0]).toMatchObject({
      type: 'RevocationRequested',
      data: { by: 'anna', reason: 'falscher Mandant' },
    })
  })

  test('about a mail that does not exist is 404', async () => {
    expect((await post(`/api/v1/jobs/${uuid(99)}/retry`, undefined)).statusCode).toBe(404)
    expect((await post(`/api/v1/jobs/${uuid(99)}/revoke`, { reason: 'x' })).statusCode).toBe(404)
  })

  describe("a review's answer", () => {
    const url = '/api/v1/reviews/review-2/answer'
    const assignment = { inquiry_id: 'INQ-2', amount_cents: 5000, reference_numbers: ['4711'] }

    test('assigns, with corrected amounts, to several', async () => {
      answering('CreditorMatched')
      const response = await post(url, { assignments: [assignment, { inquiry_id: 'INQ-1', amount_cents: null }] })
      expect(response.statusCode).toBe(200)
      expect((appender.events[0] as NewEvent<'ReviewAnswered'>).data).toEqual({
        reviewId: 'review-2',
        by: 'anna',
        assignments: [
          { inquiryId: 'INQ-2', amountCents: 5000, references: ['4711'] },
          { inquiryId: 'INQ-1', amountCents: null, references: [] },
        ],
        dismissal: null,
      })
      expect(appender.events[0]!.subject).toBe(uuid(2))
    })

    test('dismisses', async () => {
      expect((await post(url, { dismissal: 'Werbung' })).statusCode).toBe(202)
      expect(appender.events[0]).toMatchObject({ data: { assignments: null, dismissal: 'Werbung' } })
    })

    test.each([
      [{}, ['body']],
      [{ assignments: [assignment], dismissal: 'x' }, ['body']],
      [{ assignments: [] }, ['assignments']],
      [{ assignments: [{ ...assignment, amount_cents: 12.5 }] }, ['assignments[0].amount_cents']],
      [{ assignments: [{ ...assignment, amount_cents: -1 }] }, ['assignments[0].amount_cents']],
      [{ assignments: [{ ...assignment, amount_cents: '5000' }] }, ['assignments[0].amount_cents']],
      [{ assignments: [{ inquiry_id: 'INQ-1' }] }, ['assignments[0].amount_cents']],
      [{ assignments: [assignment, assignment] }, ['assignments[1].inquiry_id']],
      [{ assignments: [{ ...assignment, amount: 50 }] }, ['assignments[0].amount']],
      [{ dismissal: '' }, ['dismissal']],
      [
        {
          assignments: [
            { ...assignment, inquiry_id: 'INQ-9' },
            { ...assignment, inquiry_id: 'INQ-8' },
          ],
        },
        ['assignments[0].inquiry_id', 'assignments[1].inquiry_id'],
      ],
    ])('%j is 400 and names %j', async (body, fields) => {
      const response = await post(url, body)
      expect(response.statusCode).toBe(400)
      expect(response.json().error.fields.map(({ field }: { field: string }) => field)).toEqual(fields)
      expect(appender.events).toEqual([])
    })

    test('is 409 for one that is answered already, without a word to the log', async () => {
      const response = await post('/api/v1/reviews/review-4/answer', { dismissal: 'x' })
      expect(response.statusCode).toBe(409)
      expect(response.json().error).toMatchObject({
        code: 'ALREADY_ANSWERED',
        message: 'The review is answered already, by ben.',
      })
      expect(appender.events).toEqual([])
    })

    test('is 409 for the second of two at the same time', async () => {
      let first = true
      const append = appender.append.bind(appender)
      appender.append = async records => {
        const result = await append(records)
        const { id, subject } = appender.events.at(-1)!
        if (first) reads.answer(subject, id, 'CreditorMatched')
        else reads.answer(subject, id, 'RequestRefused', { request: id, reason: 'already_answered' })
        first = false
        return result
      }
      const both = await Promise.all([
        post(url, { dismissal: 'a' }),
        post(url, { dismissal: 'b' }, { authorization: 'Bearer ben-secret' }),
      ])
      expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    })
  })

  test('no body is anything but 2xx or 4xx', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue(),
        fc.constantFrom(url(), `/api/v1/jobs/${uuid(1)}/revoke`, retry),
        async (body, where) => {
          const response = await app.inject({
            method: 'POST',
            url: where,
            headers: { ...anna, 'content-type': 'application/json' },
            payload: JSON.stringify(body),
          })
          expect(response.statusCode).toBeLessThan(500)
        },
      ),
      { numRuns: 60 },
    )
    function url() {
      return '/api/v1/reviews/review-2/answer'
    }
  }, 60_000)
})

describe('when something is away', () => {
  test('a store that cannot be reached is 503, and nothing of the error is shown', async () => {
    for (const error of [
      Object.assign(new Error('connect ECONNREFUSED postgres://u:pw@db'), { code: 'ECONNREFUSED' }),
      Object.assign(new Error('terminating'), { code: '57P01' }),
      Object.assign(new Error('relation does not exist'), { code: '42P01' }),
      Object.assign(new Error('no server'), { name: 'MongoServerSelectionError' }),
    ]) {
      reads.broken = error
      const response = await get('/api/v1/jobs')
      expect([response.statusCode, response.json().error.code]).toEqual([503, 'STORE_UNAVAILABLE'])
      expect(response.body).not.toContain('pw')
    }
  })

  test('nothing read yet is 503 and says what to start', async () => {
    reads.broken = Object.assign(new Error('x'), { code: 'PROJECTION_NOT_READY' })
    const response = await get('/api/v1/jobs')
    expect([response.statusCode, response.json().error.code]).toEqual([503, 'PROJECTION_NOT_READY'])
  })

  test('what nobody expected is 500, logged without its data', async () => {
    const { log, lines } = listening()
    const heard = await create({ log })
    reads.broken = Object.assign(new Error('bug near anna@example.org'), { detail: 'Erika' })
    const response = await heard.inject('/api/v1/jobs')
    expect([response.statusCode, response.json().error.code]).toEqual([500, 'INTERNAL'])
    expect(response.body).not.toContain('bug')
    await heard.close()
    expect(lines.join('')).toContain('bug near (address)')
    expect(lines.join('')).not.toContain('Erika')
  })

  test('ready needs the log alone, and names what is away', async () => {
    expect((await get('/health/ready')).json()).toEqual({
      status: 'ready',
      parts: { log: 'ok', postgres: 'ok', mongodb: 'ok' },
    })
    reads.broken = new Error('gone')
    const stores = await get('/health/ready')
    expect([stores.statusCode, stores.json().parts.postgres]).toEqual([200, 'unavailable'])
    appender.up = false
    expect((await get('/health/ready')).statusCode).toBe(503)
    expect((await get('/health/live')).statusCode).toBe(200)
  })
})

describe('operations', () => {
  beforeEach(() => {
    const at = { topic: 'emails', committed: 7, first: 2, stable: 10, high: 10, ageSeconds: null }
    reads.lagRows = [
      { group: 'p-jobs', partition: 0, position: 10, lag: 0, ...at },
      { group: 'p-jobs', partition: 1, position: 7, lag: 3, ...at, ageSeconds: 1.5 },
      { group: 'p-clients', partition: 0, position: null, lag: null, ...at },
      { group: 'p-clients', partition: 1, position: 10, lag: 0, ...at },
    ]
    reads.projectionRows = [
      {
        ...{ name: 'jobs', version: 1, group: 'p-jobs', store: 'postgres', state: 'live', failure: null, parked: 0 },
        rebuild: { events: 30, total: 120, startedAt: Date.UTC(2026, 1, 3, 8) },
      },
      {
        name: 'clients',
        version: 1,
        group: 'p-clients',
        store: 'mongodb',
        state: 'failed',
        failure: { code: 'MISSING_DEPLOYMENT', message: 'm' },
        parked: 2,
        rebuild: null,
      },
    ]
    reads.letterRows = [
      {
        consumer: 'p-clients',
        topic: 'debts',
        partition: 0,
        offset: 4,
        key: 'INQ-1',
        failure: { kind: 'mail', code: 'PROJECTION_FAILED', message: 'm' },
        parkedAt: 0,
        outcome: null,
        outcomeBy: null,
        outcomeAt: null,
        outcomeReason: null,
      },
    ]
    reads.groupRows = [
      {
        group: 'p-jobs',
        state: 'Stable',
        status: 'OK',
        lag: 3,
        partitions: [{ topic: 'emails', partition: 0, position: 10, committed: 7, lag: 0, status: 'OK' }],
        members: [{ memberId: 'm', clientId: 'c', host: '10.0.0.7', partitions: [{ topic: 'emails', partition: 0 }] }],
      },
    ]
  })

  test('lag: exact sums, and unknown is not 0', async () => {
    const lag = (await get('/api/v1/lag')).json()
    expect(lag.groups).toEqual({ 'p-jobs': 3, 'p-clients': null })
    expect(lag.partitions[1]).toEqual({
      group: 'p-jobs',
      topic: 'emails',
      partition: 1,
      position: 7,
      committed: 7,
      stable: 10,
      high: 10,
      lag: 3,
      age_seconds: 1.5,
    })
    expect(lag.open).toEqual({ review: { count: 1, oldest_at: '2026-02-03T08:00:02.000Z' } })
  })

  test('groups and projections', async () => {
    expect((await get('/api/v1/consumer-groups')).json().groups[0]).toMatchObject({
      group: 'p-jobs',
      members: [{ member_id: 'm' }],
    })
    expect(
      (await get('/api/v1/projections'))
        .json()
        .projections.map(({ name, state, lag }: Record<string, unknown>) => [name, state, lag]),
    ).toEqual([
      ['jobs', 'live', 3],
      ['clients', 'failed', null],
    ])
    const rebuilds = (await get('/api/v1/projections'))
      .json()
      .projections.map((own: { rebuild: object }) => own.rebuild)
    expect(rebuilds).toEqual([{ events: 30, total: 120, started_at: '2026-02-03T08:00:00.000Z' }, null])
    reads.lag = async () => Promise.reject(new Error('log away'))
    expect((await get('/api/v1/projections')).json().projections[0].lag).toBeNull()
  })

  test('metrics', async () => {
    await get('/api/v1/jobs')
    const response = await get('/metrics')
    expect(response.headers['content-type']).toContain('text/plain')
    expect(response.body).toContain('postbuch_http_requests_total{route="/api/v1/jobs",method="GET",status="200"} 1')
    for (const line of [
      'postbuch_log_available 1',
      'postbuch_lag_events{group="p-jobs",topic="emails",partition="1"} 3',
      'postbuch_lag_age_seconds{group="p-jobs",topic="emails",partition="1"} 1.5',
      'postbuch_lag_age_seconds{group="p-jobs",topic="emails",partition="0"} 0',
      'postbuch_log_unstable_events{topic="emails",partition="0"} 0',
      'postbuch_jobs{status="review"} 1',
      'postbuch_projection_live{projection="clients",state="failed"} 0',
      'postbuch_rebuild_events{projection="jobs"} 30',
      'postbuch_rebuild_events_expected{projection="jobs"} 120',
      'postbuch_open_keys 1',
      'postbuch_dead_letters{consumer="p-clients"} 1',
      'kafka_consumergroup_lag{consumergroup="p-jobs",topic="p.emails",partition="1"} 3',
      'kafka_consumergroup_current_offset{consumergroup="p-jobs",topic="p.emails",partition="1"} 7',
      'kafka_consumergroup_lag_sum{consumergroup="p-jobs",topic="p.emails"} 3',
      'kafka_consumergroup_members{consumergroup="p-jobs"} 1',
      'kafka_topic_partition_current_offset{topic="p.emails",partition="0"} 10',
      'kafka_topic_partition_oldest_offset{topic="p.emails",partition="0"} 2',
      'kafka_consumergroup_group_lag_seconds{cluster_name="cluster-1",group="p-jobs",topic="p.emails",partition="1",member_host="",consumer_id="",client_id=""} 1.5',
      'kafka_consumergroup_group_lag_seconds{cluster_name="cluster-1",group="p-jobs",topic="p.emails",partition="0",member_host="10.0.0.7",consumer_id="m",client_id="c"} 0',
    ])
      expect(response.body).toContain(`${line}\n`)
    expect(response.body).not.toContain('postbuch_rebuild_events{projection="clients"}')
    expect(response.body).not.toContain('group="p-clients",topic="emails",partition="0"')
    expect(response.body).not.toContain('kafka_consumergroup_lag_sum{consumergroup="p-clients"')
    reads.broken = new Error('gone')
    expect((await get('/metrics')).body).toContain('postbuch_lag_events{')
    await app.close()
    app = await create()
    const without = await get('/metrics')
    expect(without.statusCode).toBe(200)
    expect(without.body).not.toContain('postbuch_lag_events{')
  })
})
