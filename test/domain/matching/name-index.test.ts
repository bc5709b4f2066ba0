import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NameIndex } from '../../../src/domain/matching/name-index.ts'
import { foldName, trigramSimilarity } from '../../../src/domain/matching/normalise.ts'

const FLOOR = 0.45
const word = fc.constantFrom(
  'müller',
  'mueller-lang',
  'van',
  'der',
  'Velde',
  'Anna',
  'annamaria',
  'Ay',
  'Łukasz',
  'X9',
  '',
)
const name = fc.array(word, { maxLength: 4 }).map(words => foldName(words.join(' ')))

test('finds what comparing with every name finds, with the same likeness', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 40 }), fc.array(name, { maxLength: 3 }), (names, asked) => {
      const index = new NameIndex()
      for (const one of names) index.add(one)
      expect(index.size).toBe(new Set(names).size)
      const likeness = (one: string) => Math.max(0, ...asked.map(other => trigramSimilarity(one, other)))
      const besides = names.slice(0, 5)
      const expected = new Map(
        names.filter(one => likeness(one) >= FLOOR || besides.includes(one)).map(one => [one, likeness(one)]),
      )
      const numbers = besides.map(one => index.add(one))
      expect(index.alike(asked, FLOOR, numbers)).toEqual(expected)
    }),
  )
})

test('grows with the registry, and a search leaves nothing behind for the next', () => {
  const index = new NameIndex()
  const names = Array.from({ length: 3_000 }, (_, n) => foldName(`Anna Berg${n.toString(36)}`))
  for (const one of names) index.add(one)
  const search = () => index.alike(['anna berga1'], FLOOR)
  const first = search()
  expect(first.get(names[0]!)).toBe(trigramSimilarity(names[0]!, 'anna berga1'))
  expect(first.get('anna berga1')).toBe(1)
  index.add('anna berga11')
  expect(search()).toEqual(new Map([...first, ['anna berga11', trigramSimilarity('anna berga11', 'anna berga1')]]))
})
