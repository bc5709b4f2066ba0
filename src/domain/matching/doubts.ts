/** Why a careful clerk would ask although one candidate leads: contradictions, doubles, and what the mail cannot show. */

import type { Extraction } from '../extraction/types.ts'
import { asksWhichBearer, isBetweenTwo } from './between.ts'
import { owesNothingByName } from './bystanders.ts'
import { companyWords } from './creditor-evidence.ts'
import {
  bearsAnothersReference,
  bearsStrangeNumber,
  deniesRelative,
  fitsAnotherBetter,
  isCalledByOtherTitle,
  isJoint,
  isNumberInPart,
  isOneOfFamily,
  namesAnother,
  namesBoth,
  namesStranger,
} from './doubts-who.ts'
import { has, PROOFS, type Scored } from './evidence.ts'
import type { FileNumbers } from './file-numbers.ts'
import { familyName } from './generations.ts'
import type { Mentions } from './mentions.ts'
import { foldName, nameTokens } from './normalise.ts'
import type { Evidence } from './types.ts'
import { WEIGHTS } from './weights.ts'

/** Bits of a creditor's name at which it is more than a word that others bear as well. */
const CREDITOR_NAMED = 6

export interface Doubt {
  reason: string
  /** It is not even clear who is meant; `name`: what he is called is clear, but not whether he is the firm's client. */
  who?: boolean | 'name'
}

/** The first doubt about the leading candidate, or null. */
export function doubts(
  best: Scored,
  scored: Scored[],
  extraction: Extraction,
  mentions: Mentions,
  numbers: FileNumbers,
): Doubt | null {
  if (namesAnother(best, scored, mentions) || namesStranger(best, mentions))
    return { reason: 'contradiction', who: true }
  if (owesNothingByName(best, mentions)) return { reason: 'ambiguous', who: true }
  if (fitsAnotherBetter(best, scored, mentions)) return { reason: 'contradiction', who: true }
  if (isCalledByOtherTitle(best, mentions)) return { reason: 'contradiction', who: true }
  if (bearsAnothersReference(best, scored)) return { reason: 'contradiction', who: true }
  if (namesBoth(best, scored, mentions) || isJoint(best, scored, mentions))
    return { reason: 'several_clients', who: true }
  if (isBetweenTwo(best, scored, mentions) || asksWhichBearer(best, mentions, extraction))
    return { reason: 'ambiguous', who: true }
  if (isNumberInPart(best, mentions)) return { reason: 'ambiguous', who: true }
  if (bearsStrangeNumber(best, numbers)) return { reason: 'contradiction', who: 'name' }
  if (isOneOfFamily(best, scored)) return { reason: 'ambiguous', who: true }
  if (deniesRelative(best, scored, mentions)) return { reason: 'several_clients' }
  if (best.client.some(evidence => evidence.weight < 0 && !isOutweighed(evidence, best)))
    return { reason: 'contradiction' }
  if (best.other.some(({ weight }) => weight < 0)) return { reason: 'contradiction' }
  if (isClientWriting(best, mentions)) return { reason: 'unknown_sender' }
  if (standsByTheClient(best, mentions) || actsForTheClient(best, mentions)) return { reason: 'unknown_sender' }
  if (isGivenNameInQuestion(best, mentions)) return { reason: 'ambiguous', who: true }
  if (isGivenNameOnly(best)) return { reason: 'first_name_only' }
  if (announcesAnotherClaim(mentions)) return { reason: 'contradiction' }
  if (isDouble(best, scored, mentions)) return { reason: 'ambiguous' }
  if (signsAsAnother(best, scored, mentions)) return { reason: 'contradiction' }
  if (isHalfNamedByStranger(best)) return { reason: 'unknown_sender' }
  if (best.creditor.every(({ weight }) => weight < 0) || isHalfKnownSender(best)) return { reason: 'unknown_sender' }
  if (asksToPayStrangely(best, mentions)) return { reason: 'unknown_sender' }
  if (ordersOpenly(extraction)) return { reason: 'instructions_to_ai' }
  if (extraction.flags.includes('contradicting_amounts')) return { reason: 'contradicting_amounts' }
  if (extraction.flags.includes('unreadable_attachment') && extraction.debtAmountCents === null)
    return { reason: 'unreadable_attachment' }
  if (extraction.flags.includes('client_died')) return { reason: 'client_died' }
  if (UNCLEAR.some(flag => extraction.flags.includes(flag)) || statesNothing(extraction))
    return { reason: 'unclear_claim' }
  if (extraction.flags.includes('amount_from_scan')) return { reason: 'amount_from_scan' }
  if (!has(best, 'creditor_email') && extraction.flags.includes('new_bank_account')) return { reason: 'unknown_sender' }
  if (best.creditor.some(evidence => evidence.kind === 'other_sender')) return { reason: 'contradiction' }
  return null
}

