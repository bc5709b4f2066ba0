/** Whether a claim is one that a clerk would work out for himself, and can slip at. */
import type { Debt } from '../debt.ts'
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import type { AmountRole, Intent } from '../types.ts'
import { followsFromOthers } from './adds-up.ts'

/**
 * `summed_amount`: the items were added up since no total is stated; `derived_amount`: it is one of several figures, and the
 * words around it do not clearly speak for it; `reread_amount`: only the words around it speak for it; `unused_amounts`: none
 * comes out although there are figures.
 */
export const WORKINGS = ['summed_amount', 'derived_amount', 'reread_amount', 'unused_amounts'] as const
export type Working = (typeof WORKINGS)[number]

/**
 * How the claim had to be worked out, null where it is stated alone or other figures prove it. It counts as it is, but not
 * against the client's own word (see `decideMatch`).
 */
export function workingOf(debt: Debt, sums: readonly Sum[], intent: Intent): Working | null {
  const { how, proven, clear, contradictory, cents } = debt
  if (debt.byWordsOnly) return 'reread_amount'
  if (proven || contradictory) return null
  const figures = sums.flatMap(({ role, unit }) => {
    const counts = FIGURES.has(role) && unit.zone !== 'signature' && !(how === 'no_claim' && isPaidUp(unit.folded))
    return counts ? [role] : []
  })
  // Who asks about a payment states no claim.
  if (intent === 'inquiry' && how === 'unknown' && figures.every(role => role === 'payment')) return null
  if (how === 'stated')
    return figures.length > 2 && !clear && !followsFromOthers(cents ?? 0, sums) ? 'derived_amount' : null
  if (isClaimByItsParts(figures)) return null
  if (how === 'summed') return figures.length > 1 ? 'summed_amount' : 'derived_amount'
  // What all came to once, and one figure more, need no explanation beside a denial: they are what was paid.
  const once = sums.filter(({ role, past, unit }) => past && role === 'total' && unit.zone !== 'signature').length
  return figures.length > (how === 'no_claim' ? 1 + once : 0) ? 'unused_amounts' : null
}
/** `Das Bußgeld (55 €) und die Gebühr (93 €) wurden beglichen`. */
const isPaidUp = (sentence: string) => PAID.test(sentence) && !PARTLY.test(sentence)
const PAID = sifted(
  /\b(?:sind|ist|wurden?|haben|hat|was|were|been)\b.{0,80}?\b(?:bezahlt|beglichen|gezahlt|ausgeglichen|getilgt|eingegangen|storniert|paid|settled)\b/,
)
const PARTLY = sifted(/\b(?:nicht|nie|kein\w*|nur|erst|noch|teil\w*|bis auf|ausser|not|never|only)\b/)

/** Principal, interest and costs, as forms ask for them: nobody states a total beside, and nothing can be meant twice. */
const isClaimByItsParts = (roles: readonly AmountRole[]) =>
  roles.filter(role => role === 'principal').length === 1 &&
  roles.every(role => role === 'principal' || role === 'interest' || role === 'fee')
/** Sums that may be, or make up, a claim. */
export const FIGURES: ReadonlySet<AmountRole> = new Set<AmountRole>([
  'total',
  'principal',
  'interest',
  'fee',
  'item',
  'payment',
  'other',
])
