/**
 * Lets parked keys of projections go when a person has said so. The store remembers what is parked, the log what was
 * said about it; whoever finds both does the work, by compare-and-set, so several workers may.
 */
import { type Letters, withoutDropped } from '../log/letters.ts'
import type { Log } from '../log/log.ts'
import type { Decode } from './engine/batches.ts'
import type { Projection } from './engine/projection.ts'
import { retryLetter } from './engine/retry.ts'
import { identityOf, type RunnerLogger } from './engine/runner.ts'
import type { ParkedLetter, ProjectionStore } from './engine/store.ts'

export interface SettleOptions {
  projection: Projection
  /** Name of its consumer group. */
  group: string
  log: Log
  store: ProjectionStore
  decode: Decode
  letters: Letters
  /** Told when a key stays parked: appends LetterParked again, which opens the letter anew. */
  announce?: (letter: ParkedLetter, consumer: string) => Promise<void>
  logger?: RunnerLogger
}

/** Applies what waits under every parked key whose letter was retried or dropped. @throws the store's or the log's error */
export async function settleLetters(options: SettleOptions): Promise<void> {
  const { projection, group, log, store, decode, letters, announce, logger } = options
  const own = letters.of(group)
  const { parked } = await store.open(projection, identityOf(log, projection))
  for (const letter of parked) {
    const word = own.word(letter, letter.offset)
    if (word !== 'retried' && word !== 'dropped') continue
    const result = await retryLetter({ projection, log: withoutDropped(log, own), store, decode, letter })
    const { topic, partition, key, offset } = letter
    const fields = { projection: projection.name, topic, partition, key, offset, word, ...result }
    if (result.outcome === 'applied') logger?.info(fields, 'parked key goes on')
    if (result.outcome !== 'failed') continue
    logger?.error(fields, 'key stays parked')
    const failure = { kind: 'mail' as const, code: result.code, message: result.message }
    await announce?.({ ...letter, failure, at: Date.now() }, group)
  }
}

/** How soon what failed because a store or the log was down is tried again. */
const AGAIN_MS = 5_000

/** Settles now and at every news. @returns how to stop; resolves when nothing is under way any more */
export function followLetters(options: readonly SettleOptions[], letters: Letters): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let settling: Promise<void> = Promise.resolve()
  const settle = () => {
    clearTimeout(timer)
    settling = settling.then(async () => {
      for (const one of options) {
        if (stopped) return
        await settleLetters(one).catch(error => {
          one.logger?.warn({ projection: one.projection.name, error }, 'letters not settled')
          timer = setTimeout(settle, AGAIN_MS)
        })
      }
    })
  }
  const unfollow = letters.onChange(settle)
  settle()
  return async () => {
    stopped = true
    unfollow()
    clearTimeout(timer)
    await settling
  }
}
