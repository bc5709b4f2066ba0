/** Sentences that are a list of things with a sum each: what stands before or behind a sum names it. */
import type { Money } from './amounts.ts'
import { isTotalByNoun } from './debt/entries.ts'
import { sifted } from './patterns/sieve.ts'
import type { Sum } from './roles.ts'
import { PARTS } from './shared-predicate.ts'
import type { Unit } from './units.ts'

/** A noun and no verb before a sum: `Geldbuße 128 €, Gebühr 28 €`. */
const ENTRY = sifted(
  /^[\s,;:–-]*(?:(?:und|sowie|plus|zzgl\.|nebst|&)\s)?(?:\p{Lu}[\p{L}.-]+|\d[\d./-]*)(?:\s(?:\p{Lu}[\p{L}.-]+|\d[\d./-]*|für|vom|bis|aus|im|von|der|des|die|und|desselben|derselben|i\.|d\.)){0,5}:?\s*(?:[€¤]|EUR)?\s*$/u,
)

/** `Miete 540 €, Nebenkostennachzahlung 212 €, Schlüssel 45 €`: among items, a noun for what is owed is one of them. */
const isOneOf = (sum: Sum, found: readonly Sum[]) =>
  isTotalByNoun(sum) &&
  /(?:zahlung|forderung|ruckstand|ruckstande)$/.test(sum.cue) &&
  found.filter(other => other !== sum && (PARTS.has(other.role) || (other.role === 'other' && other.weight === 0)))
    .length > 1

/** In a sentence that is a list of nouns with a sum each, what no cue knows is an item like the others. */
export function nameEntries(found: Sum[], unit: Unit, money: Money[]): void {
  if (found.length < 2) return
  // What a list is of stands before its colon.
  const label = ({ start }: Sum) =>
    unit.text.slice(money.findLast(one => one.start < start)?.end ?? 0, start).replace(/^[^:]{3,90}:(?=\s\p{L})/u, '')
  const entries = found.filter(sum => ENTRY.test(label(sum)))
  const listed = found.filter(sum => PARTS.has(sum.role) || sum.role === 'payment' || sum.each || entries.includes(sum))
  if (listed.length < found.length - 1 || listed.length < 2) return
  for (const sum of entries)
    if ((sum.role === 'other' && sum.weight === 0) || isOneOf(sum, found))
      Object.assign(sum, { role: 'item', weight: 1 })
}

/** `Offen sind 150 € Reparatur, 75 € Material und 40 € Anfahrt`: what each is for stands behind it, and none is all. */
export function nameBehind(found: Sum[], unit: Unit, money: Money[]): void {
  const [first] = found
  if (found.length < 2 || found.length !== money.length || first!.grand || first!.role !== 'total' || first!.behind)
    return
  const named = found.every((sum, i) => {
    const behind = unit.text.slice(money[i]!.end, money[i + 1]?.start)
    return (
      (i === 0 || (sum.role === 'other' && sum.weight === 0) || PARTS.has(sum.role)) &&
      (i + 1 < found.length ? FOR_SOMETHING_AND.test(behind) : FOR_SOMETHING.test(behind))
    )
  })
  if (named)
    for (const sum of found) if (!PARTS.has(sum.role)) Object.assign(sum, { role: 'item', weight: 2, owed: true })
}
const FOR_SOMETHING = /^\s(?:für\s)?(?:(?:den|die|das|der)\s)?\p{Lu}\p{L}+/u
const FOR_SOMETHING_AND = new RegExp(
  `${FOR_SOMETHING.source}[^,;.()]{0,40}(?:,|\\sund|\\ssowie|,\\sund)\\s(?:(?:EUR|[€¤])\\s?)?$`,
  'u',
)
