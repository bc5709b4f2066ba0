import { expect, test } from 'vitest'
import { onceFor, remembering } from '../../src/domain/remember.ts'

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
