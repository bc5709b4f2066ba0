/** What a mail says twice is owed once; things of their own are owed each, however alike their sums are. */
import { cueText } from '../cues.ts'
import type { Sum } from '../roles.ts'
import { isEntry } from './entries.ts'

/** The same sum repeated in another sentence with the same role is one item, unless it is said of another thing. */
export function distinct(parts: readonly Sum[]): Sum[] {
  return parts.filter((part, i) => {
    if (part.unit.row) return true
    const first = parts.findIndex(
      other =>
        other.cents === part.cents &&
        other.role === part.role &&
        (other === part ||
          (other.unit !== part.unit && !tellsApart(other.unit.text, part.unit.text) && !areThings(other, part))),
    )
    return first === i
  })
}

/** The totals of which each is of a thing of its own: `Vertrag 1: 90 €`, `Vertrag 2: 90 €` are two, `offen 90 €`, `zu zahlen 90 €` one. */
export const ofThings = (totals: readonly Sum[]): Sum[] =>
  totals.filter((total, i) =>
    totals.slice(0, i).every(other => other.cents !== total.cents || areNumbered(other, total)),
  )

/**
 * Whether two totals are said in the same words with other numbers, months or years, or stand one below the other and share
 * none; of two days they would be one claim at two times.
 */
function areNumbered(a: Sum, b: Sum): boolean {
  if (a.grand || b.grand) return false
  const [ofA, ofB] = [labelOf(a).replace(DAY, ' '), labelOf(b).replace(DAY, ' ')]
  const [marksOfA, marksOfB] = [marksOf(ofA), marksOf(ofB)]
  if (NAMES_FILE.test(ofA) || NAMES_FILE.test(ofB)) return false
  if (ofA === ofB || marksOfA.length === 0 || marksOfB.length === 0 || IS_STATE.test(ofA)) return false
  if (ofA.replace(MARK, '#') === ofB.replace(MARK, '#')) return true
  return areNear(a, b) && Math.max(ofA.length, ofB.length) < LABEL && !marksOfA.some(mark => marksOfB.includes(mark))
}
const marksOf = (label: string): readonly string[] => label.match(MARK) ?? []
/** `Unser Zeichen 7: …`, `Ihr Zeichen 8: …`: one matter in two files. */
const NAMES_FILE = /\b(?:ihr|euer|unser|mein)\w* (?:zeichen|az|aktenzeichen|geschaftszeichen)\b/
/** Longer words before a sum are no label. */
const LABEL = 50
const DAY = /(?<!\bvom )\b\d{1,2}\. ?(?:\d{1,2}\.|[a-z]{3,9}\b)(?: ?\d{2,4})?/g

/** Lines between two entries of one list. */
const GAP = 3
const areNear = (a: Sum, b: Sum) => a.unit.part === b.unit.part && Math.abs(a.unit.line - b.unit.line) <= GAP

/**
 * Whether two sums are said of different things: in the same words with other numbers, dates or months (`Rechnung 11: 90 €`,
 * `Rechnung 12: 90 €`), or in a list with different labels (`Hausrat: 75 €`, `Haftpflicht: 75 €`).
 */
export function areThings(a: Sum, b: Sum): boolean {
  const [ofA, ofB] = [labelOf(a), labelOf(b)]
  if (ofA === ofB || (IS_STATE.test(ofA) && a.role !== 'fee')) return false
  const marked = ofA.replace(MARK, '#')
  if (marked.includes('#') && marked === ofB.replace(MARK, '#')) return true
  if (a.unit === b.unit && endOf(ofA) !== null && endOf(ofB) !== null) return endOf(ofA) !== endOf(ofB)
  return !NAMES_SUM.test(ofA) && !NAMES_SUM.test(ofB) && isEntry(a.unit) && isEntry(b.unit) && areNear(a, b)
}

/** Whether two sums have the same label and are not the same: `Hauptforderung 300 €`, further down `Hauptforderung 200 €`. */
export const areAlike = (a: Sum, b: Sum): boolean =>
  a.cents !== b.cents && labelOf(a) === labelOf(b) && !IS_STATE.test(labelOf(a))

/** Whether a sum is said of a time: `Stand heute: 1.288 €`, or of a later one than another before it: `…, aktuell 240 €`. */
export const isOfATime = (sum: Sum): boolean => OF_A_TIME.test(labelOf(sum)) || isLater(sum)
const OF_A_TIME =
  /^\W*(?:stand|stichtag|(?:per|zum|as of) \d|(?:\w*saldo|\w*forderung|\w*ruckstand|\w*schuld|kontostand) (?:am|per|zum|vom))\b/
const isLater = ({ unit, start, between }: Sum) =>
  NOW.test(cueText(between)) && !NOW.test(cueText(unit.text.slice(0, start - between.length)))
const NOW = /\b(?:aktuell|heute|jetzt|nun|inzwischen|mittlerweile|derzeit|currently|now|today)\b/

/** What stands before a sum, or behind it where it begins its line; folded. */
function labelOf({ unit, between, start }: Sum): string {
  const before = cueText(between === '' ? unit.text.slice(0, start) : between).replace(SIGN, '')
  return /\w/.test(before) ? before : cueText(unit.text.slice(start)).replace(/^[\d.,]+\s*(?:eur\w*|[€¤])?\s*/, '')
}
const SIGN = /^[\s,;]+|^[\s,;]*(?:und|sowie) |[\s:–-]*(?:eur|[€¤])?\s*$/g

/** What tells entries apart: numbers, dates, months. */
const MARK =
  /\d[\d./-]*|\b(?:jan(?:uar)?|feb(?:ruar)?|marz|april|mai|juni?|juli?|aug(?:ust)?|sep(?:tember|t)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?|january|february|march|may|june|july|october|december|[ivx]{1,4}(?=\. quartal)|[a-f](?=:))\b/g
/** `Offen sind März`: the mark that a label ends in. */
const endOf = (label: string) => ENDS_IN_MARK.exec(label)?.[0] ?? null
const ENDS_IN_MARK = new RegExp(`(?:${MARK.source})$`)
/** What says no more than that it is a sum: `Kaufpreis: 90 €`, `Rechnungsbetrag: 90 €`. */
const NAMES_SUM = /(?:betrag|summe|preis|saldo|forderung|hauptsache)\b/
/** One claim at several times: the same sum once more. */
const IS_STATE = /\b(?:mahnung|zahlungserinnerung|erinnerung|stand|stichtag|saldo (?:per|zum|am)|per|schreiben)\b/

const MONTHS =
  /\b(?:jan(?:uar)?|feb(?:ruar)?|märz?|april|mai|juni?|juli?|aug(?:ust)?|sep(?:tember|t)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)\b/gi

/** Not that of a date. */
const YEARS = /(?<![\d.,/-])(?:19|20)\d\d(?![\d.,/-])/g

/** Both name a month, a year, a number or a date, and not the same: two invoices of one amount. */
function tellsApart(a: string, b: string): boolean {
  for (const period of [MONTHS, YEARS]) {
    const [ofA, ofB] = [a, b].map(text => text.toLowerCase().match(period)?.join(' '))
    if (ofA && ofB && ofA !== ofB) return true
  }
  const numbers = (text: string) => (text.match(/\d[\d./-]{2,}/g) ?? []).join(' ')
  return (
    /\d{3,}|\d\.\d/.test(a) &&
    numbers(a) !== numbers(b) &&
    /\d[\d./-]{4,}.*\d[\d./-]{2,}/.test(a) &&
    /\d[\d./-]{4,}.*\d[\d./-]{2,}/.test(b)
  )
}
