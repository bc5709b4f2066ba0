/** Who the mail means, client and creditor each on its own, also where no inquiry can be decided. */

import type { Extraction } from '../extraction/types.ts'
import { companyWords } from './creditor-evidence.ts'
import { has, type Scored } from './evidence.ts'
import { shapesOf, wholeNumber } from './file-numbers.ts'
import { familyName } from './generations.ts'
import type { Mentions } from './mentions.ts'
import { aktenzeichenShape, foldName, nameTokens } from './normalise.ts'
import { editDistance, soundsLike } from './similar.ts'
import type { Inquiry, Lookup, MatchDecision } from './types.ts'
import { CLIENT_KNOWN, CREDITOR_KNOWN, WEIGHTS } from './weights.ts'

/** The client that the mail means, if one stands out. */
export function clearClient(scored: Scored[]): Inquiry | null {
  const joint = scored[0]
  if (joint && joint.clientScore >= CLIENT_KNOWN) {
    const rival = scored.find(other => other.inquiry.clientId !== joint.inquiry.clientId && other.clientScore > 0)
    if (rival && joint.score - rival.score < 3) return null
    return disputed(joint) ? null : joint.inquiry
  }
  // A number without its owner's name says nothing where somebody else is surely meant.
  if (sureClient(scored)) return null
  const [top, ...rest] = scored.toSorted((a, b) => b.clientScore - a.clientScore)
  if (!top || top.clientScore < CLIENT_KNOWN || disputed(top)) return null
  if (top.creditorScore < CREDITOR_KNOWN && rest.some(isBorne)) return null
  const rival = rest.find(other => other.inquiry.clientId !== top.inquiry.clientId)
  return rival && top.clientScore - rival.clientScore < 2 ? null : top.inquiry
}

/** Named in full beside another client's file number, with an inquiry at the very creditor: who is meant is open. */
function isBorne({ client, creditorScore }: Scored): boolean {
  const kinds = new Set(client.map(({ kind }) => kind))
  return (
    creditorScore >= CREDITOR_KNOWN &&
    kinds.has('other_aktenzeichen') &&
    kinds.has('last_name') &&
    kinds.has('first_name')
  )
}

/** Another birth date, or another's file number, leaves the person open; a file number of its own outweighs a birth date. */
function disputed(scored: Scored): boolean {
  const kinds = new Set(scored.client.map(evidence => evidence.kind))
  return kinds.has('other_aktenzeichen') || (kinds.has('other_birth_date') && !kinds.has('aktenzeichen'))
}

/** The creditor that the mail means, if one stands out: among the client's inquiries, else among all. */
export function clearCreditor(scored: Scored[], client: Inquiry | null): Inquiry | null {
  // Without a clear client, what fits some client by name goes before what only fits the sender.
  const own = scored.filter(one =>
    client ? one.inquiry.clientId === client.clientId : one.clientScore >= CLIENT_KNOWN,
  )
  const points = (one: Scored) => one.creditorScore + one.other.reduce((sum, { weight }) => sum + weight, 0)
  for (const pool of [own, scored]) {
    const ranked = pool.toSorted((a, b) => points(b) - points(a))
    const best = ranked[0]
    if (!best || best.creditorScore < CREDITOR_KNOWN) continue
    const rival = ranked.find(other => other.inquiry.creditorId !== best.inquiry.creditorId)
    return rival && points(best) - points(rival) < 1.5 ? null : best.inquiry
  }
  return null
}

