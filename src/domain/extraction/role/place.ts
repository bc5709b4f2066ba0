/** Where a sum stands: the words on both sides of it in its sentence, cut and folded once for all who ask for them. */
import { findMoney, type Money } from '../amounts.ts'
import { withoutAsides } from '../contained.ts'
import { CONCLUSION, cueText } from '../cues.ts'
import { sifted } from '../patterns/sieve.ts'
import { countAround, countBefore } from '../products.ts'
import { ROUGHLY } from '../rounded.ts'
import type { Unit } from '../units.ts'
import { type Found, strongest } from '../weigh.ts'

/** What every rule may ask about. What few of them need, such as a longer stretch, they cut themselves. */
export interface Place {
  readonly unit: Unit
  /** All sums of the sentence, which of them this one is, and the one before it. */
  readonly money: readonly Money[]
  readonly i: number
  readonly figure: Money
  readonly neighbour: Money | null
  /** What stands before it, back to its neighbour's label: as written, and folded. */
  readonly left: string
  readonly before: string
  /** The folded words before it without what only concludes, counts or rounds. */
  readonly label: string
  /** The label with spaces for what only says what the sum contains: as long, so that distances stay. */
  readonly said: string
  /** The folded words behind it; empty where they are the next sum's label. */
  readonly right: string
  /** What the label by itself would make of it. */
  readonly alone: Found | null
  /** Follows from what stands before it: `…, sodass 90 € bleiben`. */
  readonly consequence: boolean
  /** Stands behind a `=`. */
  readonly equals: boolean
  /** What a price before it comes to: `3 x 20 € = 60 €`. */
  readonly product: boolean
  /** How many things it is the price of: `3 x 20 €`. */
  readonly counted: number | null
  /** Rounded: `rund`, `ca.`. */
  readonly rough: boolean
}

/**
 * The place of a sum in its sentence.
 * @param from where the label of the sum before it ends, @param above the sentence before
 */
export function placeOf(unit: Unit, money: readonly Money[], i: number, from: number, above: Unit | null): Place {
  const figure = money[i]!
  const neighbour = i > 0 ? money[i - 1]! : null
  const right = wordsBehind(unit, figure, money[i + 1])
  const own = wordsBefore(unit, figure, neighbour, from)
  const left = neighbour === null && isBare(own, right) ? (wordsAbove(above) ?? own) : own
  const before = cueText(left)
  const consequence = CONSEQUENCE.exec(before)
  const equals = /=\s*(?:eur|[€¤])?\s*$/.test(before)
  const counted = countAround(unit.text, figure, money[i + 1])
  const label = labelOf(before.slice(consequence?.[0].length ?? 0), counted !== null, /\sA\s*$/.test(left))
  return {
    unit,
    money,
    i,
    figure,
    neighbour,
    left,
    before,
    label,
    said: withoutAsides(label),
    right,
    alone: strongest(label, ''),
    consequence: consequence !== null,
    equals,
    product: equals && neighbour !== null && isOfPrice(unit, figure, neighbour),
    counted,
    rough: ROUGHLY.test(before),
  }
}

/** What follows from what stands before it. */
const CONSEQUENCE = sifted(/^.*\b(?:sodass|so dass|wonach|womit)\b/)

/** The words before a sum, as written. */
function wordsBefore(unit: Unit, { start }: Money, neighbour: Money | null, from: number): string {
  let left = unit.text.slice(Math.max(from, start - 130), start)
  // `90 € (Rg. 11) und 60 €`: the bracket belongs to what stands before it.
  if (neighbour) left = left.replace(/^\s?\([^()]{0,60}\)/, '')
  // `Mahnungen 3 x` in one cell, a sum in the next: nothing is multiplied.
  if (unit.row) left = left.replace(/[x×](?=\s*\t\s*$)/, ' ')
  return unit.answers && !neighbour ? `${unit.answers} ${left}` : left
}

/** A sum with nothing beside it may be what the sentence above it ends in. */
const isBare = (left: string, right: string) => /^[\s:=-]*$/.test(left) && /^[\s.,;]*$/.test(right)

/** The end of the sentence above, where it goes on to a sum of the same voice. */
function wordsAbove(above: Unit | null): string | null {
  if (above === null || /[.!?]$/.test(above.text.trim()) || above.by !== 'creditor') return null
  return findMoney(above.text).length > 0 ? null : above.text.slice(-160)
}

/** The words behind a sum. A noun that stands right before the next sum is that one's: `Gesamt 1.980 €, Rate 55 €`. */
function wordsBehind(unit: Unit, { end }: Money, next: Money | undefined): string {
  const text = unit.text.slice(end, next?.start ?? unit.text.length)
  return next && (LABEL_OF_NEXT.test(text) || PAID_OF_IT.test(text)) ? '' : cueText(text.slice(0, 70))
}
/** `300 €, davon bezahlt 100 €`. */
const PAID_OF_IT =
  /^\s*[,;]?\s*(?:davon|hiervon|darauf|hierauf)\s(?:\p{Ll}+\s){0,2}(?:ge|be)zahlt:?\s*(?:EUR|[€¤])?\s*$/u
const LABEL_OF_NEXT =
  /^\s*[,;](?! ?(?:davon|darin|darunter|hiervon|of which|i(?:n|m)? (?!total|all\b|summe|toto))\b)[\s\p{L}.:/-]{0,34}$/u

/** @param counted behind a count of things, @param named written with an `A` before the sum */
function labelOf(before: string, counted: boolean, named: boolean): string {
  let label = before.replace(CONCLUSION, ' ')
  if (counted) label = label.replace(APIECE, ' ')
  label = label.replace(ROUGHLY, ' ')
  // `Vertrag A  190,00` is named so, it is not `à 190`.
  return named ? label.replace(/\ba\s*$/, ' ') : label
}
/** `3 x 20 €`, `je 20 €`, `à 20 €`; not `and a EUR 20 charge`. */
const APIECE =
  /(?<!\b(?:and|or|plus) )\b(?:je|jeweils|a|zu je|(?:\d{1,3} ?|zwei|drei|vier|funf|sechs)(?:x|×|mal))\s*(?:eur|[€¤])?\s*$/

/** Whether the sum before it is the price of so many things. */
const isOfPrice = (unit: Unit, { start }: Money, price: Money) =>
  start - price.end < 25 && countBefore(unit.text.slice(0, price.start)) !== null
