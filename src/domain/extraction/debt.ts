/** From classified sums to the creditor's total claim. */
import { addsUp, endsRightBefore, provenTotal } from './debt/adds-up.ts'
import { chooseTotal } from './debt/choose.ts'
import { isOfItsOwn } from './debt/denied.ts'
import { distinct } from './debt/distinct.ts'
import { isCalledRest, isEntry, sumOfEntries } from './debt/entries.ts'
import { inferredClaim } from './debt/inferred.ts'
import { endsAtZero, onlyOf, stillOwed } from './debt/last-resort.ts'
import { added, comesOnTop, moreThan } from './debt/on-top.ts'
import { ALREADY, DEDUCTED, earlierPayments, isBeforePayments, laterPayments, REST, REST_IS } from './debt/payments.ts'
import { leaveSettled } from './debt/settled.ts'
import { belongToSeveral, isUnsure } from './debt/several.ts'
import { denialsIn } from './denials.ts'
import { waivesAll } from './no-claim.ts'
import { type Sifted, sifted } from './patterns/sieve.ts'
import type { Sum } from './roles.ts'
import { PARTS } from './shared-predicate.ts'
import type { Unit } from './units.ts'

export interface Debt {
  cents: number | null
  contradictory: boolean
  /** `stated`: a total is stated; `summed`: its items are; `none`: no claim; `unknown`. */
  how: 'stated' | 'summed' | 'no_claim' | 'unknown'
  /** Other sums of the mail add up to it. */
  proven?: boolean
  /** The letter denies any claim, whatever an attachment of it says. */
  denied?: boolean
  /** What several things of their own come to, each of them claimed: none of them alone is it. */
  ofThings?: boolean
  /** The larger of figures that nothing in the mail explains. */
  guessed?: boolean
  /** The words of the mail hardly speak for it, see `withSecondOpinion`. */
  doubtful?: boolean
  /** They clearly speak for it. */
  clear?: boolean
  /** It is not what the rules read, but the sum that the words of the mail speak for. */
  byWordsOnly?: boolean
}

/** `Januar, Rest 118,40`, a row among others: the rest of that row's. */
const isRestOfRow = (sum: Sum) => isEntry(sum.unit) && isCalledRest(sum)

/** The creditor's total claim: a stated total, else the sum of the items, 0 where the creditor denies any claim. */
export function totalClaim(sums: readonly Sum[], units: readonly Unit[], subject = ''): Debt {
  const settled = leaveSettled(sums, units)
  const stated = sums.filter(sum => sum.role === 'total' && sum.cents > 0)
  const present = stated.filter(sum => !sum.past)
  const now = present.length > 0 ? present : stated
  const further = now.filter(sum => comesOnTop(sum, now))
  const totals = now.filter(sum => !further.includes(sum))
  if (belongToSeveral(sums, units, subject)) return { cents: null, contradictory: false, how: 'unknown' }
  const denials = denialsIn(units).filter(unit => !settled.has(unit))
  const denied = denials.length > 0
  const says = (words: Sifted) =>
    words.mayMatchOneOf(units) && units.some(({ by, folded }) => by === 'creditor' && words.test(folded))
  const isRestOwed = says(REST)
  const leavesRest = isRestOwed || says(REST_IS)
  const noClaim: Debt = { cents: 0, contradictory: false, how: 'no_claim' }
  if (totals.length > 0) {
    // `1.920 € Miete und noch das Öl mit 310 €. Mehr als 2.230 € will ich nicht`: what everything comes to, in passing.
    const proof = totals.every(total => !total.grand || isRestOfRow(total)) ? provenTotal(sums) : undefined
    const whole =
      proof &&
      endsRightBefore(proof, sums) &&
      totals.every(total => total.index < proof.index) &&
      !totals.some(t => t.cents === proof.cents)
    if (whole)
      return {
        cents: proof.cents - laterPayments(proof, sums, false),
        contradictory: false,
        how: 'stated',
        proven: true,
      }
    const both = sumOfBoth(totals, sums, units)
    if (both !== null) return { cents: both, contradictory: false, how: 'stated' }
    const listed = denied ? null : sumOfEntries(totals, sums)
    if (listed) {
      const cents = listed.cents - laterPayments(listed.last, sums, leavesRest, listed.cents)
      return { cents, contradictory: false, how: 'summed' }
    }
    const chosen = chooseTotal(totals, sums)
    if (denied && (chosen.weak || denials.includes(chosen.sum.unit)) && !isOfItsOwn(chosen.sum)) return noClaim
    // `Damals waren 164 € offen. Die Forderung ist verjährt`: what is denied behind a claim of another time is that claim.
    const over = (unit: Unit) =>
      waivesAll(unit.folded) ||
      CONCLUDES.test(unit.folded) ||
      (present.length === 0 && unit !== chosen.sum.unit && OF_A_CLAIM.test(unit.folded))
    if (denials.some(unit => over(unit) && unit.line >= chosen.sum.unit.line)) return noClaim
    const attached = chosen.sum.unit.zone === 'attachment' && denials.some(({ zone }) => zone === 'body')
    if (chosen.cents === null || attached) return { cents: null, contradictory: true, how: 'unknown', denied: attached }
    const figures = sums.filter(({ role }) => role === 'total' || role === 'other')
    if (new Set(figures.map(({ cents }) => cents)).size > 1 && isUnsure(units))
      return { cents: null, contradictory: true, how: 'unknown' }
    const more = added(chosen.sum, sums) + moreThan(chosen, further)
    return {
      cents:
        chosen.cents +
        more -
        laterPayments(chosen.sum, sums, isRestOwed || (leavesRest && isBeforePayments(chosen.sum)), more) -
        earlierPayments(chosen.sum, sums, isRestOwed),
      contradictory: false,
      how: 'stated',
      proven: !chosen.added && addsUp(chosen.sum, sums),
      ofThings: chosen.added === true,
    }
  }
  const left = denied ? stillOwed(sums, denials) : 0
  if (left > 0) return { cents: left, contradictory: false, how: 'summed' }
  const paidUp = endsAtZero(sums)
  if (denied || paidUp) return { ...noClaim, proven: paidUp }
  const proven = provenTotal(sums)
  if (proven) {
    const cents = proven.cents - laterPayments(proven, sums, leavesRest)
    return { cents, contradictory: false, how: 'stated', proven: true }
  }
  const inferred = inferredClaim(sums)
  if (inferred !== null) return { cents: inferred, contradictory: false, how: 'summed' }
  const parts = distinct(sums.filter(sum => PARTS.has(sum.role) && !sum.included))
  const loose = sums.filter(
    sum => sum.role === 'other' && sum.weight === 0 && !sum.unit.row && sum.unit.zone !== 'signature',
  )
  const sum = parts.reduce((total, part) => total + part.cents, 0)
  const others = (one: Sum) =>
    loose.filter(other => other.cents !== one.cents).reduce((total, other) => total + other.cents, 0)
  const whole = loose.length > 2 ? loose.find(one => one.cents === others(one)) : undefined
  if (whole && parts.length === 0) return { cents: whole.cents, contradictory: false, how: 'stated' }
  // A figure without any cue that the items add up to, or that stands alone, is the claim.
  if (loose.some(one => one.cents === sum) && parts.length > 1)
    return { cents: sum, contradictory: false, how: 'stated' }
  const [largest, second] = [...new Set(loose.map(one => one.cents))].sort((a, b) => b - a)
  const base =
    largest !== undefined &&
    largest >= 2 * (second ?? 0) &&
    parts.every(part => part.role === 'fee' || part.role === 'interest')
      ? largest
      : 0
  const claimed = base > 0 || parts.some(part => part.role !== 'fee' || part.unit.row || part.owed)
  const paid = sums
    .filter(
      s =>
        s.role === 'payment' &&
        !ALREADY.test(s.unit.folded) &&
        (s.unit.row || leavesRest || DEDUCTED.test(s.unit.folded) || isListedPayment(s, parts)),
    )
    .reduce((total, part) => total + part.cents, 0)
  const cents = base + sum - paid
  const repeats = new Set(parts.map(part => part.cents)).size < parts.length
  if (!claimed && loose.length === 0) {
    const once = onlyOf(sums)
    if (once) return { cents: once.cents, contradictory: false, how: 'stated' }
  }
  return claimed && cents > 0
    ? { cents, contradictory: false, how: 'summed', guessed: base > 0 && second !== undefined, ofThings: repeats }
    : { cents: null, contradictory: false, how: 'unknown' }
}

