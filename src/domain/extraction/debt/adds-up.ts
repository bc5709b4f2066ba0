/** Totals that the other figures of a mail prove. */
import type { Sum } from '../roles.ts'

/** Roles that never are parts of a total. */
const ASIDE = new Set(['instalment', 'settlement', 'quoted', 'threshold'])

/** Whether two or more sums that stand side by side in the same part of the mail add up to it, payments subtracted. */
export const addsUp = (total: Sum, sums: readonly Sum[]): boolean => endsRun(total, sums) || beginsRun(total, sums)

/** Whether the sums before it come to it: they may begin anywhere. */
function endsRun(total: Sum, sums: readonly Sum[]): boolean {
  const before: Sum[] = []
  for (let i = behind(total, sums) - 1; i >= 0 && before.length < 30; i--)
    if (isOther(total, sums[i]!)) before.push(sums[i]!)
  before.reverse()
  return anyRunAddsUp(before, before.length - 1, total.cents)
}

/** Whether it is what the sums right before it come to, from some place on. */
export function endsRightBefore(total: Sum, sums: readonly Sum[]): boolean {
  let left = 0
  let parts = 0
  for (let i = behind(total, sums) - 1; i >= 0 && parts < 30; i--) {
    const part = sums[i]!
    if (!isOther(total, part)) continue
    left += part.role === 'payment' ? -part.cents : part.cents
    if (++parts > 1 && Math.abs(left - total.cents) <= 1) return true
  }
  return false
}

/** Whether it stands above what it comes to: from the next sum on. */
function beginsRun(total: Sum, sums: readonly Sum[]): boolean {
  const after: Sum[] = []
  for (let i = behind(total, sums); i < sums.length && after.length < 40; i++)
    if (isOther(total, sums[i]!)) after.push(sums[i]!)
  return anyRunAddsUp(after, 0, total.cents)
}

const isOther = (total: Sum, sum: Sum) =>
  sum !== total && sum.unit.part === total.unit.part && sum.cents !== total.cents && !ASIDE.has(sum.role)

/** The place of the first sum behind it. */
function behind({ index }: Sum, sums: readonly Sum[]): number {
  let at = Math.min(index + 1, sums.length)
  while (at > 0 && sums[at - 1]!.index > index) at--
  return at
}

/** `312 / 204 / -41 / gesamt 475`: a sign counts where it is not said of all of them. */
const isTakenOff = (part: Sum, signed: boolean) => part.role === 'payment' || (signed && part.negative)

/** Whether a run of the parts comes to so many cents that begins at one of the first places, up to `last`. */
function anyRunAddsUp(parts: readonly Sum[], last: number, cents: number): boolean {
  // Behind it a run only grows.
  const taken = parts.findLastIndex(part => isTakenOff(part, true))
  for (let from = 0; from <= last; from++) if (runAddsUp(parts, from, cents, taken)) return true
  return false
}

function runAddsUp(parts: readonly Sum[], from: number, cents: number, taken: number): boolean {
  let signed = false
  for (let i = from; i < parts.length && !signed; i++) signed = !parts[i]!.negative
  let sum = 0
  for (let i = from; i < parts.length; i++) {
    const part = parts[i]!
    // A line of its own for what it comes to so far.
    if (i >= from + 2 && part.unit.row && part.cents === sum) continue
    sum += isTakenOff(part, signed) ? -part.cents : part.cents
    if (i > from && Math.abs(sum - cents) <= 1) return true
    if (i >= taken && sum > cents + 1) return false
  }
  return false
}

/** A sum without any word for a total that the sums before it add up to: the last such sum is what remains. */
export function provenTotal(sums: readonly Sum[]): Sum | undefined {
  const able = sums.filter(sum => !ASIDE.has(sum.role) && sum.role !== 'payment' && sum.named !== 'subtotal')
  // What a row itself adds up is the row's.
  const parts = sums.filter(sum => !(sum.included && sum.unit.row))
  return able.findLast(sum => endsRun(sum, parts)) ?? able.find(sum => beginsRun(sum, parts))
}

/** Figures that are tried in every way; more would come to anything. */
const MOST_TRIED = 7
/** Round figures come to each other by chance. */
const MOST_ROUND = 3

/**
 * Whether two or more of the other figures, each put on or taken off, come to the claim to the cent: `Von 1.850 € kamen 300 €,
 * 24 € sind erlassen, also 1.526 €`, whatever each of them is called.
 */
export function followsFromOthers(claim: number, sums: readonly Sum[]): boolean {
  const others = distinctFigures(claim, sums)
  return others.length <= MOST_TRIED && sums.some(({ cents }) => cents === claim) && comesTo(claim, others)
}

/** The same of a total and the last figures before it. */
export function followsFromThoseBefore(total: Sum, sums: readonly Sum[]): boolean {
  const others = new Set<number>()
  for (let i = behind(total, sums) - 1; i >= 0 && others.size < MOST_TRIED; i--) {
    const sum = sums[i]!
    if (sum.unit.part === total.unit.part && isFigure(sum) && sum.cents !== total.cents) others.add(sum.cents)
  }
  return (total.cents % 500 !== 0 || others.size <= MOST_ROUND) && comesTo(total.cents, [...others])
}

const distinctFigures = (claim: number, sums: readonly Sum[]) => [
  ...new Set(sums.flatMap(sum => (isFigure(sum) && sum.cents !== claim ? [sum.cents] : []))),
]
const isFigure = ({ cents, role, unit }: Sum) =>
  cents > 0 && role !== 'instalment' && (role !== 'threshold' || unit.row) && unit.zone !== 'signature'

/** Whether two or more of the figures, each put on or taken off, come to the claim. */
function comesTo(claim: number, figures: readonly number[]): boolean {
  const large = [...figures].sort((a, b) => b - a)
  // What all figures from a place on can still change.
  const reach = large.map((_, at) => large.slice(at).reduce((sum, figure) => sum + figure, 0))
  const tryFrom = (at: number, missing: number, used: number): boolean => {
    if (missing === 0 && used > 1) return true
    const figure = large[at]
    if (figure === undefined || Math.abs(missing) > reach[at]!) return false
    return (
      tryFrom(at + 1, missing - figure, used + 1) ||
      tryFrom(at + 1, missing + figure, used + 1) ||
      tryFrom(at + 1, missing, used)
    )
  }
  return tryFrom(0, claim, 0)
}
