/**
 * Learns `likely-claim-model.json` from the development corpora and the letters of the tests: `node scripts/dev/train-claim.ts`.
 * The same corpora give the same file (a test compares); held-out sets are never read. `--check DIR` says how often the
 * likeliest sum of a mail is its claim; `--without SET` leaves one out.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  type ClaimModel,
  isFigure,
  readClaimModel,
  SCALE,
  termsOf,
} from '../../src/domain/extraction/debt/likely-claim.ts'
import { readMail } from '../../src/domain/extraction/reply.ts'
import { classify, type Sum } from '../../src/domain/extraction/roles.ts'
import type { MailContent } from '../../src/domain/extraction/types.ts'
import { toUnits } from '../../src/domain/extraction/units.ts'
import { CLAIMS } from '../../test/domain/extraction/voices.ts'
import { MORE_CLAIMS } from '../../test/domain/extraction/voices-more.ts'
import { THIRD } from '../../test/domain/extraction/voices-third.ts'
import { rowsOf, toMail } from './corpus-mails.ts'
import { regress } from './regression.ts'
import { foldersIn, lastNames } from './train-intent.ts'

/** A term counts if so many sets have it: then it is the language's, and no writer's own. */
const LEAST_SETS = 3
/** Letters of the tests per set: they come from few hands. */
const PER_SET = 100
/** The variance of a weight's prior, see `regress`. */
const FREEDOM = 0.5
const ROUNDS = 300

interface Example {
  set: string
  sums: Sum[]
  /** Integer cents; null if nothing is claimed, or nobody can tell. */
  claim: number | null
}

function example(set: string, mail: MailContent, euros: number | string | null | undefined): Example {
  const sums = classify(toUnits(readMail(mail).lines), new Date(mail.receivedAt).toISOString().slice(0, 10))
  return { set, sums: sums.filter(isFigure), claim: euros == null ? null : Math.round(Number(euros) * 100) }
}

/** The mails of a corpus folder that can be read without OCR. */
export const corpusClaims = (folder: string): Example[] =>
  rowsOf(`${folder}/cases.jsonl`)
    .filter(({ tags }) => !tags.includes('needs-ocr'))
    .map(({ email, expected }) => example(folder, toMail(email), expected.debtAmount))

type Letter = [subject: string, text: string, euros: number | null]

/** Letters of the tests, dealt out, so that a term which many of them have counts as one of several sets. */
function letterClaims(name: string, letters: readonly Letter[]): Example[] {
  const sets = Math.ceil(letters.length / PER_SET)
  const mail = { fromEmail: 'a@b.example', fromName: '', toEmail: '', receivedAt: 0, bodyHtml: null, attachments: [] }
  return letters.map(([subject, text, euros], i) =>
    example(`${name}/${i % sets}`, { ...mail, subject, bodyText: text }, euros),
  )
}

export function developmentClaims(root: string): Example[] {
  const written = (name: string): Letter[] =>
    rowsOf(`${root}/domain/extraction/${name}.jsonl`)
      .filter(({ euros }) => euros !== undefined)
      .map(({ subject = '', text, euros }) => [subject, text, euros])
  const alone = [...CLAIMS, ...MORE_CLAIMS].map(([text, euros]): Letter => ['', text, euros])
  return [
    ...foldersIn(root).flatMap(folder => corpusClaims(`${root}/${folder}`)),
    ...['letters', 'intents', 'claims'].flatMap(name => letterClaims(name, written(name))),
    ...letterClaims('voices', alone),
    ...letterClaims(
      'third',
      THIRD.map(([subject, text, , euros]): Letter => [subject, text, euros]),
    ),
  ]
}

/** @param unheard words that are never learnt */
export function trainClaims(examples: readonly Example[], unheard: ReadonlySet<string>): ClaimModel {
  const asked = examples.flatMap(({ set, sums, claim }) =>
    sums.map((sum, index) => ({ set, terms: termsOf(sums, index, unheard), isClaim: sum.cents === claim })),
  )
  const sets = new Map<string, Set<string>>()
  for (const { set, terms } of asked) for (const term of terms) sets.set(term, (sets.get(term) ?? new Set()).add(set))
  const names = [...sets].flatMap(([term, of]) => (of.size >= LEAST_SETS ? [term] : [])).sort()
  const place = new Map(names.map((term, i) => [term, i]))
  const rows = asked.map(({ terms }) =>
    [...terms].flatMap(term => (place.has(term) ? [[place.get(term)!, 1] as const] : [])),
  )
  const target = asked.map(({ isClaim }) => (isClaim ? 1 : 0))
  const weights = regress(
    rows,
    target,
    asked.map(() => 1),
    { terms: names.length, classes: 2, freedom: FREEDOM, rounds: ROUNDS },
  )
  const weight = (at: number) => Math.round((weights[2 * at + 1]! - weights[2 * at]!) * SCALE)
  return { bias: weight(names.length), terms: names.map((term, i) => `${term}\t${weight(i)}`) }
}

/** The file's text: a line a term, so that a change can be read. */
export const writtenClaims = ({ bias, terms }: ClaimModel): string =>
  `{\n"bias": ${bias},\n"terms": [\n${terms.map(term => JSON.stringify(term)).join(',\n')}\n]\n}\n`

if (import.meta.main) {
  const { values } = parseArgs({
    options: { check: { type: 'string', multiple: true }, without: { type: 'string', multiple: true } },
  })
  const examples = developmentClaims('test').filter(
    ({ set }) => !(values.without ?? []).some(name => set.endsWith(name)),
  )
  const model = trainClaims(examples, lastNames('test'))
  console.log(`${examples.length} mails and letters, ${model.terms.length} terms`)
  const ask = readClaimModel(model)
  for (const folder of values.check ?? []) {
    const mails = corpusClaims(folder).filter(({ claim, sums }) => claim && sums.length > 0)
    const right = mails.filter(({ sums, claim }) => [...ask(sums)].reduce((a, b) => (b[1] > a[1] ? b : a))[0] === claim)
    console.log(`${folder}: ${right.length} of ${mails.length} right`)
  }
  if (!values.without) writeFileSync('src/domain/extraction/debt/likely-claim-model.json', writtenClaims(model))
}
