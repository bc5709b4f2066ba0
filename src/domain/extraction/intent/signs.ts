/** Signs of what a creditor does in a sentence, each with a weight, and how they add up. */

import { type Sifted, sifted } from '../patterns/sieve.ts'

/** What a creditor may do: agree, offer, say that something would be possible, refuse, ask, hand over, buy, not talk. */
export type Act = 'accept' | 'offer' | 'courtesy' | 'reject' | 'ask' | 'transfer' | 'acquired' | 'silence'

export interface Sign {
  act: Act
  /** About 4 where one sentence alone decides; 2 where it takes two. */
  weight: number
}

/** Alternatives between word boundaries; ` | ` parts them, lines may break after it. For texts folded by `cueText`. */
export function anyOf({ raw }: TemplateStringsArray): Sifted {
  const alternatives = raw
    .join('')
    .split(/ \|\s+/)
    .map(alternative => alternative.trim())
  return sifted(new RegExp(`\\b(?:${alternatives.join('|')})\\b`))
}

/** The strongest sign of an act, half of the second, a quarter of the third: ten polite requests are one inquiry. */
export function strengthOf(act: Act, signs: readonly Sign[]): number {
  return signs
    .filter(sign => sign.act === act)
    .map(sign => sign.weight)
    .sort((a, b) => b - a)
    .reduce((sum, weight, i) => sum + weight / 2 ** i, 0)
}
