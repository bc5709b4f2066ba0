/** The decision about one mail: which inquiry it answers surely (`auto`), which perhaps (`review`), or none. */

import type { Extraction, MailContent } from '../extraction/types.ts'
import { type Scored, scoreCandidate } from './evidence.ts'
import { type Mentions, mentionsOf } from './mentions.ts'
import { aktenzeichenShape, normaliseAktenzeichen } from './normalise.ts'
import { aktenzeichenKeys } from './query.ts'
import type { Inquiry, Lookup, MatchDecision, ProposedAssignment, ScoredCandidate } from './types.ts'

export interface MatchingConfig {
  /** Score in bits that an automatic match needs, and its distance to the second candidate. */
  autoScore?: number
  autoMargin?: number
}

const DEFAULTS = { autoScore: 9, autoMargin: 3 }
/** What makes a client known, and a creditor. */
const CLIENT_KNOWN = 4
const CREDITOR_KNOWN = 3

/** Decides about a mail from its extraction and the candidates of the registry. */
export function decideMatch(
  mail: MailContent,
  extraction: Extraction,
  lookup: Lookup,
  config: MatchingConfig = {},
): MatchDecision {
  const limits = { ...DEFAULTS, ...config }
  const mentions = mentionsOf(mail, extraction)
  const scored = lookup.candidates
    .map(inquiry => scoreCandidate(inquiry, mail, extraction, lookup, mentions))
    .sort((a, b) => b.score - a.score || (a.inquiry.inquiryId < b.inquiry.inquiryId ? -1 : 1))
  const best = scored[0]
  const second = scored[1]
  const margin = best ? best.score - (second?.score ?? 0) : null
  const references = creditorSide(extraction.references, lookup)
  const client = clearClient(scored, extraction, lookup, mentions)
  const creditor = clearCreditor(scored, client)
  const base = {
    score: best?.score ?? null,
    margin,
    evidence: best ? evidenceOf(best) : [],
    candidates: scored.slice(0, 5).map(toCandidate),
    references,
    ...names(scored, client, creditor, extraction, lookup),
  }
  const none = (reason: string): MatchDecision => ({ ...base, outcome: 'none', reason, assignments: [] })
  const review = (reason: string, proposals: Scored[]): MatchDecision => ({
    ...base,
    outcome: 'review',
    reason,
    assignments: proposals.map(proposal => assignment(proposal, extraction, references, proposals.length)),
  })
  if (extraction.intent === 'spam')
    return { ...none('not_creditor_reply'), clientName: null, aktenzeichen: null, creditorName: null }
  if (!extraction.isCreditorReply) return none('not_creditor_reply')

  const severalClients = clientsNamed(scored, lookup, mentions)
  if (severalClients.length > 1) {
    return { ...review('several_clients', severalClients), clientName: null, aktenzeichen: null }
  }
  if (!best || best.clientScore < CLIENT_KNOWN) {
    if (namesUnknownClient(extraction, lookup)) return none('no_candidate')
    return review(best && best.creditorScore >= CREDITOR_KNOWN ? 'ambiguous' : 'unknown_sender', [])
  }
  if (best.creditorScore < CREDITOR_KNOWN && !has(best, 'reference')) return none('no_candidate')
  if (margin !== null && margin < limits.autoMargin) return review('ambiguous', [])
  if (contradicts(best)) return review('contradiction', [best])
  if (extraction.flags.includes('contradicting_amounts')) return review('contradicting_amounts', [best])
  if (extraction.flags.includes('unreadable_attachment') && extraction.debtAmountCents === null)
    return review('unreadable_attachment', [best])
  if (!has(best, 'creditor_email') && extraction.flags.includes('new_bank_account'))
    return review('unknown_sender', [best])
  if (best.score < limits.autoScore) return review('ambiguous', [best])
  return { ...base, outcome: 'auto', reason: 'clear', assignments: [assignment(best, extraction, references, 1)] }
}

function has(scored: Scored, kind: string): boolean {
  return [...scored.client, ...scored.creditor, ...scored.other].some(
    evidence => evidence.kind === kind && evidence.weight > 0,
  )
}

function contradicts(scored: Scored): boolean {
  return scored.client.some(evidence => evidence.weight < 0)
}

function evidenceOf(scored: Scored) {
  return [...scored.client, ...scored.creditor, ...scored.other]
}

function toCandidate(scored: Scored): ScoredCandidate {
  const { inquiryId, clientId, clientName, creditorName, aktenzeichen } = scored.inquiry
  return {
    inquiryId,
    clientId,
    clientName,
    creditorName,
    aktenzeichen,
    score: scored.score,
    evidence: evidenceOf(scored),
  }
}

