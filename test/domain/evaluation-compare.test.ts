import { expect, test } from 'vitest'
import type { Answer, EvaluationCase, Prediction } from '../../src/domain/evaluation.ts'
import { compare } from '../../src/domain/evaluation-compare.ts'

const answer: Answer = {
  isCreditorReply: true,
  intent: 'debt_statement',
  clientName: 'Ada Beispiel',
  aktenzeichen: '1/26',
  creditorName: 'Muster AG',
  debtAmount: '10.00',
  referenceNumbers: ['K-1'],
  match: { outcome: 'auto', inquiryId: 'inq-1' },
}
const cases: EvaluationCase[] = ['a', 'b'].map(id => ({ id, tags: [], expected: answer }))
const said = (id: string, rest: Partial<Answer> = {}): Prediction => ({
  ...{ id, score: null, margin: null },
  ...answer,
  ...rest,
})

test('what was wrong and is right is mended, what was right and is wrong is broken, the rest is neither', () => {
  const before = [said('a', { debtAmount: '99.00', intent: 'inquiry' }), said('b')]
  const now = [said('a', { intent: 'transfer' }), said('b', { match: { outcome: 'review', inquiryId: null } })]
  expect(compare(cases, before, now)).toEqual({
    mended: [{ id: 'a', field: 'debtAmount', expected: '10.00', predicted: '10.00', before: '99.00' }],
    broken: [
      {
        ...{ id: 'b', field: 'match', expected: answer.match },
        ...{ predicted: { outcome: 'review', inquiryId: null }, before: answer.match },
      },
    ],
  })
})

test('a case that the earlier run did not have counts as wrong there', () => {
  const { mended, broken } = compare(cases, [said('a')], [said('a'), said('b')])
  expect(broken).toEqual([])
  expect(mended).toHaveLength(8)
  expect(mended.every(({ id, before }) => id === 'b' && before === null)).toBe(true)
})
