/** Lists of entries with a sum each and no total: what one of them is called (`Saldo`, `Rückstand`) is said of it alone. */

import type { Sum } from '../roles.ts'
import { PARTS } from '../shared-predicate.ts'
import { addsUp } from './adds-up.ts'

const BULLET = /^\s{0,8}(?:[-*•–·▪]\s|\(?[a-z\d]{1,2}[).]\s)/
/** Lines between two entries of one list. */
const GAP = 2

/** What the entries of a list come to, where every total of the mail is an entry among others; else null. */
export function sumOfEntries(totals: readonly Sum[], sums: readonly Sum[]): number | null {
  const [first] = totals
  if (!first || !isEntry(first) || totals.some(total => total.grand || total.past)) return null
  const list = listOf(first, sums)
  const last = list.at(-1)!
  if (list.length < 2 || !totals.every(total => list.includes(total)) || last.role === 'total') return null
  if (list.some(sum => sum.included || !(PARTS.has(sum.role) || sum.role === 'total' || sum.role === 'payment')))
    return null
  if (!list.some(sum => PARTS.has(sum.role)) || totals.some(total => addsUp(total, sums))) return null
  return list.reduce((all, sum) => all + (sum.role === 'payment' ? -sum.cents : sum.cents), 0)
}

const isEntry = ({ unit }: Sum) => unit.row || BULLET.test(unit.text)

/** The sums around one, entry by entry, without prices of single things. */
function listOf(one: Sum, sums: readonly Sum[]): Sum[] {
  const entries = sums.filter(
    sum => isEntry(sum) && sum.unit.part === one.unit.part && !(sum.each || sum.role === 'threshold'),
  )
  const at = entries.indexOf(one)
  let from = at
  let to = at
  const isNext = (a: Sum, b: Sum) => b.unit.line - a.unit.line <= GAP
  while (from > 0 && isNext(entries[from - 1]!, entries[from]!)) from--
  while (to < entries.length - 1 && isNext(entries[to]!, entries[to + 1]!)) to++
  return entries.slice(from, to + 1)
}
