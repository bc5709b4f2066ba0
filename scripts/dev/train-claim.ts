/**
 * Learns `likely-claim-model.json` from the development corpora and the letters of the tests: `node scripts/dev/train-claim.ts`.
 * The same corpora give the same file (a test compares); held-out sets are never read. `--check DIR` says how often the
 * likeliest sum of a mail is its claim; `--without SET` leaves one out.
 */
import {
  type ClaimModel,
  isFigure,
  readClaimModel,
  SCALE,
  termsOf,
} from '../../src/domain/extraction/debt/likely-claim.ts'
import { likeliest } from '../../src/domain/extraction/likeliest.ts'
import { readMail } from '../../src/domain/extraction/reply.ts'
import { classify, type Sum } from '../../src/domain/extraction/roles.ts'
import type { MailContent } from '../../src/domain/extraction/types.ts'
import { toUnits } from '../../src/domain/extraction/units.ts'
import { CLAIMS } from '../../test/domain/extraction/voices.ts'
import { MORE_CLAIMS } from '../../test/domain/extraction/voices-more.ts'
import { THIRD } from '../../test/domain/extraction/voices-third.ts'
import { rowsOf, toMail } from './corpus-mails.ts'
import { regress } from './regression.ts'
import { commonTerms, dealt, foldersIn, type Letter, learn, legibleIn } from './training.ts'

/** A term counts if so many sets have it: then it is the language's, and no writer's own. */
const LEAST_SETS = 3
/** The variance of a weight's prior, see `regress`. */
const FREEDOM = 0.5
const ROUNDS = 300

interface Example {
  set: string
  sums: Sum[]
  /** Integer cents; null if nothing is claimed, or nobody can tell. */
  claim: number | null
}

function example(set: string, mail: MailContent, euros: number | string | null): Example {
  const sums = classify(toUnits(readMail(mail).lines), new Date(mail.receivedAt).toISOString().slice(0, 10))
  return { set, sums: sums.filter(isFigure), claim: euros === null ? null : Math.round(Number(euros) * 100) }
}

export const corpusClaims = (folder: string): Example[] =>
  legibleIn(folder).map(({ email, expected }) => example(folder, toMail(email), expected.debtAmount))

const letterClaims = (name: string, letters: readonly Letter<number | null>[]): Example[] =>
  dealt(name, letters).map(({ set, mail, answer }) => example(set, mail, answer))

export function developmentClaims(root: string): Example[] {
  const written = (name: string): Letter<number | null>[] =>
    rowsOf(`${root}/domain/extraction/${name}.jsonl`)
      .filter(({ euros }) => euros !== undefined)
      .map(({ subject = '', text, euros }) => [subject, text, euros])
  const alone = [...CLAIMS, ...MORE_CLAIMS].map(([text, euros]): Letter<number | null> => ['', text, euros])
  return [
    ...foldersIn(root).flatMap(folder => corpusClaims(`${root}/${folder}`)),
    ...['letters', 'intents', 'claims'].flatMap(name => letterClaims(name, written(name))),
    ...letterClaims('voices', alone),
    ...letterClaims(
      'third',
      THIRD.map(([subject, text, , euros]): Letter<number | null> => [subject, text, euros]),
    ),
  ]
}

/** @param unheard words that are never learnt */
export function trainClaims(examples: readonly Example[], unheard: ReadonlySet<string>): ClaimModel {
  const asked = examples.flatMap(({ set, sums, claim }) =>
    sums.map((sum, index) => ({ set, terms: termsOf(sums, index, unheard), isClaim: sum.cents === claim })),
  )
  const names = commonTerms(asked, LEAST_SETS)
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

if (import.meta.main)
  learn({
    examples: developmentClaims('test'),
    train: trainClaims,
    file: 'src/domain/extraction/debt/likely-claim-model.json',
    check: (model, folder) => {
      const ask = readClaimModel(model)
      const mails = corpusClaims(folder).filter(({ claim, sums }) => claim && sums.length > 0)
      const right = mails.filter(({ sums, claim }) => likeliest(ask(sums))[0] === claim)
      return { right: right.length, of: mails.length }
    },
  })
