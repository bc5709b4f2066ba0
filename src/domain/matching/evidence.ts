/**
 * Fellegi–Sunter evidence that a mail answers one inquiry: weights in bits, log2 of how much more often something is seen
 * when the pair is right than when it is wrong. A name weighs by how rare it is among the firm's clients.
 */

import type { Extraction, MailContent } from '../extraction/types.ts'
import { type Context, creditorEvidence } from './creditor-evidence.ts'
import type { FileNumbers } from './file-numbers.ts'
import { familyName } from './generations.ts'
import { letterDate, type Mentions } from './mentions.ts'
import { nameEvidence } from './name-evidence.ts'
import { foldName, nameTokens, normaliseAktenzeichen } from './normalise.ts'
import type { Evidence, Inquiry, Lookup } from './types.ts'
import { weighedOnce } from './weighed.ts'
import { CREDITOR_KNOWN, WEIGHTS } from './weights.ts'

export interface Scored {
  inquiry: Inquiry
  client: Evidence[]
  creditor: Evidence[]
  other: Evidence[]
  clientScore: number
  creditorScore: number
  score: number
}

/** Scores one candidate. */
export function scoreCandidate(
  inquiry: Inquiry,
  mail: MailContent,
  extraction: Extraction,
  lookup: Lookup,
  mentions: Mentions,
  context: Context,
): Scored {
  const client = clientEvidence(inquiry, lookup, mentions, context)
  const { creditorId, creditorName, creditorEmail } = inquiry
  const creditor = weighedOnce(context.weighed.creditors, creditorName, [creditorId, creditorEmail], () =>
    creditorEvidence(inquiry, mentions, context),
  )
  const other = weakEvidence(inquiry, mail, extraction, mentions)
  const clientScore = total(client)
  const creditorScore = total(creditor)
  return {
    inquiry,
    client,
    creditor,
    other,
    clientScore,
    creditorScore,
    score: clientScore + creditorScore + total(other),
  }
}

function total(evidence: Evidence[]): number {
  return evidence.reduce((sum, { weight }) => sum + weight, 0)
}

function clientEvidence(inquiry: Inquiry, lookup: Lookup, mentions: Mentions, context: Context): Evidence[] {
  const found: Evidence[] = []
  const add = (kind: string, weight: number, detail: string) => found.push({ kind, weight: round(weight), detail })
  const number = numberEvidence(inquiry, context.numbers)
  if (number) found.push(number)
  const reference = context.references.get(inquiry.inquiryId)
  if (reference) found.push(reference)
  else if (context.clients.has(inquiry.clientId))
    add(
      'client_reference',
      Math.max(0, Math.min(WEIGHTS.clientReference, context.clients.get(inquiry.clientId)! - WEIGHTS.thisInquiry)),
      'Nummer eines anderen Gläubigers',
    )
  if (
    inquiry.clientBirthDate !== null &&
    mentions.birthDates.length === 0 &&
    mentions.dates.has(inquiry.clientBirthDate)
  )
    add('birth_date', WEIGHTS.bareBirthDate, inquiry.clientBirthDate)
  const dated = nameTokens(inquiry.clientName).map(token => mentions.datedWords.get(token))
  const other = dated.find(date => date !== undefined && date !== inquiry.clientBirthDate)
  if (inquiry.clientBirthDate !== null && mentions.birthDates.length === 0 && other !== undefined)
    add('other_birth_date', WEIGHTS.otherBirthDate, other)
  if (inquiry.clientBirthDate !== null && mentions.birthDates.length > 0) {
    const same = mentions.birthDates.includes(inquiry.clientBirthDate)
    add(
      same ? 'birth_date' : 'other_birth_date',
      same ? WEIGHTS.birthDate : WEIGHTS.otherBirthDate,
      mentions.birthDates.join(', '),
    )
  }
  if (context.only.has(inquiry.inquiryId)) add('only_inquiry', WEIGHTS.onlyInquiry, 'einzige Anfrage an diese Adresse')
  const { clientName, clientFirstName, clientLastName } = inquiry
  const names = weighedOnce(context.weighed.clients, clientName, [clientFirstName, clientLastName], () =>
    nameEvidence(inquiry, lookup, mentions, context.firstNames),
  )
  for (const evidence of names) found.push(evidence)
  const isNamed = names.some(({ kind, weight }) => kind === 'last_name' && weight > WEIGHTS.wordOnly)
  if (context.senders.size === 0 && !isNamed && isSender(inquiry, mentions))
    add('client_writes', WEIGHTS.lastName.least, mentions.senderEmail)
  const street = inquiry.clientAddress?.split(',')[0] ?? ''
  if (/\d/.test(street) && mentions.ownText.includes(` ${foldStreet(street)} `)) add('address', WEIGHTS.address, street)
  else if (/\d/.test(street) && mentions.ownText.replaceAll('strasse ', 'str ').includes(` ${foldStreet(street)} `))
    add('address', WEIGHTS.address, street)
  return found
}

