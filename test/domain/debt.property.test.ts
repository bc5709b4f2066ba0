/** Any replies and reversals in any order: what must hold for every debt. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DebtOutcome, type DebtState, debt, view } from '../../src/domain/debt.ts'
import type { EventType, RecordedEvent } from '../../src/domain/events.ts'
import { given, type Stream } from '../support/decider-spec.ts'
import { EXAMPLES } from '../support/examples.ts'

type Debt = Stream<DebtState, DebtOutcome>
const move = fc.record({
  kind: fc.constantFrom('reply', 'reply', 'revert', 'step', 'step', 'again'),
  match: fc.nat(6),
  receivedAt: fc.nat(4),
  amountCents: fc.option(fc.nat(3), { nil: null }),
})
type Move = { kind: string; match: number; receivedAt: number; amountCents: number | null }
const always = (check: (all: Move[]) => void) =>
  fc.assert(fc.property(fc.array(move, { maxLength: 40 }), check), { numRuns: Number(process.env.FC_RUNS ?? 400) })

function play(all: readonly Move[]): Debt {
  const stream = given(debt, { subject: 'inq-1' }) as Debt
  const step = () => {
    const [next] = stream.due()
    if (!next || !('step' in next)) return
    const outcome: DebtOutcome =
      next.step === 'notify' ? { step: 'notify', skipped: 'too_old' } : { step: 'consolidate' }
    expect(stream.run(outcome).decided).toHaveLength(1)
  }
  const replies = new Set<number>()
  for (const [at, { kind, match, receivedAt, amountCents }] of all.entries()) {
    const ids = { matchId: `match-${match}`, emailId: `mail-${match}` }
    // A match is asked for once; a reversal may come at any time, also for one that never was.
    if (kind === 'reply' && !replies.has(match)) {
      replies.add(match)
      stream.event(
        'DebtUpdateRequested',
        { ...ids, receivedAt, amountCents, summary: `says ${match}` },
        { id: `u-${match}` },
      )
    }
    if (kind === 'revert') stream.event('DebtRevertRequested', ids, { id: `r-${at}` })
    if (kind === 'step') step()
    if (kind === 'again' && stream.log.length) stream.fold(stream.log[at % stream.log.length]!)
  }
  for (let rounds = 0; stream.due().length; rounds++) {
    expect(rounds).toBeLessThan(200)
    step()
  }
  return stream
}

const unique = (log: RecordedEvent[]) => [...new Map(log.map(event => [event.id, event])).values()]
const isVersioned = (event: RecordedEvent): event is RecordedEvent<'DebtUpdated' | 'DebtUpdateReverted'> =>
  event.type === 'DebtUpdated' || event.type === 'DebtUpdateReverted'

describe('for any replies and reversals in any order', () => {
  test('versions are 1, 2, 3 … without gaps', () => {
    always(all => {
      const versions = unique(play(all).log)
        .filter(isVersioned)
        .map(event => event.data.version)
      expect(versions).toEqual(versions.map((_, i) => i + 1))
    })
  })

  test('every request has exactly one answer, and in the end nothing is due', () => {
    always(all => {
      const stream = play(all)
      const log = unique(stream.log)
      for (const request of log.filter(e => e.type === 'DebtUpdateRequested' || e.type === 'DebtRevertRequested')) {
        expect(log.filter(event => event.causationId === request.id)).toHaveLength(1)
      }
      expect(stream.due()).toEqual([])
    })
  })

  test('what is written is what the replies that count say, whatever the order they came in', () => {
    always(all => {
      const stream = play(all)
      const last = unique(stream.log).filter(isVersioned).at(-1)
      if (!last) return
      const { amountCents, status, responseText, responseReceivedAt } = view(stream.state.replies, 'cl-77')
      expect(last.data).toMatchObject({ amountCents, status, responseText, responseReceivedAt })
    })
  })

  test('an older reply never overwrites a newer one: time does not run backwards but in a reversal', () => {
    always(all => {
      let shown = Number.NEGATIVE_INFINITY
      for (const event of unique(play(all).log).filter(isVersioned)) {
        const at = event.data.responseReceivedAt ?? Number.NEGATIVE_INFINITY
        if (event.type === 'DebtUpdated') expect(at).toBeGreaterThanOrEqual(shown)
        shown = at
      }
    })
  })

  test('each previous amount is the amount before', () => {
    always(all => {
      let before: number | null = null
      for (const { data } of unique(play(all).log).filter(isVersioned)) {
        expect(data.previousCents).toBe(before)
        before = data.amountCents
      }
    })
  })

  test('state is the fold of the log, also after a JSON round trip; ids are unique and deterministic', () => {
    always(all => {
      const stream = play(all)
      let kept = debt.initial
      for (const event of stream.log) kept = JSON.parse(JSON.stringify(debt.evolve(kept, event)))
      expect(kept).toEqual(stream.state)
      const ids = unique(stream.log).map(event => event.id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(play(all).log.map(event => event.id)).toEqual(stream.log.map(event => event.id))
    })
  })
})

test('evolve and due are total: any events in any order, whatever they claim to answer', () => {
  const types = Object.keys(EXAMPLES) as EventType[]
  const alien = fc.record({ type: fc.constantFrom(...types), id: fc.nat(9), cause: fc.nat(9) })
  fc.assert(
    fc.property(fc.array(alien, { maxLength: 30 }), all => {
      const stream = given(debt, { subject: 'inq-1' })
      for (const { type, id, cause } of all) {
        stream.event(type, {}, { id: `id-${id}`, causationId: `id-${cause}` })
        for (const due of stream.due())
          stream.when(
            'step' in due && due.step === 'consolidate' ? { step: 'consolidate' } : { step: 'notify', skipped: 'x' },
          )
      }
      expect(JSON.parse(JSON.stringify(stream.state))).toEqual(stream.state)
    }),
  )
})
