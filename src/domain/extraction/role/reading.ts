/**
 * What a sum is taken for: the first guess, and the rules that turn it. Their order counts: a rule sees what those before it
 * made of the sum (a payment that was set off may have yet to come, what was confirmed may be settled), and where two would
 * have a say, the later one has it. A new rule stands in the file of its subject, and here in the round that it belongs to,
 * below those whose findings it is about and above those that overrule it.
 */
import type { Found } from '../weigh.ts'
import { type Amendment, amended } from './amendment.ts'
import { firstGuess } from './first-guess.ts'
import { allInResult, inResult, onceOnTop, setOff, settling, supposed, waived, wholeOfOffer } from './offers.ts'
import { allBeforeBracket, allOfSomething, composed, inBrackets, owedPart, within, workedOut } from './parts.ts'
import {
  beforeDeduction,
  changedInstalment,
  excepted,
  haveCome,
  inParts,
  notCome,
  onlyInPart,
  overdue,
  paidInPart,
  paidOn,
  stillToPay,
  takenOff,
} from './payments.ts'
import type { Place } from './place.ts'
import { cancelled, confirmed, lent, ofItsSubject, paidFor, toldByFirm } from './told.ts'

/** First: what its own clause makes of it. */
const BY_ITS_CLAUSE: readonly Amendment[] = [
  toldByFirm,
  confirmed,
  settling,
  excepted,
  inResult,
  allInResult,
  wholeOfOffer,
  changedInstalment,
  composed,
  onceOnTop,
  allOfSomething,
  allBeforeBracket,
  beforeDeduction,
  waived,
]

/** Then: what has become of it, may, or should have. */
const BY_WHAT_BECAME_OF_IT: readonly Amendment[] = [
  supposed,
  setOff,
  lent,
  paidOn,
  stillToPay,
  inBrackets,
  notCome,
  overdue,
  haveCome,
  inParts,
  onlyInPart,
  paidInPart,
]

/** Last: what holds whatever it is called. */
const WHATEVER_IT_IS_CALLED: readonly Amendment[] = [workedOut, ofItsSubject, within, paidFor, takenOff, cancelled]

/** What a sum is taken for, and what is to be seen on the way there only: later rules may take its place. */
export interface Reading {
  /** Null where nothing says what it is. */
  best: Found | null
  /** Named as a part of the claim before it, and claimed behind it. */
  claimed: boolean
  /** The price of one of several things, not of one of several instalments. */
  each: boolean
}

/** What the words of its sentence make of a sum, in three rounds. */
export function readingOf(place: Place): Reading {
  const named = amended(firstGuess(place), BY_ITS_CLAUSE, place)
  const part = owedPart(named, place)
  const meant = amended(part, BY_WHAT_BECAME_OF_IT, place)
  return {
    best: amended(meant, WHATEVER_IT_IS_CALLED, place),
    claimed: part !== named,
    each: place.counted !== null && meant?.role !== 'instalment' && meant?.role !== 'settlement',
  }
}
