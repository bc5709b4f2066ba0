import { describe, expect, test } from 'vitest'
import { debt } from '../../src/domain/debt.ts'
import type { EventData } from '../../src/domain/events.ts'
import { given, type Stream } from '../support/decider-spec.ts'

const consolidate = { step: 'consolidate' } as const
const DAY = 86_400_000

const stream = () => given(debt, { subject: 'inq-1' })
type DebtStream = ReturnType<typeof stream>

/** A reply of the `day`-th day, as group `emails` asks for it. */
const reply = (s: DebtStream, match: string, day: number, amountCents: number | null, more = {}): DebtStream => {
  const data: Partial<EventData['DebtUpdateRequested']> = {
    inquiryId: 'inq-1',
    emailId: `mail-of-${match}`,
    matchId: match,
    receivedAt: day * DAY,
    amountCents,
    summary: `says ${match}`,
    references: [`ref-${match}`],
    intent: 'debt_statement',
    ...more,
  }
  return s.event('DebtUpdateRequested', data).run(consolidate)
}
const revert = (s: DebtStream, match: string) =>
  s.event('DebtRevertRequested', { matchId: match, emailId: `mail-of-${match}` }).run(consolidate)

const versions = (s: Stream<never, never> | DebtStream) =>
  s.log.flatMap(event => ('version' in event.data ? [event.data.version] : []))

describe('consolidating replies', () => {
  test('the first reply is version 1', () => {
    const s = reply(stream(), 'a', 1, 10_000).gives('DebtUpdated')
    expect(s.data('DebtUpdated')).toEqual({
      clientId: 'cl-77',
      amountCents: 10_000,
      status: 'debt_statement',
      responseText: 'says a',
      references: ['ref-a'],
      responseReceivedAt: DAY,
      version: 1,
      previousCents: null,
      emailId: 'mail-of-a',
      matchId: 'a',
    })
    const { causationId, correlationId, idempotencyKey } = s.decided[0]!
    expect(causationId).toBe(s.log[0]!.id)
    expect(correlationId).toBe('mail-of-a')
    expect(idempotencyKey).toMatch(/^DebtUpdated:inq-1:[0-9a-f]{64}$/)
  })

  test('a newer one replaces it, with what it was before', () => {
    const s = reply(reply(stream(), 'a', 1, 10_000), 'b', 2, 5_000).gives('DebtUpdated')
    expect(s.data('DebtUpdated')).toMatchObject({ version: 2, amountCents: 5_000, previousCents: 10_000 })
  })

  test('an older one never overwrites a newer one', () => {
    const s = reply(reply(stream(), 'b', 2, 5_000), 'a', 1, 10_000).gives('DebtUpdateIgnored')
    expect(s.data('DebtUpdateIgnored')).toEqual({
      emailId: 'mail-of-a',
      matchId: 'a',
      clientId: 'cl-77',
      reason: 'older_reply',
    })
    expect(s.state.version).toBe(1)
  })

  test('received at the same time, the later position wins', () => {
    const s = reply(reply(stream(), 'a', 1, 10_000), 'b', 1, 5_000).gives('DebtUpdated')
    expect(s.data('DebtUpdated').amountCents).toBe(5_000)
  })

  test('a reply that states no amount updates the status only', () => {
    const s = reply(reply(stream(), 'a', 1, 10_000), 'b', 2, null, { intent: 'payment_plan' }).gives('DebtUpdated')
    expect(s.data('DebtUpdated')).toMatchObject({ amountCents: 10_000, previousCents: 10_000, status: 'payment_plan' })
  })

  test('also when nothing was claimed before', () => {
    const s = reply(reply(stream(), 'a', 1, 0), 'b', 2, null, { intent: 'inquiry' })
    expect(s.data('DebtUpdated')).toMatchObject({ amountCents: 0, status: 'inquiry' })
  })

  test('an older amount is taken where no newer reply states one; status and text stay the newer’s', () => {
    const s = reply(reply(stream(), 'b', 2, null, { intent: 'inquiry' }), 'a', 1, 10_000).gives('DebtUpdated')
    expect(s.data('DebtUpdated')).toMatchObject({
      version: 2,
      amountCents: 10_000,
      status: 'inquiry',
      responseText: 'says b',
      responseReceivedAt: 2 * DAY,
    })
  })

  test('zero is a claim of nothing', () => {
    expect(reply(stream(), 'a', 1, 0).data('DebtUpdated')).toMatchObject({ amountCents: 0, status: 'no_claim' })
  })

  test('no amount anywhere is null, not zero', () => {
    expect(reply(stream(), 'a', 1, null).data('DebtUpdated').amountCents).toBeNull()
  })

  test('several requests are answered one by one, in log order, each exactly once', () => {
    const s = stream()
    for (const match of ['a', 'b', 'c'])
      s.event('DebtUpdateRequested', { matchId: match, receivedAt: 0, emailId: match })
    s.run(consolidate).run(consolidate).run(consolidate)
    expect(versions(s)).toEqual([1, 2, 3])
    expect(s.due()).toEqual([{ step: 'notify' }])
    s.when(consolidate).gives()
    const causes = s.log.filter(event => event.type === 'DebtUpdated').map(event => event.causationId)
    expect(causes).toEqual(s.log.slice(0, 3).map(event => event.id))
  })
})

