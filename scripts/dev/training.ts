/** What both models are learnt from, which terms they learn, and what their commands have in common. */
import { readdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { MailContent } from '../../src/domain/extraction/types.ts'
import { foldName } from '../../src/domain/matching/normalise.ts'
import { rowsOf } from './corpus-mails.ts'

/** Letters of the tests per set: they come from few hands. */
const PER_SET = 100

/** The folders of the development corpora below `test`. */
export const foldersIn = (root: string) => [
  'corpus',
  ...readdirSync(`${root}/voices`)
    .sort()
    .map(name => `voices/${name}`),
]

/** The mails of a corpus folder that can be read without OCR. */
export const legibleIn = (folder: string) =>
  rowsOf(`${folder}/cases.jsonl`).filter(({ tags }) => !tags.includes('needs-ocr'))

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

/** A letter of the tests and what is to be read in it. */
export type Letter<T> = [subject: string, text: string, answer: T]

/** Letters as mails, dealt out, so that a term which many of them have counts as one of several sets. */
export function dealt<T>(name: string, letters: readonly Letter<T>[]): { set: string; mail: MailContent; answer: T }[] {
  const sets = Math.ceil(letters.length / PER_SET)
  const mail = { fromEmail: '', fromName: '', toEmail: '', receivedAt: 0, bodyHtml: null, attachments: [] }
  return letters.map(([subject, bodyText, answer], i) => ({
    set: `${name}/${i % sets}`,
    mail: { ...mail, subject, bodyText },
    answer,
  }))
}

/** The terms that so many sets have, in order: they are the language's, and no writer's own. */
export function commonTerms(examples: Iterable<{ set: string; terms: Iterable<string> }>, leastSets: number): string[] {
  const sets = new Map<string, Set<string>>()
  for (const { set, terms } of examples)
    for (const term of terms) sets.set(term, (sets.get(term) ?? new Set()).add(set))
  return [...sets].flatMap(([term, of]) => (of.size >= leastSets ? [term] : [])).sort()
}

/** A model's file: a line a term, so that a change can be read. */
export function written({ terms, ...head }: { terms: readonly string[] }): string {
  const values = Object.entries(head).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  const lines = terms.map(term => JSON.stringify(term)).join(',\n')
  return `{\n${[...values, `"terms": [\n${lines}\n]`].join(',\n')}\n}\n`
}

interface Learning<E, M> {
  examples: E[]
  train: (examples: readonly E[], unheard: ReadonlySet<string>) => M
  file: string
  /** How many mails of a corpus folder a model is right about, and of how many. */
  check: (model: M, folder: string) => { right: number; of: number }
}

/** The command of a model: learns it and writes its file, or with `--without SET` only tries it on the folders of `--check DIR`. */
export function learn<E extends { set: string }, M extends { terms: readonly string[] }>(
  learning: Learning<E, M>,
): void {
  const { values } = parseArgs({
    options: { check: { type: 'string', multiple: true }, without: { type: 'string', multiple: true } },
  })
  const examples = learning.examples.filter(({ set }) => !values.without?.some(name => set.endsWith(name)))
  const model = learning.train(examples, lastNames('test'))
  console.log(`${examples.length} mails and letters, ${model.terms.length} terms`)
  for (const folder of values.check ?? []) {
    const { right, of } = learning.check(model, folder)
    console.log(`${folder}: ${right} of ${of} right`)
  }
  if (!values.without) writeFileSync(learning.file, written(model))
}
