/** Waits for facts, never for time alone. */
import { setTimeout as sleep } from 'node:timers/promises'

/** A fact did not come in time; the message says which. */
export class NotInTime extends Error {
  readonly code = 'NOT_IN_TIME'
  override name = 'NotInTime'
}

/**
 * Asks until the fact holds; an error counts as "not yet".
 * @throws NotInTime after `withinMs`, with the last error as its cause
 */
export async function until(
  what: string,
  fact: () => boolean | Promise<boolean>,
  withinMs: number,
  signal?: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + withinMs
  let last: unknown
  for (;;) {
    signal?.throwIfAborted()
    try {
      if (await fact()) return
      last = undefined
    } catch (error) {
      last = error
    }
    if (performance.now() > deadline) {
      const why = last instanceof Error ? `: ${last.message}` : ''
      throw new NotInTime(`not within ${withinMs / 1000} s: ${what}${why}`, { cause: last })
    }
    await sleep(50, undefined, { signal })
  }
}