/** The sender's address, or how it calls itself, bears the client's first and last name. */
function isSender(inquiry: Inquiry, { senderName, senderEmail }: Mentions): boolean {
  const words = `${senderName} ${foldName(senderEmail.split('@')[0]!)}`.split(' ')
  const first = nameTokens(inquiry.clientFirstName)
  return nameTokens(familyName(inquiry)).every(word => words.includes(word)) && first.some(word => words.includes(word))
}

/** The firm's number of this client, whole or in part; or another client's. What the creditor writes now goes before its quotation. */
function numberEvidence({ aktenzeichen }: Inquiry, numbers: FileNumbers): Evidence | null {
  if (numbers.own.size + numbers.quoted.size + numbers.partial.size + numbers.creditors.size === 0) return null
  const key = normaliseAktenzeichen(aktenzeichen)
  const evidence = (kind: string, weight: number, detail = aktenzeichen): Evidence => ({ kind, weight, detail })
  if (numbers.own.has(key)) return evidence('aktenzeichen', WEIGHTS.aktenzeichen)
  const [other] = numbers.own
  if (other !== undefined) return evidence('other_aktenzeichen', WEIGHTS.otherAktenzeichen, other)
  if (numbers.quoted.has(key)) return evidence('aktenzeichen', WEIGHTS.quotedAktenzeichen, `${aktenzeichen} (zitiert)`)
  const [quoted] = numbers.quoted
  if (quoted !== undefined) return evidence('other_aktenzeichen', WEIGHTS.otherAktenzeichen, quoted)
  if (numbers.partial.has(key)) return evidence('partial_aktenzeichen', WEIGHTS.partialAktenzeichen)
  if (numbers.creditors.has(key)) return evidence('creditors_number', WEIGHTS.creditorsNumber)
  return null
}

function foldStreet(street: string): string {
  return foldName(street).replace(/strasse\b/g, 'str')
}

function weakEvidence(inquiry: Inquiry, mail: MailContent, extraction: Extraction, mentions: Mentions): Evidence[] {
  const found: Evidence[] = []
  const sent = letterDate(inquiry, mentions)
  if (sent !== null) found.push({ kind: 'letter_date', weight: WEIGHTS.letterDate, detail: `Schreiben vom ${sent}` })
  if (mail.receivedAt < inquiry.sentAt)
    found.push({ kind: 'time', weight: WEIGHTS.beforeInquiry, detail: 'vor der Anfrage eingegangen' })
  const expected = inquiry.expectedAmountCents
  if (expected !== null && expected > 0) {
    const near = extraction.amounts.some(
      ({ cents, role }) => role !== 'quoted' && Math.abs(cents - expected) <= expected / 100,
    )
    if (near) found.push({ kind: 'amount', weight: WEIGHTS.amount, detail: 'Betrag wie vom Mandanten genannt' })
  }
  return found
}

function round(weight: number): number {
  return Math.round(weight * 10) / 10
}

/** All evidence about a candidate. */
export function evidenceOf(scored: Scored): Evidence[] {
  return [...scored.client, ...scored.creditor, ...scored.other]
}

/** Another client whom the firm asked the same creditor about. */
export function isRival(other: Scored, one: Scored): boolean {
  return other.inquiry.clientId !== one.inquiry.clientId && other.creditorScore >= CREDITOR_KNOWN
}

/** The client's first name stands there as it is, and not as an initial or in a like spelling. */
export function hasFirstName({ client }: Scored): boolean {
  return client.some(({ kind, detail }) => kind === 'first_name' && detail !== 'Initiale' && detail !== 'ähnlich')
}

/** Whether evidence of a kind speaks for a candidate. */
/** What says who is meant besides a name. */
export const PROOFS = [
  'aktenzeichen',
  'misspelt_aktenzeichen',
  'partial_aktenzeichen',
  'reference',
  'client_reference',
  'birth_date',
  'address',
]

export function has(scored: Scored, kind: string): boolean {
  const speaksFor = (evidence: Evidence) => evidence.kind === kind && evidence.weight > 0
  return scored.client.some(speaksFor) || scored.creditor.some(speaksFor) || scored.other.some(speaksFor)
}
