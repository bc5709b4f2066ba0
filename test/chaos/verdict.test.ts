/** What the chaos harness sees must be what is there: each kind of damage is put into a log, and found. */
import { describe, expect, test } from 'vitest'
import { differences } from '../../src/chaos/differences.ts'
import { observe } from '../../src/chaos/observed.ts'
import type { EventData, EventType } from '../../src/domain/events.ts'
import { encode } from '../../src/log/codec/codec.ts'
import { MemoryCluster } from '../../src/log/memory/cluster.ts'
import { checkOutcomes } from '../../src/ops/outcomes.ts'
import { EXAMPLES } from '../support/examples.ts'

type Written = {
  [T in EventType]: [type: T, subject: string, cause: string | null, data?: Partial<EventData[T]>]
}[EventType]

const DEBTS: EventType[] = ['DebtUpdateRequested', 'DebtUpdated', 'DebtUpdateIgnored']

/** A log with these events; ids are their places in the list. */
async function logOf(...events: Written[]) {
  const log = new MemoryCluster({ partitions: 1 }).log()
  const appender = log.appender()
  for (const [index, [type, subject, cause, change]] of events.entries()) {
    const topic = DEBTS.includes(type) ? 'debts' : 'emails'
    const source =
      type === 'EmailReceived' ? '/web' : type.startsWith('DebtUpdateR') ? '/group/emails' : `/group/${topic}`
    const meta = { id: `event-${index}`, subject, time: 0, source, correlationId: subject, causationId: cause }
    const data = { ...EXAMPLES[type], ...change }
    await appender.append([encode({ type, topic, data, ...meta, idempotencyKey: null } as never)])
  }
  return log
}

const STORY: Written[] = [
  ['EmailReceived', 'mail', null],
  ['CreditorMatched', 'mail', 'event-0'],
  ['DebtUpdateRequested', 'inq-2041', 'event-1'],
  ['DebtUpdated', 'inq-2041', 'event-2', { matchId: 'event-1' }],
]
const ids = ['mail']

describe('what is wrong with a log is found', () => {
  test('nothing, where nothing is', async () => {
    const log = await logOf(...STORY)
    expect(await checkOutcomes(log, ids)).toEqual({
      received: ids,
      unfinished: [],
      lost: [],
      duplicated: [],
      unanswered: [],
      gaps: [],
    })
    const seen = await observe(log)
    expect(seen.finals.get('mail')).toHaveLength(1)
    expect([...seen.assigned]).toEqual([...seen.answered])
    expect(differences(seen, seen, new Map())).toEqual([])
  })

  test('a mail that was accepted and is not there', async () => {
    expect((await checkOutcomes(await logOf(), ids)).lost).toEqual(ids)
  })

  test('a mail without an outcome, an assignment without an answer', async () => {
    expect((await checkOutcomes(await logOf(STORY[0]!), ids)).unfinished).toEqual(ids)
    expect((await checkOutcomes(await logOf(...STORY.slice(0, 3)), ids)).unanswered).toEqual(['event-2'])
  })

  test('an assignment answered twice, and with it a gap', async () => {
    const found = await checkOutcomes(await logOf(...STORY, STORY[3]!), ids)
    expect(found.duplicated).toEqual(['assignment event-2: answered 2 times'])
    expect(found.gaps).toEqual(['inq-2041'])
  })

  test('two outcomes of one mail', async () => {
    const seen = await observe(await logOf(...STORY, ['EmailDismissed', 'mail', 'event-0']))
    expect(seen.finals.get('mail')).toHaveLength(2)
  })

  test('another outcome, another amount, other words read than without faults', async () => {
    const calm = await observe(await logOf(...STORY))
    const other = await observe(
      await logOf(
        STORY[0]!,
        ['EntitiesExtracted', 'mail', 'event-0'],
        ['CreditorMatched', 'mail', 'event-1', { reason: 'by luck' }],
        ['DebtUpdateRequested', 'inq-2041', 'event-2'],
        ['DebtUpdated', 'inq-2041', 'event-3', { amountCents: 1 }],
      ),
    )
    const found = differences(other, calm, new Map([['mail', 'case-7']]))
    expect(found.map(line => line.split(':')[0])).toEqual([
      'mail (case-7) outcome',
      'mail (case-7) extraction',
      'debt inq-2041',
    ])
    expect(found[0]).toContain('by luck')
  })
})
