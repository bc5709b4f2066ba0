/** Wholes and their parts: what a claim is made of, all of something, and what is in another sum. */
import { isComposed, isWithinTheSum } from '../contained.ts'
import type { CueRole } from '../cues.ts'
import { sifted } from '../patterns/sieve.ts'
import { type Found, partBefore, strongest } from '../weigh.ts'
import { type Amendment, takenFor } from './amendment.ts'

/** `Die Forderung setzt sich zusammen aus 320 € …`: a part of it. */
export const composed: Amendment = (best, { neighbour, before }) =>
  best?.role === 'total' && !best.behind && neighbour === null && isComposed(before) ? { ...best, role: 'item' } : best

/** `Gebühren in Höhe von 76 € geltend`: what it is, is said before it; that it is owed, behind it. */
export const owedPart: Amendment = (best, { said }) => {
  const part = best?.behind && best.role === 'total' ? partBefore(said) : null
  return part ? { ...best!, role: part } : best
}

/** All of something, not all that is owed. */
export const allOfSomething: Amendment = (best, { neighbour, label }) => {
  if (!isAllOfIt(best)) return best
  const all = namedAsAll(label) ?? best
  // `dazu das Essensgeld mit insgesamt 51 €`: all of what joins the sum before it.
  return neighbour && joinsAsAll(label) ? { ...all, role: 'item' } : all
}

/** `die Gutachterkosten (zusammen 712 €)`: all of what stands before the bracket. */
export const allBeforeBracket: Amendment = (best, { label }) => {
  const bracket = isAllOfIt(best) ? /^(.*)\([^()]*$/.exec(label)?.[1] : undefined
  const opened = bracket === undefined ? null : strongest(bracket, '')
  return opened && PART_ROLES.has(opened.role) && opened.weight > 2 ? opened : best
}
const PART_ROLES = new Set<CueRole>(['fee', 'interest', 'item', 'payment'])

const isAllOfIt = (best: Found | null): best is Found => best?.role === 'grand' && ADVERB.test(best.cue)
const ADVERB = sifted(/^(?:insgesamt|zusammen|in summe|summe|total|gesamt|alles in allem)$/)

/** What the words before it name, all of which it is. */
function namedAsAll(label: string): Found | null {
  const what = strongest(label.replace(ADVERB_IN, ' '), '')
  // `Zahlungen insgesamt 1.250 €`: all of them.
  if (what?.role === 'payment') return what.weight > 2.2 ? what : null
  // `Säumniszuschläge von insgesamt 18 €`: all of those.
  return (what?.role === 'fee' || what?.role === 'interest') && OF_ALL.test(label) && !WITH_COSTS.test(label)
    ? what
    : null
}
const ADVERB_IN = /\b(?:insgesamt|zusammen|in summe|summe|total|gesamt|alles in allem)\b/g
const OF_ALL =
  /(?:zuschlage|zuschlagen|gebuhren|kosten|zinsen|auslagen|spesen)(?: von| in hohe von)? (?:insgesamt|zusammen)\s*(?:eur|[€¤])?\s*$/
/** `Beitragsrückstände und Kosten von zusammen 900 €`. */
const WITH_COSTS =
  /(?:ruckstand\w*|ruckstande|forderung\w*|\w*mieten?|\w*beitrage?|steuern?|hauptsache) (?:und|sowie|nebst|samt) \w*(?:kosten|zinsen|gebuhren|zuschlage[n]?) (?:von |in hohe von )?(?:insgesamt|zusammen)\s*(?:eur|[€¤])?\s*$/

/** `dazu das Essensgeld mit insgesamt 51 €`: comes beside another sum. */
export const joinsAsAll = (label: string): boolean => ALL_OF_WHAT_JOINS.test(label)
const ALL_OF_WHAT_JOINS =
  /\b(?:dazu|hinzu|hinzukommen|obendrauf|ausserdem|ferner|zuzuglich|zzgl\.?|plus|sowie|nebst)\b[^.,;:]{0,70} (?:mit|von|uber|in hohe von) (?:insgesamt|zusammen)\s*(?:eur|[€¤])?\s*$/

/** `die Rückstände (Steuern nebst Zuschlägen: 6.248 €)`: what it is made of stands between. */
export const inBrackets: Amendment = (best, { before }) =>
  IN_BRACKETS.test(before) && (best === null || best.role === 'fee' || best.role === 'item')
    ? takenFor('total', 3, '(')
    : best
const IN_BRACKETS = sifted(
  /\b(?:ruckstand\w*|\w*forderung(?:en)?|schuld(?:en)?|gesamt\w*|aussenstand\w*|saldo|verbindlichkeit\w*) ?\((?:[^()]{0,110}:|(?:zzt?|z\. ?zt|derzeit|aktuell|heute|insgesamt|zurzeit|stand [\d.]+)\.?,?) ?(?:eur|[€¤])?\s*$/,
)

/** `3 x 20 € = 60 €`: the product is an item. */
export const workedOut: Amendment = (best, { product }) => (product ? takenFor('item', 3, '=') : best)

/** `in der Summe sind 90 € Zinsen enthalten`. */
export const within: Amendment = (best, { label, right, alone }) =>
  isWithinTheSum(label, right)
    ? takenFor(alone?.role === 'interest' || alone?.role === 'fee' ? alone.role : 'item', 3, 'enthalten')
    : best
