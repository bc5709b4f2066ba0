/** Sums in tables: what the head of a column says, and rows that add themselves up. */
import type { Money } from './amounts.ts'
import { cueText } from './cues.ts'
import { findDates } from './dates.ts'
import { matchesOf } from './patterns/matches.ts'
import { recently } from './recent.ts'
import type { Sum } from './roles.ts'
import type { Unit } from './units.ts'

/** The head of the table that a unit belongs to: kept while rows follow, forgotten with the first sentence after them. */
export function headerAfter(header: Header | null, unit: Unit, previous: Unit | null, sums: number): Header | null {
  if (unit.row && sums === 0) {
    const columns = cells(unit.text)
    // `Anzahl Raten  12` is an entry, no head.
    if (columns.length === 2 && /^\D{0,4}\d/.test(columns[1]!.text)) return header
    const named = columns.map(column => currencyOf(column.text)).filter(currency => currency !== null)
    // The head of a next page has no names of columns: the currencies stay what they were.
    const currencies =
      named.includes('euro') && named.includes('foreign')
        ? named
        : unit.part === header?.part
          ? header.currencies
          : null
    if (columns.length > 1) return { columns, part: unit.part, currencies }
  }
  return !unit.row && previous !== null && !previous.row ? null : header
}

export interface Header {
  columns: readonly Cell[]
  part: number
  /** Currencies of the columns with sums, where there are several: only the euros count. */
  currencies: Currency[] | null
}
type Currency = 'euro' | 'foreign'
interface Cell {
  text: string
  start: number
  end: number
}

function currencyOf(name: string): Currency | null {
  if (/(?:^|[\s(/])(?:EUR|Euro|[€¤])(?:$|[\s)])/i.test(name)) return 'euro'
  return /(?:^|[\s(/])(?:CHF|SFr\.?|Franken|USD|US-?Dollar|GBP|PLN|Zloty|DKK|SEK|NOK|CZK|HUF|TRY)(?:$|[\s)])/i.test(
    name,
  )
    ? 'foreign'
    : null
}

/** Each sum of a row stands under a currency: the euros get what is said of the row, the others count nothing. */
export function byCurrency(row: readonly Sum[], header: Header): void {
  const { currencies } = header
  if (!currencies || row.length !== currencies.length) return
  const first = row[0]!
  const { role, grand, weight, cue, named, past } = first
  for (const [i, sum] of row.entries()) {
    if (currencies[i] === 'foreign') Object.assign(sum, { role: 'other', grand: false })
    else if (sum !== first && (sum.role === 'item' || sum.weight === 0))
      Object.assign(sum, { role, grand, weight, cue, named, past })
  }
}

/** A single space parts no cells. */
export const CELL = /[^\t ](?:[^\t ]| (?! ))*/g

/** The cells of a row, with where they stand in it. */
export const cells = recently((row): readonly Cell[] => {
  const found: Cell[] = []
  for (const match of matchesOf(CELL, row)) {
    found.push({ text: match[0], start: match.index, end: match.index + match[0].length })
  }
  if (!row.includes('\t')) return found
  let start = 0
  return row.split('\t').map(text => {
    const cell = { text: text.trim(), start, end: start + text.length }
    start += text.length + 1
    return cell
  })
})

function headOf(money: Money, unit: Unit, header: Header): Cell | undefined {
  const row = cells(unit.text)
  const at = row.findIndex(cell => cell.start <= money.start && money.start <= cell.end)
  // Columns of proportional letters do not stand below each other; then they are counted.
  const counted = unit.text.includes('\t') || row.length === header.columns.length
  return counted
    ? header.columns[at]
    : header.columns.find(column => column.start < money.end + 2 && money.start - 2 < column.end)
}

/** What stands without a sign under a head such as `Aktenzeichen` is somebody's number, however much it looks like a sum. */
export function withoutNumbered(money: Money[], unit: Unit, header: Header): Money[] {
  if (!unit.row || !header.columns.some(({ text }) => NUMBERED.test(cueText(text)))) return money
  return money.filter(one => one.kind !== 'bare' || !NUMBERED.test(cueText(headOf(one, unit, header)?.text ?? '')))
}
const NUMBERED = /^(?:\w+ )?(?:\w*zeichen|az|\w*nummer|[\w-]*nr|\w*referenz|reference|file)\b\.?$/

