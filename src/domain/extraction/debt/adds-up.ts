/** Totals that the other figures of a mail prove. */
import type { Sum } from '../roles.ts'

/** Roles that never are parts of a total. */
const ASIDE = new Set(['instalment', 'settlement', 'quoted', 'threshold'])

/** Whether two or more sums that stand side by side in the same part of the mail add up to it, payments subtracted. */
export function addsUp(total: Sum, sums: readonly Sum[]): boolean {
  const others = sums.filter(
    sum => sum !== total && sum.unit.part === total.unit.part && sum.cents !== total.cents && !ASIDE.has(sum.role),
  )
  const at = others.findIndex(sum => sum.index > total.index)
  const before = (at < 0 ? others : others.slice(0, at)).slice(-30)
  const after = at < 0 ? [] : others.slice(at, at + 40)
  return before.some((_, i) => runAddsUp(before.slice(i), total.cents)) || runAddsUp(after, total.cents)
}

/** `312 / 204 / -41 / gesamt 475`: a sign counts where it is not said of all of them. */
const isTakenOff = (part: Sum, signed: boolean) => part.role === 'payment' || (signed && part.negative)

function runAddsUp(run: Sum[], cents: number): boolean {
  const signed = run.some(part => !part.negative)
  let sum = 0
  for (const [i, part] of run.entries()) {
    // A line of its own for what it comes to so far.
    if (i >= 2 && part.unit.row && part.cents === sum) continue
    sum += isTakenOff(part, signed) ? -part.cents : part.cents
    if (i >= 1 && Math.abs(sum - cents) <= 1) return true
  }
  return false
}

/** A sum without any word for a total that the sums before it add up to: the last such sum is what remains. */
export function provenTotal(sums: readonly Sum[]): Sum | undefined {
  const able = sums.filter(sum => !ASIDE.has(sum.role) && sum.role !== 'payment')
  return able.findLast(sum => sum.index > 1 && addsUpBefore(sum, sums)) ?? able.find(sum => addsUp(sum, sums))
}

function addsUpBefore(total: Sum, sums: readonly Sum[]): boolean {
  return addsUp(total, sums.slice(0, total.index + 1))
}
