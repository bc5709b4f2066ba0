/** The sums of one sentence or row: each by its own words, then by what stands between them. */
import type { Money } from './amounts.ts'
import { correct, explain } from './corrections.ts'
import { cueText } from './cues.ts'
import type { FoundDate } from './dates.ts'
import { goesOn, isOfNextNumber } from './goes-on.ts'
import { nameBehind, nameEntries } from './named-entries.ts'
import { sifted } from './patterns/sieve.ts'
import { countAround, countBefore } from './products.ts'
import { classifyOne } from './role-of.ts'
import type { Sum } from './roles.ts'
import { shareOfPredicate } from './shared-predicate.ts'
import type { Unit } from './units.ts'

/** More sums than any sentence has; the rest is not read. */
const MAX_SUMS = 600

/** The sums of a sentence or row with their roles, in order; what stands between two of them may turn either. */
export function sumsOf(unit: Unit, money: Money[], dates: readonly FoundDate[], previous: Unit | null): Sum[] {
  const found: Sum[] = []
  const ordered = unit.givesOrders
  let from = 0
  money.slice(0, MAX_SUMS).forEach((one, i) => {
    const { sum, consumed } = classifyOne(unit, money, dates, i, from, previous)
    from = one.end + consumed
    const before = found.at(-1)
    const between = before
      ? cueText(unit.text.slice(money[i - 1]!.end, one.start).slice(0, 60)).replace(/^\s?\([^()]{0,40}\)/, '')
      : ''
    // `Bezahlt hat er von den 1.068 € ganze 150 €.`
    if (sum.weight === 0 && before && / von (?:den|diesen|insgesamt)/.test(before.cue)) sum.role = 'payment'
    // `Von den 500 € sind noch 210 € offen`: the whole before its rest.
    if (sum.role === 'total' && before?.role === 'total' && /von (?:den|diesen|insgesamt)/.test(before.cue))
      Object.assign(before, { role: 'other', weight: 1 })
    if (
      before &&
      !unit.row &&
      ((sum.role === 'other' &&
        sum.weight === 0 &&
        !OF_THAT_BEFORE.test(unit.text.slice(one.end, one.end + 12)) &&
        goesOn(between, unit.text.slice(money[i - 1]!.end, one.start))) ||
        (sum.role === 'item' && before.role === 'total' && before.behind && isOfNextNumber(between)))
    ) {
      // "Nr. 1 über 120 € und Nr. 2 über 80 €": the second is what the first is.
      Object.assign(sum, { role: before.role, cue: before.cue, weight: before.weight, grand: false })
    }
    // `mit der Hälfte, also 400 € statt 800 €`: the whole that is let go.
    if (before?.role === 'settlement' && /^\s*(?:statt|anstelle|instead)\b/.test(between))
      Object.assign(sum, { role: 'total', weight: 3, cue: 'statt' })
    // `10 € im Monat für 268,90 €`: what is paid off so.
    if (before?.role === 'instalment' && /^\s*(?:im monat|pro monat|monatlich|mtl\.?) fur\s*$/.test(between))
      Object.assign(sum, { role: 'total', weight: 3, cue: 'fur' })
    // `36 x 38,16 €, zusammen 1.373,76 €` in a plan: what it will come to.
    if (before?.each && sum.grand && PLANNED.test(unit.folded) && isProductOf(before, sum, unit))
      Object.assign(sum, { role: 'instalment', grand: false })
    correct(before, sum, unit, between)
    explain(found, sum, unit)
    // `mit 820 € statt mit 1.208 € angesetzt`: the first is wrong, the second right.
    if (before && /\bstatt\b/.test(between) && PUT_AT.test(cueText(unit.text.slice(one.end, one.end + 40)))) {
      before.role = 'quoted'
      Object.assign(sum, { role: 'total', weight: 3.5, cue: 'statt', grand: false })
    }
    const inPassing = unit.zone === 'signature' && (sum.role !== 'total' || one.kind === 'bare')
    if (inPassing || ordered) sum.role = 'other'
    found.push(sum)
    if (sum.each) found.push(...productOf(sum, unit, money, i))
  })
  // `Statt der geforderten 900 € würden wir uns mit 500 € begnügen`: the whole that is let go.
  const [whole, part] = found
  if (whole?.cue === 'statt' && part?.role === 'settlement' && found.length === 2)
    Object.assign(whole, { role: 'total', weight: 3 })
  if (!unit.row) {
    nameBehind(found, unit, money)
    nameEntries(found, unit, money)
    shareOfPredicate(found)
  }
  return found
}

/** `500 € aus 2024 und 300 € davon`. */
const OF_THAT_BEFORE = /^\s?(?:davon|hiervon|of (?:it|that|which))\b/
const PUT_AT = sifted(
  /^[^.;!?]{0,20}\b(?:angesetzt|aufgefuhrt|eingestellt|berucksichtigt|gelistet|verzeichnet|angegeben|genannt|ausgewiesen|eingetragen)\b/,
)
const PLANNED = sifted(/\b(?:plan\w*|quote\w*|entfall\w*|raten?\w*)\b/)
const isProductOf = (price: Sum, sum: Sum, unit: Unit) =>
  (countBefore(unit.text.slice(0, price.start)) ?? 0) * price.cents === sum.cents

/** The product of a price and its count, unless the text works it out itself (`3 x 20 € = 60 €`). */
function productOf(price: Sum, unit: Unit, money: Money[], i: number): Sum[] {
  const count = countAround(unit.text, money[i]!, money[i + 1])!
  const cents = price.cents * count
  const role = price.role === 'other' || price.role === 'threshold' ? 'item' : price.role
  price.role = 'threshold'
  price.grand = false
  if (money.slice(i + 1, i + 3).some(next => Math.abs(next.cents - cents) <= 1)) return []
  return [{ ...price, role, cents, each: false }]
}
