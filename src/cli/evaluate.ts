import { writeFile } from 'node:fs/promises'
import { evaluateCorpus } from '../app/evaluate.ts'
import { createExtractor } from '../app/extractor.ts'
import { plainTable } from '../app/start/report.ts'
import { readCorpus } from '../demo/corpus.ts'
import { type Evaluation, score } from '../domain/evaluation.ts'
import { loadConfig } from '../platform/config.ts'
import type { Verb } from './io.ts'
import { progressBar } from './progress.ts'

/** `postbuch evaluate`: predictions, and figures where the corpus says what is right. */
export const run: Verb = async (io, options) => {
  const config = loadConfig()
  const corpus = await readCorpus(options.corpus as string)
  const bar = progressBar('mails', corpus.cases.length)
  const predictions = await evaluateCorpus({
    corpus,
    extractor: createExtractor(config),
    databaseUrl: config.databaseUrl,
    onProgress: bar.update,
  })
  bar.stop()
  if (options.predictions) {
    const lines = predictions.map(({ score: _, margin: __, ...line }) => `${JSON.stringify(line)}\n`)
    await writeFile(options.predictions as string, lines.join(''))
    io.tell(`${predictions.length} predictions written to ${options.predictions}`)
  }
  const judged = corpus.cases.flatMap(item => (item.expected ? [{ ...item, expected: item.expected }] : []))
  if (!judged.length) return { document: { cases: corpus.cases.length, predictions: predictions.length } }
  const { misses, ...figures } = score(judged, predictions)
  io.print(tables(figures))
  if (options.cases) {
    for (const { id, field, expected, predicted } of misses) {
      io.print(`${id}  ${field}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(predicted)}`)
    }
  }
  return { document: options.cases ? { ...figures, misses } : figures }
}

const percent = (value: number | null) => (value === null ? '–' : `${(value * 100).toFixed(1)} %`)

function tables({ cases, accuracy, accuracyOfStated, references, match, tags }: Omit<Evaluation, 'misses'>): string {
  const fields = plainTable([`${cases} cases`, 'right', 'right of stated'])
  for (const [field, value] of Object.entries(accuracy)) {
    fields.push([field, percent(value), percent(accuracyOfStated[field as keyof typeof accuracyOfStated])])
  }
  fields.push(['references', `${percent(references.precision)} precise`, `${percent(references.recall)} found`])
  const matches = plainTable(['match', ''])
  matches.push(
    ['auto, of those said', percent(match.autoPrecision)],
    ['auto, of those there are', percent(match.autoRecall)],
  )
  matches.push(['sent to review', percent(match.reviewRate)], ['wrong auto', match.wrongAuto.join(', ') || 'none'])
  const byTag = plainTable(['tag', 'cases', 'all right', 'outcome right'])
  for (const [tag, { cases: n, right, outcome }] of Object.entries(tags)) byTag.push([tag, n, right, percent(outcome)])
  return [fields, matches, byTag].join('\n')
}
