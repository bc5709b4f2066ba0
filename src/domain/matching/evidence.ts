/**
 * Fellegi–Sunter evidence that a mail answers one inquiry: weights in bits, log2 of how much more often something is seen
 * when the pair is right than when it is wrong. A name weighs by how rare it is among the firm's clients.
 */

import type { Extraction, MailContent } from '../extraction/types.ts'
import { type Context, creditorEvidence } from './creditor-evidence.ts'
import { isWordToo, sameGivenName } from './given-names.ts'
import { type Mentions, soundsLike } from './mentions.ts'
import { foldName, nameTokens, normaliseAktenzeichen, normaliseReference } from './normalise.ts'
import type { Evidence, Inquiry, Lookup } from './types.ts'
import { WEIGHTS } from './weights.ts'

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
  const creditor = creditorEvidence(inquiry, mentions, context)
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
  const key = normaliseAktenzeichen(inquiry.aktenzeichen)
  const known = lookup.knownAktenzeichen
  if (mentions.ownNumbers.has(key)) add('aktenzeichen', WEIGHTS.aktenzeichen, inquiry.aktenzeichen)
  else if (mentions.quotedNumbers.has(key))
    add('aktenzeichen', WEIGHTS.quotedAktenzeichen, `${inquiry.aktenzeichen} (zitiert)`)
  else {
    const others = known.filter(other => mentions.ownNumbers.has(other) || mentions.quotedNumbers.has(other))
    if (others.length > 0) add('other_aktenzeichen', WEIGHTS.otherAktenzeichen, others[0]!)
  }
  const reference = inquiry.creditorReferences.find(text => mentions.references.has(normaliseReference(text)))
  if (reference) add('reference', WEIGHTS.reference, reference)
  else if (context.clients.has(inquiry.clientId))
    add('client_reference', WEIGHTS.clientReference, 'Nummer eines anderen Gläubigers')
  if (inquiry.clientBirthDate !== null && mentions.birthDates.length > 0) {
    const same = mentions.birthDates.includes(inquiry.clientBirthDate)
    add(
      same ? 'birth_date' : 'other_birth_date',
      same ? WEIGHTS.birthDate : WEIGHTS.otherBirthDate,
      mentions.birthDates.join(', '),
    )
  }
  if (context.only.has(inquiry.inquiryId)) add('only_inquiry', WEIGHTS.onlyInquiry, 'einzige Anfrage an diese Adresse')
  for (const evidence of nameEvidence(inquiry, lookup, mentions)) found.push(evidence)
  const street = inquiry.clientAddress?.split(',')[0] ?? ''
  if (/\d/.test(street) && mentions.ownText.includes(` ${foldStreet(street)} `)) add('address', WEIGHTS.address, street)
  else if (/\d/.test(street) && mentions.ownText.replaceAll('strasse ', 'str ').includes(` ${foldStreet(street)} `))
    add('address', WEIGHTS.address, street)
  return found
}

function foldStreet(street: string): string {
  return foldName(street).replace(/strasse\b/g, 'str')
}

