/**
 * How likely each intent is by the words of a mail: a linear model (multinomial logistic regression over words and pairs of
 * words), learnt from the development corpora by `scripts/dev/train-intent.ts`. The rules say why; on mails of new writers,
 * whose constructions no rule knows yet, the model is right more often.
 */
import type { Intent } from '../types.ts'
import data from './likely-model.json' with { type: 'json' }

/** What a mail says for the model, folded: its subject, and the creditor's sentences with sums as `betrag`. */
export interface Said {
  subject: string
  sentences: readonly string[]
}

export interface Model {
  intents: readonly Intent[]
  /** The weight of each intent without any word, times `SCALE`. */
  bias: readonly number[]
  /** `term`, how rare it is, and its weight for each intent, times `SCALE`; parted by tabs. */
  terms: readonly string[]
}

export const SCALE = 100
/** Whatever a mail is for, so many sentences say it. */
const MOST_SENTENCES = 60

/** Words and pairs of neighbouring words, with how often each is there. Those of the subject are terms of their own. */
export function termsOf({ subject, sentences }: Said): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1)
  const words = (text: string) => text.match(/[a-z]+|[?!.]/g) ?? []
  const said = words(sentences.slice(0, MOST_SENTENCES).join(' . '))
  for (const [i, word] of said.entries()) {
    count(word)
    if (i > 0) count(`${said[i - 1]} ${word}`)
  }
  for (const word of words(subject)) count(`s:${word}`)
  return counts
}

/** A term's value before the values of a mail are brought to length 1. */
export const termValue = (count: number, rarity: number): number => (1 + Math.log(count)) * rarity

interface Term {
  rarity: number
  weights: number[]
}

/** The probability of each intent, and how many different terms it rests on. */
export interface Likely {
  shares: ReadonlyMap<Intent, number>
  known: number
}

/** A model made ready to be asked. */
export function readModel({ intents, bias, terms }: Model): (said: Said) => Likely {
  const vocabulary = new Map<string, Term>(
    terms.map(line => {
      const [term, ...numbers] = line.split('\t')
      const [rarity, ...weights] = numbers.map(number => Number(number) / SCALE)
      return [term!, { rarity: rarity!, weights }]
    }),
  )
  return said => {
    const scores = intents.map(() => 0)
    let length = 0
    let known = 0
    for (const [name, count] of termsOf(said)) {
      const term = vocabulary.get(name)
      if (term === undefined) continue
      known++
      const value = termValue(count, term.rarity)
      length += value * value
      for (let i = 0; i < scores.length; i++) scores[i]! += value * term.weights[i]!
    }
    const logits = scores.map((score, i) => bias[i]! / SCALE + (length === 0 ? 0 : score / Math.sqrt(length)))
    const highest = Math.max(...logits)
    const shares = logits.map(logit => Math.exp(logit - highest))
    const all = shares.reduce((sum, share) => sum + share, 0)
    return { shares: new Map(intents.map((intent, i) => [intent, shares[i]! / all])), known }
  }
}

export const likelyIntents = readModel(data as Model)

export interface Opinion {
  /** The likeliest intent by its words. */
  likeliest: Intent
  /** Whether it counts instead of what the rules read. */
  counts: boolean
}

/**
 * What the model says to the rules' reading. The surer the rules are, and the fewer words there are that it knows, the surer it
 * has to be to count instead.
 * @param margin how much more speaks for what the rules read than for the next intent
 */
export function secondOpinion(ruled: Intent, margin: number, said: Said): Opinion {
  const { shares, known } = likelyIntents(said)
  const [likeliest, share] = [...shares].reduce((a, b) => (b[1] > a[1] ? b : a))
  const odds = Math.log(share / shares.get(ruled)!)
  const counts = likeliest !== ruled && odds * (known / (known + FEW)) > RULES * Math.max(0, margin)
  return { likeliest, counts }
}
/** What a point of the rules' margin weighs, in natural logarithms of odds, and how many known words are few. */
const RULES = 0.5
const FEW = 10
