/** The decision about one mail: which inquiry it answers surely (`auto`), which perhaps (`review`), or none. */

import { FIGURES } from '../extraction/debt/working.ts'
import type { ReadingConfig } from '../extraction/firm.ts'
import type { Extraction, MailContent } from '../extraction/types.ts'
import { contextOf } from './creditor-evidence.ts'
import { boughtFrom, doubts } from './doubts.ts'
import { evidenceOf, has, hasFirstName, type Scored, scoreCandidate } from './evidence.ts'
import { creditorSide, type FileNumbers, fileNumbers } from './file-numbers.ts'
import {
  clearClient,
  clearCreditor,
  namesakes,
  namesOf,
  namesUnknownClient,
  sureClient,
  writesForUnnamed,
} from './identify.ts'
import { type Mentions, mentionsOf } from './mentions.ts'
import { compareCandidates } from './namesakes.ts'
import { normaliseAktenzeichen, normaliseReference } from './normalise.ts'
import { isAnothersAmount, rowsOf, withoutOtherRows } from './rows.ts'
import type { Inquiry, Lookup, MatchDecision, ProposedAssignment, ScoredCandidate } from './types.ts'
import { CLIENT_KNOWN, CREDITOR_KNOWN } from './weights.ts'

/** Takes the same `ReadingConfig` as the extraction did, so that both know the firm's own words. */
export interface MatchingConfig extends ReadingConfig {
  /** Score in bits that an automatic match needs, and its distance to the second candidate. */
  autoScore?: number
  autoMargin?: number
  /** How many times more, or less, than the client said a claim may be until a person is asked. Default 5. */
  amountFactor?: number
  /** The same for a claim that other sums stand beside, which may prove it. Default 1.5. */
  severalAmountsFactor?: number
  /** The same for a claim that is one of several figures, of which none proves it. Default 1.2. */
  derivedAmountFactor?: number
  /** The same for a claim that the reading had to add up, or that only the words around it speak for. Default 1.1. */
  summedAmountFactor?: number
}

const DEFAULTS = {
  autoScore: 9,
  autoMargin: 3,
  amountFactor: 5,
  severalAmountsFactor: 1.5,
  derivedAmountFactor: 1.2,
  summedAmountFactor: 1.1,
}

