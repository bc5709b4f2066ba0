/** Lists of entries with a sum each and no total: what one of them is called (`Saldo`, `Rückstand`) is said of it alone. */
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import { PARTS } from '../shared-predicate.ts'
import { BULLET, type Unit } from '../units.ts'
import { addsUp } from './adds-up.ts'

/** `Jahresrechnung 2025 489,77 €`: a noun first, a sum last. */
const LABELLED =
  /^(?:[\p{Lu}\d"„]|unsere?|meine?|darauf|hierauf|davon|abz|zzgl|zuz|minus|plus|\.\/\.)(?:[^.!?]|(?<=\d|(?:^|[ (])\p{L}{1,6})\.){2,90}\s[-+]?(?:(?:EUR|[€¤])?\s?\d[\d.']*,(?:\d\d|[-–])(?:\s?(?:EUR|[€¤]|Euro))?|(?:EUR|[€¤])\s?\d[\d.']*|\d[\d.']*\s?(?:EUR|[€¤]|Euro))$/u
/** `3 x 32,50 Kurs`: a count first. */
const COUNTED = /^\d{1,3}\s?[x×]\s?(?:EUR\s|[€¤]\s?)?\d/
/** `Bereitschaft Rest 80 € (von 250)`: a bracket last. */
const BRACKETED = /^\p{Lu}[^.!?()]{2,60}\s\d[\d.']*(?:,\d\d)?\s?(?:EUR|[€¤]|Euro)\s\([^()]{2,60}\)$/u
/** Such a line that says something of its sum is a sentence. */
const SAYS = sifted(
  /\b(?:ist|sind|war|waren|wird|werden|wurden?|haben?|hat|betragt|betrug|belauft|lautet|schulde\w*|steht|stehen|fordern?|verlang\w*|zahl(?:t|en)|wir|ich|es|bitte|is|are|amounts|owes?)\b/,
)
/** `davon Gerät 140,00`: a part of what stands above it. */
const PART = /^\W*(?:davon|darin|hierin|hiervon|inkl\w*|incl\w*|einschl\w*|enthalten\w*|of which|including)\b/
/** `Abschlag Februar 112 €` in a list: one that did not come. */
const PREPAID = /^\w*abschlag/
/** Lines between two entries of one list. */
const GAP = 2

/** Whether a line is one of a list. */
export const isEntry = (unit: Unit): boolean =>
  unit.row || BULLET.test(unit.text) || (isSet(unit.text) && !SAYS.test(unit.folded.replace(/\([^()]*\)$/, '')))

/** Set like an entry. The last letter tells most sentences from it, for which the patterns need not be tried. */
const isSet = (text: string) =>
  COUNTED.test(text) || (text.endsWith(')') ? BRACKETED.test(text) : !text.endsWith('.') && LABELLED.test(text))

/** In a list, what no cue knows is an item like the others. */
export function nameListed(sums: readonly Sum[]): void {
  for (const list of listsOf(sums)) {
    if (
      new Set(list.map(({ unit }) => unit)).size < 2 ||
      !(list.some(sum => PARTS.has(sum.role) || sum.role === 'total') || list.every(isNumbered))
    )
      continue
    for (const sum of list)
      if ((sum.role === 'other' && sum.weight === 0) || PREPAID.test(sum.cue) || isPaidOnTop(sum, list))
        Object.assign(sum, { role: 'item', weight: 1 })
  }
}

/** `Nr. 12 vom 3.4. 90 €`, `Mai 2025 – 640 €`: of a list that is told apart by numbers or months alone. */
const isNumbered = ({ role, weight, unit }: Sum) =>
  (role !== 'other' || weight === 0) && role !== 'settlement' && role !== 'instalment' && NUMBERED.test(unit.folded)
const NUMBERED =
  /^\W*(?:(?:nr|no|rg|re)\b\.? ?\d|\d{1,2}\.\d{1,2}\.|\d{1,2}\/(?:20)?\d\d\b|(?:jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-z]*\b|20\d\d\b|[1-4]\. quartal)/

/** `Mai 590, Juni 590, Nebenkostennachzahlung 212`: among items, a noun for what is owed is one of them. */
const isPaidOnTop = (sum: Sum, list: readonly Sum[]) =>
  isTotalByNoun(sum) && /nachzahlung$/.test(sum.cue) && list.filter(({ role }) => PARTS.has(role)).length > 1

/** A total for nothing but the noun before it. */
export const isTotalByNoun = ({ role, grand, behind }: Sum): boolean => role === 'total' && !grand && !behind

/** `Rest 40 €`: what is left of something, not of all. */
export const isCalledRest = ({ cue }: Sum): boolean => /^rest/.test(cue)

/** `März 720 (davon kamen 300, bleiben 420)`: what is left of an entry is the entry. */
export function nameRests(sums: readonly Sum[]): void {
  for (const [i, rest] of sums.entries()) {
    const [whole, paid] = [sums[i - 2], sums[i - 1]]
    if (!whole || paid?.unit !== rest.unit || whole.unit !== rest.unit || !isEntry(rest.unit)) continue
    if (
      !rest.grand ||
      whole.cents - paid.cents !== rest.cents ||
      !/\([^)]*$/.test(whole.unit.text.slice(0, rest.start))
    )
      continue
    for (const sum of [whole, paid]) Object.assign(sum, { role: 'threshold', weight: 1 })
    Object.assign(rest, { role: 'item', grand: false, weight: 1 })
  }
}

/** What the entries of a list come to, where every total of the mail is an entry among others; else null. */
export function sumOfEntries(totals: readonly Sum[], sums: readonly Sum[]): { cents: number; last: Sum } | null {
  const list = listsOf(sums).find(entries => totals.every(total => entries.includes(total)))
  const last = list?.at(-1)
  if (
    !list ||
    !last ||
    (last.role === 'total' && !isCalledRest(last) && !isLikeTheFirst(list)) ||
    totals.some(total => (total.grand && !isCalledRest(total)) || total.past || addsUp(total, sums))
  )
    return null
  if (
    list.some(
      sum =>
        sum.included ||
        PART.test(sum.unit.folded) ||
        !(PARTS.has(sum.role) || sum.role === 'total' || sum.role === 'payment'),
    )
  )
    return null
  if (!list.some(sum => PARTS.has(sum.role))) return null
  const cents = list.reduce((all, sum) => all + (sum.role === 'payment' ? -sum.cents : sum.cents), 0)
  return cents > 0 ? { cents, last } : null
}

/** `Rechnung 1 …: 90 €, Rechnung 2 …: 60 €, Rechnung 3, nicht gezahlt: 30 €`: the last is one of them. */
function isLikeTheFirst(list: readonly Sum[]): boolean {
  const [first, last] = [list[0]!, list.at(-1)!].map(({ unit }) => /[a-z]{4,}/.exec(unit.folded)?.[0])
  return list.length > 2 && first === last && !last?.startsWith('gesamt')
}

/** The sums of each list, without prices of single things. */
function listsOf(sums: readonly Sum[]): Sum[][] {
  const lists: Sum[][] = []
  for (const sum of sums) {
    if (sum.each || sum.role === 'threshold' || !isEntry(sum.unit)) continue
    const above = lists.at(-1)?.at(-1)?.unit
    if (above && above.part === sum.unit.part && sum.unit.line - above.line <= GAP) lists.at(-1)!.push(sum)
    else lists.push([sum])
  }
  return lists
}
