/** Figures that are rounded: a claim where somebody states it, nothing where it is said in passing. */
import type { CueRole } from './cues.ts'
import { sifted } from './patterns/sieve.ts'

/** `rund 740 €`: said of a claim, it is the claim, unless the exact one is said as well. */
export const ROUGHLY = sifted(
  /\b(?:rund|ca|circa|zirka|etwa|ungefahr|knapp|gut|um die|schatzungsweise|approximately|about|roughly|around)\b\.?\s*(?:eur|[€¤])?\s*$/,
)
const PASSING = new Set<CueRole | null>(['grand', 'total', 'item', 'principal', null])
const STATES = sifted(
  /\b(?:belauft|betragt|betragen|kreide|steht|stehen|liegt|sind es|macht|verlang\w*|fordern?|bekomm\w*|will|wollen|ruckstand\w*)\b/,
)

/** Roles that a rounded figure has only where the sentence states it. */
export const isPassing = (role: CueRole | null) => PASSING.has(role)
/** Whether a folded sentence says how much it is. */
export const states = (sentence: string) => STATES.test(sentence)
