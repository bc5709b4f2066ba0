/** The figures of an evaluation as people read them. */
import { plainTable } from '../app/start/report.ts'
import type { Evaluation } from '../domain/evaluation.ts'
import type { Change, Comparison } from '../domain/evaluation-compare.ts'

const percent = (value: number | null) => (value === null ? '–' : `${(value * 100).toFixed(1)} %`)

/** Fields, match, calibration, tags. */
export function evaluationTables(figures: Omit<Evaluation, 'misses'>): string {
  return [fields(figures), match(figures), calibration(figures), tags(figures)].join('\n')
}

function fields({
  cases,
  accuracy,
  accuracyOfStated,
  references,
}: Pick<Evaluation, 'cases' | 'accuracy' | 'accuracyOfStated' | 'references'>) {
  const table = plainTable([`${cases} cases`, 'right', 'right of stated'])
  for (const [field, value] of Object.entries(accuracy))
    table.push([field, percent(value), percent(accuracyOfStated[field as keyof typeof accuracyOfStated])])
  table.push(['references', `${percent(references.precision)} precise`, `${percent(references.recall)} found`])
  return table
}

function match({ match: { autoPrecision, autoRecall, reviewRate, wrongAuto } }: Pick<Evaluation, 'match'>) {
  const table = plainTable(['match', ''])
  table.push(
    ['auto, of those said', percent(autoPrecision)],
    ['auto, of those there are', percent(autoRecall)],
    ['sent to review', percent(reviewRate)],
    ['wrong auto', wrongAuto.join(', ') || 'none'],
  )
  return table
}

/** Whether a higher score is more often right, and nothing wrong is above what decides. */
function calibration({ calibration: bands }: Pick<Evaluation, 'calibration'>) {
  const table = plainTable(['score (bits)', 'cases', 'outcome right', 'auto', 'wrong auto'])
  for (const { from, to, cases, right, auto, wrongAuto } of bands) {
    const band = from === -Infinity ? `under ${to}` : to === Infinity ? `${from} and more` : `${from} to ${to}`
    table.push([band, cases, right, auto, wrongAuto])
  }
  return table
}

function tags({ tags: byTag }: Pick<Evaluation, 'tags'>) {
  const table = plainTable(['tag', 'cases', 'all right', 'outcome right'])
  for (const [tag, { cases, right, outcome }] of Object.entries(byTag))
    table.push([tag, cases, right, percent(outcome)])
  return table
}

/** What has changed since an earlier run, the figures and every answer. */
export function comparisonTables(before: Evaluation, now: Evaluation, { mended, broken }: Comparison): string {
  const table = plainTable(['', 'before', 'now'])
  for (const [field, value] of Object.entries(now.accuracy))
    table.push([field, percent(before.accuracy[field as keyof typeof now.accuracy]), percent(value)])
  const row = (name: string, of: (evaluation: Evaluation) => string) => table.push([name, of(before), of(now)])
  row('references, precise', ({ references }) => percent(references.precision))
  row('references, found', ({ references }) => percent(references.recall))
  row('auto, of those there are', ({ match: { autoRecall } }) => percent(autoRecall))
  row('wrong auto', ({ match: { wrongAuto } }) => wrongAuto.join(', ') || 'none')
  const line = (word: string) => (change: Change) =>
    `${word}  ${change.id}  ${change.field}: expected ${JSON.stringify(change.expected)}, before ${JSON.stringify(change.before)}, now ${JSON.stringify(change.predicted)}`
  return [table, ...mended.map(line('mended')), ...broken.map(line('broken'))].join('\n')
}
