/** One mail through reading and matching, as the worker does it, for the tests of this folder. */
import { extract } from '../../../src/domain/extraction/extract.ts'
import type { Extraction, MailContent } from '../../../src/domain/extraction/types.ts'
import { decideMatch, type MatchingConfig } from '../../../src/domain/matching/decide.ts'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import { candidateQuery } from '../../../src/domain/matching/query.ts'
import type { CandidateQuery, InquiryLookup, MatchDecision } from '../../../src/domain/matching/types.ts'

export type Person = [first: string, last: string, born: string, address?: string]

/** A registry of one creditor, each client (`q0`, `q1` …) asked about once, a day after the one before. */
export const oneCreditor = (
  [creditorName, creditorEmail]: Letter['from'],
  clients: readonly Person[],
  number: (n: number) => string,
) =>
  new MemoryInquiryLookup(
    clients.map(([clientFirstName, clientLastName, clientBirthDate, clientAddress = null], n) => ({
      inquiryId: `q${n}`,
      clientId: `c${n}`,
      clientName: `${clientFirstName} ${clientLastName}`,
      clientFirstName,
      clientLastName,
      clientBirthDate,
      aktenzeichen: number(n),
      clientAddress,
      creditorId: 'k',
      creditorName,
      creditorEmail,
      creditorReferences: [],
      expectedAmountCents: null,
      sentAt: Date.UTC(2026, 0, 1 + n),
    })),
  )

export interface Letter {
  from: [name: string, email: string]
  subject: string
  text: string | null
  html?: string | null
  /** Text of a one-page attachment. */
  attached?: string
  receivedAt?: number
  to?: string
}

export interface Decided {
  mail: MailContent
  extraction: Extraction
  query: CandidateQuery
  decision: MatchDecision
  /** `auto ID`, also where only how the claim had to be worked out is asked; `review` or `none`. */
  reached: string
}

/** Questions about nothing but the amount, of which these inquiries' clients have said nothing: who is meant is clear. */
const OF_THE_AMOUNT = new Set(['derived_amount', 'summed_amount', 'doubtful_amount'])

/** Reads and decides about one mail; of its attachments matching sees what the extraction found there. */
export async function decideOn(lookup: InquiryLookup, letter: Letter, config?: MatchingConfig): Promise<Decided> {
  const seen: MailContent = {
    subject: letter.subject,
    fromName: letter.from[0],
    fromEmail: letter.from[1],
    toEmail: letter.to ?? 'post@kanzlei-imhof.example',
    receivedAt: letter.receivedAt ?? Date.UTC(2026, 2, 20),
    bodyText: letter.text,
    bodyHtml: letter.html ?? null,
    attachments: [],
  }
  const attachments = letter.attached
    ? [{ filename: 'a.pdf', contentType: 'application/pdf', pages: [letter.attached], unreadable: null }]
    : []
  const mail = { ...seen, attachments }
  const extraction = extract(mail)
  const query = candidateQuery(seen, extraction)
  const decision = decideMatch(seen, extraction, await lookup.find(query), config)
  const meant = decision.outcome === 'auto' || OF_THE_AMOUNT.has(decision.reason)
  const reached = meant ? `auto ${decision.assignments[0]!.inquiryId}` : decision.outcome
  return { mail, extraction, query, decision, reached }
}