/** Decides about a mail from its extraction and the candidates of the registry. */
export function decideMatch(
  mail: MailContent,
  extraction: Extraction,
  lookup: Lookup,
  config: MatchingConfig = {},
): MatchDecision {
  const limits = { ...DEFAULTS, ...config }
  const mentions = mentionsOf(mail, extraction, config)
  const numbers = fileNumbers(mentions, extraction, lookup)
  const scored = scoreAll(mail, extraction, lookup, mentions, numbers)
  const best = scored[0]
  const margin = best ? best.score - (scored[1]?.score ?? 0) : null
  const rows = best ? rowsOf(best, scored, mentions) : null
  const references = withoutOtherRows(creditorSide(extraction.references, numbers, mentions, lookup), rows)
  const client = clearClient(scored)
  const creditor = clearCreditor(scored, client)
  const base = {
    score: best?.score ?? null,
    margin,
    evidence: best ? evidenceOf(best) : [],
    candidates: scored.slice(0, 5).map(toCandidate),
    references,
    ...namesOf(scored, client, creditor, extraction, lookup, mentions),
  }
  const ofOthers = (one: Scored) => withoutOthers(references, one.inquiry, lookup)
  const unnamed = { clientName: null, aktenzeichen: null }
  const none = (reason: string): MatchDecision => ({ ...base, outcome: 'none', reason, assignments: [] })
  const review = (reason: string, proposals: Scored[]): MatchDecision => ({
    ...base,
    outcome: 'review',
    reason,
    assignments: proposals.map(proposal => assignment(proposal, extraction, ofOthers(proposal), proposals.length)),
  })
  if (extraction.intent === 'spam') {
    // A creditor advertises below its answer; a stranger does not know the firm's number.
    if (best && has(best, 'creditor_email') && has(best, 'aktenzeichen')) return review('unclear_claim', [best])
    return { ...none('not_creditor_reply'), ...unnamed, creditorName: null }
  }
  if (!extraction.isCreditorReply) return none('not_creditor_reply')

  const several = clientsNamed(scored, numbers)
  if (several.length > 1) return { ...review('several_clients', several), ...unnamed }
  if (!best || best.clientScore < CLIENT_KNOWN) {
    const sure = sureClient(scored)
    if (sure) return review('contradiction', [sure.inquiry])
    // The number of a client about whom this creditor was asked, and another person: one of the two is a mistake.
    if (best && best.creditorScore >= CREDITOR_KNOWN && has(best, 'aktenzeichen')) return review('contradiction', [])
    const isKnown = (one: Scored) => has(one, 'aktenzeichen') && has(one, 'last_name') && hasFirstName(one)
    if (writesForUnnamed(mentions) && scored.some(isKnown)) return review('unknown_sender', [])
    if (namesUnknownClient(scored, extraction, lookup, mentions)) return none('no_candidate')
    return review(best && best.creditorScore >= CREDITOR_KNOWN ? 'ambiguous' : 'unknown_sender', [])
  }
  if (best.creditorScore < CREDITOR_KNOWN && !has(best, 'reference')) {
    // Somebody of the registry answers for another, or a buyer does not say whose claim it was: a person should look.
    const half = best.creditor.some(({ weight }) => weight > 0)
    if (half && best.creditor.some(({ kind }) => kind === 'other_sender')) return review('contradiction', [best])
    // Who knows the date of a letter of ours got one, or acts for who did.
    if (writesForUnnamed(mentions) || has(best, 'letter_date')) return review('unknown_sender', [])
    const named = namedCreditor(best, scored, mentions)
    if (named) return { ...review('unknown_sender', [named]), creditorName: named.inquiry.creditorName }
    return extraction.intent === 'transfer' ? review('unknown_sender', []) : none('no_candidate')
  }
  const doubt = doubts(best, scored, extraction, mentions, numbers)
  if (doubt?.who === 'name') return { ...review(doubt.reason, [best]), aktenzeichen: null }
  if (doubt?.who) {
    const sure = sureClient(scored)
    const clientName = sure?.clientName ?? namesakes(scored)
    return { ...review(doubt.reason, []), clientName, aktenzeichen: sure?.aktenzeichen ?? null }
  }
  if (margin !== null && margin < limits.autoMargin) return review('ambiguous', [])
  const seller = boughtFrom(best, scored, mentions)
  if (seller) return { ...review('contradiction', [seller]), creditorName: seller.inquiry.creditorName }
  if (doubt?.reason === 'ambiguous') return { ...review('ambiguous', []), creditorName: null }
  if (doubt) return review(doubt.reason, [best])
  if (isAnothersAmount(extraction.debtAmountCents, rows)) return review('unclear_claim', [best])
  if (extraction.flags.includes('doubtful_amount')) return review('doubtful_amount', [best])
  const worked = extraction.flags.find(flag => WORKED_OUT.has(flag))
  // Nobody wrote it down, or not alone, and there is nothing to compare it with.
  if (worked && extraction.debtAmountCents && !best.inquiry.expectedAmountCents) return review(worked, [best])
  if (isJump(best, extraction, factorFor(extraction, limits))) return review('unusual_amount', [best])
  if (best.score < limits.autoScore) return review('ambiguous', [best])
  const { clientName, aktenzeichen, creditorName } = best.inquiry
  const names = { clientName, aktenzeichen, creditorName }
  const assignments = [assignment(best, extraction, ofOthers(best), 1)]
  return { ...base, ...names, outcome: 'auto', reason: 'clear', assignments }
}

