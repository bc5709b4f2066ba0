/** Announces parked keys as LetterParked. The stores remember them by themselves; the event is for people, and repeating it is harmless. */
import type { EventData, NewEvent } from '../domain/events.ts'
import { requestId } from '../domain/ids.ts'
import { encode } from '../log/codec/codec.ts'
import type { Log } from '../log/log.ts'
import type { ParkedLetter } from '../projections/engine/store.ts'

export interface LetterOffice {
  /** A projection parked a key. */
  announce(letter: ParkedLetter, consumer: string): Promise<void>
  /** A handler parked a key. */
  parked(
    consumer: string,
    topic: string,
    pointer: { partition: number; offset: number; key: string; error: Error },
  ): void
  close(): Promise<void>
}

export function letterOffice(log: Log): LetterOffice {
  const appender = log.appender()
  const append = async (key: string, at: number, data: EventData['LetterParked']) => {
    const id = requestId('LetterParked', data.consumer, data.topic, data.partition, data.offset)
    const meta = { id, subject: key, time: at, source: '/operations', correlationId: key, causationId: null }
    const event: NewEvent = { type: 'LetterParked', topic: 'dead-letters', data, ...meta, idempotencyKey: null }
    await appender.append([encode(event)])
  }
  return {
    announce: ({ key, at, topic, partition, offset, failure }, consumer) =>
      append(key, at, { consumer, topic, partition, offset, failure }),
    parked(consumer, topic, { partition, offset, key, error }) {
      const failure = { kind: 'mail' as const, code: 'POISON', message: error.message.slice(0, 500) }
      // Its store has it already: an announcement that fails is made again when the partition is folded anew.
      append(key, Date.now(), { consumer, topic, partition, offset, failure }).catch(() => {})
    },
    close: () => appender.close(),
  }
}