function assignment(scored: Scored, extraction: Extraction, references: string[], of: number): ProposedAssignment {
  return {
    inquiryId: scored.inquiry.inquiryId,
    amountCents: of === 1 ? extraction.debtAmountCents : null,
    references: of === 1 ? references : [],
  }
}

/** References without what the registry knows as the firm's file numbers. */
function creditorSide(references: string[], lookup: Lookup): string[] {
  const known = new Set(lookup.knownAktenzeichen)
  return references.filter(reference => !aktenzeichenKeys(reference).some(key => known.has(key)))
}

/** The client that the mail means, if one stands out. */
function clearClient(scored: Scored[], extraction: Extraction, lookup: Lookup, mentions: Mentions): Inquiry | null {
  void [extraction, lookup, mentions]
  const best = scored[0]
  if (!best || best.clientScore < CLIENT_KNOWN) {
    const byClient = scored.toSorted((a, b) => b.clientScore - a.clientScore)
    const top = byClient[0]
    if (!top || top.clientScore < CLIENT_KNOWN) return null
    const rival = byClient.find(other => other.inquiry.clientId !== top.inquiry.clientId)
    return rival && top.clientScore - rival.clientScore < 2 ? null : top.inquiry
  }
  const rival = scored.find(other => other.inquiry.clientId !== best.inquiry.clientId)
  if (rival && best.score - rival.score < 2) return null
  return contradicts(best) && best.clientScore < 8 ? null : best.inquiry
}

/** The creditor that the mail means, if one stands out: of the client's inquiries, or of all. */
function clearCreditor(scored: Scored[], client: Inquiry | null): Inquiry | null {
  const own = client ? scored.filter(one => one.inquiry.clientId === client.clientId) : []
  for (const pool of [own, scored]) {
    const ranked = pool.toSorted((a, b) => b.creditorScore + sum(b) - a.creditorScore - sum(a))
    const best = ranked[0]
    if (!best || best.creditorScore < CREDITOR_KNOWN) continue
    const rival = ranked.find(other => other.inquiry.creditorId !== best.inquiry.creditorId)
    if (rival && best.creditorScore + sum(best) - rival.creditorScore - sum(rival) < 1.5) return null
    return best.inquiry
  }
  return null
}

const sum = (scored: Scored) => scored.other.reduce((total, { weight }) => total + weight, 0)

function names(
  scored: Scored[],
  client: Inquiry | null,
  creditor: Inquiry | null,
  extraction: Extraction,
  lookup: Lookup,
) {
  const knownCreditor = scored.some(one => one.creditorScore >= CREDITOR_KNOWN)
  return {
    clientName:
      client?.clientName ??
      (scored.some(one => one.clientScore >= CLIENT_KNOWN) ? null : (fullNames(extraction)[0] ?? null)),
    aktenzeichen:
      client?.aktenzeichen ??
      (scored.some(one => one.clientScore >= CLIENT_KNOWN) ? null : unknownAktenzeichen(extraction, lookup)),
    creditorName: creditor?.creditorName ?? (knownCreditor ? null : (extraction.creditorNames[0] ?? null)),
  }
}

function fullNames(extraction: Extraction): string[] {
  return extraction.clientNames.filter(name => name.includes(' '))
}

/** A number that the mail gives as the firm's and that has the form of the firm's numbers, though nobody knows it. */
function unknownAktenzeichen(extraction: Extraction, lookup: Lookup): string | null {
  const shapes = new Set(lookup.candidates.map(candidate => aktenzeichenShape(candidate.aktenzeichen)))
  return extraction.aktenzeichen.find(number => shapes.has(aktenzeichenShape(number))) ?? null
}

/** The mail names a person, or a file number of the firm's form, that the registry does not have. */
function namesUnknownClient(extraction: Extraction, lookup: Lookup): boolean {
  return fullNames(extraction).length > 0 || unknownAktenzeichen(extraction, lookup) !== null
}

/** The best inquiry of each client whose file number stands in the creditor's own words. */
function clientsNamed(scored: Scored[], lookup: Lookup, mentions: Mentions): Scored[] {
  const found = new Map<string, Scored>()
  const known = new Set(lookup.knownAktenzeichen)
  for (const one of scored) {
    const key = normaliseAktenzeichen(one.inquiry.aktenzeichen)
    if (!known.has(key) || !mentions.ownNumbers.has(key) || one.creditorScore < CREDITOR_KNOWN) continue
    if (!found.has(one.inquiry.clientId)) found.set(one.inquiry.clientId, one)
  }
  return [...found.values()]
}
