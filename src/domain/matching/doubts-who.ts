/** Doubts about who is meant: others of the name, others who are named, numbers of others. */

import { onceFor } from '../remember.ts'
import { isBystander } from './bystanders.ts'
import { has, hasFirstName, isRival, type Scored } from './evidence.ts'
import { type FileNumbers, withoutAnnounced } from './file-numbers.ts'
import { findName } from './find-name.ts'
import { familyName } from './generations.ts'
import { genderOf, isGivenName, sameGivenName } from './given-names.ts'
import type { Mentions } from './mentions.ts'
import { foldName, nameTokens, normaliseAktenzeichen } from './normalise.ts'
import { editDistance, isSlip, soundsLike } from './similar.ts'
import { WEIGHTS } from './weights.ts'

/** `Unser Kunde, Herr Kern`, and only the subject says Katrin: of the two, one is wrong, and no number tells which. */
export function isCalledByOtherTitle(best: Scored, { titledText }: Mentions): boolean {
  const gender = genderOf(best.inquiry.clientFirstName)
  if (gender === null || PROOFS.some(kind => has(best, kind))) return false
  const called = (title: string, by = '') =>
    new RegExp(` ${by}${title} ${foldName(familyName(best.inquiry))} `).test(titledText)
  const debtor =
    '(?:kund\\w+|mandant\\w*|schuldner\\w*|mieter\\w*|mitglied\\w*|\\w+nehmer\\w*|versicherte\\w*|patient\\w*|gegen|von|fur|dass) '
  const [own, other] = gender === 'f' ? ['frau', 'herrn?'] : ['herrn?', 'frau']
  return called(other, debtor) && !called(own)
}

/** The creditor's words without what it says of matters that it answers in another letter. */
const answeredText = onceFor(
  ({ written, attachedNames }: Mentions) => ` ${foldName(withoutAnnounced(written))} ${attachedNames} `,
)

/** Another client with an inquiry at the same creditor is named in full as well, by another last name. */
export function namesAnother(best: Scored, scored: Scored[], mentions: Mentions): boolean {
  return scored.some(other => {
    if (!isRival(other, best)) return false
    const exact = other.client.find(evidence => evidence.kind === 'last_name')
    if (!exact) return false
    if (!isCalledOtherwise(other, best)) return false
    if (isTwiceProven(best, other, mentions)) return false
    if (isBystander(other, mentions) && !isBystander(best, mentions)) return false
    // Thomas Martin and Martin Thomas: who is only called Martin may be either.
    if (has(best, 'aktenzeichen') && isReversed(other, best)) return has(other, 'last_name') && !has(best, 'last_name')
    // Only a number says who is meant, and somebody else is called by name.
    if (exact.weight >= WEIGHTS.partOfLastName && isNameless(best)) return true
    if (exact.weight < 4 || !hasFirstName(other)) return false
    return answeredText(mentions).includes(` ${foldName(familyName(other.inquiry))} `)
  })
}

const PROOFS = ['aktenzeichen', 'birth_date', 'address', 'reference']
/**
 * Two things that only the one has, and the other nothing but a name: `Petersen`, where the number and the birth date are Lars
 * Pedersen's, or the birth name of the one, which a neighbour with another first name bears.
 */
function isTwiceProven(best: Scored, other: Scored, { own }: Mentions): boolean {
  if (best.client.some(({ weight }) => weight < 0)) return false
  if (PROOFS.filter(kind => has(best, kind)).length < 2 || PROOFS.some(kind => has(other, kind))) return false
  const [last, its] = [best, other].map(({ inquiry }) => foldName(familyName(inquiry))) as [string, string]
  const first = nameTokens(best.inquiry.clientFirstName)
  return soundsLike(last, its) || (first.some(name => own.includes(name)) && !hasFirstName(other))
}

const isNameless = (one: Scored) => !one.client.some(({ kind }) => /^(?:last|first|given)_name$/.test(kind))

