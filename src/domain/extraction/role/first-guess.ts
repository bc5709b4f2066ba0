/** What a sum is taken for at first: by the nearest cue, or because it concludes what stands before it. */
import { isInclusive } from '../contained.ts'
import { CONCLUSION, type CueRole, cueText } from '../cues.ts'
import { followsFrom } from '../follows-from.ts'
import { type Found, strongest } from '../weigh.ts'
import { takenFor } from './amendment.ts'
import type { Place } from './place.ts'

/** What the words next to a sum make of it; null where none says anything. */
export function firstGuess(place: Place): Found | null {
  const nearest = nearestCue(place)
  if (concludes(place)) {
    if (isShare(place)) return takenFor('settlement', 3.4, '%')
    if (nearest === null || !NO_CONCLUSION.has(nearest.role) || nearest.weight < 1.5) return takenFor('grand', 3.3, '=')
  }
  return nearest ?? (place.consequence ? takenFor('grand', 2.5, 'sodass') : null)
}
/** What stays what it is called when it follows from something. */
const NO_CONCLUSION = new Set<CueRole>(['instalment', 'settlement', 'quoted', 'threshold', 'payment'])

function nearestCue({ label, said, right, alone, figure, neighbour }: Place): Found | null {
  const nearest = right === '' && said === label ? alone : strongest(said, right)
  if (nearest) return nearest
  // `Titel über 6.800 €, heute einschließlich Kosten 7.244 €`: what contains the sum before it is no part of it.
  const whole = neighbour !== null && figure.cents > neighbour.cents && isInclusive(label)
  return whole ? takenFor('total', 2.8, 'einschl') : alone
}

function concludes({ before, equals, product, money, i, figure }: Place): boolean {
  if (!CONCLUSION.test(before)) return false
  // `Pacht = 96 €` says no more than a colon, and `3 x 20 € = 60 €` makes an item.
  return !equals || /^\s*=/.test(before) || (!product && followsFrom(money.slice(0, i), figure.cents))
}

/** `30 % davon, also 270 €`: what somebody offers. */
const isShare = ({ before, unit, figure: { start } }: Place) =>
  !STILL_OPEN.test(before) && SHARE.test(cueText(unit.text.slice(Math.max(0, start - 120), start)))
/** A part of something, as offers have it. */
const SHARE = /%|\b(?:prozent|per ?cent|quote|halfte|drittel|viertel)\b/
/** `Die zweite Hälfte ist noch offen, also 650 €`: a share, and what is owed. */
const STILL_OPEN = /\b(?:offen|unbezahlt|fehlt|schuldet|schuldig|aussteht|steht noch aus)\b/
