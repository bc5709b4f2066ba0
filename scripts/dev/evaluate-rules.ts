/** Runs the rules alone over a corpus folder, without any server: `node scripts/dev/evaluate-rules.ts [DIR] [odd|even] [--cases]`. */
import { parseArgs } from 'node:util'
import { type EvaluationCase, type Prediction, predict, score } from '../../src/domain/evaluation.ts'
import { extract } from '../../src/domain/extraction/extract.ts'
import { decideMatch } from '../../src/domain/matching/decide.ts'
import { MemoryInquiryLookup } from '../../src/domain/matching/memory-lookup.ts'
import { candidateQuery } from '../../src/domain/matching/query.ts'
import type { Inquiry } from '../../src/domain/matching/types.ts'
import { rowsOf, toMail } from './corpus-mails.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cases: { type: 'boolean' }, show: { type: 'string' }, half: { type: 'string' } },
})
const folder = positionals[0] ?? 'test/corpus'
const lines = (name: string) => rowsOf(`${folder}/${name}`)

const registry: Inquiry[] = lines('registry.jsonl').map(row => ({
  ...row,
  expectedAmountCents: row.expectedAmount === null ? null : Math.round(Number(row.expectedAmount) * 100),
  sentAt: Date.parse(row.sentAt),
}))
const lookup = new MemoryInquiryLookup(registry)
const cases = lines('cases.jsonl') as (EvaluationCase & { email: Record<string, unknown> })[]
const predictions: Prediction[] = []
let slowest = 0
for (const { id, email } of cases) {
  const mail = toMail(email)
  const started = performance.now()
  const extraction = extract(mail)
  slowest = Math.max(slowest, performance.now() - started)
  const query = candidateQuery(mail, extraction)
  // As the worker does it: what the attachments say is in the extraction only.
  const decision = decideMatch({ ...mail, attachments: [] }, extraction, await lookup.find(query))
  if (decision.outcome === 'auto') {
    for (const { inquiryId, references } of decision.assignments) lookup.learn(inquiryId, references)
  }
  predictions.push(predict(id, mail, extraction, decision))
  if (values.show === id) console.dir({ extraction, decision }, { depth: 6 })
}
const wanted = (_: unknown, i: number) => values.half === undefined || (i % 2 === 0) === (values.half === 'odd')
const chosen = cases.filter(wanted)
const ids = new Set(chosen.map(({ id }) => id))
const result = score(
  chosen,
  predictions.filter(({ id }) => ids.has(id)),
)
if (values.cases) {
  for (const miss of result.misses) {
    console.log(miss.id, miss.field, JSON.stringify(miss.expected), '<-', JSON.stringify(miss.predicted))
  }
}
const { misses, tags, calibration, ...figures } = result
console.log(JSON.stringify({ ...figures, slowestExtractionMs: Math.round(slowest) }, null, 1))
