/**
 * An extractor in trouble, for `npm run chaos`: slow, failing, timing out or overloaded while a control file says so.
 * Which mails are hit, and how often, follows from the mail and the seed alone, and never so often that a mail is given
 * up: in the end each mail comes out as it would have without any trouble.
 */
import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Extractor } from '../handlers/ports.ts'

export interface ExtractorTrouble {
  mode: 'none' | 'slow' | 'failing' | 'timing-out' | 'overloaded'
  seed: number
}

const SLOW_MS = [1_000, 4_000] as const
/** Failures of the mail itself at most; six attempts would be its end. */
const MOST_FAILURES = 2

/** @param file the control file; beside it, `<file>.d/` remembers over processes how often a mail has failed */
export function troubled(extractor: Extractor, file: string): Extractor {
  mkdirSync(`${file}.d`, { recursive: true })
  return {
    async extract(mail, signal) {
      const { mode, seed } = read(file)
      const id = String((mail as { webhookId?: string }).webhookId ?? mail.subject)
      const luck = createHash('sha256').update(`${seed}:${id}`).digest()
      const hit = luck[0]! < 160
      if (mode === 'slow' && hit) {
        await sleep(SLOW_MS[0] + (luck[1]! / 255) * (SLOW_MS[1] - SLOW_MS[0]), undefined, { signal })
      }
      if (mode === 'overloaded') {
        throw Object.assign(new Error('Overloaded'), { status: 529, headers: new Headers({ 'retry-after': '1' }) })
      }
      if ((mode === 'failing' || mode === 'timing-out') && hit) {
        const counter = join(`${file}.d`, luck.toString('hex').slice(0, 16))
        if (sizeOf(counter) < 1 + (luck[2]! % MOST_FAILURES)) {
          appendFileSync(counter, '.')
          if (mode === 'timing-out') {
            await sleep(1_500, undefined, { signal })
            throw new DOMException('The extractor did not answer in time', 'TimeoutError')
          }
          throw Object.assign(new Error('Bad gateway to the model'), { status: 408 })
        }
      }
      return extractor.extract(mail, signal)
    },
  }
}

function read(file: string): ExtractorTrouble {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ExtractorTrouble
  } catch {
    return { mode: 'none', seed: 0 }
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size
  } catch {
    return 0
  }
}
