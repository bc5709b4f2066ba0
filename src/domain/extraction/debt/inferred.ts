/** A claim that nobody names but that follows from an offer: what is to be paid and the rest that is waived, or a share of it. */
import { cueText } from '../cues.ts'
import { matchesOf } from '../patterns/matches.ts'
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'

/** Integer cents, or null where a claim is named, or nothing of the kind is said. */
export function inferredClaim(sums: readonly Sum[]): number | null {
  const figures = sums.filter(({ unit }) => unit.zone !== 'signature')
  if (figures.some(({ role }) => OWED.has(role))) return null
  return offerAndRest(figures) ?? wholeOfShare(figures)
}

const OWED = new Set(['total', 'principal', 'item'])
const REST =
  /\b(?:verbleib\w*|restlich\w*|rest(?:betrag|forderung|schuld)?|ubrig\w*|ubersteigend\w*|remaining|remainder|balance)\b[^.;]{0,40}$/
const WAIVED = sifted(
  /\b(?:verzicht\w*|erlass\w*|erlasst|nachlass\w*|streich\w*|ausbuch\w*|abschreib\w*|fallen ?(?:zu)?lassen|waive\w*|written? off)\b/,
)

/** `Gegen Zahlung von 3.500 € schließen wir das Konto. Auf die verbleibenden 6.400 € würden wir verzichten`. */
function offerAndRest(sums: readonly Sum[]): number | null {
  const offered = sums.filter(({ role }) => role === 'settlement')
  const rests = offered.filter(({ unit, start }) => {
    const before = cueText(unit.text.slice(Math.max(0, start - 80), start))
    return WAIVED.test(unit.folded) && REST.test(before)
  })
  return offered.length === 2 && rests.length === 1 ? offered[0]!.cents + offered[1]!.cents : null
}

const PERCENT = /(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?) ?(?:%|prozent\b|vom hundert|per ?cent\b)/g
const OF_THE_CLAIM = sifted(
  /\b(?:hieraus|hiervon|daraus|davon|(?:unserer|meiner|der|ihrer) (?:\w+ )?(?:forderung|schuld|summe)|of (?:what|the (?:\w+ )?(?:debt|claim|balance|amount))|quote|entspr\w+)\b/,
)
/** Right behind a percentage. */
const OF_SOMETHING_ELSE =
  /^.{0,3}(?:punkt\w*|(?:\w+ ){0,2}(?:\w*zins\w*|mwst|umsatzsteuer|skonto|rabatt|nachlass|interest|vat|discount))\b/
const NO_SHARE = new Set(['instalment', 'threshold', 'fee', 'interest'])

/** `12 % hieraus wären 278,40 €`: if it comes to whole cents. */
function wholeOfShare(sums: readonly Sum[]): number | null {
  const wholes = sums.flatMap(({ unit: { folded }, cents, role }) => {
    if (NO_SHARE.has(role) || !OF_THE_CLAIM.test(folded)) return []
    const shares = matchesOf(PERCENT, folded).filter(
      share => !OF_SOMETHING_ELSE.test(folded.slice(share.index + share[0].length)),
    )
    if (shares.length !== 1) return []
    const whole = (cents * 100) / Number(shares[0]![1]!.replace(',', '.'))
    return Math.abs(whole - Math.round(whole)) < 1e-6 ? [Math.round(whole)] : []
  })
  return wholes.length === 1 ? wholes[0]! : null
}
