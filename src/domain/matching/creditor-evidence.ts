/** Evidence about the creditor: who sends, who signs, on whose behalf, who is named. */

import { remembering } from '../remember.ts'
import type { FileNumbers } from './file-numbers.ts'
import { isGivenName } from './given-names.ts'
import { knownReference, sharedReferences } from './known-reference.ts'
import { letterDate, type Mentions } from './mentions.ts'
import { emailDomain, foldName, isMailboxProvider, nameTokens } from './normalise.ts'
import type { Evidence, Inquiry } from './types.ts'
import type { Weighed } from './weighed.ts'
import { WEIGHTS } from './weights.ts'

/** What the candidates together say: ids of creditors, and of clients. */
export interface Context {
  /** Creditors of the registry to whom the sender's address or domain belongs. */
  senders: ReadonlySet<string>
  /** Creditors that sign with their full name. */
  signers: ReadonlySet<string>
  /** Creditors for whom the sender says it writes, by their whole name. */
  principals: ReadonlySet<string>
  /** What a known reference that stands in the mail says, by the id of its inquiry. */
  references: ReadonlyMap<string, Evidence>
  /** Clients one of whose known references stands in the mail, and what it weighs. */
  clients: ReadonlyMap<string, number>
  /** Inquiries that are the only one to the sender's address. */
  only: ReadonlySet<string>
  /** Domains of more than one creditor: an address there shows none of them. */
  shared: ReadonlySet<string>
  /** The sender's very address is a creditor's. */
  exact: boolean
  numbers: FileNumbers
  /** First names of the candidates, folded, word by word. */
  firstNames: ReadonlySet<string>
  weighed: { clients: Weighed; creditors: Weighed }
}

/** The context of all candidates. */
export function contextOf(candidates: readonly Inquiry[], mentions: Mentions, numbers: FileNumbers): Context {
  const one = ({ creditorId, creditorName, creditorEmail }: Inquiry) =>
    [creditorId, creditorName, creditorEmail].join('\n')
  const creditors = [...new Map(candidates.map(candidate => [one(candidate), candidate])).values()]
  const creditorsThat = (are: (inquiry: Inquiry) => boolean) =>
    new Set(creditors.filter(are).map(({ creditorId }) => creditorId))
  const addressed = candidates.filter(({ creditorEmail }) => creditorEmail.toLowerCase() === mentions.senderEmail)
  return {
    numbers,
    exact: addressed.length > 0,
    firstNames: new Set([...new Set(candidates.map(({ clientFirstName }) => clientFirstName))].flatMap(nameTokens)),
    only: new Set(addressed.length === 1 ? addressed.map(({ inquiryId }) => inquiryId) : []),
    senders: creditorsThat(
      inquiry =>
        inquiry.creditorEmail.toLowerCase() === mentions.senderEmail ||
        (mentions.senderDomains.includes(emailDomain(inquiry.creditorEmail)) && isAtHome(inquiry, mentions)),
    ),
    shared: sharedDomains(creditors),
    signers: creditorsThat(({ creditorName }) => signsInFull(creditorName, mentions)),
    principals: creditorsThat(({ creditorName }) => hasAll(mentions.principalText, companyWords(creditorName).core)),
    ...knownReferences(candidates, mentions),
    weighed: { clients: new Map(), creditors: new Map() },
  }
}

function sharedDomains(creditors: readonly Inquiry[]): Set<string> {
  const owners = Map.groupBy(creditors, ({ creditorEmail }) => emailDomain(creditorEmail))
  const isShared = (group: readonly Inquiry[]) => new Set(group.map(({ creditorId }) => creditorId)).size > 1
  return new Set([...owners].filter(([, group]) => isShared(group)).map(([domain]) => domain))
}

function knownReferences(candidates: readonly Inquiry[], mentions: Mentions): Pick<Context, 'references' | 'clients'> {
  const references = new Map<string, Evidence>()
  const clients = new Map<string, number>()
  if (mentions.references.size === 0) return { references, clients }
  const shared = sharedReferences(candidates, mentions)
  for (const inquiry of candidates) {
    const known = knownReference(inquiry, mentions, shared)
    if (!known) continue
    references.set(inquiry.inquiryId, known)
    if (known.weight > (clients.get(inquiry.clientId) ?? 0)) clients.set(inquiry.clientId, known.weight)
  }
  return { references, clients }
}

function signsInFull(name: string, mentions: Mentions): boolean {
  const { full, core } = companyWords(name)
  return full.length > core.length && mentions.senderText.includes(` ${full.join(' ')} `)
}

