import { setTimeout as pause } from 'node:timers/promises'

/**
 * Waits until `fact` holds: returns something other than `undefined`, `null` or `false`, and does not throw.
 * @param what said in the error, e.g. `'the projection reaches 17'`
 * @throws after `within` milliseconds (default 5000); the cause is what `fact` last threw
 */
export async function eventually<T>(
  what: string,
  fact: () => T | Promise<T>,
  { within = 5_000 }: { within?: number } = {},
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = performance.now() + within
  let wait = 0
  for (;;) {
    let last: unknown
    try {
      const found = await fact()
      if (found !== undefined && found !== null && found !== false) return found as never
      last = `it is still ${found}`
    } catch (error) {
      last = error
    }
    if (performance.now() >= deadline) {
      const reason = last instanceof Error ? last.message : last
      throw new Error(`waited ${within} ms in vain: ${what} (${reason})`, { cause: last })
    }
    await pause(wait)
    wait = Math.min(wait + 1, 20)
  }
}
