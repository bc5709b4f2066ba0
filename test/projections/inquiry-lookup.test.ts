import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MemoryInquiryLookup } from '../../src/domain/matching/memory-lookup.ts'
import {
  emailDomain,
  foldName,
  normaliseAktenzeichen,
  normaliseReference,
  phonetic,
} from '../../src/domain/matching/normalise.ts'
import type { CandidateQuery, Inquiry } from '../../src/domain/matching/types.ts'
import { inquiries } from '../../src/projections/postgres/definitions/inquiries.ts'
import { PostgresInquiryLookup } from '../../src/projections/postgres/inquiry-lookup.ts'
import { freshPostgres } from './support/stores.ts'
import { PARTITIONS, Story } from './support/story.ts'

const registry: Inquiry[] = readFileSync(new URL('../corpus/registry.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(line => {
    const { expectedAmount, sentAt, ...rest } = JSON.parse(line)
    return {
      ...rest,
      expectedAmountCents: expectedAmount && Math.round(Number(expectedAmount) * 100),
      sentAt: Date.parse(sentAt),
    }
  })

const log = { clusterId: 'test', partitions: { inquiries: PARTITIONS, emails: PARTITIONS } }
let server: Awaited<ReturnType<typeof freshPostgres>>
let sql: PostgresInquiryLookup
const memory = new MemoryInquiryLookup(registry)

beforeAll(async () => {
  server = await freshPostgres()
  const { generation } = await server.store.open(inquiries, log)
  const story = new Story()
  for (const { inquiryId, ...data } of registry) story.tell('InquirySent', inquiryId, data)
  const match = story.tell('CreditorMatched', 'mail-1', {
    assignments: [
      {
        inquiryId: 'inq-0007',
        clientId: registry[6]!.clientId,
        clientName: '',
        creditorName: '',
        creditorEmail: '',
        amountCents: null,
        references: ['LEARNT-00123', 'learnt 00123'],
      },
    ],
  })
  memory.learn('inq-0007', match.data.assignments[0]!.references)
  const operations = story.events.flatMap(event => inquiries.operations(event))
  expect(await server.store.apply({ projection: inquiries, generation, moves: [], operations, park: [] })).toBe(
    'applied',
  )
  sql = new PostgresInquiryLookup(server.pool)
})
afterAll(() => server.close())

const EMPTY: CandidateQuery = {
  aktenzeichen: [],
  references: [],
  creditorEmails: [],
  creditorDomains: [],
  clientNames: [],
  creditorNames: [],
  lastNameCodes: [],
  birthDates: [],
}

async function same(query: Partial<CandidateQuery>) {
  const full = { ...EMPTY, ...query }
  const [expected, found] = await Promise.all([memory.find(full), sql.find(full)])
  expect(found.candidates.map(c => c.inquiryId)).toEqual(expected.candidates.map(c => c.inquiryId))
  expect(found).toEqual(expected)
  return found
}

test('what a match taught is found again', async () => {
  const found = await same({ references: [normaliseReference('LEARNT 00123')] })
  expect(found.candidates[0]).toMatchObject({
    inquiryId: 'inq-0007',
    creditorReferences: expect.arrayContaining(['LEARNT-00123']),
  })
})

test('each channel finds what the array finds, in the same order', async () => {
  for (const inquiry of registry.slice(0, 60)) {
    await same({ aktenzeichen: [normaliseAktenzeichen(inquiry.aktenzeichen)] })
    await same({ references: inquiry.creditorReferences.map(normaliseReference) })
    await same({ clientNames: [foldName(inquiry.clientLastName), foldName(inquiry.clientName)] })
    await same({
      lastNameCodes: [phonetic(inquiry.clientLastName)],
      creditorEmails: [inquiry.creditorEmail.toLowerCase()],
    })
    await same({ birthDates: inquiry.clientBirthDate ? [inquiry.clientBirthDate] : [] })
    await same({ creditorDomains: [emailDomain(inquiry.creditorEmail)] })
    await same({ creditorNames: [foldName(inquiry.creditorName).slice(0, 8), foldName(inquiry.creditorName)] })
  }
})

test('any query finds what the array finds', async () => {
  const one = fc.constantFrom(...registry)
  const some = <T>(from: (inquiry: Inquiry) => T) => fc.array(one.map(from), { maxLength: 3 })
  const query = fc.record({
    aktenzeichen: some(i => normaliseAktenzeichen(i.aktenzeichen)),
    references: some(i => normaliseReference(i.creditorReferences[0] ?? 'NONE')),
    creditorEmails: some(i => i.creditorEmail.toLowerCase()),
    creditorDomains: some(i => emailDomain(i.creditorEmail)),
    clientNames: fc.array(
      fc
        .tuple(one, one, fc.nat(6))
        .map(([a, b, cut]) => foldName(`${a.clientFirstName} ${b.clientLastName}`).slice(cut)),
      { maxLength: 3 },
    ),
    creditorNames: some(i => foldName(i.creditorName).slice(2)),
    lastNameCodes: some(i => phonetic(i.clientLastName)),
    birthDates: some(i => i.clientBirthDate ?? '1900-01-01'),
  })
  await fc.assert(
    fc.asyncProperty(query, async q => void (await same(q))),
    { numRuns: 100 },
  )
})

test('inquiries by id, in the order asked for', async () => {
  const found = await sql.inquiriesByIds(['inq-0009', 'nothing', 'inq-0001'])
  expect(found.map(inquiry => inquiry.inquiryId)).toEqual(['inq-0009', 'inq-0001'])
  expect(await sql.appliedPositions()).toEqual([0, 0, 0])
})