/** Who answers: the address, the domain, or the creditor's name where the sender signs, acts for it, or just writes it. */
export function creditorEvidence(inquiry: Inquiry, mentions: Mentions, context: Context): Evidence[] {
  const found: Evidence[] = []
  const email = inquiry.creditorEmail.toLowerCase()
  const domain = emailDomain(email)
  // A sister company that signs in full outweighs a shared domain and a mere mention.
  const signedByAnother = context.signers.size > 0 && !context.signers.has(inquiry.creditorId)
  if (mentions.senderEmail === email)
    found.push({ kind: 'creditor_email', weight: WEIGHTS.creditorEmail, detail: email })
  else if (domain !== '' && mentions.senderDomains.includes(domain)) {
    found.push(
      isAtHome(inquiry, mentions)
        ? {
            kind: 'creditor_email',
            weight: signedByAnother || context.exact ? WEIGHTS.signedPart : WEIGHTS.creditorDomain,
            detail: domain,
          }
        : // A provider's machine names the mailbox that it could not reach.
          mentions.otherEmails.includes(email)
          ? { kind: 'creditor_named_email', weight: WEIGHTS.signedPart, detail: email }
          : { kind: 'creditor_provider', weight: WEIGHTS.creditorProvider, detail: domain },
    )
  } else if (
    mentions.otherEmails.includes(email) ||
    mentions.otherEmails.some(other => !isMailboxProvider(domain) && emailDomain(other) === domain)
  ) {
    found.push({ kind: 'creditor_named_email', weight: WEIGHTS.signedPart, detail: email })
  }
  const name = creditorName(inquiry, mentions, found.length > 0, context.shared.has(domain))
  const forAnother = context.principals.size > 0 && !context.principals.has(inquiry.creditorId)
  if (name) {
    const weak = (name.kind === 'creditor_name' && signedByAnother) || (name.kind === 'principal' && forAnother)
    found.push(weak ? { ...name, weight: Math.min(name.weight, WEIGHTS.namedPart) } : name)
  }
  const stranger = context.senders.size > 0 && !context.senders.has(inquiry.creditorId)
  if (stranger && name?.kind !== 'principal' && name?.weight !== WEIGHTS.signedInFull) {
    found.push({ kind: 'other_sender', weight: WEIGHTS.otherSender, detail: mentions.senderEmail })
  }
  if (found.every(evidence => evidence.weight < 0)) {
    found.push({ kind: 'other_creditor', weight: WEIGHTS.otherCreditor, detail: mentions.senderEmail })
  }
  return found
}

/**
 * The domain is the creditor's own and not a provider's where others have mailboxes as well: it bears the creditor's name or
 * its initials, or the sender shows itself by that name.
 */
function isAtHome({ creditorName, creditorEmail }: Inquiry, mentions: Mentions): boolean {
  const { core, telling } = companyWords(creditorName)
  const label = foldName(emailDomain(creditorEmail).split('.').slice(0, -1).join(' '))
  const parts = label.split(' ')
  if (core.some(word => word.length > 2 && label.replaceAll(' ', '').includes(word.slice(0, 6)))) return true
  const initials = core.map(word => word[0]).join('')
  if (parts.some(part => part.length > 1 && initials.includes(part))) return true
  const shown = mentions.senderText.replace(/\S+@\S+/g, ' ')
  // A lender's niece may be called as the lender is, and have her mailbox at the same provider.
  const isPerson = core.length > 1 && isGivenName(core[0]!) && core.every(word => !KINDS.has(word))
  return isPerson ? core.every(word => hasWord(shown, word)) : telling.some(word => hasWord(shown, word))
}

/** The strongest place where the creditor's name stands. */
function creditorName(
  { creditorName: name, sentAt }: Inquiry,
  mentions: Mentions,
  byAddress: boolean,
  isShared: boolean,
): Evidence | null {
  const { core, telling } = companyWords(name)
  const evidence = (kind: string, weight: number, detail = name): Evidence => ({ kind, weight, detail })
  const { senderText, principalText, ownText } = mentions
  if (signsInFull(name, mentions)) return evidence('creditor_name', WEIGHTS.signedInFull)
  if (hasAll(principalText, core)) return evidence('principal', WEIGHTS.principal)
  if (hasAll(isShared ? mentions.shownText : senderText, core)) return evidence('creditor_name', WEIGHTS.signed)
  const part = (text: string) => telling.filter(word => hasWord(text, word))
  const named = hasAll(ownText, core)
  // `die Finera`: what a group is called stands for any of its companies.
  const short = telling[0] === core[0] && principalText.split(' | ').some(name => name.trim() === core[0])
  if (short) return evidence('principal', named ? WEIGHTS.principal : WEIGHTS.signedPart, core[0])
  if (telling.length > 0 && part(principalText).length > telling.length / 2)
    return evidence('principal', named ? WEIGHTS.principal : WEIGHTS.signedPart, part(principalText).join(' '))
  // Only who got the letter knows its date: then a like name is a company of the same group.
  const answers = letterDate({ sentAt }, mentions) !== null
  const shown = byAddress || answers ? 'unsure' : shownBy(mentions.senderName, core, telling)
  if (shown === 'itself') return evidence('creditor_name', WEIGHTS.signed)
  if (named) return evidence('creditor_name', WEIGHTS.named)
  if (telling.length > 0 && part(senderText).length >= telling.length / 2)
    return evidence(
      'creditor_name',
      shown === 'another' || isOfAnotherKind(core, senderText) ? WEIGHTS.namedPart : WEIGHTS.signedPart,
      part(senderText).join(' '),
    )
  if (telling.length > 0 && part(ownText).length > telling.length / 2)
    return evidence('creditor_name', WEIGHTS.namedPart, part(ownText).join(' '))
  return null
}

