/** A claim that stands in one sentence with a denial, and is not what is denied. */
import { cueText } from '../cues.ts'
import { denialsIn } from '../denials.ts'
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import { withText } from '../units.ts'

/** `Das Guthaben ist verbraucht, und er schuldet 112 €`: what is claimed in a later clause than what is denied. */
export function isOfItsOwn(total: Sum): boolean {
  const { text } = total.unit
  const begin = [...text.slice(0, total.start).matchAll(/[,;]\s|\s(?:und|aber|jedoch|but|and)\s/g)].at(-1)
  if (!begin)
    return (
      ANOTHER.test(text.slice(total.start).replace(/^[\d.,]+/, '')) &&
      !/\b(?:war|waren|wurde|wurden)\b/.test(text.slice(0, total.start))
    )
  const clause = text.slice(begin.index).split(/[;!?]|\.(?=\s|$)/)[0]!
  return (
    (STILL_OWED.test(cueText(clause)) || /\bnicht\s*$/.test(clause)) &&
    denialsIn([withText(total.unit, clause)]).length === 0
  )
}
/** `…, das Girokonto ist ausgeglichen`: a clause about a thing of its own. */
const ANOTHER = /^[^,;]{0,40}[,;] (?:das|die|der|alle|sämtliche|sonstige|andere) (?:\p{Ll}+ ){0,2}\p{Lu}[^,;]*$/u
const STILL_OWED = sifted(
  /\b(?:schulde[tn]?|schuldig|offen|aber|jedoch|hingegen|dagegen|verbleib\w*|bleib(?:t|en)|fehl(?:t|en)|owes?|outstanding)\b/,
)
