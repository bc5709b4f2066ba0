/** What turns the role that a sum was first taken for. */
import type { CueRole } from '../cues.ts'
import type { Found } from '../weigh.ts'
import type { Place } from './place.ts'

/**
 * A rule: takes what a sum was taken for so far, and gives back the same or something else. It asks first what it was taken
 * for and then for words: most rules are about few roles, and those that are not concerned cost nothing.
 */
export type Amendment = (best: Found | null, place: Place) => Found | null

/** What a sum is taken for by words that are no cue of their own. */
export const takenFor = (role: CueRole, weight: number, cue: string): Found => ({
  role,
  weight,
  cue,
  consumed: 0,
  behind: false,
})

/** What is left when each of the rules has been asked, one after the other. */
export function amended(best: Found | null, rules: readonly Amendment[], place: Place): Found | null {
  for (const rule of rules) best = rule(best, place)
  return best
}