describe('reverting', () => {
  test('restores the best remaining reply, as a new version', () => {
    const s = revert(reply(reply(stream(), 'a', 1, 10_000), 'b', 2, 5_000), 'b').gives('DebtUpdateReverted')
    expect(s.data('DebtUpdateReverted')).toMatchObject({
      version: 3,
      amountCents: 10_000,
      previousCents: 5_000,
      responseText: 'says a',
      responseReceivedAt: DAY,
      references: ['ref-a'],
      matchId: 'b',
    })
  })

  test('restores a reply that was ignored because it was older', () => {
    const s = revert(reply(reply(stream(), 'b', 2, 5_000), 'a', 1, 10_000), 'b')
    expect(s.data('DebtUpdateReverted')).toMatchObject({ version: 2, amountCents: 10_000, responseText: 'says a' })
  })

  test('of the only reply makes the debt pending again', () => {
    const s = revert(reply(stream(), 'a', 1, 10_000), 'a')
    expect(s.data('DebtUpdateReverted')).toMatchObject({
      version: 2,
      clientId: 'cl-77',
      amountCents: null,
      status: 'pending',
      responseText: null,
      references: [],
      responseReceivedAt: null,
      previousCents: 10_000,
    })
  })

  test('of a match that is not there is refused, and takes no version', () => {
    const s = revert(reply(stream(), 'a', 1, 10_000), 'x').gives('RequestRefused')
    expect(s.data('RequestRefused')).toMatchObject({ reason: 'unknown_match' })
    expect(reply(s, 'b', 2, 1).data('DebtUpdated').version).toBe(2)
  })

  test('twice is refused the second time', () => {
    revert(revert(reply(stream(), 'a', 1, 10_000), 'a'), 'a').gives('RequestRefused')
  })

  test('a person’s correction of the same mail supersedes it', () => {
    const s = reply(stream(), 'a', 1, 10_000)
    s.event('DebtRevertRequested', { matchId: 'a', emailId: 'mail-of-a' })
    s.event('DebtUpdateRequested', { matchId: 'a2', emailId: 'mail-of-a', receivedAt: DAY, amountCents: 7_000 })
    s.run(consolidate).run(consolidate).gives('DebtUpdated')
    expect(s.data('DebtUpdated')).toMatchObject({ version: 3, amountCents: 7_000, previousCents: null })
    expect(s.state.replies.map(r => r.matchId)).toEqual(['a2'])
  })
})

describe('telling the firm', () => {
  test('every update and reversal is told once, oldest first; an ignored one is not', () => {
    const s = reply(reply(reply(stream(), 'b', 2, 5_000), 'a', 1, 10_000), 'c', 3, 1)
    revert(s, 'c')
    expect(s.state.unannounced.map(update => update.version)).toEqual([1, 2, 3])
    expect(s.state.unannounced.map(update => update.previousCents)).toEqual([null, 5_000, 1])
    s.run({ step: 'notify', messageId: 'm', to: 'kanzlei@example.org' }).gives('NotificationSent')
    expect(s.last('NotificationSent').causationId).toBe(s.log.find(event => event.type === 'DebtUpdated')!.id)
    s.run({ step: 'notify', skipped: 'too_old' }).run({ step: 'notify', skipped: 'too_old' })
    expect(s.due()).toEqual([])
    s.when({ step: 'notify', skipped: 'too_old' }).gives()
  })

  test('consolidating comes before telling', () => {
    const s = reply(stream(), 'a', 1, 1).event('DebtUpdateRequested', { matchId: 'b' })
    expect(s.due()).toEqual([{ step: 'consolidate' }, { step: 'notify' }])
  })
})