/**
 * `Hauptforderung 800 / Kosten 124 / Gezahlt wurden 100`, `Eigenanteil 860 €, davon sind 300 bezahlt`: a payment beside what
 * it was made on, where nothing says that the parts are what is left.
 */
function isListedPayment(payment: Sum, parts: readonly Sum[]): boolean {
  const sentence = payment.unit.folded
  const list = parts.filter(part => part.unit.part === payment.unit.part && part.index < payment.index)
  if (list.length === 0 || ALREADY.test(sentence) || payment.unit.text.length > 160) return false
  const apart = payment.unit.line - list.at(-1)!.unit.line
  return (
    apart >= 0 && apart <= 2 && !list.some(part => /\b(?:offen\w*|rest\w*|noch|ausstehend\w*)\b/.test(part.unit.folded))
  )
}

/** `Darlehen 12.310 € / Giro 2.480 € Soll / beides fällig`: a word for a total behind one of them is said of all. */
function sumOfBoth(totals: readonly Sum[], sums: readonly Sum[], units: readonly Unit[]): number | null {
  const [total] = totals
  if (totals.length !== 1 || !total || total.grand || !total.unit.row) return null
  const near = (unit: Unit) => unit.part === total.unit.part && Math.abs(unit.line - total.unit.line) <= 4
  const rows = sums.filter(sum => near(sum.unit) && sum.unit.row && (sum === total || PARTS.has(sum.role)))
  const says = units.some(
    unit =>
      unit.by === 'creditor' &&
      !unit.row &&
      near(unit) &&
      /^(?:\w+ ){0,2}(?:beide[sn]?|alles|alle|jeweils|samtlich\w*)\b[^.;]{0,40}\b(?:fallig|offen|unbezahlt|ausstehend|gekundigt|zu zahlen|uberfallig)/.test(
        unit.folded,
      ),
  )
  return says && rows.length > 1 ? rows.reduce((sum, row) => sum + row.cents, 0) : null
}

/** `Demnach ist nichts mehr zu zahlen`: whatever was stated before. */
const CONCLUDES = sifted(
  /\b(?:daher|demnach|somit|also|folglich|damit|deshalb|mithin|insgesamt)\b[^.;!?]{0,30}\b(?:nichts|kein\w*) (?:mehr )?(?:zu (?:zahlen|fordern|leisten)|offen|geschuldet|schuldig)\b/,
)
/** Who sold a claim closes the account, too. */
const OF_A_CLAIM = sifted(
  /\b(?:\w*forderung(?:en)?|anspruche?|\w*schuld(?:en)?|\w*ruckstande?|offen\w*|ausstande?|verjahrt|beglichen|bezahlt|gezahlt|ausgeglichen|geltend|claims?|debts?|paid)\b/,
)
