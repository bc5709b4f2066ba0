/** Any requests and outcomes in any order: what must hold for every mail. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { debt } from '../../src/domain/debt.ts'
import { type EmailOutcome, type EmailState, email } from '../../src/domain/email.ts'
import type { EventType, NewEvent, RecordedEvent } from '../../src/domain/events.ts'
import { given, type Stream } from '../support/decider-spec.ts'
import { EXAMPLES } from '../support/examples.ts'
import { answered, assignmentTo, extracted, failed, matched, proposals } from '../support/outcomes.ts'

type Mail = Stream<EmailState, EmailOutcome>

const INQUIRIES = ['inq-1', 'inq-2', 'inq-3']
const move = fc.record({
  kind: fc.constantFrom('step', 'step', 'step', 'receive', 'retry', 'answer', 'revoke', 'take-over', 'wait', 'again'),
  pick: fc.nat(1000),
})
const moves = fc.array(move, { maxLength: 40 })
type Move = { kind: string; pick: number }

/** What a step of that name may bring. */
function outcomes(stream: Mail, step: string, pick: number): EmailOutcome {
  const inquiry = INQUIRIES[pick % 3]!
  const among = <T>(...all: T[]) => all[pick % all.length]!
  switch (step) {
    case 'extract':
      return among(
        extracted(),
        extracted({ isCreditorReply: false }),
        failed('extract'),
        failed('extract', true),
        failed('extract', false, 'dependency'),
      )
    case 'match':
      return among(matched('auto', inquiry), matched('review', inquiry), matched('none'), failed('match'))
    case 'answer': {
      const request = stream.state.pending[0]!
      const ids = request.type === 'ReviewAnswered' ? (request.data.assignments ?? []).map(a => a.inquiryId) : []
      const known = ids.filter(id => INQUIRIES.includes(id))
      const assignments = known.map(id => assignmentTo(id))
      return { step: 'answer', assignments, unknown: ids.filter(id => !known.includes(id)) }
    }
    case 'notify':
      return among<EmailOutcome>(
        { step: 'notify', messageId: 'm', to: 'admin@example.org' },
        { step: 'notify', skipped: 'too_old' },
      )
    default:
      return { step: step as 'start' }
  }
}

/** Each decided transaction, in order. */
function play(all: readonly Move[], transactions: NewEvent[][] = []): Mail {
  const stream = given(email) as Mail
  let requests = 0
  let epoch = 1
  const step = (pick: number) => {
    const ready = stream.due().flatMap(d => ('step' in d ? [d.step] : []))
    const name = ready[pick % Math.max(ready.length, 1)]
    if (!name) return
    stream.run(outcomes(stream, name, pick >> 2))
    transactions.push(stream.decided)
    expect(stream.decided, `a decision for ${name}`).not.toEqual([])
  }
  for (const { kind, pick } of all) {
    const meta = { id: `request-${requests++}` }
    const reviews = [...stream.state.reviews, 'review-x']
    if (kind === 'step') step(pick)
    if (kind === 'receive') stream.event('EmailReceived', {}, { id: 'received' })
    if (kind === 'retry') stream.event('RetryRequested', {}, meta)
    if (kind === 'revoke') stream.event('RevocationRequested', {}, meta)
    if (kind === 'take-over') stream.takenOver(`epoch-${++epoch}`)
    if (kind === 'wait') stream.at(stream.context.now + pick * 1_000)
    if (kind === 'again' && stream.log.length) stream.fold(stream.log[pick % stream.log.length]!)
    if (kind === 'answer') {
      const assignments = pick % 5 === 0 ? null : proposals(pick % 7 === 0 ? 'inq-unknown' : INQUIRIES[pick % 3]!)
      stream.event(
        'ReviewAnswered',
        { reviewId: reviews[pick % reviews.length]!, assignments, dismissal: assignments ? null : 'Werbung' },
        meta,
      )
    }
  }
  // Then everything is let come to rest.
  for (let rounds = 0; stream.due().length; rounds++) {
    expect(rounds, `at rest: ${JSON.stringify(stream.due())}`).toBeLessThan(200)
    const [next] = stream.due()
    if ('at' in next!) stream.at(next.at)
    else step(rounds * 4)
  }
  return stream
}

const REQUESTS: EventType[] = ['RetryRequested', 'ReviewAnswered', 'RevocationRequested']
const unique = (log: RecordedEvent[]) => [...new Map(log.map(event => [event.id, event])).values()]
/** A property holds for any moves; `FC_RUNS` for longer searches. */
const always = (check: (all: Move[]) => void) =>
  fc.assert(fc.property(moves, check), { numRuns: Number(process.env.FC_RUNS ?? 400) })

