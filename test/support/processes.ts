import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** Waits until `fact` holds, asking every 50 ms; after the deadline it fails and says what was awaited. */
export async function until(what: string, fact: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await fact())) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs / 1000} s: ${what}`)
    await delay(50)
  }
}

/** Command lines of all running processes, by process number (Linux; empty elsewhere). Zombies have none. */
export function commandLines(): Map<number, string> {
  const found = new Map<number, string>()
  try {
    for (const name of readdirSync('/proc').filter(entry => /^\d+$/.test(entry))) {
      try {
        found.set(Number(name), readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim())
      } catch {}
    }
  } catch {}
  return found
}

/** The processes whose command line holds `part`. */
export function processesWith(part: string): number[] {
  return [...commandLines()].filter(([, line]) => line.includes(part)).map(([pid]) => pid)
}
