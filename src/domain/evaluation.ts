/**
 * Scoring predictions against what a careful clerk would say. Pure: a runner puts the mails through the code, in order of
 * receipt, and lets the registry *learn* before the next mail: when a decision is `auto`, the references of its
 * assignment become known references of that inquiry (that is what the inquiries projection does in production).
 */

import type { Extraction, Intent, MailContent } from './extraction/types.ts'
import { normaliseAktenzeichen, normaliseReference } from './matching/normalise.ts'
import type { MatchDecision } from './matching/types.ts'

/** What the corpus says, and what we say, about one mail. Amounts are decimal strings (`1388.24`), as in the corpus. */
export interface Answer {
  isCreditorReply: boolean
  intent: Intent
  clientName: string | null
  aktenzeichen: string | null
  creditorName: string | null
  debtAmount: string | null
  referenceNumbers: string[]
  match: { outcome: 'auto' | 'review' | 'none'; inquiryId: string | null }
}

export interface EvaluationCase {
  id: string
  tags: string[]
  expected: Answer
}

/** One line of `--predictions`; `score` and `margin` feed the calibration table. */
export interface Prediction extends Answer {
  id: string
  score: number | null
  margin: number | null
}

const FIELDS = ['isCreditorReply', 'intent', 'clientName', 'aktenzeichen', 'creditorName', 'debtAmount'] as const
export type Field = (typeof FIELDS)[number]

export interface Figures {
  cases: number
  /** Share of all cases; null where null is right is right. */
  accuracy: Record<Field, number | null>
  /** The same among cases where the corpus states a value. */
  accuracyOfStated: Record<Field, number | null>
  references: { precision: number | null; recall: number | null }
  match: {
    autoPrecision: number | null
    autoRecall: number | null
    reviewRate: number | null
    wrongAuto: string[]
  }
}

export interface Miss {
  id: string
  field: Field | 'referenceNumbers' | 'match'
  expected: unknown
  predicted: unknown
}

export interface Evaluation extends Figures {
  /** The figures above are of all cases; these are of those tagged `needs-ocr`, which only OCR can read, and of the others. */
  needsOcr: Figures
  withoutOcr: Figures
  tags: Record<string, { cases: number; right: number; fields: Record<Field, number | null>; outcome: number | null }>
  /** Score of the best candidate (in bits, by bands) against what the corpus says. */
  calibration: { from: number; to: number; cases: number; right: number; auto: number; wrongAuto: number }[]
  misses: Miss[]
}

/** The prediction line of a mail. */
export function predict(id: string, mail: MailContent, extraction: Extraction, decision: MatchDecision): Prediction {
  void mail
  // Separate amounts of several clients are nobody's total; a joint total is given, and so is that none owes anything.
  const cents = extraction.debtAmountCents
  const separate =
    cents !== 0 &&
    decision.reason === 'several_clients' &&
    !extraction.amounts.some(amount => amount.role === 'total' && amount.cents === cents)
  return {
    id,
    isCreditorReply: extraction.isCreditorReply,
    intent: extraction.intent,
    clientName: decision.clientName,
    aktenzeichen: decision.aktenzeichen,
    creditorName: decision.creditorName,
    debtAmount: cents === null || separate ? null : decimal(cents),
    referenceNumbers: decision.references,
    match: {
      outcome: decision.outcome,
      inquiryId: decision.assignments.length === 1 ? decision.assignments[0]!.inquiryId : null,
    },
    score: decision.score,
    margin: decision.margin,
  }
}

/** All figures. A case without a prediction counts as wrong everywhere. */
export function score(cases: readonly EvaluationCase[], predictions: readonly Prediction[]): Evaluation {
  const byId = new Map(predictions.map(prediction => [prediction.id, prediction]))
  const pairs = cases.map(({ id, tags, expected }) => ({ id, tags, expected, predicted: byId.get(id) ?? missing(id) }))
  const ocr = pairs.filter(pair => pair.tags.includes('needs-ocr'))
  const readable = pairs.filter(pair => !pair.tags.includes('needs-ocr'))
  const tags = [...new Set(readable.flatMap(pair => pair.tags))].sort()
  return {
    ...figures(pairs),
    needsOcr: figures(ocr),
    withoutOcr: figures(readable),
    tags: Object.fromEntries(tags.map(tag => [tag, ofTag(readable.filter(pair => pair.tags.includes(tag)))])),
    calibration: calibration(readable),
    misses: pairs.flatMap(misses),
  }
}

interface Pair {
  id: string
  tags: string[]
  expected: Answer
  predicted: Prediction
}

function missing(id: string): Prediction {
  return {
    id,
    isCreditorReply: false,
    intent: 'spam',
    clientName: '?',
    aktenzeichen: '?',
    creditorName: '?',
    debtAmount: '?',
    referenceNumbers: [],
    match: { outcome: 'none', inquiryId: null },
    score: null,
    margin: null,
  }
}