/** The mail names a person in full that has nothing of the leading client's name, and does not name the client. */
export function namesStranger(best: Scored, mentions: Mentions): boolean {
  const names = nameTokens(best.inquiry.clientName)
  const last = nameTokens(familyName(best.inquiry))
  const isNamed = [last, ...last.filter(part => part.length > 3).map(part => [part])]
  if (isNamed.some(name => findName(mentions.own, name).length > 0)) return false
  const isStrange = (person: readonly string[]) =>
    person.every(word => names.every(name => !soundsLike(word, name) && !isMistyped(word, name)))
  if (mentions.debtors.length > 0 && mentions.debtors.every(isStrange)) return true
  // Somebody with a first name of people's and another last name, and only a number or a date says that the client is meant.
  const first = nameTokens(best.inquiry.clientFirstName)
  const isOther = (person: readonly string[]) =>
    person.every(word => last.every(name => !soundsLike(word, name))) &&
    // Born on the same day and called alike: a name after a marriage, or of another alphabet.
    !(has(best, 'birth_date') && person.some(word => first.some(name => sameGivenName(word, name))))
  const persons = mentions.persons.filter(
    (person, i) =>
      person.length > 1 &&
      isGivenName(person[mentions.inverted[i] ? 1 : 0]!) &&
      !person.every(isGivenName) &&
      mentions.ownText.includes(` ${person.join(' ')} `),
  )
  return persons.length > 0 && persons.every(isOther) && !has(best, 'last_name')
}

/** Long names that begin alike and differ in a letter or two: nobody else is called so. */
const isMistyped = (word: string, name: string) =>
  word.length > 7 && name.length > 7 && word.slice(0, 5) === name.slice(0, 5) && editDistance(word, name) <= 2

/** A number points to one client, and the first name, the birth date or the address to another one's at the same creditor. */
export function fitsAnotherBetter(best: Scored, scored: Scored[], mentions: Mentions): boolean {
  return scored.some(other => {
    if (!isRival(other, best) || isTwiceProven(best, other, mentions)) return false
    const born = has(other, 'birth_date') && !has(best, 'birth_date')
    if (born && isNameless(best)) return true
    // Nobody lives at another's address by chance.
    if (has(other, 'address') && !has(best, 'address')) return true
    const namesakes = !isCalledOtherwise(other, best) && !has(best, 'aktenzeichen')
    if (namesakes && isNamedWhole(other, mentions) && !isNamedWhole(best, mentions)) return true
    if (!has(other, 'last_name') || (has(best, 'aktenzeichen') && isReversed(other, best))) return false
    return (
      (born || (hasFirstName(other) && !hasFirstName(best)) || (!hasFirstName(best) && isNamedBetter(other, best))) &&
      other.client.some(({ weight }) => weight >= 4)
    )
  })
}

/** All first names and the last name stand together. */
function isNamedWhole({ inquiry }: Scored, { ownText }: Mentions): boolean {
  const [first, last] = [foldName(inquiry.clientFirstName), foldName(familyName(inquiry))]
  return ownText.includes(` ${first} ${last} `) || ownText.includes(` ${last} ${first} `)
}

const isCalledOtherwise = (one: Scored, other: Scored) =>
  foldName(familyName(one.inquiry)) !== foldName(familyName(other.inquiry))

/** The very last name of the one stands there, and of the other's only a like one, or a half. */
function isNamedBetter(one: Scored, other: Scored): boolean {
  const weight = ({ client }: Scored) => client.find(({ kind }) => kind === 'last_name')?.weight ?? 0
  return (
    weight(one) >= WEIGHTS.lastName.least &&
    has(other, 'last_name') &&
    weight(other) <= WEIGHTS.partOfLastName &&
    one.client.every(evidence => evidence.weight >= 0 || evidence.kind === 'other_aktenzeichen')
  )
}

/** Only a last name says who is meant, and a relative with the same name, or a part of it, has an inquiry there too. */
export function isOneOfFamily(best: Scored, scored: Scored[]): boolean {
  const first = best.client.find(({ kind }) => kind === 'first_name')
  const surely = ['aktenzeichen', 'misspelt_aktenzeichen', 'reference', 'client_reference', 'birth_date', 'address']
  if ((first && first.detail !== 'Initiale') || has(best, 'given_name') || surely.some(kind => has(best, kind)))
    return false
  const names = nameTokens(familyName(best.inquiry)).filter(name => name.length > 2)
  return scored.some(
    other =>
      isRival(other, best) &&
      nameTokens(familyName(other.inquiry)).some(name => names.some(mine => soundsLike(mine, name))) &&
      !other.client.some(({ kind }) => kind === 'other_first_name'),
  )
}

