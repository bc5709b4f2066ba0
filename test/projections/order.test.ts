import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeDocuments } from '../../src/projections/engine/documents.ts'
import { Fold } from '../../src/projections/engine/fold.ts'
import type { DocumentOperation } from '../../src/projections/engine/operations.ts'
import { rowsOf } from '../../src/projections/engine/spec.ts'
import { clients } from '../../src/projections/mongo/definitions/clients.ts'
import { PROJECTIONS } from '../../src/projections/registry.ts'
import { histories, shuffled } from './support/office.ts'

const topicsOf = (projection: { topics: readonly string[] }) => new Set(projection.topics)

test.each(PROJECTIONS.map(projection => [projection.name, projection] as const))(
  '%s: no order between partitions matters, nor a late altered duplicate',
  (_name, projection) => {
    const topics = topicsOf(projection)
    const orders = histories
      .map(events => events.filter(event => topics.has(event.topic)))
      .chain(events => fc.tuple(fc.constant(events), shuffled(events)))
    fc.assert(
      fc.property(orders, ([events, other]) => {
        expect(rowsOf(projection, other)).toEqual(rowsOf(projection, events))
      }),
      { numRuns: 150 },
    )
  },
)

test('events that come again, from any earlier position, change no document', () => {
  const topics = topicsOf(clients)
  fc.assert(
    fc.property(histories, fc.nat(), (all, cut) => {
      const events = all.filter(event => topics.has(event.topic))
      const again = [...events, ...events.slice(cut % (events.length + 1))]
      expect(rowsOf(clients, again)).toEqual(rowsOf(clients, events))
    }),
    { numRuns: 150 },
  )
})

test('operations merged per document give the documents that single ones give', () => {
  const topics = topicsOf(clients)
  fc.assert(
    fc.property(histories, all => {
      const events = all.filter(event => topics.has(event.topic))
      const { clients: writes, withdrawals } = mergeDocuments(
        events.flatMap(event => clients.operations(event) as DocumentOperation[]),
      )
      const fold = new Fold(clients)
      const cause = { topic: '', partition: 0, offset: 0 }
      for (const operation of [...writes.flatMap(write => write.elements), ...withdrawals]) fold.apply(operation, cause)
      const rows = [...fold.rows.values()].map(({ row }) => row)
      expect(rows).toEqual(
        expect.arrayContaining(rowsOf(clients, events).map(({ row }) => expect.objectContaining(row))),
      )
    }),
    { numRuns: 150 },
  )
})
