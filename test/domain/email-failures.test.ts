/** Attempts, crashes and what the administrator is told (DESIGN.md, "Retries are events"). */
import { describe, expect, test } from 'vitest'
import { email } from '../../src/domain/email.ts'
import { given } from '../support/decider-spec.ts'
import { extracted, failed, matched } from '../support/outcomes.ts'

const received = () => given(email).event('EmailReceived')
const started = () => received().run({ step: 'start' })

describe('counted attempts', () => {
  test('a failure of the mail counts an attempt and says when the next one is', () => {
    const stream = started().run(failed('extract')).gives('AttemptFailed')
    const { step, attempt, nextAttemptAt } = stream.data('AttemptFailed')
    expect({ step, attempt }).toEqual({ step: 'extract', attempt: 1 })
    expect(nextAttemptAt).toBeGreaterThanOrEqual(stream.context.now + 15_000)
    expect(stream.due()).toEqual([{ at: nextAttemptAt }])
    expect(stream.at(nextAttemptAt).due()).toEqual([{ step: 'start' }])
  })

  test('at most five retries, each later than the one before; then it is failed', () => {
    const stream = received()
    const waits: number[] = []
    for (let attempt = 1; attempt <= 5; attempt++) {
      stream.run({ step: 'start' }).run(failed('extract')).gives('AttemptFailed')
      expect(stream.data('AttemptFailed').attempt).toBe(attempt)
      const { nextAttemptAt } = stream.data('AttemptFailed')
      waits.push(nextAttemptAt - stream.context.now)
      stream.at(nextAttemptAt)
    }
    stream.run({ step: 'start' }).run(failed('extract')).gives('ProcessingFailed')
    expect(stream.data('ProcessingFailed').attempts).toBe(6)
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(waits[4]).toBeLessThanOrEqual(300_000)
  })

  test('what can never succeed is failed at once', () => {
    started().run(failed('extract', true)).gives('ProcessingFailed')
  })

  test('matching has attempts of its own', () => {
    const stream = started().run(failed('extract'))
    stream.at(stream.data('AttemptFailed').nextAttemptAt)
    stream.run({ step: 'start' }).run(extracted()).run(failed('match')).gives('AttemptFailed')
    expect(stream.data('AttemptFailed')).toMatchObject({ step: 'match', attempt: 1 })
    const { nextAttemptAt } = stream.data('AttemptFailed')
    expect(stream.due()).toEqual([{ at: nextAttemptAt }])
    expect(stream.at(nextAttemptAt).due()).toEqual([{ step: 'match' }])
    stream.run(matched('auto', 'inq-1')).gives('CreditorMatched', 'DebtUpdateRequested')
  })

  test.each(['dependency', 'deployment'] as const)('a missing %s counts nothing, however often', kind => {
    const stream = received()
    for (let time = 0; time < 50; time++) {
      stream.run({ step: 'start' }).gives('ProcessingStarted')
      expect(stream.data('ProcessingStarted').attempt).toBe(1)
      stream.run(failed('extract', false, kind)).gives('AttemptFailed')
      expect(stream.data('AttemptFailed')).toMatchObject({ attempt: 1, nextAttemptAt: stream.context.now })
    }
    stream
      .takenOver('epoch-2')
      .run({ step: 'start' })
      .run(extracted())
      .run(matched('auto', 'inq-1'))
      .gives('CreditorMatched', 'DebtUpdateRequested')
  })

  test('an outage between two failures of the mail leaves their count', () => {
    const stream = started().run(failed('extract'))
    stream.at(stream.data('AttemptFailed').nextAttemptAt).run({ step: 'start' })
    stream
      .run(failed('extract', false, 'dependency'))
      .run({ step: 'start' })
      .run(failed('extract'))
    expect(stream.data('AttemptFailed').attempt).toBe(2)
  })
})

describe('a mail that kills its process', () => {
  /** Crashes `times` times while the mail is read. */
  const crashed = (times: number) => {
    const stream = received().run({ step: 'start' })
    for (let time = 1; time <= times; time++) {
      stream.takenOver(`epoch-${time + 1}`)
      stream.run({ step: 'start' })
    }
    return stream
  }

  test('found unanswered at a take-over, it is started anew', () => {
    const stream = started().takenOver('epoch-2')
    expect(stream.due()).toMatchObject([{ step: 'start' }])
    stream.run({ step: 'start' }).gives('ProcessingStarted')
    expect(stream.data('ProcessingStarted')).toEqual({ step: 'extract', attempt: 1, epoch: 'epoch-2' })
    expect(stream.state.run.crashes).toBe(1)
  })

  test('after the second crash it is run alone, its start included', () => {
    expect(crashed(1).due()).toEqual([{ step: 'extract', alone: false }])
    expect(crashed(1).takenOver('x').due()).toEqual([{ step: 'start', alone: true }])
    expect(crashed(2).due()).toEqual([{ step: 'extract', alone: true }])
    expect(crashed(4).due()).toEqual([{ step: 'extract', alone: true }])
  })

  test('after the fifth it is failed, and the administrator told', () => {
    const stream = crashed(4).takenOver('x').run({ step: 'start' }).gives('ProcessingFailed')
    expect(stream.data('ProcessingFailed').failure).toMatchObject({ kind: 'crash', code: 'MAIL_KILLS_PROCESS' })
    expect(stream.due()).toEqual([{ step: 'notify' }])
  })

  test('a result, or a failure that was told, ends the count', () => {
    expect(crashed(3).run(extracted()).state.run.crashes).toBe(0)
    expect(crashed(3).run(failed('extract')).state.run.crashes).toBe(0)
    expect(crashed(3).run(failed('extract', false, 'dependency')).state.run.crashes).toBe(0)
  })

  test('an accepted retry begins the count anew', () => {
    const stream = crashed(4).takenOver('x').run({ step: 'start' }).event('RetryRequested').run({ step: 'start' })
    expect(stream.gives('ProcessingStarted').state.run).toMatchObject({ crashes: 0, attempt: 1 })
  })
})

describe('telling the administrator', () => {
  const given_up = () => started().run(failed('extract', true))
  const sent = { step: 'notify', messageId: 'm-1', to: 'admin@example.org' } as const

  test('ProcessingFailed is told once', () => {
    const stream = given_up()
    const cause = stream.last('ProcessingFailed').id
    expect(stream.due()).toEqual([{ step: 'notify' }])
    stream.run(sent).gives('NotificationSent')
    expect(stream.last('NotificationSent').causationId).toBe(cause)
    expect(stream.due()).toEqual([])
    stream.when(sent).gives()
  })

  test('or skipped', () => {
    expect(given_up().run({ step: 'notify', skipped: 'too_old' }).gives('NotificationSkipped').due()).toEqual([])
  })

  test('a retry is never told', () => {
    expect(started().run(failed('extract')).state.unannounced).toEqual([])
  })

  test('while it waits (SMTP is down) the mail can be retried, and fail again: both are told, in order', () => {
    const stream = given_up().event('RetryRequested').run({ step: 'start' })
    expect(stream.due()).toEqual([{ step: 'extract', alone: false }, { step: 'notify' }])
    stream.run(failed('extract', true)).run(sent).run(sent)
    const failures = stream.log.filter(event => event.type === 'ProcessingFailed').map(event => event.id)
    const told = stream.log.filter(event => event.type === 'NotificationSent').map(event => event.causationId)
    expect(told).toEqual(failures)
    expect(stream.due()).toEqual([])
  })
})
