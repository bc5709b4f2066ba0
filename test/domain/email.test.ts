import { describe, expect, test } from 'vitest'
import { email } from '../../src/domain/email.ts'
import { given } from '../support/decider-spec.ts'
import { extracted, failed, matched } from '../support/outcomes.ts'

const received = () => given(email).event('EmailReceived')
const started = () => received().run({ step: 'start' })
const read = (change: object = {}) => started().run(extracted(change))

describe('the way of a mail', () => {
  test('nothing is due for a stream without a mail', () => {
    expect(given(email).due()).toEqual([])
  })

  test('EmailReceived wants to be started', () => {
    expect(received().due()).toEqual([{ step: 'start' }])
  })

  test('the first content stands', () => {
    const stream = received().event('EmailReceived', { subject: 'forged' })
    expect(stream.state.mail!.subject).not.toBe('forged')
    expect(stream.state.phase).toBe('queued')
  })

  test('ProcessingStarted is written before extraction, with the epoch it was written under', () => {
    const stream = received().when({ step: 'start' }).gives('ProcessingStarted')
    expect(stream.data('ProcessingStarted')).toEqual({ step: 'extract', attempt: 1, epoch: 'epoch-1' })
    expect(stream.run({ step: 'start' }).due()).toEqual([{ step: 'extract', alone: false }])
  })

  test('an extraction is followed by matching', () => {
    const stream = started().run(extracted()).gives('EntitiesExtracted')
    expect(stream.due()).toEqual([{ step: 'match' }])
    expect(stream.last('EntitiesExtracted').causationId).toBe(stream.last('ProcessingStarted').id)
  })

  test('what is no reply of a creditor is dismissed without matching', () => {
    const stream = read({ isCreditorReply: false, intent: 'auto_reply' })
    expect(stream.due()).toEqual([{ step: 'dismiss' }])
    stream.run({ step: 'dismiss' }).gives('EmailDismissed')
    expect(stream.data('EmailDismissed')).toEqual({ reason: 'not_creditor_reply', note: 'auto_reply' })
    expect(stream.due()).toEqual([])
  })

  test('what looks like advertising is shown to the registry first, and dismissed where it knows nothing of it', () => {
    const stream = read({ isCreditorReply: false, intent: 'spam' })
    expect(stream.due()).toEqual([{ step: 'match' }])
    stream.run(matched('none')).gives('EmailDismissed')
    expect(stream.data('EmailDismissed')).toEqual({ reason: 'not_creditor_reply', note: 'spam' })
    expect(stream.due()).toEqual([])
  })

  test('a clear match is written together with one request for each debt, caused by it', () => {
    const stream = read()
      .run(matched('auto', 'inq-1', 'inq-2'))
      .gives('CreditorMatched', 'DebtUpdateRequested', 'DebtUpdateRequested')
    const match = stream.last('CreditorMatched')
    expect(match.data.decidedBy).toBe('rules')
    expect(stream.elsewhere.map(({ subject, topic, causationId }) => ({ subject, topic, causationId }))).toEqual([
      { subject: 'inq-1', topic: 'debts', causationId: match.id },
      { subject: 'inq-2', topic: 'debts', causationId: match.id },
    ])
    expect(stream.elsewhere[0]!.data).toMatchObject({ emailId: 'mail-1', matchId: match.id, inquiryId: 'inq-1' })
    expect(stream.elsewhere[0]!.idempotencyKey).toMatch(/^DebtUpdateRequested:inq-1:[0-9a-f]{64}$/)
    expect(stream.due()).toEqual([])
  })

  test('an unclear match asks a person', () => {
    const stream = read().run(matched('review', 'inq-1')).gives('ReviewRequested')
    expect(stream.data('ReviewRequested').reviewId).toBe(stream.decided[0]!.id)
    expect(stream.data('ReviewRequested').proposals).toHaveLength(1)
    expect(stream.due()).toEqual([])
  })

  test('a mail that matches nothing is dismissed', () => {
    const stream = read().run(matched('none')).gives('EmailDismissed')
    expect(stream.data('EmailDismissed').reason).toBe('no_match')
    expect(stream.due()).toEqual([])
  })
})

describe('repeating a decision gives nothing', () => {
  test.each([
    ['start', received(), { step: 'start' } as const],
    ['extract', started(), extracted()],
    ['extract failed', started(), failed('extract')],
    ['extract given up', started(), failed('extract', true)],
    ['match', read(), matched('auto', 'inq-1')],
    ['match, to review', read(), matched('review', 'inq-1')],
    ['match, to nothing', read(), matched('none')],
    ['match failed', read(), failed('match')],
    ['dismiss', read({ isCreditorReply: false }), { step: 'dismiss' } as const],
  ])('%s', (_, stream, outcome) => {
    stream.run(outcome)
    expect(stream.decided).not.toEqual([])
    stream.when(outcome).gives()
  })

  test('a rerun of the same decision has the same ids', () => {
    const once = read()
      .when(matched('auto', 'inq-1', 'inq-2'))
      .decided.map(event => event.id)
    const again = read()
      .at(9_999_999)
      .when(matched('auto', 'inq-1', 'inq-2'))
      .decided.map(event => event.id)
    expect(again).toEqual(once)
    expect(new Set(once).size).toBe(3)
  })

  test('an outcome that nobody waits for any more is not decided', () => {
    received().when(extracted()).gives()
    started().when(matched('auto', 'inq-1')).gives()
    read().when({ step: 'start' }).gives()
    started().takenOver('epoch-2').when(extracted()).gives()
  })
})

describe('folding', () => {
  test('an event whose id is known changes nothing', () => {
    const stream = read()
    const before = JSON.stringify(stream.state)
    for (const event of stream.log) stream.state = email.evolve(stream.state, event)
    expect(JSON.stringify(stream.state)).toBe(before)
  })

  test('a request only notes: the mail itself stays as it was', () => {
    for (const type of ['RetryRequested', 'ReviewAnswered', 'RevocationRequested'] as const) {
      const stream = read().run(matched('review', 'inq-1'))
      const { pending: _, known: __, ...before } = stream.state
      stream.event(type)
      const { pending, known: ___, ...after } = stream.state
      expect(after).toEqual(before)
      expect(pending).toHaveLength(1)
    }
  })
})
