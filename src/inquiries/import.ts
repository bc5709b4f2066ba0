/** Inquiries from CSV or JSON Lines: what `postbuch inquiries import FILE` reads. Pure: bytes in, values out. */
import type { NewEvent } from '../domain/events.ts'
import { requestId } from '../domain/ids.ts'
import { csvRecords, separatorOf } from './csv.ts'
import { linesOf } from './decode.ts'
import { fieldOf, type Inquiry, toInquiry } from './fields.ts'

export type { Inquiry, InquiryData } from './fields.ts'

/** What one line yielded. Lines are counted from 1, the header included. */
export type ImportedLine = { line: number; inquiry: Inquiry } | { line: number; reason: string }

/** The file as a whole is none; nothing of it was read. */
export class ImportError extends Error {
  override name = 'ImportError'
  readonly code = 'BAD_IMPORT'
}

/**
 * Reads inquiries one after the other, holding a thousand lines at most. JSON Lines are told from CSV by the first
 * character that is no space. CSV: a header with the registry's field names or their German names, separated by `;`, `,` or
 * tabs. A bad line is yielded as `{line, reason}`, and the rest goes on.
 * @throws ImportError if the header has none of the needed columns
 */
export async function* parseInquiries(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<ImportedLine> {
  const lines = linesOf(chunks)
  let line = 0
  for (;;) {
    const { value, done } = await lines.next()
    if (done) return
    line++
    if (value.trim() === '') continue
    if (value.trimStart().startsWith('{')) yield* jsonLines(value, lines, line)
    else yield* csvLines(value, lines, line)
    return
  }
}

/** The event of an inquiry. The same content gives the same id, so that importing twice changes nothing. */
export function toEvent({ inquiryId, data }: Inquiry, source: string): NewEvent<'InquirySent'> {
  return {
    type: 'InquirySent',
    topic: 'inquiries',
    id: requestId('InquirySent', inquiryId, JSON.stringify(data)),
    subject: inquiryId,
    time: data.sentAt,
    source,
    correlationId: inquiryId,
    causationId: null,
    idempotencyKey: null,
    data,
  }
}

async function* jsonLines(first: string, rest: AsyncIterable<string>, line: number): AsyncGenerator<ImportedLine> {
  yield fromJson(first, line)
  for await (const text of rest) {
    line++
    if (text.trim() !== '') yield fromJson(text, line)
  }
}

function fromJson(text: string, line: number): ImportedLine {
  let row: unknown
  try {
    row = JSON.parse(text)
  } catch {
    return { line, reason: 'not valid JSON' }
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return { line, reason: 'not a JSON object' }
  const fields = Object.entries(row).map(([name, value]) => [fieldOf(name) ?? name, value] as const)
  return checked(Object.fromEntries(fields), line)
}

async function* csvLines(header: string, rest: AsyncIterable<string>, line: number): AsyncGenerator<ImportedLine> {
  const separator = separatorOf(header)
  const columns: (string | undefined)[] = []
  for await (const record of csvRecords(one(header), separator, line)) {
    if ('fields' in record) columns.push(...record.fields.map(fieldOf))
  }
  const names = columns.filter(name => name !== undefined)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new ImportError(`Two columns of line ${line} mean ${twice}`)
  const missing = ['aktenzeichen', 'creditorName', 'sentAt'].filter(name => !names.includes(name))
  if (!names.includes('clientName') && !names.includes('clientLastName')) missing.push('clientName')
  if (missing.length > 0) {
    throw new ImportError(
      `Line ${line} is no header of inquiries: no column for ${missing.join(', ')} (or German names of these)`,
    )
  }
  for await (const record of csvRecords(rest, separator, line + 1)) {
    if ('reason' in record) yield record
    else if (record.fields.length !== columns.length) {
      yield { line: record.line, reason: `${record.fields.length} fields, expected ${columns.length} as in the header` }
    } else {
      const fields = columns.flatMap((name, index) => (name ? [[name, record.fields[index]!.trim()] as const] : []))
      yield checked(Object.fromEntries(fields), record.line)
    }
  }
}

function checked(row: Record<string, unknown>, line: number): ImportedLine {
  try {
    return { line, inquiry: toInquiry(row) }
  } catch (error) {
    return { line, reason: (error as Error).message }
  }
}

async function* one(text: string): AsyncGenerator<string> {
  yield text
}
