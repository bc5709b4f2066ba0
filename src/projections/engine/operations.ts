/**
 * What a projection may ask of a store: operations by key, with values only (never "+1"), so that applying the same
 * events twice, or from an older position again, gives the same rows.
 */

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value | undefined }
export type Columns = Readonly<Record<string, Value | undefined>>

/** One row of a relational projection. Each topic keeps to columns of its own, so no order between topics is assumed. */
export interface RowOperation {
  table: string
  /** All columns of the primary key. */
  key: Readonly<Record<string, string | number>>
  /** Written once: only while the table's `createdBy` column is still null. The first content stands. */
  create?: Columns
  /** Overwritten: the last one in the topic's order stands. */
  set?: Columns
  /** Maps (jsonb) that several events fill, each under names of its own. */
  merge?: Readonly<Record<string, Readonly<Record<string, Value>>>>
  /** Deletes the row; operations after it make a new one. */
  remove?: true
}

/** The part of an element of a client's list that the `debts` topic owns. */
export interface DebtFields {
  /** Of the debt; a lower or equal one never overwrites. */
  version: number
  creditor_response_amount: number | null
  creditor_response_amount_cents: number | null
  creditor_response_text: string | null
  reference_numbers: readonly string[]
  /** Milliseconds since 1970; a date in the document. */
  response_received_at: number | null
  status: string
}

/** An element of a client's list before anything is known of it. (`fold.ts` has its own: it shares nothing with the engine.) */
export const BLANK_ELEMENT = {
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
  /** Offset of the InquirySent or InquiryWithdrawn that last wrote here; -1: none yet. */
  inquiry_offset: -1,
} as const

/** The part that the `inquiries` topic owns. */
export interface InquiryFields {
  creditor_name: string
  creditor_email: string
}

/** One element of one client's document. */
export interface ElementOperation {
  clientId: string
  inquiryId: string
  /** Guarded by `version`. */
  debt?: DebtFields
  /** Guarded by the event's offset: a later letter of the same inquiry stands. */
  inquiry?: InquiryFields & { offset: number }
  /** What the client is called; the inquiry that was sent last (then the greater id) decides. */
  client?: { client_name: string; aktenzeichen: string; sentAt: number }
  /** Filled only while the inquiry itself has not been seen: the name a reply was assigned under. */
  fallback?: InquiryFields
}

/** The inquiry's letter was withdrawn (`at`, milliseconds). Guarded by the event's offset like `inquiry`; it lists nothing. */
export interface WithdrawOperation {
  /** Null: wherever the inquiry is listed, which means looking at every client. */
  clientId: string | null
  inquiryId: string
  withdrawn: { at: number; offset: number }
}

export type DocumentOperation = ElementOperation | WithdrawOperation
export const isWithdrawal = (operation: DocumentOperation): operation is WithdrawOperation => 'withdrawn' in operation

/** A text that every store can keep: PostgreSQL refuses NUL, JSON parsers refuse half a surrogate pair. */
export function storableText(text: string): string {
  return text.includes('\u0000') ? text.replaceAll('\u0000', '\uFFFD').toWellFormed() : text.toWellFormed()
}

/** The same for any value; `undefined` members are left out. Nearly all is storable as it is, and is given back itself. */
export function storable(value: Value): Value {
  if (isStorable(value)) return value
  if (typeof value === 'string') return storableText(value)
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(storable)
  const entries = Object.entries(value).filter((entry): entry is [string, Value] => entry[1] !== undefined)
  return Object.fromEntries(entries.map(([name, member]) => [storableText(name), storable(member)]))
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\u0000') && value.isWellFormed()
  if (value === null || typeof value !== 'object') return value !== undefined
  if (Array.isArray(value)) return value.every(isStorable)
  for (const name in value) if (!isStorable(name) || !isStorable((value as Record<string, unknown>)[name])) return false
  return true
}