/** Names as the registry spells them where they are clear, else as the mail gives them, else null. */
export function namesOf(
  scored: Scored[],
  client: Inquiry | null,
  creditor: Inquiry | null,
  extraction: Extraction,
  lookup: Lookup,
  mentions: Mentions,
): Pick<MatchDecision, 'clientName' | 'aktenzeichen' | 'creditorName'> {
  const isNamed = (one: Scored) =>
    one.client.some(({ kind }) => kind === 'last_name') &&
    !one.client.some(
      ({ kind, weight }) => /^(?:other|unlike)_first_name$/.test(kind) && weight <= WEIGHTS.otherFirstName,
    )
  // One client's number beside another person's name leaves open which of the two is meant.
  const isNumbered = (one: Scored) => one.creditorScore >= CREDITOR_KNOWN && has(one, 'aktenzeichen')
  const someClient = scored.some(one => one.clientScore >= CLIENT_KNOWN || isNamed(one) || isNumbered(one))
  const someCreditor = scored.some(one => one.creditorScore >= CREDITOR_KNOWN)
  const blind = extraction.flags.includes('unreadable_attachment') && extraction.clientNames.length === 0
  return {
    clientName:
      client?.clientName ??
      sureClient(scored)?.clientName ??
      namesakes(scored) ??
      (someClient ? null : (fullNames(extraction)[0] ?? null)),
    aktenzeichen:
      client?.aktenzeichen ??
      sureClient(scored)?.aktenzeichen ??
      (someClient ? null : unknownAktenzeichen(extraction, lookup, mentions)),
    creditorName:
      creditor?.creditorName ??
      (someCreditor ||
      blind ||
      writesForUnnamed(mentions) ||
      (extraction.intent === 'transfer' && !hasPrincipal(extraction, mentions))
        ? null
        : unknownCreditor(extraction)),
  }
}

/**
 * Full name and birth date, address or known reference are one client's, and only the file number is another's who is not
 * named: then it is clear who is meant. The number is the client's unless its owner has the same last name.
 */
export function sureClient(
  scored: Scored[],
): { inquiry: Scored; clientName: string; aktenzeichen: string | null } | null {
  const kinds = (one: Scored) => new Set(one.client.map(({ kind }) => kind))
  const isNamed = (one: Scored) =>
    one.client.some(({ kind, weight }) => kind === 'first_name' && weight > WEIGHTS.similarFirstName)
  const isSure = (one: Scored) =>
    one.creditorScore >= CREDITOR_KNOWN &&
    isNamed(one) &&
    ['birth_date', 'address', 'reference'].some(kind => kinds(one).has(kind)) &&
    kinds(one).has('other_aktenzeichen') &&
    one.client.every(({ kind, weight }) => weight >= 0 || kind === 'other_aktenzeichen')
  const sure = scored.find(isSure)
  if (!sure) return null
  const others = scored.filter(({ inquiry }) => inquiry.clientId !== sure.inquiry.clientId)
  if (others.some(one => one.creditorScore >= CREDITOR_KNOWN && isNamed(one))) return null
  const owners = others.filter(one => kinds(one).has('aktenzeichen'))
  if (owners.some(isNamed)) return null
  const family = owners.filter(one => kinds(one).has('last_name'))
  // A couple shares its address, twins the birth date as well.
  const tells = (kind: string) => kinds(sure).has(kind) && family.every(one => !kinds(one).has(kind))
  if (family.length > 0 && !tells('birth_date') && !tells('reference')) return null
  const { clientName, clientFirstName, aktenzeichen } = sure.inquiry
  // Whose first name is nearly the same may have been meant after all.
  const first = foldName(clientFirstName)
  const apart = family.every(
    ({ inquiry }) =>
      editDistance(foldName(inquiry.clientFirstName), first) > 2 &&
      !soundsLike(foldName(inquiry.clientFirstName), first),
  )
  const isClear = family.length === 0 || (tells('birth_date') && apart)
  return { inquiry: sure, clientName, aktenzeichen: isClear ? aktenzeichen : null }
}

/** Two clients of exactly one name: the name is clear, the person is not. */
export function namesakes(scored: Scored[]): string | null {
  const [first, ...rest] = scored.filter(
    one => (one.clientScore >= CLIENT_KNOWN || isBorne(one)) && one.client.some(({ kind }) => kind === 'first_name'),
  )
  // The number of one and the birth date of the other: whoever it is, so he is called.
  const fits = (one: Scored) =>
    one.client.some(({ kind }) => ['aktenzeichen', 'birth_date', 'address', 'reference'].includes(kind))
  const isOpen = (one: Scored) => one.inquiry.clientName === first?.inquiry.clientName && disputed(one) && !fits(one)
  if (scored.some(one => one.creditorScore >= CREDITOR_KNOWN && isOpen(one))) return null
  if (!first || rest.every(one => one.inquiry.clientId === first.inquiry.clientId)) return null
  return rest.every(one => one.inquiry.clientName === first.inquiry.clientName) ? first.inquiry.clientName : null
}

