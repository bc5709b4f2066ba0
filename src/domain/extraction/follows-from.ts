/** Sums that other sums of their sentence come to. */
import type { Money } from './amounts.ts'

/** Whether a sum is what those before it in the sentence come to, added up or taken off the first. */
export function followsFrom(before: readonly Money[], cents: number): boolean {
  let sum = 0
  for (const money of before.toReversed()) {
    sum += money.cents
    if (Math.abs(sum - cents) <= 1 || Math.abs(2 * money.cents - sum - cents) <= 1) return true
  }
  return false
}
