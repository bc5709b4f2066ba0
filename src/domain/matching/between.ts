/** A name as it is written between two clients' names, and senders who ask which bearer of a name is meant. */

import { sifted } from '../extraction/patterns/sieve.ts'
import type { Extraction } from '../extraction/types.ts'
import { onceFor } from '../remember.ts'
import { has, hasFirstName, isRival, PROOFS, type Scored } from './evidence.ts'
import { familyName } from './generations.ts'
import type { Mentions } from './mentions.ts'
import { phonetic } from './normalise.ts'
import { editDistance } from './similar.ts'

const isProven = (one: Scored) => [...PROOFS, 'generation'].some(kind => has(one, kind))

/** Umlauts in two letters, as a mail without them writes: `Mueller` is `Müller` and not `Muller`. */
const spelt = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüß]/g, letter => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter] ?? 'ss')
const wordsOf = onceFor(({ ownRaw }: Mentions) => ` ${spelt(ownRaw).replace(/[^\p{L}\d]+/gu, ' ')} `)
const isWritten = (name: string, mentions: Mentions) =>
  wordsOf(mentions).includes(
    ` ${spelt(name)
      .replace(/[^\p{L}\d]+/gu, ' ')
      .trim()} `,
  )

/**
 * `Günter Maurer`, and the firm asked this creditor about Günther Maurer and Günter Mauerer: each has one half of the name as it
 * is written, and the other half only sounds like his.
 */
export function isBetweenTwo(best: Scored, scored: Scored[], mentions: Mentions): boolean {
  if (isProven(best)) return false
  const halves = ({ inquiry }: Scored) => [
    isWritten(familyName(inquiry), mentions),
    isWritten(inquiry.clientFirstName, mentions),
  ]
  const [last, first] = halves(best)
  if (last && first) return false
  return scored.some(other => {
    if (!isRival(other, best)) return false
    if (!last && isNeighbour(other, best) && !isWritten(familyName(other.inquiry), mentions)) return true
    if (!isCalledAlike(other, best)) return false
    const [itsLast, itsFirst] = halves(other)
    return (itsLast && !last) || (itsFirst && !first)
  })
}

/** `S. Behrend`, and the firm asked about Sandra Behrendt and Silke Behrends: what is written is neither's name, and near to both. */
const isNeighbour = ({ inquiry: a }: Scored, { inquiry: b }: Scored): boolean =>
  a.clientFirstName[0] === b.clientFirstName[0] && editDistance(spelt(familyName(a)), spelt(familyName(b))) === 1

/** Short names that sound alike are not found by each other. */
function isCalledAlike(other: Scored, best: Scored): boolean {
  if (has(other, 'last_name') && has(other, 'first_name')) return true
  const sound = ({ inquiry }: Scored) =>
    [familyName(inquiry), inquiry.clientFirstName].map(name => phonetic(spelt(name))).join(' ')
  return sound(other) === sound(best)
}

const SEVERAL = sifted(
  /\b(?:(?:dieser|der|den|diesen|ihr|dies\w*) (?:\w+ )?(?:name\w*|nachname\w*)|namens|so (?:heissen|heisst)|gleichnamig\w*|namens(?:vetter\w*|gleich\w*|schwester\w*)|verwechsl\w*)\b[^.;!?]{0,70}\b(?:oft|ofter\w*|haufig\w*|mehrfach|mehrmals|mehrere\w*|zwei\w*|drei|vier|verschiedene\w*|weit verbreitet|nicht selten|nicht ungewohnlich)\b|\b(?:mehrere|zwei|drei|vier|verschiedene|etliche|einige) (?:\w+ ){0,3}(?:dieses namens|diesen namens|mit (?:diesem|dem|gleichem) (?:nach)?namen|die so heissen|namens)\b|\b(?:mehrfach|mehrmals|zweimal|doppelt|dreimal) (?:\w+ )?(?:erfasst|gefuhrt|vorhanden|vertreten|verzeichnet|im bestand)\b/,
)
const WHICH = sifted(
  /\b(?:wen|welche[nrms]?|wer|um wen|wem|which|whom?)\b[^.;!?]{0,60}\b(?:meinen|meint|gemeint|geht|handelt|betrifft|betroffen|mean|meant)\b/,
)

/** Only a last name says who is meant, and the sender says that it is several people's, or asks whose it is. */
export function asksWhichBearer(best: Scored, mentions: Mentions, { intent }: Extraction): boolean {
  if (intent !== 'inquiry' || isProven(best) || hasFirstName(best) || has(best, 'letter_date')) return false
  return SEVERAL.test(mentions.ownText) || WHICH.test(mentions.ownText)
}