/** A first name that may be none, or is spelt as nobody would know it, where a number or the birth date says who is meant. */
function isOutweighed({ kind, weight, detail }: Evidence, best: Scored): boolean {
  if (kind !== 'unlike_first_name') return false
  // `Werner Kern` signs, an uncle of the client's and the creditor.
  const creditor = nameTokens(best.inquiry.creditorName)
  if (creditor.includes(detail) && nameTokens(familyName(best.inquiry)).every(word => creditor.includes(word)))
    return true
  const by = weight > WEIGHTS.otherFirstName ? ['aktenzeichen'] : []
  return [...by, 'reference', 'birth_date'].some(proof => has(best, proof))
}

/** The answer leaves open what is owed, or whether it is one. */
const UNCLEAR = ['unclear_claim', 'perhaps_no_reply', 'unused_amounts']

/** Taken for a statement of the claim, for want of anything else, and there is no sum in it at all: perhaps it is no reply. */
const statesNothing = ({ intent, amounts }: Extraction) => intent === 'debt_statement' && amounts.length === 0

/** Orders to a machine that a person can read: a clerk should see them. Hidden ones were dropped before anything was read. */
const ordersOpenly = ({ flags }: Extraction) => flags.includes('instructions_to_ai') && !flags.includes('hidden_text')

/** What only who got the firm's letter knows, or what says who is meant. */
const INSIGHT = [...PROOFS, 'letter_date']

/**
 * From an address that nobody knows, a last name with an initial or none, and nothing else that only who got the letter
 * would know: anybody can be called so, and anybody can sign so.
 */
function isHalfNamedByStranger(best: Scored): boolean {
  if (has(best, 'creditor_email') || INSIGHT.some(kind => has(best, kind))) return false
  return !best.client.some(({ kind, weight }) => kind === 'first_name' && weight > WEIGHTS.similarFirstName)
}

/** No address of the creditor's, no number of its, nobody it writes for, and hardly its name: whoever writes could be anybody. */
function isHalfKnownSender(best: Scored): boolean {
  if (has(best, 'creditor_email') || has(best, 'principal')) return false
  // Somebody who passes on a mail of the creditor's bears its address and its numbers as well.
  const known = has(best, 'creditor_named_email') ? [] : ['reference', 'letter_date']
  if (known.some(kind => has(best, kind))) return false
  return !best.creditor.some(({ kind, weight }) => kind === 'creditor_name' && weight >= CREDITOR_NAMED)
}

/** A sender whom nobody knows names an account: abroad, or as if it were the creditor itself. */
function asksToPayStrangely(best: Scored, mentions: Mentions): boolean {
  if (has(best, 'creditor_email')) return false
  const countries = [...mentions.ownWritten.matchAll(/(?<![A-Z\d])([A-Z]{2})\d{2} ?(?:[A-Z\d]{4} ?){2,7}/g)].map(
    found => found[1],
  )
  if (countries.length === 0) return false
  return countries.some(country => country !== 'DE') || !has(best, 'principal')
}

