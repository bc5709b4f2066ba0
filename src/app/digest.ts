/** Mails the firm what waits for a person. DigestSent is the record: once a day, whoever runs it, however often. */
import type { NewEvent } from '../domain/events.ts'
import { requestId } from '../domain/ids.ts'
import type { Mailer, NotifyOptions } from '../handlers/ports.ts'
import { decode, encode } from '../log/codec/codec.ts'
import type { Log } from '../log/log.ts'
import { dayInBerlin, digestMail } from '../ops/digest.ts'
import { digestItems } from '../projections/postgres/queries/open.ts'
import type { Connections } from './connections.ts'

export interface DigestSources {
  connections: Connections
  mailer: Mailer
  notify: NotifyOptions
}

const JOB = 'digest'

/**
 * Null if today's was sent, or nobody is to be told. The mail goes out before the record: should the process die in
 * between, it is sent again under the same Message-ID, which is one mail to every mail program.
 */
export async function sendDigest(
  { connections, mailer, notify }: DigestSources,
  now: number,
): Promise<{ reviews: number; unmatched: number } | null> {
  if (!notify.firm) return null
  const log = await connections.log()
  const day = dayInBerlin(now)
  const id = requestId('DigestSent', day)
  const sent = await sentDigests(log)
  if (sent.some(event => event.id === id)) return null
  const since = Math.max(0, ...sent.map(event => event.time))
  const items = await digestItems(connections.postgres(), since)
  const counts = { reviews: items.reviews.length, unmatched: items.unmatched.length }
  const nothing = counts.reviews + counts.unmatched === 0
  const messageId = nothing ? '' : `${id}@postbuch.example`
  if (!nothing) await mailer.send({ messageId, to: notify.firm, ...digestMail(items, now) })
  await record(log, id, now, { ...counts, messageId })
  return counts
}

async function sentDigests(log: Log): Promise<{ id: string; time: number }[]> {
  const partition = log.partitionOf('operations', JOB)
  const sent: { id: string; time: number }[] = []
  for await (const { records } of log.read({ topic: 'operations', partition })) {
    for (const record of records) {
      const event = decode(record)
      if (event.type === 'DigestSent') sent.push({ id: event.id, time: event.time })
    }
  }
  return sent
}

async function record(
  log: Log,
  id: string,
  time: number,
  data: { reviews: number; unmatched: number; messageId: string },
) {
  const meta = { id, subject: JOB, time, source: '/operations', correlationId: JOB, causationId: null }
  const event: NewEvent = { type: 'DigestSent', topic: 'operations', data, ...meta, idempotencyKey: null }
  const appender = log.appender()
  try {
    await appender.append([encode(event)])
  } finally {
    await appender.close()
  }
}
