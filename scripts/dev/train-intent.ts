/**
 * Learns `likely-model.json` from the development corpora and the letters of the tests: `node scripts/dev/train-intent.ts`.
 * The same corpora give the same file (a test compares); held-out sets are never read. `--check DIR` says how often the model
 * alone is right on a corpus folder.
 */
import { cueText } from '../../src/domain/extraction/cues.ts'
import {
  type Model,
  readModel,
  type Said,
  SCALE,
  termsOf,
  termValue,
} from '../../src/domain/extraction/intent/likely.ts'
import { sentencesOf } from '../../src/domain/extraction/intent/sentences.ts'
import { likeliest } from '../../src/domain/extraction/likeliest.ts'
import { withoutOrders } from '../../src/domain/extraction/orders.ts'
import { readMail } from '../../src/domain/extraction/reply.ts'
import type { Intent, MailContent } from '../../src/domain/extraction/types.ts'
import { toUnits } from '../../src/domain/extraction/units.ts'
import { PARADIGMS } from '../../test/domain/extraction/paradigms.ts'
import { INTENTS_IN_OTHER_VOICES } from '../../test/domain/extraction/voices.ts'
import { THIRD } from '../../test/domain/extraction/voices-third.ts'
import { LETTERS } from '../../test/domain/matching/office.ts'
import { rowsOf, toMail } from './corpus-mails.ts'
import { regress } from './regression.ts'
import { commonTerms, dealt, foldersIn, type Letter, learn, legibleIn } from './training.ts'

const INTENTS: Intent[] = ['debt_statement', 'payment_plan', 'rejection', 'inquiry', 'transfer', 'auto_reply', 'spam']
/** A term counts if so many sets have it: then it is the language's, and no writer's or person's own. */
const LEAST_SETS = 4
/** Sentences made by grammar teach verbs, and are no picture of what people write. */
const PARADIGM = 0.5
/** How strongly the weights are held small: the variance of their prior. */
const FREEDOM = 30
const ROUNDS = 300

interface Example {
  set: string
  intent: Intent
  said: Said
  /** What it counts beside a mail. */
  weight: number
}

export function said(mail: MailContent): Said {
  const read = readMail(mail, {})
  return { subject: cueText(read.subject), sentences: sentencesOf(withoutOrders(toUnits(read.lines))) }
}

export const corpusExamples = (folder: string): Example[] =>
  legibleIn(folder).map(({ email, expected }) => ({
    set: folder,
    intent: expected.intent,
    said: said(toMail(email)),
    weight: 1,
  }))

const letterExamples = (name: string, letters: readonly Letter<Intent>[], weight: number): Example[] =>
  dealt(name, letters).map(({ set, mail, answer }) => ({ set, intent: answer, said: said(mail), weight }))

export function developmentExamples(root: string): Example[] {
  const folders = foldersIn(root)
  const written = (name: string): Letter<Intent>[] =>
    rowsOf(`${root}/domain/extraction/${name}.jsonl`)
      .filter(({ intent }) => intent)
      .map(({ subject = '', text, intent }) => [subject, text, intent])
  const office = LETTERS.flatMap(({ subject, text, intent }): Letter<Intent>[] =>
    intent ? [[subject, text, intent]] : [],
  )
  return [
    ...folders.flatMap(folder => corpusExamples(`${root}/${folder}`)),
    ...['letters', 'intents', 'not-replies'].flatMap(name => letterExamples(name, written(name), 1)),
    ...letterExamples('voices', INTENTS_IN_OTHER_VOICES, 1),
    ...letterExamples('office', office, 1),
    ...letterExamples(
      'third',
      THIRD.map(([subject, text, intent]) => [subject, text, intent]),
      1,
    ),
    ...letterExamples(
      'paradigms',
      PARADIGMS.map(([text, intent]) => ['', text, intent]),
      PARADIGM,
    ),
  ]
}

/**
 * Multinomial logistic regression with balanced intents.
 * @param unheard words that are never learnt
 */
export function train(examples: readonly Example[], unheard: ReadonlySet<string>): Model {
  const counted = examples.map(({ said: of }) => termsOf(of))
  const mails = new Map<string, number>()
  for (const term of counted.flatMap(terms => [...terms.keys()])) mails.set(term, (mails.get(term) ?? 0) + 1)
  const ofSets = counted.map((terms, i) => ({ set: examples[i]!.set, terms: terms.keys() }))
  const isHeard = (term: string) =>
    !term
      .replace('s:', '')
      .split(' ')
      .some(word => unheard.has(word))
  const names = commonTerms(ofSets, LEAST_SETS).filter(isHeard)
  const place = new Map(names.map((term, i) => [term, i]))
  const rarity = names.map(term => round(Math.log((1 + examples.length) / (1 + mails.get(term)!)) + 1))
  const rows = counted.map(terms => {
    const values = [...terms].flatMap(([term, count]) => {
      const at = place.get(term)
      return at === undefined ? [] : [[at, termValue(count, rarity[at]!)] as const]
    })
    const length = Math.sqrt(values.reduce((sum, [, value]) => sum + value * value, 0)) || 1
    return values.map(([at, value]) => [at, value / length] as const)
  })
  const K = INTENTS.length
  const all = examples.reduce((sum, { weight }) => sum + weight, 0)
  const of = INTENTS.map(intent => examples.reduce((sum, one) => sum + (one.intent === intent ? one.weight : 0), 0))
  const target = examples.map(({ intent }) => INTENTS.indexOf(intent))
  const share = target.map((intent, i) => (examples[i]!.weight * all) / (K * of[intent]!))
  const weights = regress(rows, target, share, { terms: names.length, classes: K, freedom: FREEDOM, rounds: ROUNDS })
  const bias = names.length * K
  const scaled = (value: number) => Math.round(value * SCALE)
  return {
    intents: INTENTS,
    bias: INTENTS.map((_, k) => scaled(weights[bias + k]!)),
    terms: names.map((term, i) =>
      [term, scaled(rarity[i]!), ...INTENTS.map((_, k) => scaled(weights[i * K + k]!))].join('\t'),
    ),
  }
}

const round = (value: number) => Math.round(value * SCALE) / SCALE

if (import.meta.main)
  learn({
    examples: developmentExamples('test'),
    train,
    file: 'src/domain/extraction/intent/likely-model.json',
    check: (model, folder) => {
      const ask = readModel(model)
      const mails = corpusExamples(folder)
      const right = mails.filter(({ said: of, intent }) => likeliest(ask(of).shares)[0] === intent)
      return { right: right.length, of: mails.length }
    },
  })