/** The client forwards what it got: genuine or not, nobody at the creditor answered the firm. */
function isClientWriting(best: Scored, mentions: Mentions): boolean {
  if (has(best, 'creditor_email')) return false
  const last = foldName(familyName(best.inquiry))
  return (
    mentions.senderText.includes(` ${last} `) ||
    mentions.senderEmail.replace(/[^a-z]/g, '').includes(last.replaceAll(' ', ''))
  )
}

/** Guardians, trustees and advice centres write about a client's debts and for no creditor. */
function standsByTheClient(best: Scored, { senderText, ownText }: Mentions): boolean {
  if (has(best, 'creditor_email')) return false
  return (
    / (?:betreuungs(?:buro|verein|stelle|kanzlei)\w*|(?:berufs|vereins)?betreue?r\w*|schuldner\w*beratung\w*|schuldnerhilfe|insolvenzverwalt\w*|treuhand\w*|zwangsverwalt\w*|nachlasspfleg\w*|bewahrungshilfe|sozialdienst|sozialberatung|caritas|diakonie) /.test(
      senderText,
    ) || / ich bin (?:\w+ ){0,3}(?:betreue?r\w*|bevollmachtigte\w*|treuhander\w*|insolvenzverwalter\w*) /.test(ownText)
  )
}

/** `Ich vertrete Herrn Kern`: the client's other lawyer, or whoever else speaks for the client and not for a creditor. */
function actsForTheClient(best: Scored, { ownText }: Mentions): boolean {
  if (has(best, 'creditor_email')) return false
  const name = `(?:\\w+ ){0,2}${foldName(familyName(best.inquiry))}`
  return new RegExp(
    ` vertrete (?:ich )?(?:\\w+ ){0,3}(?:herrn?|frau) ${name} | (?:ich|wir) (?:herrn?|frau) ${name} (?:\\w+ ){0,3}vertreten? | wir vertreten (?:\\w+ ){0,2}(?:herrn?|frau) ${name} | mein(?:e|em|en|er|es)? (?:mandant(?:in|en)?|klient(?:in|en)?|betreute[nr]?) (?:herrn? |frau )?${name} | (?:i|we) (?:act for|represent) (?:mr |mrs |ms )?${name} `,
  ).test(ownText)
}

/** `War das wegen dem Heinz oder wegen der anderen Sache?`: only a first name, and the sender asks what is meant. */
function isGivenNameInQuestion(best: Scored, mentions: Mentions): boolean {
  if (!has(best, 'given_name') || has(best, 'aktenzeichen') || has(best, 'reference')) return false
  return /(?:^|[^\p{L}])(?:oder|welche\w*|wer|wen|wem|um wen)\b[^.?!\n]*\?/iu.test(mentions.ownRaw)
}

/** Only a first name, and the firm asked this sender about others as well: likely, but a person should confirm. */
function isGivenNameOnly(best: Scored): boolean {
  const given = best.client.find(({ kind }) => kind === 'given_name')
  if (!given || given.weight > WEIGHTS.onlyGivenName.most) return false
  const more = [
    'only_inquiry',
    'aktenzeichen',
    'partial_aktenzeichen',
    'reference',
    'birth_date',
    'address',
    'letter_date',
    'amount',
  ]
  return !more.some(kind => has(best, kind))
}

const ANOTHER =
  '(?:ein(?:e[nrms]?)? (?:weitere|neu|andere|zusatzliche|zweite)[nrms]?|another|a new|a further) (?:\\w+ ){0,2}(?:\\w*forderung|\\w*mandat|\\w*fall|\\w*auftrag|\\w*vorgang|\\w*akte|\\w*sache|claim|case)'
const TAKEN_ON =
  '(?:erworben|gekauft|angekauft|ubernommen|ubergeben|ubertragen|abgetreten|anvertraut|beauftragt|angelegt|eroffnet|acquired|bought|assigned|taken)'
/** `Wir haben eine weitere Forderung gegen … erworben`: not the one that the firm asked about. */
const ANNOUNCED = new RegExp(` ${ANOTHER} (?:\\w+ ){0,12}${TAKEN_ON} | ${TAKEN_ON} (?:\\w+ ){0,6}${ANOTHER} `)
const announcesAnotherClaim = ({ ownText }: Mentions) => ANNOUNCED.test(ownText)

