/**
 * How likely each sum of a mail is what the creditor claims, by the words around it and by its place among the others: a linear
 * model (logistic regression), learnt from the development corpora by `scripts/dev/train-claim.ts`. It knows no rule, and so it
 * slips elsewhere than the rules do.
 */
import { onceFor } from '../../remember.ts'
import { cueText } from '../cues.ts'
import type { Sum } from '../roles.ts'
import data from './likely-claim-model.json' with { type: 'json' }

export interface ClaimModel {
  /** The weight without any term, times `SCALE`. */
  bias: number
  /** `term`, and its weight times `SCALE`; parted by a tab. */
  terms: readonly string[]
}

export const SCALE = 100
/** An account with more sums is read by its columns, not by words. */
const MOST_SUMS = 40
/** How much of its sentence is looked at before and behind a sum, in characters and in words. */
const REACH = 120
const BEFORE = 14
const BEHIND = 10
/** How many of those words are taken in pairs. */
const PAIRS_BEFORE = 8
const PAIRS_BEHIND = 6
/** Words that lead to the next sum. */
const BEFORE_NEXT = 5

const wordsOf = (text: string) => (text.match(/[a-z]+|\d+|[%:=.;,()/+-]/g) ?? []).map(withoutDigits)
const withoutDigits = (word: string) => (/^\d/.test(word) ? '0' : word)
/** How near a word is: beside the sum, close to it, or further off. */
const nearness = (distance: number) => (distance < 2 ? 1 : distance < 6 ? 2 : 3)
/** The sum itself, at the beginning of what stands behind, with its sign before or behind it. */
const SUM = /^[\s€¤]*(?:eur\w*\s*)?[-+]?[\d.,'\s]*(?:,?-+)?[\s€¤]*(?:euros?\b|eur\b)?/i
const SIGN = /[€¤]|eur/i
const NONE: ReadonlySet<string> = new Set()

/**
 * What is learnt of a sum, each term once: `<` what stands before it, `>` behind it, `+` before the next, `#` its place among
 * the others.
 * @param unheard words of which nothing is to be learnt
 */
export function termsOf(sums: readonly Sum[], index: number, unheard: ReadonlySet<string> = NONE): Set<string> {
  const terms = new Set<string>()
  const { unit, start } = sums[index]!
  const before = cueText(unit.text.slice(Math.max(0, start - REACH), start))
  addWords(terms, '<', wordsOf(before).reverse().slice(0, BEFORE), PAIRS_BEFORE, unheard)
  const behind = cueText(unit.text.slice(start, start + REACH))
  const [sum] = SUM.exec(behind)!
  addWords(terms, '>', wordsOf(behind.slice(sum.length)).slice(0, BEHIND), PAIRS_BEHIND, unheard)
  const next = sums[index + 1]
  const between = next ? wordsOf(leadingTo(next, sums[index]!)).slice(-BEFORE_NEXT) : []
  for (const word of between) if (!unheard.has(word)) terms.add(`+ ${word}`)
  addPlace(terms, sums, index)
  return terms
}

/** A number that nothing says is money, as `MA 2217.26`: neither its sign, nor a word, nor a column. */
export function isFigure({ cents, role, unit, start }: Sum): boolean {
  if (cents <= 0) return false
  if (role !== 'other' || unit.row) return true
  const [sum] = SUM.exec(unit.text.slice(start, start + REACH))!
  return SIGN.test(sum) || SIGN.test(unit.text.slice(Math.max(0, start - 5), start))
}

/** What leads to the next sum: `… beträgt 210 €. Zuzüglich Mahnkosten`. */
function leadingTo(next: Sum, { unit, start }: Sum): string {
  const from = next.unit === unit ? start : 0
  return cueText(next.unit.text.slice(Math.max(from, next.start - REACH), next.start))
}

function addWords(
  terms: Set<string>,
  side: '<' | '>',
  words: readonly string[],
  pairs: number,
  unheard: ReadonlySet<string>,
): void {
  for (const [distance, word] of words.entries()) {
    if (unheard.has(word)) continue
    terms.add(`${side}${nearness(distance)} ${word}`)
    // What a compound begins and ends with: `restforderung`, `hauptforderungen`.
    if (word.length > 5) terms.add(`${side} ${word.slice(0, 5)}-`)
    if (word.length > 5 && side === '<') terms.add(`${side} -${word.slice(-5)}`)
    const nearer = words[distance - 1]
    if (nearer !== undefined && distance <= pairs && !unheard.has(nearer)) terms.add(`${side} ${nearer} ${word}`)
  }
}

/** How often each figure is named among sums, and the largest. */
const figuresOf = onceFor((sums: readonly Sum[]) => {
  const times = new Map<number, number>()
  for (const { cents } of sums) times.set(cents, (times.get(cents) ?? 0) + 1)
  return { times, largest: Math.max(...times.keys()) }
})

function addPlace(terms: Set<string>, sums: readonly Sum[], index: number): void {
  const { cents, negative, unit } = sums[index]!
  const { times, largest } = figuresOf(sums)
  terms.add(`#figures ${Math.min(times.size, 5)}`)
  terms.add(`#named ${Math.min(times.get(cents)!, 3)}`)
  if (unit.row) terms.add('#row')
  if (unit.zone !== 'body') terms.add(`#${unit.zone}`)
  if (cents === largest) terms.add('#largest')
  if (index === 0) terms.add('#first')
  if (index === sums.length - 1) terms.add('#last')
  if (cents % 100 === 0) terms.add('#whole euros')
  if (negative) terms.add('#negative')
  let before = 0
  for (let i = index - 1; i >= 0 && before < cents; i--) before += sums[i]!.cents
  if (before === cents && index > 0) terms.add('#what those before it come to')
  for (const one of times.keys()) {
    if (one * 2 < cents && times.has(cents - one)) terms.add('#sum of two')
    if (one !== cents && times.has(cents + one)) terms.add('#difference of two')
  }
}

/** A model made ready to be asked for the likelihood of each figure among a mail's sums: 0 … 1, by integer cents. */
export function readClaimModel({ bias, terms }: ClaimModel): (sums: readonly Sum[]) => ReadonlyMap<number, number> {
  const weights = new Map(
    terms.map(line => line.split('\t') as [string, string]).map(([term, weight]) => [term, +weight]),
  )
  return sums => {
    const likely = new Map<number, number>()
    const figures: Sum[] = []
    for (const sum of sums) if (isFigure(sum) && figures.push(sum) > MOST_SUMS) return likely
    for (const [index, { cents }] of figures.entries()) {
      let score = bias
      for (const term of termsOf(figures, index)) score += weights.get(term) ?? 0
      likely.set(cents, Math.max(likely.get(cents) ?? 0, 1 / (1 + Math.exp(-score / SCALE))))
    }
    return likely
  }
}

export const likelyClaims = readClaimModel(data as ClaimModel)
