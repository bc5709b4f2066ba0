/** Two runs over the same cases, side by side: which answers were mended since, and which were broken. */
import { type EvaluationCase, type Miss, type Prediction, score } from './evaluation.ts'

/** One answer that is right in one run and wrong in the other. */
export interface Change extends Miss {
  /** What the earlier run said; `predicted` is what this one says. */
  before: unknown
}

export interface Comparison {
  mended: Change[]
  broken: Change[]
}

/** Both runs are judged by what is right now, so a corpus that was corrected since judges both alike. */
export function compare(
  cases: readonly EvaluationCase[],
  before: readonly Prediction[],
  now: readonly Prediction[],
): Comparison {
  const then = new Map(before.map(prediction => [prediction.id, prediction]))
  const today = new Map(now.map(prediction => [prediction.id, prediction]))
  const [wrongThen, wrongNow] = [score(cases, before).misses, score(cases, now).misses]
  const key = ({ id, field }: Miss) => `${id} ${field}`
  const [keysThen, keysNow] = [new Set(wrongThen.map(key)), new Set(wrongNow.map(key))]
  const change = (miss: Miss): Change => ({
    ...miss,
    predicted: today.get(miss.id)?.[miss.field] ?? null,
    before: then.get(miss.id)?.[miss.field] ?? null,
  })
  return {
    mended: wrongThen.filter(miss => !keysNow.has(key(miss))).map(change),
    broken: wrongNow.filter(miss => !keysThen.has(key(miss))).map(change),
  }
}
