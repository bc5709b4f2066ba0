/** What grows in memory during a rebuild, and leaves it at any time in parts, comes to what the plain fold says. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DocumentFold, wholeDocument } from '../../src/projections/engine/bulk/document-fold.ts'
import { joinRows, type PendingRow, RowFold, toWrite } from '../../src/projections/engine/bulk/row-fold.ts'
import { Withdrawals } from '../../src/projections/engine/documents.ts'
import { Fold } from '../../src/projections/engine/fold.ts'
import {
  type DocumentOperation,
  type ElementOperation,
  isWithdrawal,
  type RowOperation,
} from '../../src/projections/engine/operations.ts'
import type { RelationalProjection } from '../../src/projections/engine/projection.ts'
import { rowsOf } from '../../src/projections/engine/spec.ts'
import { clients } from '../../src/projections/mongo/definitions/clients.ts'
import { PROJECTIONS } from '../../src/projections/registry.ts'
import { histories, shuffled } from './support/office.ts'

const NOWHERE = { topic: '', partition: 0, offset: 0 }
const relational = PROJECTIONS.filter(projection => projection.store === 'postgres')

/** Any order of operations on a few rows, as no definition of today has them. */
const drafts: RelationalProjection = {
  store: 'postgres',
  name: 'drafts',
  version: 1,
  topics: ['debts'],
  operations: () => [],
  tables: { drafts: { key: ['id', 'n'], createdBy: 'made' } },
}
const text = fc.constantFrom('', 'a', 'ä', 'a\u0000b', '\ud800')
const operation: fc.Arbitrary<RowOperation> = fc
  .tuple(fc.constantFrom('x', 'y\u0000'), fc.nat(1), fc.nat(4), text, fc.nat(9))
  .map(([id, n, what, said, value]) => {
    const to = { table: 'drafts', key: { id, n } }
    const create = { made: value, title: said }
    const set = value % 2 ? { status: said, rest: undefined } : { status: null, rest: value }
    const merge = { map: { [said]: value, own: { a: value } } }
    return [
      { ...to, create },
      { ...to, set },
      { ...to, merge },
      { ...to, create, set, merge },
      { ...to, remove: true as const },
    ][what]!
  })

/** In parts, as rows leave memory: after each operation down to so many bytes (none: nothing leaves). */
function partsOf(projection: RelationalProjection, operations: readonly RowOperation[], room: readonly number[]) {
  const fold = new RowFold(projection)
  const parts: PendingRow[] = []
  operations.forEach((one, i) => {
    fold.add(one, 10)
    if (room[i % room.length]! < 900) parts.push(...fold.leave(room[i % room.length]!))
  })
  parts.push(...fold.leave(0))
  expect(fold.bytes).toBe(0)
  return Map.groupBy(parts, ({ id }) => id)
}

/** What a store holds when these rows are written over it. */
function written(projection: RelationalProjection, rows: Iterable<PendingRow>) {
  const fold = new Fold(projection)
  for (const row of rows) {
    const { table, remove, upsert, create, set, merge } = toWrite(JSON.parse(JSON.stringify(row)))
    const key = Object.fromEntries(projection.tables[table]!.key.map((column, i) => [column, row.key[i]!]))
    if (remove) fold.apply({ table, key, remove }, NOWHERE)
    const given = Object.keys(create).length > 0 ? { create } : {}
    if (upsert) fold.apply({ table, key, ...given, set, merge }, NOWHERE)
  }
  return plain(fold)
}

const plain = (fold: Fold) =>
  Object.fromEntries(
    [...fold.rows].map(([id, { row }]) => [
      id,
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
    ]),
  )

function plainly(projection: RelationalProjection, operations: readonly RowOperation[]) {
  const fold = new Fold(projection)
  for (const one of operations) fold.apply(one, NOWHERE)
  return plain(fold)
}

/** How much room there is after each operation, in turn. */
const rooms = fc.array(fc.nat(1_200), { minLength: 1, maxLength: 8 })

