/**
 * The plain, slow fold: what the rows and documents must be, by the definitions alone. It shares no code with the
 * engine's merging, bulk statements and pipelines, so that `verify` can tell when those are wrong.
 */
import type { RecordedEvent } from '../../domain/events.ts'
import {
  type Columns,
  type DocumentOperation,
  type ElementOperation,
  type RowOperation,
  storable,
  type Value,
} from './operations.ts'
import type { Operation, Projection, RelationalProjection } from './projection.ts'

/** The event that last wrote to something. */
export interface Cause {
  topic: string
  partition: number
  offset: number
}

export interface Expected {
  /** `table` is the collection's name for documents. */
  table: string
  key: (string | number)[]
  row: Record<string, Value>
  cause: Cause
}

/** By `expectedId`. */
export type ExpectedRows = Map<string, Expected>

export const expectedId = (table: string, key: readonly (string | number)[]) => JSON.stringify([table, ...key])

/** Folds events one by one into what a store must hold; each key's events in the order of its partition, topics in any. */
export class Fold {
  readonly rows: ExpectedRows = new Map()
  readonly #projection: Projection

  constructor(projection: Projection) {
    this.#projection = projection
  }

  add(event: RecordedEvent): void {
    const cause = { topic: event.topic, partition: event.partition, offset: event.offset }
    for (const operation of this.#projection.operations(event)) this.apply(operation, cause)
  }

  apply(operation: Operation, cause: Cause): void {
    if (this.#projection.store === 'postgres') this.#row(this.#projection, operation as RowOperation, cause)
    else this.#document(operation as DocumentOperation, cause)
  }

  #row(projection: RelationalProjection, operation: RowOperation, cause: Cause): void {
    const spec = projection.tables[operation.table]!
    const key = spec.key.map(column => clean(operation.key)[column] as string | number)
    const id = expectedId(operation.table, key)
    if (operation.remove) {
      this.rows.delete(id)
      return
    }
    const row = this.rows.get(id)?.row ?? clean(operation.key)
    if (operation.create && row[spec.createdBy!] == null) Object.assign(row, clean(operation.create))
    if (operation.set) Object.assign(row, clean(operation.set))
    for (const [column, entries] of Object.entries(operation.merge ?? {})) {
      row[column] = { ...(row[column] as Record<string, Value> | null), ...clean(entries) }
    }
    this.rows.set(id, { table: operation.table, key, row, cause })
  }

  #document(operation: DocumentOperation, cause: Cause): void {
    const table = this.#projection.name
    if ('withdrawn' in operation) {
      const { at, offset } = operation.withdrawn
      for (const expected of this.rows.values()) {
        if (operation.clientId !== null && operation.clientId !== expected.key[0]) continue
        for (const element of listOf(expected)) {
          const seen = element.inquiry_offset as number
          if (element.inquiry_id !== operation.inquiryId || seen < 0 || seen >= offset) continue
          Object.assign(element, { withdrawn_at: at, inquiry_offset: offset })
          expected.cause = cause
        }
      }
      return
    }
    const id = expectedId(table, [operation.clientId])
    const expected = this.rows.get(id) ?? {
      table,
      key: [operation.clientId],
      row: blankClient(operation.clientId),
      cause,
    }
    this.rows.set(id, { ...expected, cause })
    let element = listOf(expected).find(one => one.inquiry_id === operation.inquiryId)
    if (!element) {
      element = blankElement(operation.inquiryId)
      expected.row.final_creditor_list = [...listOf(expected), element].sort((a, b) =>
        (a.inquiry_id as string) < (b.inquiry_id as string) ? -1 : 1,
      )
    }
    applyElement(element, expected.row, operation)
  }
}

type Element = Record<string, Value>
const listOf = (expected: Expected) => expected.row.final_creditor_list as Element[]

function applyElement(element: Element, client: Element, operation: ElementOperation): void {
  const { debt, inquiry, fallback } = operation
  if (debt && debt.version > (element.version as number)) Object.assign(element, clean({ ...debt }))
  if (fallback && (element.inquiry_offset as number) < 0 && element.creditor_name === null)
    Object.assign(element, clean({ ...fallback }))
  if (inquiry && inquiry.offset > (element.inquiry_offset as number)) {
    const { offset, ...fields } = inquiry
    Object.assign(element, clean({ ...fields }), { withdrawn_at: null, inquiry_offset: offset })
  }
  if (!operation.client) return
  const asOf = client.as_of as { sent_at: number; inquiry_id: string }
  const { sentAt, ...names } = operation.client
  const later = sentAt > asOf.sent_at || (sentAt === asOf.sent_at && operation.inquiryId >= asOf.inquiry_id)
  if (later) Object.assign(client, clean({ ...names }), { as_of: { sent_at: sentAt, inquiry_id: operation.inquiryId } })
}

const blankClient = (clientId: string): Element => ({
  client_id: clientId,
  client_name: null,
  aktenzeichen: null,
  as_of: { sent_at: -1, inquiry_id: '' },
  final_creditor_list: [],
})

const blankElement = (inquiryId: string): Element => ({
  inquiry_id: inquiryId,
  creditor_name: null,
  creditor_email: null,
  creditor_response_amount: null,
  creditor_response_amount_cents: null,
  creditor_response_text: null,
  reference_numbers: [],
  response_received_at: null,
  status: 'pending',
  version: 0,
  withdrawn_at: null,
  inquiry_offset: -1,
})

const clean = (columns: Columns) => storable(columns as Value) as Record<string, Value>
