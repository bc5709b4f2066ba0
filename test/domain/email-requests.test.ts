/** Retries, reviews and revocations (DESIGN.md, "Reviews and reversals"): every request has exactly one answer. */
import { describe, expect, test } from 'vitest'
import { type EmailState, email } from '../../src/domain/email.ts'
import { given } from '../support/decider-spec.ts'
import { answered, extracted, failed, failure, matched, proposals } from '../support/outcomes.ts'

const received = () => given(email).event('EmailReceived')
const read = () => received().run({ step: 'start' }).run(extracted())
const asked = () => read().run(matched('review', 'inq-1'))
const assigned = () => read().run(matched('auto', 'inq-1'))
const reviewOf = (stream: { state: EmailState }, index = -1) => stream.state.reviews.at(index)!
const answer = (reviewId: string, by = 'anna', ...inquiries: string[]) => ({
  reviewId,
  by,
  assignments: proposals(...(inquiries.length ? inquiries : ['inq-1'])),
  dismissal: null,
})

describe('a review', () => {
  test('is answered with assignments: they stand, decided by the person', () => {
    const stream = asked()
    stream.event('ReviewAnswered', answer(reviewOf(stream), 'anna', 'inq-1', 'inq-2'))
    expect(stream.due()).toEqual([{ step: 'answer' }])
    stream.run(answered('inq-1', 'inq-2')).gives('CreditorMatched', 'DebtUpdateRequested', 'DebtUpdateRequested')
    expect(stream.state.match).toMatchObject({ decidedBy: 'anna' })
    expect(stream.state.match!.assignments[0]!.amountCents).toBe(20_000)
    expect(stream.state.openReview).toBeNull()
    expect(stream.due()).toEqual([])
  })

  test('is answered with a dismissal', () => {
    const stream = asked()
    stream.event('ReviewAnswered', { reviewId: reviewOf(stream), assignments: null, dismissal: 'Werbung' })
    stream.run(answered()).gives('EmailDismissed')
    expect(stream.data('EmailDismissed')).toEqual({ reason: 'by_person', note: 'Werbung' })
  })

  test('a second answer is refused, and changes nothing', () => {
    const stream = asked()
    stream.event('ReviewAnswered', answer(reviewOf(stream))).event('ReviewAnswered', answer(reviewOf(stream), 'bert'))
    stream.run(answered('inq-1')).run(answered('inq-1')).gives('RequestRefused')
    expect(stream.data('RequestRefused').reason).toBe('already_answered')
    expect(stream.state.match!.decidedBy).toBe('anna')
  })

  test('a person beats the machine: an answer to an older review revokes an automatic match', () => {
    const stream = asked()
    const older = reviewOf(stream)
    stream.event('RetryRequested').run({ step: 'start' }).run(extracted()).run(matched('auto', 'inq-9'))
    const machine = stream.last('CreditorMatched').id
    stream
      .event('ReviewAnswered', answer(older, 'anna', 'inq-1'))
      .run(answered('inq-1'))
      .gives('AssignmentRevoked', 'DebtRevertRequested', 'CreditorMatched', 'DebtUpdateRequested')
    expect(stream.data('AssignmentRevoked')).toMatchObject({ matchId: machine, inquiryIds: ['inq-9'], by: 'anna' })
    expect(stream.state.match!.assignments.map(a => a.inquiryId)).toEqual(['inq-1'])
  })

  test('a dismissal beats the machine too', () => {
    const stream = asked()
    const older = reviewOf(stream)
    stream.event('RetryRequested').run({ step: 'start' }).run(extracted()).run(matched('auto', 'inq-9'))
    stream.event('ReviewAnswered', { reviewId: older, assignments: null, dismissal: 'falsch' })
    stream.run(answered()).gives('AssignmentRevoked', 'DebtRevertRequested', 'EmailDismissed')
    expect(stream.state.match).toBeNull()
    expect(stream.due()).toEqual([])
  })

  test('an older review is closed by a retry: its answer is refused', () => {
    const stream = asked()
    const older = reviewOf(stream)
    stream.event('RetryRequested').run({ step: 'start' }).run(extracted()).run(matched('review', 'inq-1'))
    stream.event('ReviewAnswered', answer(older)).run(answered('inq-1')).gives('RequestRefused')
    expect(stream.data('RequestRefused').reason).toBe('review_closed')
    expect(stream.state.openReview).toBe(reviewOf(stream))
  })

  test.each([
    ['a review that does not exist', answer('review-x'), answered('inq-1'), 'unknown_review'],
    ['an inquiry that does not exist', null, { ...answered(), unknown: ['inq-x'] }, 'unknown_inquiry'],
    ['no inquiry', null, answered(), 'nothing_assigned'],
    ['what the registry chokes on', null, { ...answered(), failure: failure() }, 'not_answerable'],
    ['one inquiry twice', 'twice', answered('inq-1', 'inq-1'), 'inquiry_twice'],
  ] as const)('an answer that names %s is refused and leaves the review open', (_, data, outcome, reason) => {
    const stream = asked()
    const twice = answer(reviewOf(stream), 'anna', 'inq-1', 'inq-1')
    stream.event('ReviewAnswered', data === 'twice' ? twice : (data ?? answer(reviewOf(stream))))
    stream.run(outcome as ReturnType<typeof answered>).gives('RequestRefused')
    expect(stream.data('RequestRefused').reason).toBe(reason)
    expect(stream.state).toMatchObject({ phase: 'review', openReview: reviewOf(stream), pending: [] })
  })
})