function figures(pairs: Pair[]): Figures {
  const counts = referenceCounts(pairs)
  const shouldAuto = pairs.filter(pair => pair.expected.match.outcome === 'auto')
  const saidAuto = pairs.filter(pair => pair.predicted.match.outcome === 'auto')
  const rightAuto = saidAuto.filter(pair => !isWrongAuto(pair))
  return {
    cases: pairs.length,
    accuracy: perField(field => ratio(pairs.filter(pair => fieldRight(pair, field)).length, pairs.length)),
    accuracyOfStated: perField(field => {
      const stated = pairs.filter(pair => pair.expected[field] !== null)
      return ratio(stated.filter(pair => fieldRight(pair, field)).length, stated.length)
    }),
    references: { precision: ratio(counts.both, counts.predicted), recall: ratio(counts.both, counts.expected) },
    match: {
      autoPrecision: ratio(rightAuto.length, saidAuto.length),
      autoRecall: ratio(rightAuto.length, shouldAuto.length),
      reviewRate: ratio(pairs.filter(pair => pair.predicted.match.outcome === 'review').length, pairs.length),
      wrongAuto: saidAuto.filter(isWrongAuto).map(pair => pair.id),
    },
  }
}

function perField<T>(value: (field: Field) => T): Record<Field, T> {
  return Object.fromEntries(FIELDS.map(field => [field, value(field)])) as Record<Field, T>
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** Auto where the corpus says review or none is wrong, like auto to another inquiry. */
function isWrongAuto({ expected, predicted }: Pair): boolean {
  return (
    predicted.match.outcome === 'auto' &&
    (expected.match.outcome !== 'auto' || expected.match.inquiryId !== predicted.match.inquiryId)
  )
}

function matchRight(pair: Pair): boolean {
  return pair.expected.match.outcome === pair.predicted.match.outcome && !isWrongAuto(pair)
}

function fieldRight({ expected, predicted }: Pair, field: Field): boolean {
  const [a, b] = [expected[field], predicted[field]]
  if (a === null || b === null) return a === b
  if (field === 'aktenzeichen') return normaliseAktenzeichen(String(a)) === normaliseAktenzeichen(String(b))
  if (field === 'clientName' || field === 'creditorName') return same(String(a), String(b))
  if (field === 'debtAmount') return Number(a) === Number(b)
  return a === b
}

/** Names are compared as the registry spells them, apart from case and spaces. */
function same(a: string, b: string): boolean {
  const plain = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
  return plain(a) === plain(b)
}

function referenceCounts(pairs: Pair[]): { both: number; predicted: number; expected: number } {
  const counts = { both: 0, predicted: 0, expected: 0 }
  for (const { expected, predicted } of pairs) {
    const right = new Set(expected.referenceNumbers.map(normaliseReference))
    const said = new Set(predicted.referenceNumbers.map(normaliseReference))
    counts.expected += right.size
    counts.predicted += said.size
    for (const reference of said) if (right.has(reference)) counts.both++
  }
  return counts
}

function ofTag(pairs: Pair[]): Evaluation['tags'][string] {
  return {
    cases: pairs.length,
    right: pairs.filter(pair => misses(pair).length === 0).length,
    fields: perField(field => ratio(pairs.filter(pair => fieldRight(pair, field)).length, pairs.length)),
    outcome: ratio(pairs.filter(matchRight).length, pairs.length),
  }
}

function calibration(pairs: Pair[]): Evaluation['calibration'] {
  const bands = [-Infinity, 0, 5, 10, 15, 20, 25, 30, 40, Infinity]
  return bands.slice(0, -1).map((from, i) => {
    const to = bands[i + 1]!
    const inside = pairs.filter(({ predicted: { score } }) => score !== null && score >= from && score < to)
    return {
      from,
      to,
      cases: inside.length,
      right: inside.filter(matchRight).length,
      auto: inside.filter(pair => pair.predicted.match.outcome === 'auto').length,
      wrongAuto: inside.filter(isWrongAuto).length,
    }
  })
}

function misses(pair: Pair): Miss[] {
  const { id, expected, predicted } = pair
  const found: Miss[] = FIELDS.filter(field => !fieldRight(pair, field)).map(field => ({
    id,
    field,
    expected: expected[field],
    predicted: predicted[field],
  }))
  const keys = (references: string[]) => references.map(normaliseReference).sort().join(' ')
  if (keys(expected.referenceNumbers) !== keys(predicted.referenceNumbers)) {
    found.push({
      id,
      field: 'referenceNumbers',
      expected: expected.referenceNumbers,
      predicted: predicted.referenceNumbers,
    })
  }
  if (!matchRight(pair)) found.push({ id, field: 'match', expected: expected.match, predicted: predicted.match })
  return found
}

function decimal(cents: number): string {
  return (cents / 100).toFixed(2)
}
