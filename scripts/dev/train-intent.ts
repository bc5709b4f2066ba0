/**
 * Learns `likely-model.json` from the development corpora and the letters of the tests: `node scripts/dev/train-intent.ts`.
 * The same corpora give the same file (a test compares); held-out sets are never read. `--check DIR` says how often the model
 * alone is right on a corpus folder.
 */
import { readdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
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
import { withoutOrders } from '../../src/domain/extraction/orders.ts'
import { readMail } from '../../src/domain/extraction/reply.ts'
import type { Intent, MailContent } from '../../src/domain/extraction/types.ts'
import { toUnits } from '../../src/domain/extraction/units.ts'
import { foldName } from '../../src/domain/matching/normalise.ts'
import { PARADIGMS } from '../../test/domain/extraction/paradigms.ts'
import { INTENTS_IN_OTHER_VOICES } from '../../test/domain/extraction/voices.ts'
import { THIRD } from '../../test/domain/extraction/voices-third.ts'
import { LETTERS } from '../../test/domain/matching/office.ts'
import { rowsOf, toMail } from './corpus-mails.ts'
import { regress } from './regression.ts'

const INTENTS: Intent[] = ['debt_statement', 'payment_plan', 'rejection', 'inquiry', 'transfer', 'auto_reply', 'spam']
/** A term counts if so many sets have it: then it is the language's, and no writer's or person's own. */
const LEAST_SETS = 4
/** Letters of the tests per set: they come from few hands. */
const PER_SET = 100
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

/** The mails of a corpus folder that can be read without OCR. */
export function corpusExamples(folder: string): Example[] {
  return rowsOf(`${folder}/cases.jsonl`)
    .filter(({ tags }) => !tags.includes('needs-ocr'))
    .map(({ email, expected }) => ({ set: folder, intent: expected.intent, said: said(toMail(email)), weight: 1 }))
}

type Letter = [subject: string, text: string, intent: Intent]

function letterExamples(name: string, letters: readonly Letter[], weight: number): Example[] {
  const mail = { fromEmail: '', fromName: '', toEmail: '', receivedAt: 0, bodyHtml: null, attachments: [] }
  return letters.map(([subject, text, intent], i) => ({
    // Dealt out, so that a word which many of them have counts as a word of several sets.
    set: `${name}/${i % Math.ceil(letters.length / PER_SET)}`,
    intent,
    said: said({ ...mail, subject, bodyText: text }),
    weight,
  }))
}

export const foldersIn = (root: string) => [
  'corpus',
  ...readdirSync(`${root}/voices`)
    .sort()
    .map(name => `voices/${name}`),
]

/** Last names of the corpora's clients: common ones come in several sets, and say nothing of what a mail is for. */
export const lastNames = (root: string): ReadonlySet<string> =>
  new Set(
    foldersIn(root).flatMap(folder =>
      // `von Ahlen`: particles are words like others.
      rowsOf(`${root}/${folder}/registry.jsonl`).map(
        ({ clientLastName }) => foldName(clientLastName).split(' ').at(-1)!,
      ),
    ),
  )

export function developmentExamples(root: string): Example[] {
  const folders = foldersIn(root)
  const written = (name: string): Letter[] =>
    rowsOf(`${root}/domain/extraction/${name}.jsonl`)
      .filter(({ intent }) => intent)
      .map(({ subject = '', text, intent }) => [subject, text, intent])
  const office = LETTERS.flatMap(({ subject, text, intent }): Letter[] => (intent ? [[subject, text, intent]] : []))
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
  const sets = new Map<string, Set<string>>()
  const mails = new Map<string, number>()
  for (const [i, terms] of counted.entries())
    for (const term of terms.keys()) {
      sets.set(term, (sets.get(term) ?? new Set()).add(examples[i]!.set))
      mails.set(term, (mails.get(term) ?? 0) + 1)
    }
  const names = [...sets]
    .filter(
      ([term, of]) =>
        of.size >= LEAST_SETS &&
        !term
          .replace('s:', '')
          .split(' ')
          .some(word => unheard.has(word)),
    )
    .map(([term]) => term)
    .sort()
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

/** The file's text: a line a term, so that a change can be read. */
export const written = ({ intents, bias, terms }: Model): string =>
  `{\n"intents": ${JSON.stringify(intents)},\n"bias": ${JSON.stringify(bias)},\n"terms": [\n${terms.map(term => JSON.stringify(term)).join(',\n')}\n]\n}\n`

if (import.meta.main) {
  const { values } = parseArgs({
    options: { check: { type: 'string', multiple: true }, without: { type: 'string', multiple: true } },
  })
  const examples = developmentExamples('test').filter(
    ({ set }) => !(values.without ?? []).some(name => set.endsWith(name)),
  )
  const model = train(examples, lastNames('test'))
  console.log(`${examples.length} mails and letters, ${model.terms.length} terms`)
  const ask = readModel(model)
  for (const folder of values.check ?? []) {
    const mails = corpusExamples(folder)
    const right = mails.filter(
      ({ said: of, intent }) => [...ask(of).shares].reduce((a, b) => (b[1] > a[1] ? b : a))[0] === intent,
    )
    console.log(`${folder}: ${right.length} of ${mails.length} right`)
  }
  if (!values.without) writeFileSync('src/domain/extraction/intent/likely-model.json', written(model))
}
