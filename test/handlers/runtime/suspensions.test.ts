import { describe, expect, test } from 'vitest'
import { StepFailure } from '../../../src/handlers/runtime/failures.ts'
import { type Suspension, Suspensions } from '../../../src/handlers/runtime/suspensions.ts'

function suspensions() {
  const time = { now: 1_000_000 }
  const told: [string, boolean][] = []
  const all = new Suspensions(
    () => time.now,
    (suspension: Suspension, resumed: boolean) => told.push([suspension.code, resumed]),
  )
  return { all, time, told }
}
const down = (retryAfterMs: number | null = null) => new StepFailure('dependency', 'DOWN', 'is down', { retryAfterMs })

describe('a suspended step', () => {
  test('admits all until it fails; then nobody until the time, then one as a probe', () => {
    const { all, time } = suspensions()
    expect(all.admit('match')).toBe(0)
    all.failed('match', down())
    expect(all.admit('match')).toBe(1_000)
    expect(all.admit('extract')).toBe(0)
    time.now += 1_000
    expect(all.admit('match')).toBe(0)
    expect(all.admit('match')).toBeGreaterThan(0)
  })

  test('waits longer after each probe, at most a minute; the others that were under way do not count', () => {
    const { all, time } = suspensions()
    const waits: number[] = []
    for (let probe = 0; probe < 9; probe++) {
      all.failed('match', down())
      all.failed('match', down())
      waits.push(all.admit('match'))
      time.now += waits.at(-1)!
      expect(all.admit('match')).toBe(0)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map(seconds => seconds * 1000))
  })

  test('honours retry-after', () => {
    const { all } = suspensions()
    all.failed('extract', down(90_000))
    expect(all.admit('extract')).toBe(90_000)
  })

  test('a later retry-after of another that was under way lengthens the wait', () => {
    const { all } = suspensions()
    all.failed('extract', down())
    all.failed('extract', down(45_000))
    expect(all.admit('extract')).toBe(45_000)
  })

  test('goes on for all at the first success', () => {
    const { all } = suspensions()
    all.failed('match', down())
    all.succeeded('match')
    expect([all.admit('match'), all.admit('match')]).toEqual([0, 0])
    expect(all.list()).toEqual([])
  })

  test('a probe that was given up lets another key be it', () => {
    const { all, time } = suspensions()
    all.failed('match', down())
    time.now += 1_000
    all.admit('match')
    all.abandoned('match')
    expect(all.admit('match')).toBe(0)
  })

  test('one alarm when it begins, one word when it ends', () => {
    const { all, time, told } = suspensions()
    for (let probe = 0; probe < 20; probe++) {
      all.failed('match', down())
      time.now += 60_000
      all.admit('match')
    }
    expect(told).toEqual([['DOWN', false]])
    expect(all.list()).toMatchObject([{ step: 'match', code: 'DOWN', kind: 'dependency', since: 1_000_000 }])
    all.succeeded('match')
    all.succeeded('match')
    expect(told).toEqual([
      ['DOWN', false],
      ['DOWN', true],
    ])
  })
})
