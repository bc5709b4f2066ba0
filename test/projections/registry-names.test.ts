/** Names are kept in memory: whatever the registry gains is found at once, whoever applies it and in which build. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foldName, phonetic } from '../../src/domain/matching/normalise.ts'
import { inquiries } from '../../src/projections/postgres/definitions/inquiries.ts'
import { PostgresInquiryLookup } from '../../src/projections/postgres/inquiry-lookup.ts'
import { freshPostgres } from './support/stores.ts'
import { Story } from './support/story.ts'

const LOG = { clusterId: 'test', partitions: { inquiries: 1, emails: 1 } }
let server: Awaited<ReturnType<typeof freshPostgres>>
let lookup: PostgresInquiryLookup

beforeAll(async () => {
  server = await freshPostgres()
  lookup = new PostgresInquiryLookup(server.pool)
})
afterAll(() => server.close())

/** One more inquiry, and the position behind it. */
async function send(generation: number, position: number, id: string, clientName: string, creditorName: string) {
  const { data, ...event } = new Story().tell('InquirySent', id, {
    clientId: id,
    clientName,
    clientLastName: clientName.split(' ')[1]!,
    creditorName,
  })
  const moves = [{ topic: 'inquiries' as const, partition: 0, epoch: 0, from: position, to: position + 1 }]
  const operations = inquiries.operations({ ...event, data } as never)
  const done = await server.store.apply({ projection: inquiries, generation, moves, operations, park: [] })
  expect(done).toBe('applied')
}

async function find(clientName: string, creditorName = ''): Promise<string[]> {
  const none = { aktenzeichen: [], references: [], creditorEmails: [], creditorDomains: [], lastNameCodes: [] }
  const { candidates } = await lookup.find({
    ...none,
    birthDates: [],
    clientNames: [foldName(clientName)],
    creditorNames: creditorName ? [foldName(creditorName)] : [],
  })
  return candidates.map(candidate => candidate.inquiryId)
}

test('a name is found as soon as it is applied, by whichever channel', async () => {
  const { generation } = await server.store.open(inquiries, LOG)
  await send(generation, 0, 'inq-1', 'Marie Wendelstein', 'Nordlicht Energie GmbH')
  expect(await find('Marie Wendelstein')).toEqual(['inq-1'])
  expect(await find('Gereon Achterberg')).toEqual([])
  await send(generation, 1, 'inq-2', 'Gereon Achterberg', 'Kranich Versand AG')
  expect(await find('Gereon Achterbergh')).toEqual(['inq-2'])
  expect(await find('', 'Kranich Versand')).toEqual(['inq-2'])
})

test('a transaction that began before and commits after another one that was read is not overlooked', async () => {
  const { generation } = await server.store.open(inquiries, LOG)
  const schema = `inquiries_v${inquiries.version}_g${generation}`
  const slow = await server.pool.connect()
  try {
    await slow.query('begin')
    await slow.query(`insert into ${schema}.person_names values ('hilke tambour', $1)`, [phonetic('Tambour')])
    await send(generation, 2, 'inq-3', 'Bodo Quast', 'Nordlicht Energie GmbH')
    expect(await find('Bodo Quast')).toEqual(['inq-3'])
    await slow.query('commit')
  } finally {
    slow.release()
  }
  await send(generation, 3, 'inq-4', 'Hilke Tambour', 'Nordlicht Energie GmbH')
  expect(await find('Hilke Tambour')).toEqual(['inq-4'])
})

test('another build has names of its own', async () => {
  const { generation } = await server.store.beginBuild(inquiries, LOG)
  await send(generation, 0, 'inq-9', 'Ottilie Zarncke', 'Kranich Versand AG')
  expect(await find('Ottilie Zarncke')).toEqual([])
  expect(await server.store.activate(inquiries, generation)).toBe(true)
  expect(await find('Ottilie Zarncke')).toEqual(['inq-9'])
  expect(await find('Bodo Quast')).toEqual([])
})