const WORKED_OUT: ReadonlySet<string> = new Set(['summed_amount', 'derived_amount', 'reread_amount'])

/** The more a claim had to be worked out, the nearer it has to be to the client's word. */
function factorFor({ flags, amounts }: Extraction, limits: typeof DEFAULTS): number {
  if (flags.includes('summed_amount') || flags.includes('reread_amount')) return limits.summedAmountFactor
  if (flags.includes('derived_amount')) return limits.derivedAmountFactor
  const figures = new Set(amounts.filter(({ role }) => FIGURES.has(role)).map(({ cents }) => cents))
  return figures.size > 1 ? Math.min(limits.severalAmountsFactor, limits.amountFactor) : limits.amountFactor
}

/**
 * Far from what the client said: a slip (of the creditor's, or of our reading), or another claim. The client's word is
 * compared, not the debt as it stands: what is decided about a mail must not depend on how far a projection is.
 */
function isJump({ inquiry }: Scored, { debtAmountCents: cents }: Extraction, factor: number): boolean {
  const expected = inquiry.expectedAmountCents
  if (!expected || !cents) return false
  return cents > expected * factor || cents < expected / factor
}

function scoreAll(
  mail: MailContent,
  extraction: Extraction,
  lookup: Lookup,
  mentions: Mentions,
  numbers: FileNumbers,
): Scored[] {
  const context = contextOf(lookup.candidates, mentions, numbers)
  const scored = lookup.candidates.map(inquiry => scoreCandidate(inquiry, mail, extraction, lookup, mentions, context))
  compareCandidates(scored, mentions)
  return scored.sort((a, b) => b.score - a.score || (a.inquiry.inquiryId < b.inquiry.inquiryId ? -1 : 1))
}

/**
 * What an inquiry is to remember: not the numbers of another one, which the mail mentions as well. What this creditor writes in
 * another client's mails too is remembered of both, so that it is no mark of one any more.
 */
function withoutOthers(references: string[], inquiry: Inquiry, lookup: Lookup): string[] {
  const keys = (one: Inquiry) => one.creditorReferences.map(normaliseReference)
  const own = new Set(keys(inquiry))
  const isOther = (one: Inquiry) =>
    one.inquiryId !== inquiry.inquiryId && (one.clientId === inquiry.clientId || one.creditorId !== inquiry.creditorId)
  const others = new Set(lookup.candidates.filter(isOther).flatMap(keys))
  return references.filter(text => own.has(normaliseReference(text)) || !others.has(normaliseReference(text)))
}

/** `Ich mache jetzt die Rechnungen meines Vaters Karl Ohm`: somebody else writes, and names one of the client's creditors. */
function namedCreditor(best: Scored, scored: Scored[], { senderName }: Mentions): Scored | null {
  // A word of the sender's own name, as of the town that it is in, names nobody else.
  const named = scored.filter(
    ({ inquiry, creditor }) =>
      inquiry.clientId === best.inquiry.clientId &&
      creditor.some(
        ({ kind, weight, detail }) => kind === 'creditor_name' && weight > 0 && !senderName.includes(detail),
      ),
  )
  return named.length === 1 ? named[0]! : null
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

/** The best inquiry of each client whose file number stands in the creditor's own words. */
function clientsNamed(scored: Scored[], numbers: FileNumbers): Scored[] {
  const found = new Map<string, Scored>()
  for (const one of scored) {
    if (numbers.own.size === 0 || one.creditorScore < CREDITOR_KNOWN) continue
    if (!numbers.own.has(normaliseAktenzeichen(one.inquiry.aktenzeichen))) continue
    if (!found.has(one.inquiry.clientId)) found.set(one.inquiry.clientId, one)
  }
  // Their scores depend on what earlier mails have taught; the order in which they are proposed must not.
  return [...found.values()].sort((a, b) => (a.inquiry.inquiryId < b.inquiry.inquiryId ? -1 : 1))
}
