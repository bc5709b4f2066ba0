/** What must hold of the log once everything has come to rest. A violation is named as in the model of the design. */
import { debt } from '../../src/domain/debt.ts'
import { email } from '../../src/domain/email.ts'
import type { EventType, RecordedEvent } from '../../src/domain/events.ts'
import type { World } from './world.ts'
import type { Member } from './world-member.ts'

const REQUESTS: EventType[] = ['RetryRequested', 'ReviewAnswered', 'RevocationRequested']
const AT_REST = ['matched', 'review', 'dismissed', 'failed']

/** The first violation that is found; null if everything holds. */
export function violation(world: World): string | null {
  const emails = world.events('emails')
  const debts = world.events('debts')
  return (
    twice(emails) ??
    twice(debts) ??
    torn(emails, debts) ??
    unanswered(emails, world.members.some(member => member.group === 'debts') ? debts : []) ??
    twoEffective(emails) ??
    versions(debts) ??
    memory(world, emails, debts)
  )
}

const isDecision = ({ source }: RecordedEvent) => source !== '/web'
const keys = (log: RecordedEvent[]) =>
  new Set(log.flatMap(event => (event.type === 'PartitionTaken' ? [] : [event.subject])))
const fold = <S>(
  log: RecordedEvent[],
  key: string,
  { initial, evolve }: { initial: S; evolve(s: S, e: RecordedEvent): S },
) => log.reduce((state, event) => (event.subject === key ? evolve(state, event) : state), initial)

function twice(log: RecordedEvent[]): string | null {
  const seen = new Set<string>()
  for (const event of log.filter(isDecision)) {
    if (seen.has(event.id)) return `TWICE: ${event.type} of ${event.subject} at ${event.offset}`
    seen.add(event.id)
  }
  return null
}

function torn(emails: RecordedEvent[], debts: RecordedEvent[]): string | null {
  const asked = (type: EventType, cause: string) =>
    debts.filter(event => event.type === type && event.causationId === cause).map(event => event.subject)
  const same = (a: string[], b: string[]) => JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted())
  const causes = new Set(emails.map(event => event.id))
  for (const event of emails) {
    if (event.type === 'CreditorMatched') {
      const wanted = event.data.assignments.map(assignment => assignment.inquiryId)
      if (!same(wanted, asked('DebtUpdateRequested', event.id))) return `TORN: ${event.id} without its requests`
    }
    if (event.type === 'AssignmentRevoked' && !same(event.data.inquiryIds, asked('DebtRevertRequested', event.id)))
      return `TORN: ${event.id} without its reversals`
  }
  for (const event of debts) {
    const isAsked = event.causationId !== null && ['DebtUpdateRequested', 'DebtRevertRequested'].includes(event.type)
    if (isAsked && !causes.has(event.causationId ?? '')) return `TORN: ${event.type} ${event.id} without its cause`
  }
  return null
}

function unanswered(emails: RecordedEvent[], debts: RecordedEvent[]): string | null {
  for (const key of keys(emails)) {
    const { phase, pending, unannounced, mail } = fold(emails, key, email)
    if (pending.length || unannounced.length || (mail && !AT_REST.includes(phase)))
      return `UNANSWERED: ${key} is ${phase}, ${pending.length} requests, ${unannounced.length} notices`
  }
  for (const key of keys(debts)) {
    const { pending, unannounced } = fold(debts, key, debt)
    if (pending.length || unannounced.length) return `UNANSWERED: ${key}: ${pending.length}, ${unannounced.length}`
  }
  for (const request of emails.filter(event => REQUESTS.includes(event.type))) {
    const answers = emails.filter(event => event.causationId === request.id).map(event => event.type)
    if (answers.length === 0) return `UNANSWERED: ${request.type} ${request.id}`
    const again = answers.filter((type, at) => type !== 'ProcessingStarted' && answers.indexOf(type) !== at)
    if (again.length) return `TWICE: ${request.type} ${request.id} was answered by ${answers}`
  }
  for (const request of debts.filter(e => e.type === 'DebtUpdateRequested' || e.type === 'DebtRevertRequested')) {
    const answers = debts.filter(event => event.causationId === request.id)
    if (answers.length !== 1) return `${answers.length ? 'TWICE' : 'UNANSWERED'}: ${request.type} ${request.id}`
  }
  return null
}

function twoEffective(emails: RecordedEvent[]): string | null {
  const effective = new Map<string, string>()
  for (const event of emails) {
    if (event.type === 'AssignmentRevoked') {
      if (effective.get(event.subject) !== event.data.matchId) return `TWO EFFECTIVE: revoked ${event.data.matchId}`
      effective.delete(event.subject)
    }
    if (event.type !== 'CreditorMatched') continue
    if (effective.has(event.subject)) return `TWO EFFECTIVE: ${effective.get(event.subject)} and ${event.id}`
    effective.set(event.subject, event.id)
  }
  return null
}

function versions(debts: RecordedEvent[]): string | null {
  const at = new Map<string, number>()
  for (const event of debts) {
    if (!('version' in event.data)) continue
    const before = at.get(event.subject) ?? 0
    if (event.data.version !== before + 1) return `VERSION: ${event.data.version} after ${before} of ${event.subject}`
    at.set(event.subject, event.data.version)
  }
  return null
}

/** What a member keeps is the fold of the log up to its position. */
function memory(world: World, emails: RecordedEvent[], debts: RecordedEvent[]): string | null {
  for (const member of world.members) {
    if (member.crashed) continue
    const store = member.stores.get(0)
    if (!store) continue
    const wrong = member.group === 'emails' ? differs(member, emails, email) : differs(member, debts, debt)
    if (wrong) return `MEMORY≠LOG: ${member.name} of ${wrong} at ${store.position}`
  }
  return null
}

function differs<S>(
  member: Member,
  log: RecordedEvent[],
  aggregate: { initial: S; evolve(s: S, e: RecordedEvent): S },
) {
  const store = member.stores.get(0)!
  const folded = log.filter(event => event.offset < store.position)
  for (const key of keys(folded)) if (store.get(key) !== JSON.stringify(fold(folded, key, aggregate))) return key
  return null
}
