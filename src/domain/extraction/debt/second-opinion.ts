/**
 * What the words of a mail say to the claim that the rules read in it. Rules know constructions, the model knows words: on
 * mails of writers whom neither had seen, the claim that the model found hardly likely was wrong in three of four.
 */
import type { Debt } from '../debt.ts'
import { likeliest } from '../likeliest.ts'
import type { Sum } from '../roles.ts'
import type { AmountRole } from '../types.ts'
import { likelyClaims } from './likely-claim.ts'

/** A claim that its words make less likely than that is doubtful. */
const HARDLY = 0.15
/** From here on it is clear without a proof by other figures. */
const CLEARLY = 0.7
/** From here on a sum that counts instead is not doubtful, where it is what the client said. */
const SURELY = 0.85
/** Another sum counts instead if its odds are so many times those of the claim, and it is likely enough by itself. */
const TIMES = 8
const LIKELY_ENOUGH = 0.25
/** A claim that is none of the mail's sums but was reckoned: from here on a sum makes it doubtful, and counts instead. */
const BESIDE_RECKONED = 0.5
const INSTEAD_OF_RECKONED = 0.9
/** From here on a sum counts where the rules find no claim, unless they know that it is something else. */
const INSTEAD_OF_NONE = 0.75
const OF_SOMETHING_ELSE: readonly AmountRole[] = ['instalment', 'quoted', 'threshold']
const NOT_THE_CLAIM: readonly AmountRole[] = [...OF_SOMETHING_ELSE, 'settlement', 'payment']

/**
 * The claim as it was read, or the sum that is far likelier to be meant; doubtful where the two do not agree.
 * @param ask the model
 */
export function withSecondOpinion(debt: Debt, sums: readonly Sum[], ask = likelyClaims): Debt {
  if (debt.cents === 0 || debt.contradictory) return debt
  const likely = ask(sums)
  if (likely.size === 0) return debt
  const [top, share] = likeliest(likely)
  const instead: Debt = {
    cents: top,
    contradictory: false,
    how: 'stated',
    doubtful: share <= SURELY,
    byWordsOnly: true,
  }
  const isOnly = (roles: readonly AmountRole[]) =>
    sums.every(({ cents, role }) => cents !== top || roles.includes(role))
  if (debt.cents === null)
    return share > INSTEAD_OF_NONE && !isOnly([...OF_SOMETHING_ELSE, 'settlement']) ? instead : debt
  const own = likely.get(debt.cents)
  if (own === undefined) {
    // `Gegen Zahlung von 900 € verzichten wir auf die restlichen 1.350 €`: what both come to.
    // `Vertrag 1, offen 90 €`, `Vertrag 2, offen 75 €`: the model judges each sum by itself, a person sees both.
    if (share > INSTEAD_OF_RECKONED && debt.ofThings) return { ...debt, how: 'summed' }
    if (share > INSTEAD_OF_RECKONED && !isOnly(['settlement'])) return instead
    return { ...debt, doubtful: share > BESIDE_RECKONED }
  }
  // What the rules know to be something else, or the claim rounded, makes it no less likely; what other figures prove is no slip.
  const isNone = isOnly(NOT_THE_CLAIM) || sums.every(({ cents, rough }) => cents !== top || rough)
  const isFarBehind = share > LIKELY_ENOUGH && odds(share) > TIMES * odds(own) && !isNone
  if (isFarBehind && !debt.proven) return instead
  return { ...debt, doubtful: own < HARDLY || isFarBehind, clear: own > CLEARLY }
}

const odds = (share: number) => share / (1 - share)