/** `Frau X schuldet …; Herr X ist hier nicht bekannt`: two inquiries are answered, and one of them is denied. */
export function deniesRelative(best: Scored, scored: Scored[], mentions: Mentions): boolean {
  const last = foldName(familyName(best.inquiry))
  const relative = scored.some(other => isRival(other, best) && foldName(familyName(other.inquiry)) === last)
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

/** Thomas Martin and Martin Thomas. */
function isReversed(one: Scored, other: Scored): boolean {
  const words = ({ inquiry }: Scored) => nameTokens(inquiry.clientName)
  return (
    words(one).join(' ') !== words(other).join(' ') &&
    words(one).toSorted().join(' ') === words(other).toSorted().join(' ')
  )
}

/** A known reference of another client's at this creditor, and none of the leading client's. */
export function bearsAnothersReference(best: Scored, scored: Scored[]): boolean {
  if (has(best, 'reference')) return false
  // Named in full, and proven: then the number is one that both bear.
  const isSure = has(best, 'last_name') && hasFirstName(best) && PROOFS.some(kind => has(best, kind))
  return scored.some(
    other =>
      isRival(other, best) &&
      other.client.some(({ kind, weight }) => kind === 'reference' && weight >= 6) &&
      !(isSure && !hasFirstName(other) && PROOFS.every(kind => kind === 'reference' || !has(other, kind))),
  )
}

/** The other's share comes in a letter of its own. */
const isAnsweredApart = ({ ownText }: Mentions) =>
  / (?:gesondert|separat|getrennt)\w* | eigene[ns]? (?:schreiben|brief|nachricht|mail|post|auskunft) /.test(ownText)

/** `Anja und Dieter Köhler`: both were asked about, and one sum may be for both. */
export function namesBoth(best: Scored, scored: Scored[], mentions: Mentions): boolean {
  if (isAnsweredApart(mentions)) return false
  const own = new Set(mentions.own)
  const bests = nameTokens(best.inquiry.clientFirstName)
  return scored.some(other => {
    if (!isRival(other, best)) return false
    const first = nameTokens(other.inquiry.clientFirstName)
    if (first.some(name => bests.includes(name))) return false
    // Thomas Martin is no proof of Martin Thomas.
    if (first.every(name => nameTokens(familyName(best.inquiry)).includes(name))) return false
    if (other.client.some(({ kind }) => kind.startsWith('other_first') || kind === 'other_birth_date')) return false
    const last = nameTokens(familyName(other.inquiry))
    if (!first.every(name => own.has(name))) return false
    if (isBystander(other, mentions) && !isBystander(best, mentions)) return false
    return findName(mentions.own, last).some(place => {
      const near = mentions.own.slice(Math.max(0, place.start - 6), place.end + 3)
      return place.exact && first.every(name => near.includes(name))
    })
  })
}

/** `Die Eheleute Kern haften als Gesamtschuldner`: a debt of two, and the firm asked this creditor about the other one too. */
export function isJoint(best: Scored, scored: Scored[], mentions: Mentions): boolean {
  const last = foldName(familyName(best.inquiry))
  return (
    !isAnsweredApart(mentions) &&
    / (?:eheleute\w*|ehepaar\w*|familie|herrn? und frau|frau und herrn?|gesamtschuld\w*|gemeinsam\w* (?:\w+ )?(?:darlehen\w*|kredit\w*|vertrag\w*|konto\w*|schuld\w*)|jointly) /.test(
      mentions.ownText,
    ) &&
    scored.some(
      other => isRival(other, best) && foldName(familyName(other.inquiry)) === last && !has(other, 'other_first_name'),
    )
  )
}

/** Nothing but the digits of a file number, and nothing calls them the firm's: an invoice, an offer or a court may count so too. */
export function isNumberInPart(best: Scored, { labels }: Mentions): boolean {
  if (!has(best, 'partial_aktenzeichen') || !isNameless(best)) return false
  if (best.client.some(({ kind, weight }) => weight > 0 && PROOFS.includes(kind))) return false
  const digits = (key: string) => key.replace(/\D/g, '')
  const own = digits(normaliseAktenzeichen(best.inquiry.aktenzeichen))
  return ![...labels.firm].some(key => digits(key) === own)
}

/** Under `Ihr Zeichen` stands a number that no client has, and only the name says who is meant: perhaps another firm's client. */
export function bearsStrangeNumber(best: Scored, numbers: FileNumbers): boolean {
  if (numbers.stranger === null) return false
  const surely = ['aktenzeichen', 'misspelt_aktenzeichen', 'partial_aktenzeichen', 'reference', 'birth_date', 'address']
  if (surely.some(kind => has(best, kind))) return false
  return !isSlip(normaliseAktenzeichen(best.inquiry.aktenzeichen), normaliseAktenzeichen(numbers.stranger.text))
}
