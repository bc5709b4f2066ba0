import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CRASHES_ALONE, CRASHES_FATAL, MAX_ATTEMPTS, retryDelay } from '../../src/domain/retry.ts'

describe('the schedule of attempts', () => {
  test('the first attempt and five retries; alone after two crashes, given up after five', () => {
    expect({ MAX_ATTEMPTS, CRASHES_ALONE, CRASHES_FATAL }).toEqual({
      MAX_ATTEMPTS: 6,
      CRASHES_ALONE: 2,
      CRASHES_FATAL: 5,
    })
  })

  test('from 15 seconds to 5 minutes, doubling', () => {
    for (const [attempt, seconds] of [15, 30, 60, 120, 240, 300, 300].entries()) {
      fc.assert(
        fc.property(fc.uuid(), id => {
          const delay = retryDelay(id, attempt + 1)
          expect(delay).toBeGreaterThanOrEqual(seconds * 1000)
          expect(delay).toBeLessThanOrEqual(Math.min(seconds * 1250, 300_000))
        }),
      )
    }
  })

  test('is the same for the same mail and attempt, and spread over mails', () => {
    expect(retryDelay('mail-1', 3)).toBe(retryDelay('mail-1', 3))
    const delays = Array.from({ length: 100 }, (_, i) => retryDelay(`mail-${i}`, 1))
    expect(new Set(delays).size).toBeGreaterThan(80)
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(3_000)
  })
})
