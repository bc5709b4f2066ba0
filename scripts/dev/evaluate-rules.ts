/** Runs the rules alone over a corpus folder, without any server: `node scripts/dev/evaluate-rules.ts [DIR] [odd|even] [--cases]`. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type EvaluationCase, type Prediction, predict, score } from '../../src/domain/evaluation.ts'
import { extract } from '../../src/domain/extraction/extract.ts'
import type { MailContent } from '../../src/domain/extraction/types.ts'
import { decideMatch } from '../../src/domain/matching/decide.ts'
import { MemoryInquiryLookup } from '../../src/domain/matching/memory-lookup.ts'
import { candidateQuery } from '../../src/domain/matching/query.ts'
import type { Inquiry } from '../../src/domain/matching/types.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cases: { type: 'boolean' }, show: { type: 'string' }, half: { type: 'string' } },
})
const folder = positionals[0] ?? 'test/corpus'
const lines = (name: string) =>
  readFileSync(`${folder}/${name}`, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line))

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

// biome-ignore lint/suspicious/noExplicitAny: the corpus is data of a known form
function toMail(email: Record<string, any>): MailContent {
  return {
    subject: email.subject ?? '',
    fromEmail: email.fromEmail ?? '',
    fromName: email.fromName ?? '',
    toEmail: email.toEmail ?? '',
    receivedAt: Date.parse(email.receivedAt),
    bodyText: email.bodyText,
    bodyHtml: email.bodyHtml,
    // biome-ignore lint/suspicious/noExplicitAny: see above
    attachments: (email.attachments ?? []).map((a: any) => ({
      filename: a.filename,
      contentType: a.contentType,
      pages: a.scanned ? [] : a.pages,
      unreadable: a.scanned ? 'scan_without_text_layer' : null,
    })),
  }
}
