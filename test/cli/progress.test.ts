/** What a person reads of how long it will take. */
import { expect, test } from 'vitest'
import { paceOf } from '../../src/cli/progress.ts'

test('rate and time left, as far as they are known', () => {
  expect(paceOf(0, 500, 0)).toBe('0 s so far')
  expect(paceOf(0, 500, 3_400)).toBe('3 s so far')
  expect(paceOf(28_400, 411_800, 2_000)).toBe('14200 a second, 27 s left')
  expect(paceOf(3, 4, 2_000)).toBe('1.5 a second, 1 s left')
  expect(paceOf(500, 500, 12_340)).toBe('41 a second, 12.3 s in all')
})
