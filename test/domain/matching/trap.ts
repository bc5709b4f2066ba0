/** What a clerk knows to look out for, and registries to try it on. */
import { expect } from 'vitest'
import type { Inquiry } from '../../../src/domain/matching/types.ts'
import type { Decided, Letter } from './deciding.ts'

/** `match` is `auto ID`, `review`, `none`, or `not auto`. */
export interface Trap extends Letter {
  what: string
  text: string
  match: string
  client?: string | null
}

/** Fails unless a mail was decided as its trap says. */
export function expectAsTrapped({ decision, reached }: Decided, { match, client }: Trap): void {
  if (match === 'not auto') expect(`${reached} (${decision.reason})`).not.toContain('auto')
  else expect(`${reached} (${decision.reason})`).toContain(`${match} `)
  if (client !== undefined) expect(decision.clientName).toBe(client)
}

export type Person = [first: string, last: string, birth: string | null, az: string, address: string | null]
export type Creditor = [name: string, email: string]
/** `creditor` may have a mark behind `#`, so that one client can be asked about twice. */
export type Asked = [id: string, client: string, creditor: string, references?: string[], cents?: number]

/** A registry with one inquiry a row, sent one day after the other from 2 February 2026 on. */
export function registryOf(
  people: Record<string, Person>,
  creditors: Record<string, Creditor>,
  asked: readonly Asked[],
): Inquiry[] {
  return asked.map(([inquiryId, clientId, creditorId, references, cents], i) => {
    const [clientFirstName, clientLastName, clientBirthDate, aktenzeichen, clientAddress] = people[clientId]!
    const [creditorName, creditorEmail] = creditors[creditorId]!
    return {
      inquiryId,
      clientId,
      clientName: `${clientFirstName} ${clientLastName}`,
      clientFirstName,
      clientLastName,
      clientBirthDate,
      aktenzeichen,
      clientAddress,
      creditorId,
      creditorName,
      creditorEmail,
      creditorReferences: references ?? [],
      expectedAmountCents: cents ?? null,
      sentAt: Date.UTC(2026, 1, 2 + (i % 30)),
    }
  })
}
