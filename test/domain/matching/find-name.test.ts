import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findName } from '../../../src/domain/matching/find-name.ts'

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
