/** Which of the words around a sum decides. */
import type { CueRole } from './cues.ts'
import { LEFT_CUES } from './left-cues.ts'
import { RIGHT_CUES } from './right-cues.ts'

export interface Found {
  role: CueRole
  weight: number
  cue: string
  /** Characters on the right that belong to this sum's label, not to the next one's. */
  consumed: number
  /** Stands behind the sum: a predicate may hold for all sums before it as well. */
  behind: boolean
}

/** The cue that is nearest for its weight: 40 characters of distance on the left cost one point, 20 on the right. */
export function strongest(left: string, right: string): Found | null {
  // Lists repeat their wording with other digits: what was found once holds for all their rows.
  const key = `${left}|${right}`.replace(/\d/g, '0')
  const known = weighed.get(key)
  if (known !== undefined) return known
  const found = weigh(left, right)
  if (weighed.size >= 1000) weighed.clear()
  weighed.set(key, found)
  return found
}
const weighed = new Map<string, Found | null>()

function weigh(left: string, right: string): Found | null {
  let best: Found | null = null
  const consider = (found: Found) => {
    if (!best || found.weight > best.weight) best = found
  }
  for (const { role, weight, each } of LEFT_CUES) {
    each(left, match => {
      const between = left.slice(match.index + match[0].length)
      // A comma or semicolon in between makes it another clause.
      const gap = between.length + (between.includes(';') ? 60 : between.includes(',') ? 24 : 0)
      consider({ role, weight: weight - gap / 40, cue: match[0].trim(), consumed: 0, behind: false })
    })
  }
  for (const { role, weight, each, reaches } of RIGHT_CUES) {
    each(right, match => {
      const cue = match[0].slice(match[0].lastIndexOf(' ') + 1)
      const end = match.index + match[0].length
      const gap = reaches ? end - cue.length : 0
      consider({ role, weight: weight - gap / 20, cue, consumed: end, behind: true })
    })
  }
  return best
}

const AN_AMOUNT_OF =
  /(?:^|[.,;] ?|und )an ([\p{L}-]+)(?: und [\p{L}-]+)? (?:sind|ist|waren|wurden|kommen|kamen|fallen|fielen|haben wir)(?: [\p{L}-]+){0,4}\s*(?:eur|[€¤])?\s*$/u

/** The part of a claim that stands right before a sum: `Zinsen von`, `Kosten in Höhe von`. */
export function partBefore(label: string): 'fee' | 'interest' | null {
  const near =
    /(?<![\p{L}-])([\p{L}-]+)(?: (?:des|der) [\p{L}-]+)?(?: (?:von|uber|in hohe von|i\. ?h\. ?v\.|zu|mit|im betrag von))?\s*(?:eur|[€¤])?\s*$/u.exec(
      label.slice(-70),
    )?.[1]
  // `An Kosten sind bisher 31 € entstanden`.
  const of = near === undefined ? undefined : (AN_AMOUNT_OF.exec(label)?.[1] ?? near)
  const named = of === undefined ? undefined : strongest(of, '')?.role
  return named === 'fee' || named === 'interest' ? named : null
}
