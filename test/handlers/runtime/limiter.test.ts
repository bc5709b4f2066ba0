import { describe, expect, test } from 'vitest'
import { Limiter } from '../../../src/handlers/runtime/limiter.ts'

/** Asks for a place; what came of it can be looked at. */
function ask(limiter: Limiter, options: { alone?: boolean; signal?: AbortSignal } = {}) {
  const asked = { release: null as (() => void) | null, gaveUp: false }
  limiter.acquire({ signal: new AbortController().signal, ...options }).then(
    release => {
      asked.release = release
    },
    () => {
      asked.gaveUp = true
    },
  )
  return asked
}
const turn = () => new Promise<void>(resolve => setImmediate(resolve))

describe('places', () => {
  test('as many side by side as there are, the others in turn', async () => {
    const limiter = new Limiter(2)
    const all = [1, 2, 3, 4].map(() => ask(limiter))
    await turn()
    expect(all.map(one => one.release !== null)).toEqual([true, true, false, false])
    all[0]!.release!()
    await turn()
    expect(all.map(one => one.release !== null)).toEqual([true, true, true, false])
  })

  test('one that must be alone waits for all and keeps all waiting', async () => {
    const limiter = new Limiter(3)
    const first = ask(limiter)
    const alone = ask(limiter, { alone: true })
    const last = ask(limiter)
    await turn()
    expect([alone.release, last.release]).toEqual([null, null])
    first.release!()
    await turn()
    expect(alone.release).not.toBeNull()
    expect(last.release).toBeNull()
    alone.release!()
    await turn()
    expect(last.release).not.toBeNull()
  })

  test('giving a place back twice gives it back once', async () => {
    const limiter = new Limiter(1)
    const first = ask(limiter)
    await turn()
    first.release!()
    first.release!()
    const all = [ask(limiter), ask(limiter)]
    await turn()
    expect(all.map(one => one.release !== null)).toEqual([true, false])
  })

  test('who no longer wants one gives up at once, and holds up nobody', async () => {
    const limiter = new Limiter(2)
    ask(limiter)
    const aborter = new AbortController()
    const alone = ask(limiter, { alone: true, signal: aborter.signal })
    const behind = ask(limiter)
    await turn()
    expect(behind.release).toBeNull()
    aborter.abort()
    await turn()
    expect(alone.gaveUp).toBe(true)
    expect(behind.release).not.toBeNull()
    const late = ask(limiter, { signal: aborter.signal })
    await turn()
    expect(late.gaveUp).toBe(true)
  })
})
