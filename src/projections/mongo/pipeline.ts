/**
 * One client's document as one atomic pipeline update: each incoming element replaces the one of the same inquiry where
 * its guard allows, else joins the list, which stays sorted by `inquiry_id`. Applied twice, or again from an older
 * position, it changes nothing; so neither transactions nor an order between topics are needed.
 */
import type { Document } from 'mongodb'
import { BLANK_ELEMENT, type DebtFields, type ElementOperation, type WithdrawOperation } from '../engine/operations.ts'

const literal = (value: unknown): Document => ({ $literal: value })
const literals = (fields: object): Document =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, literal(value)]))
const date = (ms: number | null) => (ms === null ? null : new Date(ms))

const debtDocument = ({ response_received_at, ...debt }: DebtFields) => ({
  ...debt,
  response_received_at: date(response_received_at),
})

const elementOf = (inquiryId: string): Document => ({
  $first: { $filter: { input: '$final_creditor_list', cond: { $eq: ['$$this.inquiry_id', literal(inquiryId)] } } },
})

/** `old`, overlaid with `fields` where the condition holds. */
const overlay = (old: Document | string, when: Document, fields: Document): Document => ({
  $mergeObjects: [old, { $cond: [when, fields, {}] }],
})

/** The new element, from `$$old`. */
function merged(operation: ElementOperation): Document {
  let element: Document | string = '$$old'
  const { debt, inquiry, fallback } = operation
  if (debt) element = overlay(element, { $lt: ['$$old.version', debt.version] }, literals(debtDocument(debt)))
  // Before `inquiry`, whose names stand wherever its guard lets it in.
  if (fallback) {
    const unnamed = { $and: [{ $lt: ['$$old.inquiry_offset', 0] }, { $eq: ['$$old.creditor_name', null] }] }
    element = overlay(element, unnamed, literals(fallback))
  }
  if (inquiry) {
    const { offset, ...fields } = inquiry
    const own = { ...literals({ ...fields, withdrawn_at: null }), inquiry_offset: offset }
    element = overlay(element, { $lt: ['$$old.inquiry_offset', offset] }, own)
  }
  return element as Document
}

function placeElement(operation: ElementOperation): Document {
  const { inquiryId } = operation
  const blank = { inquiry_id: literal(inquiryId), ...literals(BLANK_ELEMENT) }
  const side = (order: '$lt' | '$gt') => ({
    $filter: { input: '$final_creditor_list', cond: { [order]: ['$$this.inquiry_id', literal(inquiryId)] } },
  })
  return {
    $set: {
      final_creditor_list: {
        $let: {
          vars: { old: { $ifNull: [elementOf(inquiryId), blank] } },
          in: { $concatArrays: [side('$lt'), [merged(operation)], side('$gt')] },
        },
      },
    },
  }
}

/** Who the client is: the inquiry sent last decides, of two sent together the greater id. */
function nameClient({ client, inquiryId }: ElementOperation): Document[] {
  if (!client) return []
  const { sentAt, ...names } = client
  const later = {
    $or: [
      { $lt: ['$as_of.sent_at', sentAt] },
      { $and: [{ $eq: ['$as_of.sent_at', sentAt] }, { $lte: ['$as_of.inquiry_id', literal(inquiryId)] }] },
    ],
  }
  const fields = { ...names, as_of: { sent_at: sentAt, inquiry_id: inquiryId } }
  return [
    {
      $set: Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [name, { $cond: [later, literal(value), `$${name}`] }]),
      ),
    },
  ]
}

/** The update of one client's document by all its operations, in order; used with `upsert`. */
export function updatePipeline(clientId: string, operations: readonly ElementOperation[]): Document[] {
  return [
    {
      $set: {
        client_id: literal(clientId),
        client_name: { $ifNull: ['$client_name', null] },
        aktenzeichen: { $ifNull: ['$aktenzeichen', null] },
        as_of: { $ifNull: ['$as_of', literal({ sent_at: -1, inquiry_id: '' })] },
        final_creditor_list: { $ifNull: ['$final_creditor_list', []] },
      },
    },
    ...operations.flatMap(operation => [placeElement(operation), ...nameClient(operation)]),
  ]
}

/** Without the client every document is read: rare enough (see the event), while an index would cost every write. */
export const withdrawFilter = ({ clientId, inquiryId }: WithdrawOperation): Document =>
  clientId === null ? { 'final_creditor_list.inquiry_id': inquiryId } : { _id: clientId }

/** Notes a withdrawal where the inquiry is listed. */
export function withdrawPipeline({ inquiryId, withdrawn }: WithdrawOperation): Document[] {
  const applies = {
    $and: [
      { $eq: ['$$this.inquiry_id', literal(inquiryId)] },
      // An element that only a reply has named was never sent: it could come before the withdrawal or after it.
      { $gte: ['$$this.inquiry_offset', 0] },
      { $lt: ['$$this.inquiry_offset', withdrawn.offset] },
    ],
  }
  const own = { withdrawn_at: literal(new Date(withdrawn.at)), inquiry_offset: withdrawn.offset }
  return [
    {
      $set: {
        final_creditor_list: { $map: { input: '$final_creditor_list', in: overlay('$$this', applies, own) } },
      },
    },
  ]
}
