/** What a mail really says, in the form in which somebody else's reading of it can be checked. */
import { findMoney, parseAmount } from './amounts.ts'
import { findDates } from './dates.ts'
import { cleanText } from './encoding.ts'
import { compact, withEuro } from './one-byte.ts'
import { givesOrders, withoutOrders } from './orders.ts'
import { type Author, type ReadingConfig, readMail, type Zone } from './reply.ts'
import type { MailContent } from './types.ts'
import { toUnits } from './units.ts'

/** Consecutive lines of one author: hidden text is in none of them. */
export interface Passage {
  by: Author
  where: Zone | 'subject'
  text: string
}

export interface SourceText {
  passages: Passage[]
  /** Some passage tells a machine what to do. */
  orders: boolean
  /** Whether it stands there literally, modulo spaces and case, outside what gives orders to a machine. */
  says(value: string): boolean
  /** The same in the creditor's own words. */
  creditorSays(value: string): boolean
  /** The sentence in which the creditor names a sum, by integer cents. */
  sums: ReadonlyMap<number, string>
  /** All dates, ISO. */
  dates: ReadonlySet<string>
}

/** Reads a mail once for any number of checks. */
export function sourceText(mail: MailContent, config: ReadingConfig = {}): SourceText {
  const read = readMail(mail, config)
  const passages: Passage[] = [{ by: read.outer, where: 'subject', text: withEuro(read.subject) }]
  let key = ''
  for (const { text: line, by, zone, part } of read.lines) {
    const text = withEuro(line)
    if (key === `${by}/${zone}/${part}`) passages.at(-1)!.text += `\n${text}`
    else passages.push({ by, where: zone, text })
    key = `${by}/${zone}/${part}`
  }
  const units = toUnits(read.lines)
  const calm = withoutOrders(units)
  const own = calm.filter(unit => unit.by === 'creditor')
  const subject = givesOrders(read.subject) ? '' : read.subject
  const names = `${compact(cleanText(mail.fromName))}\n${mail.fromEmail}`
  const whole = [subject, names, ...calm.map(unit => unit.text), ...calm.map(unit => unit.answers ?? '')].join('\n')
  const ownText = [subject, ...own.map(unit => unit.text)].join('\n')
  return {
    passages: passages.filter(passage => passage.text.trim() !== ''),
    orders: calm.length < units.length || givesOrders(read.hidden) || subject !== read.subject,
    says: value => stands(value, whole),
    creditorSays: value => stands(value, ownText),
    sums: sumsOf([subject, ...own.map(unit => unit.text)]),
    dates: new Set(findDates(whole).map(date => date.iso)),
  }
}

function sumsOf(texts: readonly string[]): Map<number, string> {
  const sums = new Map<number, string>()
  for (const text of texts) {
    for (const { cents, kind, start, end } of findMoney(text)) {
      if (kind === 'foreign' || sums.has(cents)) continue
      sums.set(cents, withEuro(text.slice(Math.max(0, start - 70), end + 40).trim()))
    }
  }
  return sums
}

/** Integer cents of a sum as somebody copied it: `1.234,56 €`, `EUR 12`; null if it is none, or a foreign one. */
export function centsOf(written: string): number | null {
  const found = findMoney(written)
  if (found.length > 1 || found[0]?.kind === 'foreign') return null
  return found[0]?.cents ?? parseAmount(written)
}

const LONGEST = 400

function stands(value: string, text: string): boolean {
  const words = compact(cleanText(value)).trim().split(/\s+/)
  const length = words.join('').length
  if (length === 0 || length > LONGEST) return false
  // Spaces may group a number's digits, but a line's end parts two numbers.
  const pattern = words.map(word => [...word].map(quote).join('[^\\S\\n]{0,3}')).join('\\s{0,8}')
  return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'iu').test(text)
}

const quote = (character: string) => character.replace(/[\\^$.*+?()[\]{}|]/, '\\$&')
