import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordedEvent, Topic } from '../../src/domain/events.ts'
import { jobs } from '../../src/projections/postgres/definitions/jobs.ts'
import { getJob, listJobs } from '../../src/projections/postgres/queries/jobs.ts'
import { listReviews, requestOutcome } from '../../src/projections/postgres/queries/reviews.ts'
import { timeline } from '../../src/projections/postgres/queries/timeline.ts'
import { freshPostgres } from './support/stores.ts'
import { PARTITIONS, Story } from './support/story.ts'

const log = { clusterId: 'test', partitions: { emails: PARTITIONS, debts: PARTITIONS } }
let server: Awaited<ReturnType<typeof freshPostgres>>
beforeAll(async () => {
  server = await freshPostgres()
})
afterAll(() => server.close())

/** Applies events one by one, each twice, on positions of their own. */
async function given(events: RecordedEvent[]) {
  const { generation, partitions } = await server.store.open(jobs, log)
  const positions = new Map(partitions.map(p => [`${p.topic}/${p.partition}`, p.position]))
  for (const event of events) {
    for (let time = 0; time < 2; time++) {
      const { topic, partition } = event as { topic: Topic; partition: number }
      const from = positions.get(`${topic}/${partition}`)!
      const write = {
        projection: jobs,
        generation,
        moves: [{ topic, partition, epoch: 0, from, to: from + 1 }],
        park: [],
      }
      expect(await server.store.apply({ ...write, operations: jobs.operations(event) })).toBe('applied')
      positions.set(`${topic}/${partition}`, from + 1)
    }
  }
}

const statusOf = async (id: string) => (await getJob(server.pool, id))?.status

test('the statuses of a mail that is matched and answered', async () => {
  const story = new Story()
  const mail = 'mail-completed'
  await given([story.tell('EmailReceived', mail)])
  expect(await statusOf(mail)).toBe('queued')
  await given([story.tell('ProcessingStarted', mail)])
  expect(await statusOf(mail)).toBe('processing')
  const match = story.tell('CreditorMatched', mail)
  await given([story.tell('EntitiesExtracted', mail), match])
  expect(await statusOf(mail)).toBe('processing')
  const inquiry = match.data.assignments[0]!.inquiryId
  await given([story.tell('DebtUpdated', inquiry, { emailId: mail, matchId: match.id }, { correlationId: mail })])
  expect(await statusOf(mail)).toBe('completed')
  const job = (await getJob(server.pool, mail))!
  expect(job).toMatchObject({ amountCents: 123_456, retryCount: 0, assignments: [{ outcome: 'updated' }] })
  expect(job.completedAt).toBeGreaterThan(job.startedAt!)
  expect((await timeline(server.pool, mail)).map(entry => entry.type)).toEqual([
    'EmailReceived',
    'ProcessingStarted',
    'CreditorMatched',
    'EntitiesExtracted',
    'DebtUpdated',
  ])
})

test('an attempt that failed waits, a retry is counted, a refused one is not', async () => {
  const story = new Story()
  const mail = 'mail-retry'
  await given([
    story.tell('EmailReceived', mail),
    story.tell('ProcessingStarted', mail),
    story.tell('AttemptFailed', mail, { step: 'extract' }),
  ])
  expect(await getJob(server.pool, mail)).toMatchObject({
    status: 'queued',
    retryCount: 1,
    error: { code: expect.any(String) },
  })
  await given([story.tell('ProcessingFailed', mail)])
  expect(await statusOf(mail)).toBe('failed')
  const retry = story.tell('RetryRequested', mail)
  await given([retry])
  expect(await statusOf(mail)).toBe('queued')
  expect(await requestOutcome(server.pool, retry.id)).toMatchObject({ outcome: 'pending' })
  await given([story.tell('ProcessingStarted', mail, {}, { causationId: retry.id })])
  expect(await getJob(server.pool, mail)).toMatchObject({ status: 'processing', retryCount: 2, error: null })
  expect(await requestOutcome(server.pool, retry.id)).toMatchObject({ outcome: 'accepted' })
  const late = story.tell('RetryRequested', mail)
  await given([
    story.tell('CreditorMatched', mail),
    late,
    story.tell('RequestRefused', mail, { request: late.id }, { causationId: late.id, topic: 'emails' }),
  ])
  expect(await getJob(server.pool, mail)).toMatchObject({ status: 'processing', retryCount: 2 })
  expect(await requestOutcome(server.pool, late.id)).toMatchObject({ outcome: 'refused' })
})

test('a review is open until somebody answers it', async () => {
  const story = new Story()
  const mail = 'mail-review'
  await given([story.tell('EmailReceived', mail), story.tell('ReviewRequested', mail, { reviewId: 'r1' })])
  expect(await statusOf(mail)).toBe('review')
  expect((await listReviews(server.pool)).items.map(review => review.reviewId)).toEqual(['r1'])
  const answer = story.tell('ReviewAnswered', mail, { reviewId: 'r1' })
  await given([answer, story.tell('CreditorMatched', mail, { decidedBy: 'anna' }, { causationId: answer.id })])
  expect(await listReviews(server.pool)).toEqual({ items: [], next: null })
  expect((await listReviews(server.pool, { status: 'answered' })).items[0]).toMatchObject({ answeredBy: 'anna' })
})

test('pages by cursor, by status and by words', async () => {
  const story = new Story()
  for (let i = 0; i < 5; i++)
    await given([story.tell('EmailReceived', `page-${i}`, { subject: `Seite ${i}`, receivedAt: 1000 + i })])
  const first = await listJobs(server.pool, { q: 'seite', limit: 3 })
  const second = await listJobs(server.pool, { q: 'seite', limit: 3, cursor: first.next })
  expect([...first.items, ...second.items].map(job => job.emailId)).toEqual([
    'page-4',
    'page-3',
    'page-2',
    'page-1',
    'page-0',
  ])
  expect(second.next).toBeNull()
  expect((await listJobs(server.pool, { status: 'review', q: 'seite' })).items).toEqual([])
})

test('a zombie, whose position was moved by another, writes nothing', async () => {
  const story = new Story()
  const { generation, partitions } = await server.store.open(jobs, log)
  const event = story.tell('EmailReceived', 'mail-zombie')
  const { position } = partitions.find(p => p.topic === 'emails' && p.partition === event.partition)!
  const moves = [{ topic: event.topic, partition: event.partition, epoch: 0, from: position - 1, to: position + 1 }]
  const write = { projection: jobs, generation, moves, operations: jobs.operations(event), park: [] }
  expect(await server.store.apply(write)).toBe('superseded')
  expect(await getJob(server.pool, 'mail-zombie')).toBeNull()
})
