import { readFile, writeFile } from 'node:fs/promises'
import { evaluateCorpus } from '../app/evaluate.ts'
import { createExtractor, looksAtScans } from '../app/extractor.ts'
import { plainTable } from '../app/start/report.ts'
import { readCorpus } from '../demo/corpus.ts'
import { type Evaluation, score } from '../domain/evaluation.ts'
import { BUILT_IN, type PromptVersion } from '../extraction/claude/prompt.ts'
import { type Config, loadConfig } from '../platform/config.ts'
import { UsageError, type Verb } from './io.ts'
import { progressBar } from './progress.ts'

/** `postbuch evaluate`: predictions, and figures where the corpus says what is right. */
export const run: Verb = async (io, options) => {
  const config = loadConfig()
  const corpus = await readCorpus(options.corpus as string)
  const prompt = await promptToTry(config, options.prompt as string | undefined)
  const bar = progressBar('mails', corpus.cases.length)
  const predictions = await evaluateCorpus({
    corpus,
    extractor: attachments => createExtractor(config, { attachments, prompt: async () => prompt }),
    ocr: !looksAtScans(config),
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

/** A prompt that is not published yet, or the built-in one. */
async function promptToTry(config: Config, file: string | undefined): Promise<PromptVersion> {
  if (file === undefined) return BUILT_IN
  if (config.extract.provider !== 'claude')
    throw new UsageError('--prompt FILE is read by Claude: set LLM_PROVIDER=claude and ANTHROPIC_API_KEY.')
  return { version: 'draft', text: await readFile(file, 'utf8'), model: null }
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
