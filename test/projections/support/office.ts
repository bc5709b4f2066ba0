/** Random, consistent histories of a small office, as fast-check arbitraries. */
import fc from 'fast-check'
import type { RecordedEvent } from '../../../src/domain/events.ts'
import { Story } from './story.ts'

const step = fc.record({
  what: fc.nat(23),
  mail: fc.nat(3).map(n => `mail-${n}`),
  debt: fc.nat(4),
  other: fc.nat(4),
  n: fc.nat(5),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const inquiry = (n: number) => `inq-${n}`
/** Debts 0–2 are of one client, the others of another. */
const client = (n: number) => (n < 3 ? 'client-a' : 'client-b')

/** Tells one step; what a topic could never contain (two clients of one inquiry, a version twice) is never told. */
function tell(story: Story, versions: Map<number, number>, { what, mail, debt, other, n }: Step): void {
  const id = inquiry(debt)
  const matchId = `match-${mail}-${n}`
  const answer = { emailId: mail, matchId, clientId: client(debt) }
  const about = { correlationId: mail }
  const version = () => {
    versions.set(debt, (versions.get(debt) ?? 0) + 1)
    return versions.get(debt)!
  }
  const assignment = (d: number) => ({
    inquiryId: inquiry(d),
    clientId: client(d),
    clientName: `Name ${n}`,
    creditorName: `Creditor ${d}`,
    creditorEmail: 'a@b.example',
    amountCents: n * 100,
    references: [`REF ${n}`],
  })
  const steps: (() => unknown)[] = [
    () =>
      story.tell(
        'EmailReceived',
        mail,
        { subject: `subject ${n}`, bodyText: n % 2 ? null : 'text' },
        { id: `received-${mail}` },
      ),
    () => story.tell('RetryRequested', mail),
    () => story.tell('ReviewAnswered', mail, { reviewId: `review-${mail}-${n}` }),
    () => story.tell('RevocationRequested', mail),
    () => story.tell('ProcessingStarted', mail, { attempt: n }, { causationId: `e${n}` }),
    () => story.tell('EntitiesExtracted', mail, { summary: `summary ${n}` }),
    () => story.tell('CreditorMatched', mail, { assignments: [assignment(debt), assignment(other)] }, { id: matchId }),
    () => story.tell('ReviewRequested', mail, { reviewId: `review-${mail}-${n}` }),
    () => story.tell('EmailDismissed', mail, { reason: n % 2 ? 'no_match' : 'by_person' }),
    () => story.tell('AssignmentRevoked', mail, { matchId, inquiryIds: [id, inquiry(other)] }),
    () => story.tell('AttemptFailed', mail, { step: 'match', nextAttemptAt: n }),
    () => story.tell('ProcessingFailed', mail),
    () => story.tell('RequestRefused', mail, { request: `e${n}` }, { topic: 'emails' }),
    () => story.tell('NotificationSent', mail, {}, { topic: 'emails' }),
    () => story.tell('DebtUpdateRequested', id, { ...assignment(debt), emailId: mail, matchId }, about),
    () => story.tell('DebtUpdated', id, { ...answer, version: version(), amountCents: n }, about),
    () => story.tell('DebtUpdated', id, { ...answer, version: version(), amountCents: null }, about),
    () => story.tell('DebtUpdateIgnored', id, answer, about),
    () => story.tell('DebtUpdateReverted', id, { ...answer, version: version(), status: 'pending' }, about),
    () => story.tell('RequestRefused', id, { request: 'x' }, { topic: 'debts', ...about }),
    () =>
      story.tell('InquirySent', id, {
        clientId: client(debt),
        clientName: `Name ${n}`,
        sentAt: n,
        creditorName: `C ${n}`,
      }),
    () =>
      story.tell('InquirySent', id, {
        clientId: client(debt),
        clientName: `Name ${n}`,
        sentAt: 3,
        creditorReferences: [`REF ${n}`],
      }),
    () => story.tell('InquiryWithdrawn', id, { clientId: [null, client(debt), client(other)][n % 3]! }),
    () => story.tell('PromptPublished', `prompt-${debt}`, { version: n }),
  ]
  steps[what]!()
}

/** A history, in one possible order of all topics; at its end every mail is delivered once more with another content. */
export const histories: fc.Arbitrary<RecordedEvent[]> = fc.array(step, { maxLength: 60 }).map(steps => {
  const story = new Story()
  const versions = new Map<number, number>()
  for (const one of steps) tell(story, versions, one)
  for (const event of story.events.filter(event => event.type === 'EmailReceived')) {
    story.tell('EmailReceived', event.subject, { subject: 'altered', bodyText: 'altered' }, { id: event.id })
  }
  return story.events
})

/** Another order of the same events: each partition's own is kept, and with it each key's. */
export const shuffled = (events: readonly RecordedEvent[]): fc.Arbitrary<RecordedEvent[]> =>
  fc.array(fc.nat(), { minLength: events.length, maxLength: events.length }).map(choices => {
    const streams = [...Map.groupBy(events, event => `${event.topic}/${event.partition}`).values()].map(list => [
      ...list,
    ])
    return choices.map(choice => {
      const open = streams.filter(stream => stream.length > 0)
      return open[choice % open.length]!.shift()!
    })
  })