function hasWord(text: string, word: string): boolean {
  return text.includes(word.length >= 6 ? word : ` ${word} `)
}

function hasAll(text: string, words: readonly string[]): boolean {
  if (words.length === 0) return false
  if (text.includes(` ${words.join(' ')} `)) return true
  return words.length > 1 && words.every(word => hasWord(text, word))
}

const LEGAL = new Set(
  'gmbh ggmbh ag kg ohg se ug eg ev ek co mbh kgaa partg mbb gbr ltd limited inc e v k haftungsbeschrankt aor kdor und gmbhco'.split(
    ' ',
  ),
)
/** What many companies are called; it tells nobody apart. */
const COMMON = new Set(
  'and der die das fur am im in an deutschland germany holding service services gruppe group team bank inkasso versicherung versicherungen forderungsmanagement forderung rechtsanwalte rechtsanwalt kanzlei stadt landkreis kreis gemeinde finanzamt jobcenter stadtwerke sparkasse volksbank raiffeisenbank krankenkasse stadtkasse gerichtskasse wohnbau wohnungsbau mobilfunk energie versand handel praxis zentrum dr med partner sohne finance payments collections hausverwaltung immobilien autohaus mobelhaus versandhaus verwaltung amt hauptzollamt'.split(
    ' ',
  ),
)

/** Departments and courtesies: `Wallberg Mahnwesen` is still Wallberg. */
const DEPARTMENT =
  /^(?:service\w*|kunden\w*|forderung\w*|mahn\w*|inkasso\w*|buchhaltung|debitoren\w*|kredit\w*|team|abteilung|zentrale|recht\w*|verwaltung|abrechnung\w*|rechnung\w*|beitrag\w*|zahlung\w*|vollstreckung\w*|sachbearbeitung|info|kontakt|post\w*|noreply|no|reply|recovery|collections?|billing|credit|care|support|dept|department|office|online|der|die|das|von|vom|im|am|in|bei|ihr|ihre|dein)$/

/** Whether an unknown sender's address line shows this creditor `itself`, `another` company of a like name, or neither for sure. */
function shownBy(
  senderName: string,
  core: readonly string[],
  telling: readonly string[],
): 'itself' | 'another' | 'unsure' {
  const words = senderName.split(' ').filter(word => word.length > 1 && !LEGAL.has(word))
  const mine = (word: string) => core.some(own => own.includes(word) || word.includes(own))
  if (words.length === 0 || !telling.some(word => words.some(shown => shown === word))) return 'unsure'
  const strange = words.filter(word => !mine(word) && !DEPARTMENT.test(word) && !isGivenName(word))
  if (strange.length > 0) return 'another'
  const kinds = core.filter(word => KINDS.has(word))
  const all = kinds.every(word => words.includes(word)) || words.every(word => !KINDS.has(word))
  return all && telling.every(word => words.includes(word)) ? 'itself' : 'unsure'
}

/** What an office or company is: two of one town differ in nothing else (`Finanzamt X`, `Stadtwerke X`). */
const KINDS = new Set(
  'stadt landkreis kreis gemeinde finanzamt jobcenter arbeitsagentur stadtwerke sparkasse kreissparkasse stadtsparkasse volksbank raiffeisenbank krankenkasse stadtkasse kreiskasse gemeindekasse gerichtskasse landeskasse justizkasse zollamt hauptzollamt amtsgericht landgericht klinikum krankenhaus universitat hochschule bibliothek inkasso rechtsanwalte rechtsanwalt kanzlei versicherung verkehrsbetriebe wohnbau wohnungsbau wohnungsgenossenschaft baugenossenschaft hausverwaltung energie autohaus praxis'.split(
    ' ',
  ),
)

/** The sender says what it is, and that is not what this creditor is. */
function isOfAnotherKind(core: readonly string[], senderText: string): boolean {
  const own = core.filter(word => KINDS.has(word))
  const shown = senderText.split(' ').filter(word => KINDS.has(word))
  return (
    own.length > 0 &&
    shown.length > 0 &&
    !shown.some(word => own.some(mine => mine.includes(word) || word.includes(mine)))
  )
}

/** A company's name as words: all of them, without the legal form, and those that tell it from others. */
export const companyWords = remembering(
  (name): { full: readonly string[]; core: readonly string[]; telling: readonly string[] } => {
    const full = nameTokens(name.replace(/\([^)]*\)/g, ' '))
    const core = full.filter(word => !LEGAL.has(word))
    return { full, core, telling: core.filter(word => !COMMON.has(word) && word.length > 2) }
  },
)
