/** From a row's fields, under whatever header names, to the data of InquirySent. */
import type { EventData } from '../domain/events.ts'
import { requestId } from '../domain/ids.ts'
import { cents, day, moment } from './values.ts'

export type InquiryData = EventData['InquirySent']

export interface Inquiry {
  /** As given, or derived from Aktenzeichen, client and creditor where the file has no ids. */
  inquiryId: string
  data: InquiryData
}

/** Other names of the registry's fields, as normalised by `plain`. */
const ALIASES: Record<string, readonly string[]> = {
  inquiryId: ['anfrageid', 'anfragenummer', 'anfragenr', 'vorgangsid', 'vorgangsnummer'],
  clientId: ['mandantid', 'mandantenid', 'mandantennummer', 'mandantennr', 'mandantnr'],
  clientName: ['mandant', 'mandantin', 'mandantname', 'mandantenname', 'schuldner', 'schuldnername', 'name'],
  clientFirstName: ['vorname', 'mandantvorname'],
  clientLastName: ['nachname', 'familienname', 'zuname', 'mandantnachname'],
  clientBirthDate: ['geburtsdatum', 'geburtstag', 'geboren', 'geborenam', 'gebdatum'],
  aktenzeichen: ['az', 'unseraz', 'unserzeichen', 'akte', 'aktennummer', 'aktennr', 'fileref', 'filereference'],
  clientAddress: ['anschrift', 'adresse', 'mandantanschrift', 'mandantadresse'],
  creditorId: ['glaeubigerid', 'glaeubigernummer', 'glaeubigernr'],
  creditorName: ['glaeubiger', 'glaeubigerin', 'glaeubigername'],
  creditorEmail: ['glaeubigeremail', 'glaeubigermail', 'email', 'mail'],
  creditorReferences: ['referenzen', 'referenz', 'glaeubigerzeichen', 'ihrzeichen', 'kundennummer', 'kundennr'],
  expectedAmount: ['forderung', 'forderungshoehe', 'betrag', 'erwarteterbetrag', 'angegebenerbetrag', 'summe'],
  sentAt: ['gesendetam', 'versandtam', 'verschicktam', 'versanddatum', 'anfragedatum', 'datum'],
}

const plain = (header: string) =>
  header
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]/g, '')

const FIELD_OF = new Map(
  Object.entries(ALIASES).flatMap(([field, names]) => [plain(field), ...names].map(name => [name, field] as const)),
)

/** The registry's field that a header means, or undefined. */
export const fieldOf = (header: string): string | undefined => FIELD_OF.get(plain(header))

/**
 * Checks one row. Needed: aktenzeichen, the client's name (whole or in parts), creditorName, sentAt.
 * @throws Error that names each missing or wrong field
 */
export function toInquiry(row: Readonly<Record<string, unknown>>): Inquiry {
  const wrong: string[] = []
  const read = <T>(field: string, convert: (text: string) => T, empty: T): T => {
    const value = row[field]
    if (value === undefined || value === null || value === '') return empty
    if (typeof value !== 'string' && typeof value !== 'number') {
      wrong.push(`${field}: expected text`)
      return empty
    }
    try {
      return convert(String(value))
    } catch (error) {
      wrong.push(`${field}: ${(error as Error).message}`)
      return empty
    }
  }
  const text = (field: string) => read(field, value => value.replace(/\s+/g, ' ').trim().normalize('NFC'), '')
  const needed = (field: string, value: string) => {
    if (value === '') wrong.push(`${field}: missing`)
    return value
  }
  const first = text('clientFirstName')
  const last = text('clientLastName')
  const clientName = needed('clientName', text('clientName') || [first, last].filter(Boolean).join(' '))
  const aktenzeichen = needed('aktenzeichen', text('aktenzeichen'))
  const creditorName = needed('creditorName', text('creditorName'))
  const creditorEmail = text('creditorEmail')
  if (creditorEmail !== '' && !/^\S+@\S+$/.test(creditorEmail)) wrong.push('creditorEmail: not an address')
  const sentAt = read<number | null>('sentAt', moment, null)
  if (sentAt === null && !wrong.some(reason => reason.startsWith('sentAt'))) wrong.push('sentAt: missing')
  const data: InquiryData = {
    clientId: text('clientId') || requestId('client', aktenzeichen, clientName),
    clientName,
    clientFirstName: first || clientName.split(' ').slice(0, -1).join(' '),
    clientLastName: last || clientName.split(' ').at(-1)!,
    clientBirthDate: read<string | null>('clientBirthDate', day, null),
    aktenzeichen,
    clientAddress: text('clientAddress') || null,
    creditorId: text('creditorId') || requestId('creditor', creditorName, creditorEmail),
    creditorName,
    creditorEmail,
    creditorReferences: references(row.creditorReferences, wrong),
    expectedAmountCents: amount(row.expectedAmount, wrong),
    sentAt: sentAt ?? 0,
  }
  if (wrong.length > 0) throw new Error(wrong.join('; '))
  return { inquiryId: text('inquiryId') || requestId('inquiry', data.clientId, data.creditorId, aktenzeichen), data }
}

/** A list, or a text with `|`, `;` or line ends between the numbers. */
function references(value: unknown, wrong: string[]): string[] {
  if (value === undefined || value === null || value === '') return []
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value
  if (typeof value === 'string')
    return value
      .split(/[|;\n]/)
      .map(item => item.trim())
      .filter(Boolean)
  wrong.push('creditorReferences: expected a list of texts')
  return []
}

function amount(value: unknown, wrong: string[]): number | null {
  if (value === undefined || value === null || value === '' || value === '-') return null
  try {
    if (typeof value === 'number' || typeof value === 'string') return cents(value)
    throw new Error('expected an amount')
  } catch (error) {
    wrong.push(`expectedAmount: ${(error as Error).message}`)
    return null
  }
}
