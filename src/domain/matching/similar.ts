/** How alike two folded words are. */
import { phonetic } from './normalise.ts'
import { isTransliterated } from './transliterated.ts'

/** So many letters a transliteration may be longer than another: `schtsch` and twice `sch` against `shch` and `sh`. */
export const MOST_LONGER = 4

/**
 * Whether two words are spellings of one name: equal, or one letter apart and equal in sound (`hussein`, `hussain`), or
 * transliterations of it (`tschernow`, `chernov`).
 */
export function soundsLike(a: string, b: string): boolean {
  if (a === b) return true
  if (a.length < 4 || b.length < 4) return false
  const apart = Math.abs(a.length - b.length)
  if (apart > MOST_LONGER) return false
  if (apart <= 2 && phonetic(a) === phonetic(b) && editDistance(a, b) <= (a.length >= 7 ? 3 : 2)) return true
  // Of two spellings only the German one takes three letters for a sound.
  return (a.includes('sch') || b.includes('sch')) && isTransliterated(a, b)
}

/** Levenshtein distance, cut at 4. */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return 4
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  return Math.min(4, row[b.length]!)
}

/** One digit changed, left out or doubled, or two neighbours swapped. */
export function isSlip(a: string, b: string): boolean {
  return editDistance(a, b) <= 1 || isSwap(a, b)
}

/** Two neighbours swapped, and nothing else. */
export function isSwap(a: string, b: string): boolean {
  const at = [...a].findIndex((c, i) => c !== b[i])
  return a.length === b.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}