/** `Im Namen unseres Kunden nehmen wir 15 € monatlich an`. */
const IN_WHOSE_NAME =
  / (?:im (?:namen|auftrag)|namens) (?:unsere[srn]|meine[srn]|eines|einer) (?:kunden|kundin|auftraggeber\w*|mandant\w*|klient\w*|glaubiger\w*) /

/** `Sie schuldet unserer Auftraggeberin 300 €`. */
const OWN_PRINCIPAL = / (?:unsere[mnrs]?|meine[mnrs]?) (?:auftraggeber\w*|mandant\w*|mandantschaft) /

/** A lawyer or an agency says that it acts for a creditor, and not for which. */
export function writesForUnnamed({ senderText, principalText, ownText }: Mentions): boolean {
  if (principalText.trim() !== '') return false
  if (IN_WHOSE_NAME.test(ownText)) return true
  const isAgent = / (?:\w*kanzlei|\w*rechtsanw\w+|ra|rae|\w*anwalt\w*|\w*inkasso\w*) /.test(senderText)
  if (isAgent && OWN_PRINCIPAL.test(ownText)) return true
  return (
    isAgent &&
    / (?:vertrete\w*|vertretung|vollmacht|beauftragt|mandatiert|namens|wahrnehmung) /.test(ownText) &&
    / (?:die|der|des|den|unsere[mnrs]?|meine[mnrs]?) (?:original)?(?:glaubiger\w*|mandant\w*|mandantschaft|auftraggeber\w*) /.test(
      ownText,
    )
  )
}

/** A buyer that does not say whose claim it was, and only names itself and its own companies, names no creditor of ours. */
function hasPrincipal({ creditorNames }: Extraction, { senderName }: Mentions): boolean {
  const [sender] = senderName.split(' ')
  return creditorNames.length > 1 && creditorNames.some(name => nameTokens(name)[0] !== sender)
}

/** The first name that the mail gives, with the legal form that it has elsewhere in the mail. */
function unknownCreditor({ creditorNames }: Extraction): string | null {
  const [name] = creditorNames
  const core = (other: string) => companyWords(other).core.join(' ')
  return creditorNames.find(other => other.startsWith(`${name} `) && core(other) === core(name!)) ?? name ?? null
}

function fullNames(extraction: Extraction): string[] {
  return extraction.clientNames
    .map(name => name.replace(/^([^,]+), ?(?:Herrn? |Frau )?([^,]+)$/, '$2 $1'))
    .filter(name => name.includes(' '))
}

/** A number that the mail gives as the firm's and that has the form of the firm's numbers, though nobody knows it. */
function unknownAktenzeichen(extraction: Extraction, lookup: Lookup, mentions: Mentions): string | null {
  return (
    extraction.aktenzeichen
      .map(number => wholeNumber(number, mentions, lookup))
      .find(number => shapesOf(lookup).has(aktenzeichenShape(number))) ?? null
  )
}

/** The mail names a person, or a file number of the firm's form, that the registry does not have. */
export function namesUnknownClient(
  scored: Scored[],
  extraction: Extraction,
  lookup: Lookup,
  mentions: Mentions,
): boolean {
  const named = mentions.persons.filter(person => person.length > 1)
  const sounds = (person: readonly string[]) =>
    scored.some(
      one =>
        one.creditorScore >= CREDITOR_KNOWN &&
        nameTokens(familyName(one.inquiry)).some(name => person.some(word => soundsLike(word, name))),
    )
  if (named.length > 0) return !named.some(sounds)
  return unknownAktenzeichen(extraction, lookup, mentions) !== null
}
