import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findName } from '../../../src/domain/matching/find-name.ts'
import { onceFor, remembering } from '../../../src/domain/matching/remember.ts'

test('each text has its own answer, remembered or not, however many were asked and however long they are', () => {
  const reversed = remembering(text => [...text].reverse().join(''))
  const texts = Array.from({ length: 5_000 }, (_, n) => `${n}-${'x'.repeat(n % 100)}y`)
  for (const text of [...texts, ...texts, texts[4_999]!]) expect(reversed(text)).toBe([...text].reverse().join(''))
})

test('an object is asked about once', () => {
  let asked = 0
  const sizeOf = onceFor((list: readonly number[]) => {
    asked++
    return list.length
  })
  const [one, other] = [[1], [1, 2]]
  expect([sizeOf(one), sizeOf(other), sizeOf(one)]).toEqual([1, 2, 1])
  expect(asked).toBe(2)
})

test('a name stands where it stands in a short text, however long the text is', () => {
  const word = fc.constantFrom('maier', 'meyer', 'mayer', 'von', 'der', 'heide', 'vonder', 'ma', 'ier', 'anna', '|')
  const name = fc.array(fc.constantFrom('maier', 'von', 'der', 'heide', 'anna'), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 19 }), name, (words, asked) => {
      // Too long to be run together with a name.
      const rest = Array.from({ length: 20 }, () => 'vertragsangelegenheiten')
      expect(findName([...words, ...rest], asked)).toEqual(findName(words, asked))
    }),
  )
})