function expectSame(projection: RelationalProjection, operations: readonly RowOperation[], room: readonly number[]) {
  const parts = [...partsOf(projection, operations, room).values()]
  const expected = plainly(projection, operations)
  // One after the other, and joined first as late rows are.
  expect(written(projection, parts.flat())).toEqual(expected)
  const joined = parts.map(list => list.reduce(joinRows))
  expect(written(projection, joined)).toEqual(expected)
  const some = parts.flatMap(([first, ...rest]) => [first!, ...(rest.length > 0 ? [rest.reduce(joinRows)] : [])])
  expect(written(projection, some)).toEqual(expected)
}

describe('rows', () => {
  test.each(relational.map(projection => [projection.name, projection] as const))('of %s', (_name, projection) => {
    const topics = new Set<string>(projection.topics)
    fc.assert(
      fc.property(histories, rooms, (all, room) => {
        const events = all.filter(({ topic }) => topics.has(topic))
        expectSame(projection, events.flatMap(event => projection.operations(event)) as RowOperation[], room)
      }),
      { numRuns: 100 },
    )
  })

  test('that are created, written, merged and removed in any order', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40 }), rooms, (operations, room) =>
        expectSame(drafts, operations, room),
      ),
      { numRuns: 400 },
    )
  })

  test('are the same however their parts are joined', () => {
    const own = operation.map(one => ({ ...one, key: { id: 'x', n: 0 } }))
    const parts = fc.tuple(...[0, 1, 2].map(() => fc.array(own, { minLength: 1, maxLength: 4 })))
    fc.assert(
      fc.property(parts, lists => {
        const [a, b, c] = lists.map(list => [...partsOf(drafts, list, [1_200]).values()][0]![0]!) as PendingRow[]
        const left = joinRows(joinRows(a!, b!), c!)
        expect(toWrite(joinRows(a!, joinRows(b!, c!)))).toEqual(toWrite(left))
      }),
    )
  })

  test('that were touched longest ago leave first', () => {
    const fold = new RowFold(drafts)
    for (const id of ['a', 'b', 'c', 'a']) fold.add({ table: 'drafts', key: { id, n: 0 }, set: { status: id } }, 10)
    expect([...fold.leave(fold.bytes - 1)].map(({ key }) => key[0])).toEqual(['b'])
    expect([...fold.leave(0)].map(({ key }) => key[0])).toEqual(['c', 'a'])
  })
})

test('documents, in whatever parts they were put aside', () => {
  const topics = new Set<string>(clients.topics)
  const orders = histories
    .map(all => all.filter(({ topic }) => topics.has(topic)))
    .chain(events => fc.tuple(fc.constant(events), shuffled(events)))
  fc.assert(
    fc.property(orders, fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), ([events, order], leaves) => {
      const fold = new DocumentFold()
      const aside: ElementOperation[] = []
      const withdrawals = new Withdrawals()
      const putAside = () => {
        for (const [, operations] of fold.leave()) aside.push(...JSON.parse(JSON.stringify([...operations])))
      }
      const operations = order.flatMap(event => clients.operations(event) as DocumentOperation[])
      operations.forEach((one, i) => {
        if (isWithdrawal(one)) withdrawals.add(one)
        else fold.add(one, 10)
        if (leaves[i % leaves.length]) putAside()
      })
      putAside()
      expect(fold.bytes).toBe(0)
      for (const one of aside) fold.add(one, 0)
      const documents = [...fold.leave()].map(([id, parts]) => wholeDocument(id, parts, withdrawals))
      const filled = documents.map(row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)))
      const byId = (a: Record<string, unknown>, b: Record<string, unknown>) => (a.client_id! < b.client_id! ? -1 : 1)
      expect(filled.sort(byId)).toEqual(rowsOf(clients, events).map(({ row }) => row))
    }),
    { numRuns: 200 },
  )
})
