/** Why a careful clerk would ask although one candidate leads: contradictions, doubles, and what the mail cannot show. */
import type { Extraction } from '../extraction/types.ts'
import { companyWords } from './creditor-evidence.ts'
import { has, type Scored } from './evidence.ts'
import { type Mentions, soundsLike } from './mentions.ts'
import { foldName, nameTokens } from './normalise.ts'
import { CREDITOR_KNOWN } from './weights.ts'

/** Bits of a creditor's name at which it is more than a word that others bear as well. */
const CREDITOR_NAMED = 6

export interface Doubt {
  reason: string
  /** It is not even clear who is meant. */
  who?: boolean
}

/** The first doubt about the leading candidate, or null. */
export function doubts(best: Scored, scored: Scored[], extraction: Extraction, mentions: Mentions): Doubt | null {
  if (namesAnother(best, scored, mentions) || namesStranger(best, mentions))
    return { reason: 'contradiction', who: true }
  if (fitsAnotherBetter(best, scored)) return { reason: 'contradiction', who: true }
  if (isOneOfFamily(best, scored)) return { reason: 'ambiguous', who: true }
  if (deniesRelative(best, scored, mentions)) return { reason: 'several_clients' }
  if (best.client.some(evidence => evidence.weight < 0)) return { reason: 'contradiction' }
  if (isClientWriting(best, mentions)) return { reason: 'unknown_sender' }
  if (isDouble(best, scored, mentions)) return { reason: 'ambiguous' }
  if (isHalfKnownSender(best)) return { reason: 'unknown_sender' }
  if (ordersOpenly(extraction)) return { reason: 'instructions_to_ai' }
  if (extraction.flags.includes('contradicting_amounts')) return { reason: 'contradicting_amounts' }
  if (extraction.flags.includes('unreadable_attachment') && extraction.debtAmountCents === null)
    return { reason: 'unreadable_attachment' }
  if (extraction.flags.includes('unclear_claim')) return { reason: 'unclear_claim' }
  if (extraction.flags.includes('amount_from_scan')) return { reason: 'amount_from_scan' }
  if (!has(best, 'creditor_email') && extraction.flags.includes('new_bank_account')) return { reason: 'unknown_sender' }
  if (best.creditor.some(evidence => evidence.kind === 'other_sender')) return { reason: 'contradiction' }
  return null
}

/** Orders to a machine that a person can read: a clerk should see them. Hidden ones were dropped before anything was read. */
const ordersOpenly = ({ flags }: Extraction) => flags.includes('instructions_to_ai') && !flags.includes('hidden_text')

/** No address of the creditor's, no number of its, nobody it writes for, and hardly its name: whoever writes could be anybody. */
function isHalfKnownSender(best: Scored): boolean {
  const known = ['creditor_email', 'creditor_named_email', 'principal', 'reference', 'letter_date', 'quoted']
  if (known.some(kind => has(best, kind))) return false
  return !best.creditor.some(({ kind, weight }) => kind === 'creditor_name' && weight >= CREDITOR_NAMED)
}

/** Another client with an inquiry at the same creditor is named in full as well, by another last name. */
function namesAnother(best: Scored, scored: Scored[], mentions: Mentions): boolean {
  return scored.some(other => {
    if (other.inquiry.clientId === best.inquiry.clientId || other.creditorScore < CREDITOR_KNOWN) return false
    if (foldName(other.inquiry.clientLastName) === foldName(best.inquiry.clientLastName)) return false
    const exact = other.client.find(evidence => evidence.kind === 'last_name')
    const first = other.client.find(
      evidence => evidence.kind === 'first_name' && evidence.detail !== 'Initiale' && evidence.detail !== 'ähnlich',
    )
    if (!exact || exact.weight < 4 || !first) return false
    return mentions.ownText.includes(` ${foldName(other.inquiry.clientLastName)} `)
  })
}

/** The mail names a person in full that has nothing of the leading client's name, and does not name the client. */
function namesStranger(best: Scored, mentions: Mentions): boolean {
  if (has(best, 'last_name')) return false
  const names = nameTokens(best.inquiry.clientName)
  const full = mentions.persons.filter(person => person.length > 1)
  return full.length > 0 && full.every(person => person.every(word => names.every(name => !soundsLike(word, name))))
}

