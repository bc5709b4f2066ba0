import { expect, test } from 'vitest'
import { tooLate } from '../../src/cli/lag.ts'

const group = (lag: number | null, ageSeconds: number | null) => ({ group: 'g', lag, ageSeconds, partitions: [] })

test('lag --fail-over-seconds: what is older, or unknown, fails; nothing to apply never does', () => {
  expect(tooLate(group(0, null), 0)).toBe(false)
  expect(tooLate(group(5, 60), 60)).toBe(false)
  expect(tooLate(group(5, 60.1), 60)).toBe(true)
  expect(tooLate(group(null, null), 60)).toBe(true)
  // Behind by an age that could not be read: not known to be in time.
  expect(tooLate(group(5, null), 60)).toBe(true)
})