/** What the column's head says: payments and credits are deducted, a running balance counts only in its last row. */
export function byColumn(sum: Sum, unit: Unit, money: Money, header: Header, sums: number): void {
  if (!unit.row) return
  const head = headOf(money, unit, header)
  const name = cueText(head?.text ?? '')
  const has = (column: RegExp) => header.columns.some(({ text }) => column.test(cueText(text)))
  const last = SUM_ROW.test(cueText(unit.text.slice(0, money.start)))
  const age = ageOf(name, header)
  if (age === 'older') {
    Object.assign(sum, { role: 'other', grand: false, weight: 1 })
  } else if (sums === 1 && header.columns.length === 2 && isOfDays(header)) {
    // `Stichtag   Forderung`: one claim at several times, of which the latest counts.
    Object.assign(sum, { role: 'total', grand: false, weight: 3, cue: 'stand' })
  } else if (last && sums > 1 && (age === 'newest' || OPEN.test(name))) {
    Object.assign(sum, { role: 'total', grand: true, weight: 3.4, cue: 'summe' })
  } else if (BOUND.test(name)) {
    Object.assign(sum, { role: 'threshold', grand: false })
  } else if (last && sums > 1 && has(BOUND)) {
    Object.assign(sum, { role: 'total', grand: true, weight: 3.4, cue: 'summe' })
  } else if (last && sums > 1 && isLedger(header)) {
    // What was debited and what was credited in all: the balance is the difference.
    Object.assign(sum, { role: 'other', grand: false, weight: 1 })
  } else if (
    has(WAYS) &&
    !/\b(?:\w*forderung|offen|ruckstand|saldo|rest(?:schuld|betrag|saldo)|schuld|valuta)/.test(name)
  ) {
    // Ways of paying side by side: nothing in such a table is what is owed now.
    Object.assign(sum, { role: 'instalment', grand: false })
  } else if (head && has(OPEN) && has(PAID) && !OPEN.test(name) && !(sum.grand && sums === 1)) {
    // Billed, paid, open: only what is open counts.
    Object.assign(sum, { role: 'threshold', grand: false })
  } else if (PAID.test(name)) {
    // `Rückstand am 20.03.` in the last column, whatever its head: a total alone in its row is one.
    if (sums > 1 || sum.role !== 'total') sum.role = 'payment'
  } else if (/\b(?:saldo|salden|kontostand|restbetrag|balance|stand)\b/.test(name) && !sum.grand) {
    // A running balance beside debit and credit counts nothing; a list of balances is a list of items, whatever their sign.
    sum.role = has(/\b(?:soll|haben|umsatz|buchung|zahlung|betrag|debit|credit)\b/) ? 'other' : 'item'
  } else if (sum.role === 'total' && !sum.grand && isLedger(header)) sum.role = 'item'
  else if (OPEN.test(name) && (sum.role === 'item' || sum.role === 'other'))
    Object.assign(sum, { role: 'item', weight: 2 })
  else if (isLedger(header) && sum.role === 'other' && /\b(?:soll|belastung|lastschrift|debit)\b/.test(name))
    sum.role = 'item'
}

/** Of columns that state balances of several days, the newest counts. */
function ageOf(name: string, header: Header): 'newest' | 'older' | null {
  if (!BALANCE_OF.test(name)) return null
  const dayOf = (text: string) => (BALANCE_OF.test(text) ? findDates(text)[0]?.iso : undefined)
  const own = dayOf(name)
  const days = header.columns.map(({ text }) => dayOf(cueText(text))).filter(day => day !== undefined)
  if (own === undefined || new Set(days).size < 2) return null
  return days.every(day => day <= own) ? 'newest' : 'older'
}
/** A column of days beside one of what was owed then. */
const isOfDays = ({ columns: [day, owed] }: Header): boolean =>
  DAYS.test(cueText(day!.text)) && OWED_THEN.test(cueText(owed!.text))
const DAYS = /^(?:stichtag\w*|stand\w*(?: (?:am|per|zum))?|bewertungstag|per|zum|saldo (?:am|per|zum)|as of)\W*$/
const OWED_THEN = /^(?:\w*forderung|\w*saldo|restschuld|\w*ruckstand|\w*schuld|\w*kontostand|offen\w*|balance)\b/
const BALANCE_OF = /^(?:\w*stand|\w*saldo|\w*forderung|balance|per|zum|as of)\b[^\d]{0,12}\d/

const SUM_ROW =
  /^\s*(?:\w+ )?(?:(?:spalten|gesamt|end)?summen?|gesamt(?:forderung|betrag|saldo)?|insgesamt|totals?|zusammen)\b/
/** What could be owed or once was, beside what is. */
const BOUND =
  /\b(?:limit|\w*rahmen|\w*linie|ursprung\w*|nenn(?:wert|betrag)|kreditbetrag|darlehensbetrag|auszahlungsbetrag|streitwert|gegenstandswert|einkommen|freibetrag|original amount)\b/
const WAYS = /^(?:\w+s|\w+ungs)?rate\b|\b(?:anzahl|zahl der) (?:der )?raten\b|^laufzeit\b|^(?:modell|variante|option)\b/
const OPEN =
  /^(?:noch )?(?:offen\w*|differenz\w*|fehlbetr\w*|unterdeckung|ruckst\w*|es fehlen|fehlt|nicht gezahlt|nicht bezahlt|rest|rest(?:forderung|betrag|summe)|ausstehend\w*|zu zahlen|unbezahlt|outstanding|open|due|balance due)\b/
const PAID =
  /^ist(?:$|[- ](?:zahlung|betrag|eingang|miete))|\b(?:haben|zahlung(?:en|seingang)?|gutschrift(?:en)?|eingang|eingange|credit|\w*gezahlt|bezahlt|getilgt|vereinnahmt|erhalten|eingegangen|entrichtet|uberwiesen|geleistet|beglichen|abgefuhrt|(?:auf|ver|an)gerechnet|einbehalten|paid|payments?)\b/

/** Debit and credit side by side: each row is a movement, however its text calls it. */
function isLedger(header: Header): boolean {
  const names = header.columns.map(column => cueText(column.text))
  return (
    names.some(name => /\b(?:soll|belastung|lastschrift|debit)\b/.test(name)) &&
    names.some(name => /\b(?:haben|gutschrift|credit)\b/.test(name))
  )
}

/** In a row where the last number is the sum of the others, only the last one counts. */
export function rowTotal(row: Sum[]): void {
  const last = row.at(-1)!
  const parts = row.slice(0, -1)
  const sum = parts.reduce((total, part) => total + part.cents, 0)
  if (parts.length < 2 || Math.abs(sum - last.cents) > 2) return
  const grand = row.some(part => part.grand)
  for (const part of parts) {
    part.role = 'other'
    part.included = true
    part.grand = false
  }
  last.role = grand ? 'total' : 'item'
  last.grand = grand
}