/** Last and first names, each by rarity; a full name that differs in the first name speaks against. */
export function nameEvidence(inquiry: Inquiry, lookup: Lookup, mentions: Mentions): Evidence[] {
  const last = nameTokens(inquiry.clientLastName)
  const first = nameTokens(inquiry.clientFirstName)
  const { frequencies } = lookup
  const rarity = (counts: Record<string, number>, name: string, bounds: { least: number; most: number }) => {
    const bits = Math.log2(Math.max(1, frequencies.clients) / Math.max(1, counts[foldName(name)] ?? 1))
    return Math.min(bounds.most, Math.max(bounds.least, bits))
  }
  const words = mentions.own.concat(['|'], mentions.quoted)
  const places = findName(words, last)
  const found: Evidence[] = []
  if (places.length === 0) {
    // Private people write of `Hatice`: a first name counts, but less.
    if (first.some(name => name.length > 2 && mentions.own.includes(name))) {
      found.push({ kind: 'given_name', weight: WEIGHTS.givenName, detail: inquiry.clientFirstName })
    }
    return found
  }
  const exact = places.filter(place => place.exact)
  const best = exact.length > 0 ? exact : places
  found.push({
    kind: 'last_name',
    weight: round(
      exact.length > 0
        ? rarity(frequencies.lastNames, inquiry.clientLastName, WEIGHTS.lastName)
        : WEIGHTS.similarLastName,
    ),
    detail: best.length > 0 ? words.slice(best[0]!.start, best[0]!.end).join(' ') : '',
  })
  if (
    mentions.ownRaw.includes(inquiry.clientLastName.normalize('NFC').toLowerCase()) &&
    /[^\x00-\x7f]|[aou]e/i.test(inquiry.clientLastName)
  ) {
    found.push({ kind: 'spelling', weight: WEIGHTS.spelling, detail: inquiry.clientLastName })
  }
  // First names stand right before or after the last name.
  const near = best.flatMap(place => [
    ...words.slice(Math.max(0, place.start - 4), place.start),
    ...words.slice(place.end, place.end + 4),
  ])
  const givenExact = first.filter(name => near.includes(name))
  const similar = first.some(name => near.some(word => word.length > 2 && sameGivenName(word, name)))
  if (givenExact.length > 0) {
    found.push({
      kind: 'first_name',
      weight: round(rarity(frequencies.firstNames, inquiry.clientFirstName, WEIGHTS.firstName)),
      detail: givenExact.join(' '),
    })
  } else if (similar) {
    found.push({ kind: 'first_name', weight: WEIGHTS.similarFirstName, detail: 'ähnlich' })
  } else {
    const stated = otherFirstName(last, first, mentions)
    if (stated) found.push({ kind: 'other_first_name', weight: WEIGHTS.otherFirstName, detail: stated })
    else if (near.some(word => word.length === 1 && first.some(name => name.startsWith(word)))) {
      found.push({ kind: 'first_name', weight: WEIGHTS.initial, detail: 'Initiale' })
    }
  }
  // Without a first name, `weiß` or `lang` may just be a word: somebody must be called so.
  const named =
    last.every(word => mentions.called.has(word)) ||
    mentions.persons.some(person => findName(person, last).length > 0) ||
    (exact.length > 0 && !isWordToo(last.join(' ')))
  if (!named && !found.some(({ kind }) => kind === 'first_name'))
    found[0]!.weight = Math.min(found[0]!.weight, WEIGHTS.wordOnly)
  return found
}

/** A person of the mail with this last name and clearly another first name: right before it, or behind a comma. */
function otherFirstName(last: string[], first: string[], mentions: Mentions): string | null {
  for (const [i, person] of mentions.persons.entries()) {
    const places = findName(person, last)
    if (places.length === 0) continue
    const rest = person.filter((_, at) =>
      places.every(place => at < place.start || (at >= place.end && mentions.inverted[i])),
    )
    const given = rest.filter(word => word.length > 1 || first.every(name => !name.startsWith(word)))
    if (given.length === 0) continue
    const alike = (word: string, name: string) =>
      sameGivenName(word, name) || (word.length === 1 && name.startsWith(word))
    if (given.every(word => first.every(name => !alike(word, name)))) return given.join(' ')
  }
  return null
}

interface Place {
  start: number
  end: number
  exact: boolean
}

/** Where a name of one or more words stands: written alike, run together, or sounding alike. */
function findName(words: string[], name: string[]): Place[] {
  const compact = name.join('')
  if (compact.length < 2) return []
  const places: Place[] = []
  for (let i = 0; i < words.length; i++) {
    let joined = ''
    for (let n = 0; n < name.length + 1 && i + n < words.length && n < 4; n++) {
      joined += words[i + n]
      if (joined.length > compact.length + 2) break
      if (joined === compact) places.push({ start: i, end: i + n + 1, exact: true })
      else if (compact.length >= 4 && joined[0] === compact[0] && soundsLike(joined, compact))
        places.push({ start: i, end: i + n + 1, exact: false })
    }
    if (places.length > 50) break
  }
  return places
}

function weakEvidence(inquiry: Inquiry, mail: MailContent, extraction: Extraction, mentions: Mentions): Evidence[] {
  const found: Evidence[] = []
  const sent = new Date(inquiry.sentAt).toISOString().slice(0, 10)
  if (mentions.dates.has(sent))
    found.push({ kind: 'letter_date', weight: WEIGHTS.letterDate, detail: `Schreiben vom ${sent}` })
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

/** Whether evidence of a kind speaks for a candidate. */
export function has(scored: Scored, kind: string): boolean {
  return evidenceOf(scored).some(evidence => evidence.kind === kind && evidence.weight > 0)
}