describe('for any requests and outcomes in any order', () => {
  test('a mail has at most one effective set of assignments', () => {
    always(all => {
      let effective = new Set<string>()
      for (const event of unique(play(all).log)) {
        if (event.type === 'AssignmentRevoked') {
          expect(effective.has(event.data.matchId)).toBe(true)
          effective = new Set()
        }
        if (event.type === 'CreditorMatched') effective.add(event.id)
        expect(effective.size).toBeLessThanOrEqual(1)
      }
    })
  })

  test('every request is answered by exactly one decision', () => {
    always(all => {
      const transactions: NewEvent[][] = []
      const stream = play(all, transactions)
      for (const request of unique(stream.log).filter(event => REQUESTS.includes(event.type))) {
        const answers = transactions.filter(events => events.some(event => event.causationId === request.id))
        // A run has further starts (attempts, crashes) with the same cause; the first of them is the answer.
        const first = answers.filter(events => !(events[0]!.type === 'ProcessingStarted' && events !== answers[0]))
        const given_up = first.filter(events => events[0]!.type !== 'ProcessingFailed')
        expect(given_up.length).toBe(1)
      }
      expect(stream.state.pending).toEqual([])
    })
  })

  test('deciding again gives nothing, and ids are unique and deterministic', () => {
    always(all => {
      const stream = play(all)
      const decided = unique(stream.log).filter(event => event.source === '/group/emails')
      const ids = [...decided, ...stream.elsewhere].map(event => event.id)
      expect(new Set(ids).size).toBe(ids.length)
      expect([...play(all).log, ...play(all).elsewhere].map(event => event.id)).toEqual(
        [...stream.log, ...stream.elsewhere].map(event => event.id),
      )
      expect(new Set(stream.state.known).size).toBe(stream.state.known.length)
    })
  })

  test('state is the fold of the log, also after a JSON round trip at every event', () => {
    always(all => {
      const stream = play(all)
      let kept = email.initial
      for (const event of stream.log) kept = JSON.parse(JSON.stringify(email.evolve(kept, event)))
      expect(kept).toEqual(stream.state)
    })
  })

  test('a mail that was received ends with one final outcome', () => {
    always(all => {
      const { state } = play([{ kind: 'receive', pick: 0 }, ...all])
      expect(['matched', 'review', 'dismissed', 'failed']).toContain(state.phase)
      expect(state.match !== null).toBe(state.phase === 'matched')
      expect(state.openReview !== null).toBe(state.phase === 'review')
    })
  })

  test('its debts follow: versions without gaps, and what counts in the end is what the mail says', () => {
    always(all => {
      const stream = play([{ kind: 'receive', pick: 0 }, ...all])
      for (const inquiryId of INQUIRIES) {
        const claim = given(debt, { subject: inquiryId })
        for (const event of stream.elsewhere.filter(e => e.subject === inquiryId)) {
          claim.fold(event).run({ step: 'consolidate' })
          expect(claim.decided.map(e => e.type)).not.toContain('RequestRefused')
        }
        const versions = claim.log.flatMap(event => ('version' in event.data ? [event.data.version] : []))
        expect(versions).toEqual(versions.map((_, i) => i + 1))
        const effective = stream.state.match?.assignments.filter(a => a.inquiryId === inquiryId) ?? []
        expect(claim.state.replies.map(reply => reply.matchId)).toEqual(effective.map(() => stream.state.match!.id))
      }
    })
  })
})

test('evolve and due are total: any events in any order, whatever they claim to answer', () => {
  const types = Object.keys(EXAMPLES) as EventType[]
  const alien = fc.record({ type: fc.constantFrom(...types), id: fc.nat(9), cause: fc.nat(9) })
  fc.assert(
    fc.property(fc.array(alien, { maxLength: 30 }), all => {
      const stream = given(email) as Mail
      for (const { type, id, cause } of all) {
        stream.event(type, {}, { id: `id-${id}`, causationId: `id-${cause}` })
        stream.due()
      }
      expect(JSON.parse(JSON.stringify(stream.state))).toEqual(stream.state)
      stream.event('RetryRequested', {}, { id: 'a request' })
      expect(stream.state.pending.at(-1)?.id).toBe('a request')
      stream.run(answered())
    }),
  )
})
