/** The pipelines that a real server runs make of random histories what the plain fold makes of them. */
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/domain/events.ts'
import { rowsOf } from '../../src/projections/engine/spec.ts'
import { clients } from '../../src/projections/mongo/definitions/clients.ts'
import { histories } from './support/office.ts'
import { freshMongoStore } from './support/stores.ts'

const mongo = await freshMongoStore()
afterAll(() => mongo.close())

const topics = new Set<string>(clients.topics)
const own = histories
  .map(all => all.filter(({ topic }) => topics.has(topic)))
  .filter(events => events.some(({ type }) => type === 'InquiryWithdrawn'))

test('random histories, in batches, some of which come twice', { timeout: 120_000 }, async () => {
  const { generation } = await mongo.store.open(clients, { clusterId: 'one', partitions: { debts: 1, inquiries: 1 } })
  const apply = (events: RecordedEvent[]) =>
    mongo.store.apply({
      projection: clients,
      generation,
      moves: [],
      operations: events.flatMap(event => clients.operations(event)),
      park: [],
    })
  await fc.assert(
    fc.asyncProperty(own, fc.integer({ min: 1, max: 9 }), fc.nat(), async (events, size, again) => {
      await mongo.db.collection('clients').deleteMany({})
      for (let from = 0; from < events.length; from += size) await apply(events.slice(from, from + size))
      await apply(events.slice(again % events.length))
      const stored = await mongo.db.collection<{ _id: string }>('clients').find().sort({ _id: 1 }).toArray()
      const rows = stored.map(({ _id, ...row }) => plain(row))
      expect(rows).toEqual(
        rowsOf(clients, events)
          .map(({ row }) => row)
          .sort((a, b) => (a.client_id! < b.client_id! ? -1 : 1)),
      )
    }),
    { numRuns: 60 },
  )
})

/** As the fold keeps it: times are milliseconds, and what is null at the client is left out. */
function plain(row: Record<string, unknown>) {
  const list = row.final_creditor_list as Record<string, unknown>[]
  const ms = (value: unknown) => (value instanceof Date ? value.getTime() : value)
  const elements = list.map(element =>
    Object.fromEntries(Object.entries(element).map(([name, value]) => [name, ms(value)])),
  )
  const filled = Object.entries({ ...row, final_creditor_list: elements }).filter(([, value]) => value !== null)
  return Object.fromEntries(filled)
}
