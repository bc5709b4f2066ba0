import { describe, expect, test } from 'vitest'
import { Timers } from '../../../src/handlers/runtime/timers.ts'
import { ManualScheduler } from '../../../src/log/memory/manual.ts'

function timers() {
  const clock = new ManualScheduler(0)
  const aborter = new AbortController()
  const woken: [number, string[]][] = []
  const all = new Timers(clock, aborter.signal, keys => woken.push([clock.now(), keys]))
  return { clock, aborter, woken, all }
}

describe('timers', () => {
  test('wake each key at its time, those of one time together', async () => {
    const { clock, woken, all } = timers()
    all.set('b', 200)
    all.set('a', 100)
    all.set('c', 200)
    await clock.advance(1_000)
    expect(woken).toEqual([
      [100, ['a']],
      [200, ['b', 'c']],
    ])
    expect(clock.untilTimer).toBeNull()
  })

  test('a key has one time: the last that was set', async () => {
    const { clock, woken, all } = timers()
    all.set('a', 100)
    all.set('a', 300)
    all.set('b', 100)
    all.set('b', Number.POSITIVE_INFINITY)
    await clock.advance(1_000)
    expect(woken).toEqual([[300, ['a']]])
  })

  test('what is past is woken at once', async () => {
    const { clock, woken, all } = timers()
    await clock.advance(500)
    all.set('a', 100)
    await clock.advance(0)
    expect(woken).toEqual([[500, ['a']]])
  })

  test('nothing is woken when the tenure is over', async () => {
    const { clock, aborter, woken, all } = timers()
    all.set('a', 100)
    aborter.abort()
    all.set('b', 100)
    await clock.advance(1_000)
    expect(woken).toEqual([])
    expect(clock.untilTimer).toBeNull()
  })

  test('hold a great many keys', async () => {
    const { clock, woken, all } = timers()
    for (let key = 0; key < 200_000; key++) all.set(`key-${key}`, 100 + (key % 2))
    await clock.advance(1_000)
    expect(woken.map(([at, keys]) => [at, keys.length])).toEqual([
      [100, 100_000],
      [101, 100_000],
    ])
  })
})
