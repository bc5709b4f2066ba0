/**
 * How likely each intent is by the words of a mail: a linear model (multinomial logistic regression over words and pairs of
 * words), learnt from the development corpora by `scripts/dev/train-intent.ts`. The rules say why; on mails of new writers,
 * whose constructions no rule knows yet, the model is right more often.
 */
import { likeliest } from '../likeliest.ts'
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

const wordsOf = (text: string) => text.match(/[a-z]+|[?!.]/g) ?? []
const saidIn = ({ sentences }: Said) => wordsOf(sentences.slice(0, MOST_SENTENCES).join(' . '))

/** Words and pairs of neighbouring words, with how often each is there. Those of the subject are terms of their own. */
export function termsOf(said: Said): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1)
  const words = saidIn(said)
  for (const [i, word] of words.entries()) {
    count(word)
    if (i > 0) count(`${words[i - 1]} ${word}`)
  }
  for (const word of wordsOf(said.subject)) count(`s:${word}`)
  return counts
}

/** A term's value before the values of a mail are brought to length 1. */
export const termValue = (count: number, rarity: number): number => (1 + Math.log(count)) * rarity

interface Term {
  /** Its place among all terms. */
  number: number
  rarity: number
  weights: number[]
}

/** A word of the model: what it weighs alone, and before others. */
interface Word {
  alone: Term | undefined
  before: Map<Word, Term>
}

/** The model's terms: what `termsOf` makes of a mail is looked up word by word, without making it. */
class Vocabulary {
  readonly #words = new Map<string, Word>()
  readonly #ofSubjects = new Map<string, Term>()
  readonly #size: number

  constructor(terms: readonly string[]) {
    this.#size = terms.length
    for (const [number, line] of terms.entries()) {
      const [name, ...numbers] = line.split('\t')
      const [rarity, ...weights] = numbers.map(number => Number(number) / SCALE)
      const term = { number, rarity: rarity!, weights }
      const [first, second] = name!.split(' ')
      if (name!.startsWith('s:')) this.#ofSubjects.set(name!.slice(2), term)
      else if (second === undefined) this.#wordOf(first!).alone = term
      else this.#wordOf(first!).before.set(this.#wordOf(second), term)
    }
  }

  #wordOf(name: string): Word {
    const word = this.#words.get(name) ?? { alone: undefined, before: new Map() }
    this.#words.set(name, word)
    return word
  }

  /** Its terms in a mail, with how often each is there. */
  in(said: Said): { found: readonly Term[]; counts: Uint32Array } {
    const found: Term[] = []
    // A place for each term is cheaper than a map, for a mail holds hundreds of them.
    const counts = new Uint32Array(this.#size)
    const count = (term: Term | undefined) => {
      if (term && counts[term.number]!++ === 0) found.push(term)
    }
    let last: Word | undefined
    for (const name of saidIn(said)) {
      const word = this.#words.get(name)
      if (word) {
        count(last?.before.get(word))
        count(word.alone)
      }
      last = word
    }
    for (const name of wordsOf(said.subject)) count(this.#ofSubjects.get(name))
    return { found, counts }
  }
}

/** The probability of each intent, and how many different terms it rests on. */
export interface Likely {
  shares: ReadonlyMap<Intent, number>
  known: number
}

/** A model made ready to be asked. */
export function readModel({ intents, bias, terms }: Model): (said: Said) => Likely {
  const vocabulary = new Vocabulary(terms)
  return said => {
    const scores = intents.map(() => 0)
    const { found, counts } = vocabulary.in(said)
    let length = 0
    for (const term of found) {
      const value = termValue(counts[term.number]!, term.rarity)
      length += value * value
      for (let i = 0; i < scores.length; i++) scores[i]! += value * term.weights[i]!
    }
    const logits = scores.map((score, i) => bias[i]! / SCALE + (length === 0 ? 0 : score / Math.sqrt(length)))
    const highest = Math.max(...logits)
    const shares = logits.map(logit => Math.exp(logit - highest))
    const all = shares.reduce((sum, share) => sum + share, 0)
    return { shares: new Map(intents.map((intent, i) => [intent, shares[i]! / all])), known: found.length }
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
  const [top, share] = likeliest(shares)
  const odds = Math.log(share / shares.get(ruled)!)
  const counts = top !== ruled && odds * (known / (known + FEW)) > RULES * Math.max(0, margin)
  return { likeliest: top, counts }
}
/** What a point of the rules' margin weighs, in natural logarithms of odds, and how many known words are few. */
const RULES = 0.5
const FEW = 10
