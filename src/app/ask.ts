/** A request of an operator: into the log, then the decision that answers it, read from the log's projection. */
import { randomUUID } from 'node:crypto'
import { refusal } from '../api/internal/asking.ts'
import type { EventData, NewEvent } from '../domain/events.ts'
import { encode } from '../log/codec/codec.ts'
import { timeline } from '../projections/postgres/queries/timeline.ts'
import type { Connections } from './connections.ts'

type RequestType = 'RetryRequested' | 'RevocationRequested'

export type Answer =
  | { status: 'applied' }
  | { status: 'accepted' }
  | { status: 'refused'; reason: string; message: string }

const PATIENCE_MS = 15_000

/** `accepted`: it is in the log, and no worker has answered it within 15 s. */
export async function ask<T extends RequestType>(
  connections: Connections,
  type: T,
  emailId: string,
  data: EventData[T],
): Promise<Answer> {
  const id = randomUUID()
  const meta = { id, subject: emailId, time: Date.now(), source: '/cli', correlationId: emailId, causationId: null }
  const log = await connections.log()
  const appender = log.appender()
  await appender.append([encode({ type, topic: 'emails', data, ...meta, idempotencyKey: null } as NewEvent)])
  await appender.close()
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const events = await timeline(connections.postgres(), emailId)
    const answer = events.find(
      event => event.topic === 'emails' && (event.causationId === id || event.details.request === id),
    )
    if (answer?.type === 'RequestRefused') {
      const reason = String(answer.details.reason)
      return { status: 'refused', reason, message: refusal(reason).join(' ') }
    }
    if (answer) return { status: 'applied' }
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return { status: 'accepted' }
}