describe('a revocation', () => {
  test('takes the match back, asks for each debt, and makes the mail a question again', () => {
    const stream = read().run(matched('auto', 'inq-1', 'inq-2'))
    const matchId = stream.last('CreditorMatched').id
    stream.event('RevocationRequested', { by: 'anna' }).run(answered())
    stream.gives('AssignmentRevoked', 'DebtRevertRequested', 'DebtRevertRequested', 'ReviewRequested')
    const reverts = stream.elsewhere.filter(event => event.type === 'DebtRevertRequested')
    expect(reverts.map(event => event.subject)).toEqual(['inq-1', 'inq-2'])
    expect(reverts.map(event => event.data)).toMatchObject([{ matchId }, { matchId }])
    expect(new Set(reverts.map(event => event.causationId))).toEqual(new Set([stream.last('AssignmentRevoked').id]))
    expect(stream.state).toMatchObject({ phase: 'review', match: null })
    stream.event('ReviewAnswered', answer(reviewOf(stream))).run(answered('inq-1'))
    stream.gives('CreditorMatched', 'DebtUpdateRequested')
  })

  test('of a mail without an assignment is refused, so a second one is', () => {
    const stream = assigned().event('RevocationRequested').event('RevocationRequested')
    stream.run(answered()).run(answered()).gives('RequestRefused')
    expect(stream.data('RequestRefused').reason).toBe('nothing_to_revoke')
  })

  test('also takes a person’s match back', () => {
    const stream = asked()
    stream.event('ReviewAnswered', answer(reviewOf(stream))).run(answered('inq-1'))
    stream.event('RevocationRequested').run(answered())
    expect(stream.state.match).toBeNull()
  })
})

describe('a retry', () => {
  const refused = (stream: ReturnType<typeof received>, reason: string) => {
    stream.event('RetryRequested')
    expect(stream.due()).toEqual([{ step: 'answer' }])
    stream.run(answered()).gives('RequestRefused')
    expect(stream.data('RequestRefused')).toMatchObject({ request: stream.last('RetryRequested').id, reason })
  }

  test('of a matched mail is refused: revoke first', () => refused(assigned(), 'already_matched'))
  test('of a mail in work is refused', () => {
    refused(received().run({ step: 'start' }), 'in_work')
    refused(read(), 'in_work')
  })
  test('of an unknown mail is refused', () => refused(given(email), 'unknown_mail'))

  test.each([
    ['failed', () => received().run({ step: 'start' }).run(failed('extract', true))],
    ['dismissed', () => read().run(matched('none'))],
    ['in review', asked],
    ['waiting for its next attempt', () => received().run({ step: 'start' }).run(failed('extract'))],
    ['waiting for its next match', () => read().run(failed('match'))],
    ['queued', received],
  ])('of a mail that is %s is accepted, closes an open review and begins the attempts anew', (_, state) => {
    const stream = state().event('RetryRequested')
    expect(stream.due()[0]).toEqual({ step: 'start' })
    stream.run({ step: 'start' }).gives('ProcessingStarted')
    expect(stream.last('ProcessingStarted').causationId).toBe(stream.last('RetryRequested').id)
    expect(stream.state).toMatchObject({ phase: 'started', openReview: null, pending: [] })
    expect(stream.state.run).toMatchObject({ attempt: 1, crashes: 0, nextAttemptAt: null })
    stream.when({ step: 'start' }).gives()
  })

  test('noted while a step runs does not make its result void, and is answered after it', () => {
    const stream = received().run({ step: 'start' }).event('RetryRequested').run(extracted())
    stream.gives('EntitiesExtracted')
    stream.run(answered()).gives('RequestRefused')
    expect(stream.due()).toEqual([{ step: 'match' }])
  })

  test('noted while the mail waits for a place to be started is answered by that start', () => {
    const stream = received().event('RetryRequested').run({ step: 'start' }).gives('ProcessingStarted')
    expect(stream.state.pending).toEqual([])
  })
})