const writesFor = (one: Scored) => one.creditor.some(({ kind, weight }) => kind === 'principal' && weight >= 3)

/**
 * The same client has another inquiry that fits as well: with the one on whose behalf the sender writes, or with a sister
 * company, where nothing but the domain tells them apart. The date of the letter, or a known reference, decides.
 */
function isDouble(best: Scored, scored: Scored[], mentions: Mentions): boolean {
  if (has(best, 'reference') && !has(best, 'principal')) return false
  const dated = has(best, 'letter_date')
  const telling = companyWords(best.inquiry.creditorName).telling
  // An address that sisters share shows none of them, even if it bears the name of one.
  const isSigned =
    best.creditor.some(({ kind, weight }) => kind === 'creditor_name' && weight >= CREDITOR_NAMED) &&
    isShown(best, mentions)
  const exact = best.creditor.some(evidence => evidence.kind === 'creditor_email' && evidence.weight >= 8)
  return scored.some(other => {
    if (other === best || other.inquiry.clientId !== best.inquiry.clientId) return false
    // Letters of one day tell nothing of which was answered.
    if (dated && !has(other, 'letter_date')) return false
    if (other.inquiry.creditorId === best.inquiry.creditorId) return false
    if (writesFor(other) || (has(best, 'principal') && has(other, 'creditor_email'))) return true
    // Whoever writes on behalf of one by its whole name means that one.
    if (writesFor(best) && !writesFor(other)) return false
    const sister = companyWords(other.inquiry.creditorName).telling.some(
      word => telling.includes(word) && mentions.senderText.includes(word),
    )
    return sister && !isSigned && !exact
  })
}

/**
 * `Die Nordbank hat uns ihre Forderung verkauft`, from a creditor of the same client's: the inquiry that is answered is the one
 * that went to the Nordbank, but a person should look.
 */
export function boughtFrom(best: Scored, scored: Scored[], { ownText }: Mentions): Scored | null {
  if (!has(best, 'creditor_email') || !BUYS.test(ownText)) return null
  const sellers = scored.filter(
    ({ inquiry }) =>
      inquiry.clientId === best.inquiry.clientId &&
      inquiry.creditorId !== best.inquiry.creditorId &&
      companyWords(inquiry.creditorName).core.every(word => ownText.includes(` ${word} `)),
  )
  return sellers.length === 1 ? sellers[0]! : null
}
const BUYS =
  / (?:an )?uns (?:\w+ ){0,6}(?:verkauft|abgetreten|veraussert|ubertragen|ubereignet) | (?:haben|habe) (?:wir|ich) (?:\w+ ){0,12}(?:erworben|gekauft|angekauft|ubernommen) | wir haben (?:\w+ ){0,12}(?:erworben|gekauft|angekauft|ubernommen) | wir (?:\w+ ){0,12}(?:erworben|gekauft|angekauft) haben | (?:sold|assigned) (?:\w+ ){0,6}to us | we (?:have )?(?:purchased|acquired|bought) /

/** Whether the sender shows itself by a creditor's whole name, apart from its address. */
function isShown({ inquiry }: Scored, { shownText }: Mentions): boolean {
  return companyWords(inquiry.creditorName).core.every(word => shownText.includes(word))
}

/** One creditor's address below another one's whole name, and the client has an inquiry at either. */
function signsAsAnother(best: Scored, scored: Scored[], mentions: Mentions): boolean {
  if (!has(best, 'creditor_email') || isShown(best, mentions)) return false
  return scored.some(
    other =>
      other.inquiry.clientId === best.inquiry.clientId &&
      other.inquiry.creditorId !== best.inquiry.creditorId &&
      other.creditor.some(({ kind, weight }) => kind === 'creditor_name' && weight >= CREDITOR_NAMED) &&
      isShown(other, mentions),
  )
}
