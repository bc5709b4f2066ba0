/** What a person does about dead letters: the decision goes into the log, the consumer follows it. */
import { randomUUID } from 'node:crypto'
import type { NewEvent, Source } from '../domain/events.ts'
import { decode, encode } from '../log/codec/codec.ts'
import { type Letter, Letters, letterId } from '../log/letters.ts'
import type { Log } from '../log/log.ts'
import { groupOf, PROJECTIONS } from '../projections/registry.ts'
import type { Connections } from './connections.ts'
import { storedStates } from './consumers.ts'

export type Decision = { word: 'retried' } | { word: 'dropped'; reason: string }

export type LetterOutcome =
  | { status: 'applied' }
  /** In the log; what became of it cannot be seen from here (a handler's), or no worker has done it yet. */
  | { status: 'accepted' }
  | { status: 'failed'; code: string; message: string }

/** There is no such letter, or it was dropped, which is for ever. */
export class LetterRefused extends Error {
  override name = 'LetterRefused'
  readonly code: 'NO_SUCH_LETTER' | 'LETTER_DROPPED'
  constructor(code: LetterRefused['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** Every letter there ever was, oldest first. @throws LogUnavailable */
export async function readLetters(log: Log): Promise<Letter[]> {
  const letters = new Letters(log, decode)
  await letters.refresh()
  return letters.all()
}

/** @throws LetterRefused */
export function find(letters: readonly Letter[], id: string): Letter {
  const found = letters.find(letter => letterId(letter) === id)
  if (found) return found
  throw new LetterRefused(
    'NO_SUCH_LETTER',
    `There is no letter ${id}. postbuch dead-letters list --all shows those there are.`,
  )
}

/** Appends the decision. @throws LetterRefused */
export async function decide(
  log: Log,
  letter: Letter,
  decision: Decision,
  by: string,
  source: Source = '/cli',
): Promise<void> {
  if (letter.word === 'dropped') {
    const message = `${letterId(letter)} was dropped by ${letter.by} (${letter.reason}), which is for ever.`
    throw new LetterRefused('LETTER_DROPPED', message)
  }
  const { consumer, topic, partition, offset, key } = letter
  const pointer = { consumer, topic, partition, offset, by }
  const meta = { id: randomUUID(), subject: key, time: Date.now(), source, correlationId: key, causationId: null }
  const about = { topic: 'dead-letters' as const, ...meta, idempotencyKey: null }
  const event: NewEvent =
    decision.word === 'retried'
      ? { type: 'LetterRetried', data: pointer, ...about }
      : { type: 'LetterDropped', data: { ...pointer, reason: decision.reason }, ...about }
  const appender = log.appender()
  try {
    await appender.append([encode(event)])
  } finally {
    await appender.close()
  }
}

const PATIENCE_MS = 10_000

/** What came of a decision: a projection's store tells, a handler says so only if it failed again. */
export async function outcomeOf(connections: Connections, prefix: string, letter: Letter): Promise<LetterOutcome> {
  const projection = PROJECTIONS.find(own => groupOf(prefix, own) === letter.consumer)
  const letters = new Letters(await connections.log(), decode)
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    await letters.refresh()
    const now = find(letters.all(), letterId(letter))
    if (now.word === 'parked') {
      const { code = 'UNKNOWN', message = '' } = now.failure ?? {}
      return { status: 'failed', code, message }
    }
    if (projection) {
      const stored = (await storedStates(connections))[projection.store]?.find(({ name }) => name === projection.name)
      const waits = stored?.parked.some(
        own => own.topic === letter.topic && own.partition === letter.partition && own.key === letter.key,
      )
      if (stored && !waits) return { status: 'applied' }
    }
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  return { status: 'accepted' }
}
