import { readFile, writeFile } from 'node:fs/promises'
import { evaluateCorpus } from '../app/evaluate.ts'
import { createExtractor, looksAtScans } from '../app/extractor.ts'
import { readCorpus } from '../demo/corpus.ts'
import { type Prediction, score } from '../domain/evaluation.ts'
import { compare } from '../domain/evaluation-compare.ts'
import { BUILT_IN, type PromptVersion } from '../extraction/claude/prompt.ts'
import { type Config, loadConfig } from '../platform/config.ts'
import { comparisonTables, evaluationTables } from './evaluate-tables.ts'
import { UsageError, type Verb } from './io.ts'
import { progressBar } from './progress.ts'

/** `postbuch evaluate`: predictions, and figures where the corpus says what is right. */
export const run: Verb = async (io, options) => {
  const config = loadConfig()
  const corpus = await readCorpus(options.corpus as string)
  const prompt = await promptToTry(config, options.prompt as string | undefined)
  const before = options.compare ? await earlierRun(options.compare as string) : null
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
  const evaluation = score(judged, predictions)
  const { misses, ...figures } = evaluation
  io.print(evaluationTables(figures))
  if (options.cases) {
    for (const { id, field, expected, predicted } of misses) {
      io.print(`${id}  ${field}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(predicted)}`)
    }
  }
  const comparison = before && compare(judged, before, predictions)
  if (comparison) io.print(comparisonTables(score(judged, before), evaluation, comparison))
  return { document: { ...figures, ...(options.cases ? { misses } : {}), ...comparison } }
}

/** A prompt that is not published yet, or the built-in one. */
async function promptToTry(config: Config, file: string | undefined): Promise<PromptVersion> {
  if (file === undefined) return BUILT_IN
  if (config.extract.provider !== 'claude')
    throw new UsageError('--prompt FILE is read by Claude: set LLM_PROVIDER=claude and ANTHROPIC_API_KEY.')
  return { version: 'draft', text: await readFile(file, 'utf8'), model: null }
}

/** The lines that an earlier run wrote with `--predictions`. */
async function earlierRun(file: string): Promise<Prediction[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(line => line.trim() !== '')
  return lines.map((line, i) => {
    try {
      return { score: null, margin: null, ...JSON.parse(line) }
    } catch {
      throw new UsageError(`${file}, line ${i + 1}: expected JSON as \`evaluate --predictions FILE\` writes it.`)
    }
  })
}
