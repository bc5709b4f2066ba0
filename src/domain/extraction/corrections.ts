/** Sums that the same sentence sets right, and sums that only say why another one is what it is. */
import { cueText } from './cues.ts'
import { sifted } from './patterns/sieve.ts'
import type { Sum } from './roles.ts'
import type { Unit } from './units.ts'

/** `nicht 521 €, sondern 512 €`; `512 € und nicht 521 €`: one of them is denied, the other one takes its place. */
export function correct(before: Sum | undefined, sum: Sum, unit: Unit, between: string): void {
  if (!before || unit.row) return
  if (/\bsondern\b/.test(between)) {
    if (!DENIED.test(cueText(unit.text.slice(Math.max(0, before.start - 60), before.start)))) return
    const role =
      sum.weight > 3 && OF_ITS_OWN.has(sum.role) ? sum.role : INHERITED.has(before.role) ? before.role : 'total'
    Object.assign(sum, { role, weight: Math.max(before.weight, 3.5), cue: 'sondern', grand: role === 'total' })
    Object.assign(before, { role: 'quoted', grand: false })
  } else if (
    /^[\s,;(]*(?:und |also )?nicht(?: etwa| mehr| nur| bloss| lediglich)?(?: wie \w+(?: \w+){0,3})?(?: die| auf| mit| bei)?\s*(?:eur|[€¤])?\s*$/.test(
      between,
    )
  )
    Object.assign(sum, { role: 'quoted', grand: false })
}
const DENIED = sifted(/\b(?:nicht|keine|keineswegs|weder)\b[^.;]*$/)
const OF_ITS_OWN = new Set(['instalment', 'settlement', 'fee', 'interest', 'payment'])
const INHERITED = new Set(['instalment', 'settlement', 'fee', 'interest', 'payment', 'principal', 'item'])

/** `Offen sind 371 €, weil zwei Mahnungen (je 8 €) dazukamen`: the total has what its reason names. */
export function explain(found: readonly Sum[], sum: Sum, unit: Unit): void {
  const total = found.findLast(one => one.role === 'total')
  if (!total || unit.row || sum.grand || !EXPLAINED.has(sum.role)) return
  const between = cueText(unit.text.slice(total.start, sum.start))
  if (!BECAUSE.test(between)) return
  if (sum.role === 'total') sum.role = 'item'
  Object.assign(sum, { included: true, added: false, joins: false })
}
const EXPLAINED = new Set(['total', 'fee', 'interest', 'item', 'other'])
const BECAUSE = sifted(/[,;(–-] ?(?:weil|da|denn|nachdem|wegen|aufgrund|infolge|wodurch|because|since|due to)\b/)