/** A number points to one client, and the first name or the birth date to a relative of hers at the same creditor. */
function fitsAnotherBetter(best: Scored, scored: Scored[]): boolean {
  const exact = (one: Scored) =>
    one.client.some(({ kind, detail }) => kind === 'first_name' && detail !== 'ähnlich' && detail !== 'Initiale')
  return scored.some(
    other =>
      other.inquiry.clientId !== best.inquiry.clientId &&
      other.creditorScore >= CREDITOR_KNOWN &&
      has(other, 'last_name') &&
      ((exact(other) && !exact(best)) || (has(other, 'birth_date') && !has(best, 'birth_date'))) &&
      other.client.some(({ weight }) => weight >= 4),
  )
}

/** Only a last name says who is meant, and a relative with the same name, or a part of it, has an inquiry there too. */
function isOneOfFamily(best: Scored, scored: Scored[]): boolean {
  const first = best.client.find(({ kind }) => kind === 'first_name')
  const surely = ['aktenzeichen', 'misspelt_aktenzeichen', 'reference', 'client_reference', 'birth_date', 'address']
  if ((first && first.detail !== 'Initiale') || has(best, 'given_name') || surely.some(kind => has(best, kind)))
    return false
  const names = nameTokens(best.inquiry.clientLastName).filter(name => name.length > 2)
  return scored.some(
    other =>
      other.inquiry.clientId !== best.inquiry.clientId &&
      other.creditorScore >= CREDITOR_KNOWN &&
      nameTokens(other.inquiry.clientLastName).some(name => names.some(mine => soundsLike(mine, name))) &&
      !other.client.some(({ kind }) => kind === 'other_first_name'),
  )
}

/** `Frau X schuldet …; Herr X ist hier nicht bekannt`: two inquiries are answered, and one of them is denied. */
function deniesRelative(best: Scored, scored: Scored[], mentions: Mentions): boolean {
  const last = foldName(best.inquiry.clientLastName)
  const relative = scored.some(
    other =>
      other.inquiry.clientId !== best.inquiry.clientId &&
      other.creditorScore >= CREDITOR_KNOWN &&
      foldName(other.inquiry.clientLastName) === last,
  )
  if (!relative) return false
  const called = (title: string) => new RegExp(` ${title} (?:\\w+ ){0,2}${last} `).test(mentions.ownText)
  return (
    called('herrn?') &&
    called('frau') &&
    / (?:nicht|kein\w*) (?:\w+ ){0,5}(?:bekannt|schuldner\w*|gefuhrt|kunde|kundin|mitglied|vertrag\w*|verpflichtet|beteiligt) /.test(
      mentions.ownText,
    )
  )
}

/** The client forwards what it got: genuine or not, nobody at the creditor answered the firm. */
function isClientWriting(best: Scored, mentions: Mentions): boolean {
  if (has(best, 'creditor_email')) return false
  const last = foldName(best.inquiry.clientLastName)
  return (
    mentions.senderText.includes(` ${last} `) ||
    mentions.senderEmail.replace(/[^a-z]/g, '').includes(last.replaceAll(' ', ''))
  )
}

/**
 * The same client has another inquiry that fits as well: with the one on whose behalf the sender writes, or with a sister
 * company, where nothing but the domain tells them apart. The date of the letter, or a known reference, decides.
 */
function isDouble(best: Scored, scored: Scored[], mentions: Mentions): boolean {
  if ((has(best, 'reference') && !has(best, 'principal')) || has(best, 'letter_date')) return false
  const telling = companyWords(best.inquiry.creditorName).telling
  const isSigned = best.creditor.some(evidence => evidence.kind === 'creditor_name' && evidence.weight >= 6)
  const exact = best.creditor.some(evidence => evidence.kind === 'creditor_email' && evidence.weight >= 8)
  return scored.some(other => {
    if (other === best || other.inquiry.clientId !== best.inquiry.clientId) return false
    if (other.inquiry.creditorId === best.inquiry.creditorId) return false
    if (has(other, 'principal') || (has(best, 'principal') && has(other, 'creditor_email'))) return true
    const sister = companyWords(other.inquiry.creditorName).telling.some(
      word => telling.includes(word) && mentions.senderText.includes(word),
    )
    return sister && !isSigned && !exact
  })
}
