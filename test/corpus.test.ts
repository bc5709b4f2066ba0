/** The rules alone on each development corpus: floors a little below what is reached, so that no change loses it unseen. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rowsOf, toMail } from '../scripts/dev/corpus-mails.ts'
import { type Evaluation, type EvaluationCase, type Prediction, predict, score } from '../src/domain/evaluation.ts'
import { extract } from '../src/domain/extraction/extract.ts'
import { decideMatch } from '../src/domain/matching/decide.ts'
import { MemoryInquiryLookup } from '../src/domain/matching/memory-lookup.ts'
import { candidateQuery } from '../src/domain/matching/query.ts'

const FLOORS = {
  corpus: { intent: 0.98, names: 0.98, debt: 0.98, references: 0.96, autoPrecision: 1, autoRecall: 0.95 },
  'voices/b': { intent: 0.98, names: 0.97, debt: 0.97, references: 0.97, autoPrecision: 1, autoRecall: 0.93 },
  'voices/c': { intent: 0.97, names: 0.96, debt: 0.94, references: 0.96, autoPrecision: 0.92, autoRecall: 0.8 },
  'voices/d': { intent: 0.96, names: 0.96, debt: 0.96, references: 0.95, autoPrecision: 0.97, autoRecall: 0.95 },
  'voices/e': { intent: 0.97, names: 0.97, debt: 0.97, references: 0.96, autoPrecision: 0.97, autoRecall: 0.94 },
  'voices/f': { intent: 0.96, names: 0.96, debt: 0.96, references: 0.97, autoPrecision: 0.97, autoRecall: 0.96 },
  'voices/h': { intent: 0.92, names: 0.96, debt: 0.96, references: 0.93, autoPrecision: 0.97, autoRecall: 0.74 },
  'voices/g': { intent: 0.96, names: 0.96, debt: 0.92, references: 0.96, autoPrecision: 1, autoRecall: 0.88 },
  'voices/i': { intent: 0.96, names: 0.97, debt: 0.97, references: 0.96, autoPrecision: 1, autoRecall: 0.95 },
  'voices/j': { intent: 0.97, names: 0.97, debt: 0.97, references: 0.96, autoPrecision: 1, autoRecall: 0.89 },
  'voices/k': { intent: 0.98, names: 0.98, debt: 0.98, references: 0.98, autoPrecision: 1, autoRecall: 0.93 },
  'voices/l': { intent: 0.98, names: 0.98, debt: 0.98, references: 0.98, autoPrecision: 1, autoRecall: 0.97 },
  'voices/m': { intent: 0.98, names: 0.98, debt: 0.98, references: 0.97, autoPrecision: 1, autoRecall: 0.97 },
  'voices/n': { intent: 0.97, names: 0.97, debt: 0.97, references: 0.98, autoPrecision: 1, autoRecall: 0.87 },
  'voices/o': { intent: 0.98, names: 0.98, debt: 0.95, references: 0.97, autoPrecision: 1, autoRecall: 0.79 },
  'voices/p': { intent: 0.98, names: 0.97, debt: 0.95, references: 0.92, autoPrecision: 1, autoRecall: 0.88 },
  'voices/q': { intent: 0.97, names: 0.94, debt: 0.94, references: 0.96, autoPrecision: 1, autoRecall: 0.72 },
  'voices/r': { intent: 0.97, names: 0.96, debt: 0.97, references: 0.97, autoPrecision: 1, autoRecall: 0.88 },
  'voices/s': { intent: 0.98, names: 0.97, debt: 0.98, references: 0.95, autoPrecision: 1, autoRecall: 0.9 },
  'voices/t': { intent: 0.98, names: 0.98, debt: 0.97, references: 0.97, autoPrecision: 1, autoRecall: 0.9 },
  'voices/u': { intent: 0.97, names: 0.98, debt: 0.97, references: 0.97, autoPrecision: 1, autoRecall: 0.81 },
  'voices/v': { intent: 0.97, names: 0.94, debt: 0.97, references: 0.95, autoPrecision: 1, autoRecall: 0.87 },
  'voices/w': { intent: 0.97, names: 0.95, debt: 0.97, references: 0.95, autoPrecision: 1, autoRecall: 0.92 },
  'voices/x': { intent: 0.97, names: 0.97, debt: 0.96, references: 0.9, autoPrecision: 1, autoRecall: 0.88 },
  'voices/y': { intent: 0.97, names: 0.94, debt: 0.9, references: 0.88, autoPrecision: 0.94, autoRecall: 0.8 },
  'voices/z': { intent: 0.97, names: 0.96, debt: 0.98, references: 0.98, autoPrecision: 1, autoRecall: 0.94 },
  'voices/za': { intent: 0.98, names: 0.96, debt: 0.93, references: 0.97, autoPrecision: 1, autoRecall: 0.8 },
  'voices/zb': { intent: 0.98, names: 0.99, debt: 0.97, references: 0.94, autoPrecision: 1, autoRecall: 0.94 },
}

describe.each(Object.entries(FLOORS))('%s', (folder, floor) => {
  test('the rules reach what they reached', async () => {
    const { accuracy, references, match } = (await evaluate(folder)).withoutOcr
    expect.soft(accuracy.isCreditorReply).toBeGreaterThanOrEqual(0.98)
    expect.soft(accuracy.intent).toBeGreaterThanOrEqual(floor.intent)
    expect.soft(accuracy.clientName).toBeGreaterThanOrEqual(floor.names)
    expect.soft(accuracy.aktenzeichen).toBeGreaterThanOrEqual(floor.names)
    expect.soft(accuracy.creditorName).toBeGreaterThanOrEqual(floor.names)
    expect.soft(accuracy.debtAmount).toBeGreaterThanOrEqual(floor.debt)
    expect.soft(references.precision).toBeGreaterThanOrEqual(floor.references)
    expect.soft(references.recall).toBeGreaterThanOrEqual(floor.references)
    expect.soft(match.autoRecall).toBeGreaterThanOrEqual(floor.autoRecall)
    expect.soft(match.autoPrecision).toBeGreaterThanOrEqual(floor.autoPrecision)
  }, 60_000)
})

/** A wrong automatic assignment writes a stranger's debt: none is what is asked, whatever else a change gains. */
test.each([
  'corpus',
  'voices/b',
  'voices/d',
  'voices/e',
  'voices/f',
  'voices/g',
  'voices/i',
  'voices/j',
  'voices/k',
  'voices/l',
  'voices/m',
  'voices/n',
  'voices/o',
  'voices/p',
  'voices/q',
  'voices/r',
  'voices/s',
  'voices/t',
  'voices/u',
  'voices/v',
  'voices/w',
  'voices/x',
  'voices/z',
  'voices/za',
  'voices/zb',
])(
  '%s: no mail is assigned wrongly',
  async folder => {
    expect((await evaluate(folder)).match.wrongAuto).toEqual([])
  },
  60_000,
)

type Row = Record<string, never>

async function evaluate(folder: string): Promise<Evaluation> {
  const lines = (name: string): Row[] => rowsOf(join(import.meta.dirname, folder, name))
  const lookup = new MemoryInquiryLookup(
    lines('registry.jsonl').map(row => ({
      ...(row as Row & { inquiryId: string }),
      expectedAmountCents: row.expectedAmount === null ? null : Math.round(Number(row.expectedAmount) * 100),
      sentAt: Date.parse(row.sentAt!),
    })) as never,
  )
  const cases = lines('cases.jsonl') as unknown as (EvaluationCase & { email: Row })[]
  const predictions: Prediction[] = []
  for (const { id, email } of cases) {
    const mail = toMail(email)
    const extraction = extract(mail)
    // As the worker does it: matching sees the mail without its attachments.
    const decision = decideMatch(
      { ...mail, attachments: [] },
      extraction,
      await lookup.find(candidateQuery(mail, extraction)),
    )
    if (decision.outcome === 'auto')
      for (const { inquiryId, references } of decision.assignments) lookup.learn(inquiryId, references)
    predictions.push(predict(id, mail, extraction, decision))
  }
  return score(cases, predictions)
}
