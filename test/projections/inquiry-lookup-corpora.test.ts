/** On every mail of the development corpora both lookups find the same, in the same order. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCorpus } from '../../src/demo/corpus.ts'
import { extract } from '../../src/domain/extraction/extract.ts'
import { MemoryInquiryLookup } from '../../src/domain/matching/memory-lookup.ts'
import { candidateQuery } from '../../src/domain/matching/query.ts'
import type { Inquiry } from '../../src/domain/matching/types.ts'
import { inquiries } from '../../src/projections/postgres/definitions/inquiries.ts'
import { PostgresInquiryLookup } from '../../src/projections/postgres/inquiry-lookup.ts'
import { freshPostgres } from './support/stores.ts'
import { PARTITIONS, Story } from './support/story.ts'

const CORPORA = ['corpus', 'voices/b', 'voices/c', 'voices/d', 'voices/e', 'voices/f']
const LOG = { clusterId: 'test', partitions: { inquiries: PARTITIONS, emails: PARTITIONS } }

test.each(CORPORA)('%s', async folder => {
  const { registry, cases } = await readCorpus(join(import.meta.dirname, '..', folder))
  const rows: Inquiry[] = registry.map(({ expectedAmount, sentAt, ...row }) => ({
    ...row,
    expectedAmountCents: expectedAmount === null ? null : Math.round(Number(expectedAmount) * 100),
    sentAt: Date.parse(sentAt),
  }))
  const server = await freshPostgres()
  try {
    const { generation } = await server.store.open(inquiries, LOG)
    const story = new Story()
    for (const { inquiryId, ...data } of rows) story.tell('InquirySent', inquiryId, data)
    const operations = story.events.flatMap(event => inquiries.operations(event))
    await server.store.apply({ projection: inquiries, generation, moves: [], operations, park: [] })
    const memory = new MemoryInquiryLookup(rows)
    const sql = new PostgresInquiryLookup(server.pool)
    for (const { id, email } of cases) {
      const attachments = email.attachments.map(({ pages, scanned, ...one }) => ({
        ...one,
        pages: scanned ? [] : pages,
        unreadable: scanned ? 'scan' : null,
      }))
      const mail = { ...email, receivedAt: Date.parse(email.receivedAt), attachments }
      const query = candidateQuery(mail, extract(mail))
      expect(await sql.find(query), id).toEqual(await memory.find(query))
    }
  } finally {
    await server.close()
  }
})
