/** The webhook on the in-memory twin of the log, with the real codec and the real fold behind it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMetrics } from '../../src/api/metrics.ts'
import { createPublicListener } from '../../src/api/public/server.ts'
import { email } from '../../src/domain/email.ts'
import type { RecordedEvent } from '../../src/domain/events.ts'
import { decode, encode } from '../../src/log/codec/codec.ts'
import type { Appender, LogRecord } from '../../src/log/log.ts'
import { MemoryCluster } from '../../src/log/memory/cluster.ts'
import type { MemoryLog } from '../../src/log/memory/memory-log.ts'
import { mail, SECRET, signed, silent } from './support.ts'

let cluster: MemoryCluster
let log: MemoryLog
let appender: Appender
let app: Awaited<ReturnType<typeof createPublicListener>>

beforeEach(async () => {
  cluster = new MemoryCluster({ partitions: 3 })
  log = cluster.log()
  appender = log.appender({ timeoutMs: 300 })
  const limits = { replayWindow: 300_000, appendTimeout: 300, bodyLimit: 8 * 1024 * 1024 }
  const metrics = createMetrics(appender)
  app = await createPublicListener({ appender, encode, secret: SECRET, ...limits, metrics, now: Date.now, log: silent })
})
afterEach(async () => {
  await app.close()
  await appender.close()
})

const post = async (changes: Record<string, unknown> = {}) => {
  const payload = JSON.stringify(mail(changes))
  const response = await app.inject({ method: 'POST', url: '/webhooks/zendesk', payload, headers: signed(payload) })
  return response.statusCode
}

const logged = async () => {
  const records: LogRecord[] = []
  for (let partition = 0; partition < 3; partition++)
    for await (const batch of log.read({ topic: 'emails', partition })) records.push(...batch.records)
  return records.map(record => decode(record) as RecordedEvent<'EmailReceived'>)
}
const folded = (events: RecordedEvent[]) => events.reduce(email.evolve, email.initial)

describe('on a log', () => {
  test('what was answered with 200 can be read back, every letter of it', async () => {
    const text = 'Ä€𝄞 \n\t "quoted" \\ 1.234,56 €'.repeat(1000)
    expect(await post({ body_text: text, body_html: '<p>Ä</p>' })).toBe(200)
    const [event] = await logged()
    expect(event).toMatchObject({ type: 'EmailReceived', source: '/web', causationId: null })
    expect(event!.data).toMatchObject({ bodyText: text, bodyHtml: '<p>Ä</p>', subject: 'Ihre Anfrage vom 3. Februar' })
    expect(event!.partition).toBe(log.partitionOf('emails', event!.subject))
  })

  test('a duplicate has no second effect: the fold knows it, and the first content stands', async () => {
    await post()
    await post({ subject: 'geändert' })
    const events = await logged()
    expect(events).toHaveLength(2)
    expect(folded(events)).toEqual({ ...folded(events.slice(0, 1)) })
    expect(folded(events).mail!.subject).toBe('Ihre Anfrage vom 3. Februar')
  })

  test('a lost answer is 503, and sending again is harmless', async () => {
    cluster.faults.loseAnswer('append')
    expect(await post()).toBe(503)
    expect(await post()).toBe(200)
    const events = await logged()
    expect(events).toHaveLength(2)
    expect(email.due(folded(events), { now: Date.now(), epoch: 'e' })).toEqual([{ step: 'start' }])
  })

  test('a lost request is 503, and sending again brings it in once', async () => {
    cluster.faults.loseRequest('append')
    expect(await post()).toBe(503)
    expect(await logged()).toHaveLength(0)
    expect(await post()).toBe(200)
    expect(await logged()).toHaveLength(1)
  })

  test('one that hangs is 503 in time', async () => {
    const held = cluster.faults.hold('append')
    const began = performance.now()
    expect(await post()).toBe(503)
    expect(performance.now() - began).toBeLessThan(600)
    held.release()
  })

  test('an outage and its end: 503 soon, then 200, and every 200 is in the log', async () => {
    let accepted = 0
    const burst = async () => {
      const statuses = await Promise.all(Array.from({ length: 40 }, (_, n) => post({ webhook_id: `${accepted}-${n}` })))
      accepted += statuses.filter(status => status === 200).length
      return new Set(statuses)
    }
    expect(await burst()).toEqual(new Set([200]))
    cluster.down()
    await burst()
    const began = performance.now()
    expect(await post({ webhook_id: 'down' })).toBe(503)
    expect(performance.now() - began).toBeLessThan(250)
    cluster.up()
    expect(await burst()).toEqual(new Set([200]))
    expect(new Set((await logged()).map(({ subject }) => subject)).size).toBeGreaterThanOrEqual(accepted)
  })
})
