/** What stands beside a client's last name, or alone, as a first name: the client's, an initial, or somebody else's. */

import { onceFor } from '../remember.ts'
import { findName, type Place } from './find-name.ts'
import { familyName } from './generations.ts'
import { sameGivenName } from './given-names.ts'
import type { Mentions } from './mentions.ts'
import { type CasedWord, hasLastName, isHalf, otherNameBeside } from './neighbours.ts'
import { foldName, nameTokens } from './normalise.ts'
import { isKinOnly } from './relatives.ts'
import type { Evidence, Inquiry, Lookup } from './types.ts'
import { WEIGHTS } from './weights.ts'

/** Words of a last name that people leave out. */
export const PARTICLES = new Set(
  'v von vom van der den dem de la le los las del della dei di da dos do du el al zu zur zum ten ter bin ibn ben abu freiherr freifrau graf grafin'.split(
    ' ',
  ),
)

/**
 * First names stand right before or after the last name. Another one that the creditor writes there itself goes before the
 * right one in the letter that it quotes: `Wir führen nur einen Kai Kern` answers a question about Uwe Kern.
 */
export function firstNameBeside(
  inquiry: Inquiry,
  first: readonly string[],
  last: readonly string[],
  places: Place[],
  words: readonly string[],
  lookup: Lookup,
  mentions: Mentions,
  firstNames: ReadonlySet<string>,
): Evidence | null {
  const found = firstName(inquiry, first, last, places, words, lookup, mentions)
  if (found?.kind !== 'first_name') return found ?? besideInCase(first, last, mentions, firstNames)
  const own = places.filter(place => place.start < mentions.own.length)
  if (own.length === 0 || own.length === places.length) return found
  const written = firstName(inquiry, first, last, own, words, lookup, mentions)
  if (written?.kind === 'first_name') return found
  const name = last.join(' ')
  const isOwn = (given: string) =>
    mentions.ownText.includes(` ${given} ${name} `) || mentions.ownText.includes(` ${name} ${given} `)
  if (written && isOwn(written.detail)) return written
  const besides = besideInCase(first, last, mentions, firstNames)
  return besides && besides.weight <= WEIGHTS.otherFirstName ? besides : found
}

function firstName(
  inquiry: Inquiry,
  first: readonly string[],
  last: readonly string[],
  places: Place[],
  words: readonly string[],
  lookup: Lookup,
  mentions: Mentions,
): Evidence | null {
  const near = places.flatMap(place => [
    ...words.slice(Math.max(0, place.start - 4), place.start),
    ...words.slice(place.end, place.end + 4),
  ])
  const exact = first.filter(name => near.includes(name))
  // Hans-Werner is not Heinz-Werner, and perhaps not Werner.
  if (exact.length > 0 && exact.every(name => isHalf(mentions.cased, name, first)))
    return first.length > 1
      ? { kind: 'other_first_name', weight: WEIGHTS.otherFirstName, detail: exact.join(' ') }
      : { kind: 'first_name', weight: WEIGHTS.similarFirstName, detail: 'ähnlich' }
  if (exact.length > 0) {
    return {
      kind: 'first_name',
      weight: rarity(lookup, 'firstNames', inquiry.clientFirstName, WEIGHTS.firstName),
      detail: exact.join(' '),
    }
  }
  const close = places.flatMap(place => [
    ...words.slice(Math.max(0, place.start - 2), place.start),
    ...words.slice(place.end, place.end + 2),
  ])
  if (first.some(name => close.some(word => word.length > 2 && sameGivenName(word, name))))
    return { kind: 'first_name', weight: WEIGHTS.similarFirstName, detail: 'ähnlich' }
  const stated = otherFirstName(last, first, mentions)
  if (stated) return { kind: 'other_first_name', weight: WEIGHTS.otherFirstName, detail: stated }
  if (near.some(word => word.length === 1 && first.some(name => name.startsWith(word))))
    return { kind: 'first_name', weight: WEIGHTS.initial, detail: 'Initiale' }
  return null
}

const tokensOf = onceFor((cased: readonly CasedWord[]) => cased.map(({ token }) => token))

/** Another first name right beside the last one, though nothing says that a person is meant there. */
function besideInCase(
  first: readonly string[],
  last: readonly string[],
  mentions: Mentions,
  firstNames: ReadonlySet<string>,
): Evidence | null {
  const { cased } = mentions
  const places = findName(tokensOf(cased), last).filter(place => place.exact)
  const other = otherNameBeside(cased, places, first, firstNames)
  if (other === null || isKinOnly(other.detail, last.join(' '), mentions)) return null
  return {
    kind: 'unlike_first_name',
    weight: other.sure ? WEIGHTS.otherFirstName : WEIGHTS.perhapsOtherFirstName,
    detail: other.detail,
  }
}

/** Private people write of `Hatice`, or of `Hatice Y.-P.`: a first name counts, but less, and not if it is somebody else's. */
export function givenNameAlone(
  inquiry: Inquiry,
  first: readonly string[],
  lookup: Lookup,
  mentions: Mentions,
): Evidence[] {
  const { own } = mentions
  const initials = nameTokens(familyName(inquiry))
    .filter(word => !PARTICLES.has(word))
    .map(word => word[0]!)
  if (first.some(name => hasLastName(mentions.cased, name, first))) return []
  for (const name of first) {
    if (name.length < 3 || isSomebodyElse(name, mentions)) continue
    const places = own.flatMap((word, i) => (word === name ? [i] : []))
    if (places.length === 0 || isHalf(mentions.cased, name, first)) continue
    const close = places
      .flatMap(i => [own.slice(i + 1, i + 3), own.slice(i - 1, i)])
      .filter(([word]) => word?.length === 1)
    const letters = close.flatMap(words => words.filter(word => word.length === 1 && /[a-z]/.test(word)))
    if (letters.some(letter => initials.includes(letter))) {
      return [
        { kind: 'given_name', weight: WEIGHTS.givenName + WEIGHTS.initial, detail: `${name} ${letters.join(' ')}` },
      ]
    }
    if (letters.length === 0) {
      const weight = Math.max(
        WEIGHTS.givenName,
        rarity(lookup, 'firstNames', inquiry.clientFirstName, WEIGHTS.onlyGivenName),
      )
      return [{ kind: 'given_name', weight, detail: inquiry.clientFirstName }]
    }
  }
  return []
}

/** The first name is the beginning of another person's full name, or follows her last name and a comma. */
function isSomebodyElse(name: string, { persons, inverted }: Mentions): boolean {
  return persons.some((person, i) => {
    const at = person.indexOf(name)
    return at >= 0 && (inverted[i] ? at > 0 : at < person.length - 1)
  })
}

/** A person of the mail with this last name and clearly another first name: right before it, or behind a comma. */
function otherFirstName(last: readonly string[], first: readonly string[], mentions: Mentions): string | null {
  for (const [i, person] of mentions.persons.entries()) {
    const places = findName(person, last)
    if (places.length === 0) continue
    const rest = person.filter((_, at) =>
      places.every(place => at < place.start || (at >= place.end && mentions.inverted[i])),
    )
    const given = rest.filter(
      word => !PARTICLES.has(word) && (word.length > 1 || first.every(name => !name.startsWith(word))),
    )
    if (given.length === 0) continue
    const alike = (word: string, name: string) =>
      sameGivenName(word, name) || (word.length === 1 && name.startsWith(word))
    if (given.some(word => first.some(name => alike(word, name)))) continue
    if (!isKinOnly(given.join(' '), last.join(' '), mentions)) return given.join(' ')
  }
  return null
}

/** How rare a name is among the clients, in bits. */
export function rarity(
  { frequencies }: Lookup,
  which: 'lastNames' | 'firstNames',
  name: string,
  bounds: { least: number; most: number },
): number {
  const bits = Math.log2(Math.max(1, frequencies.clients) / Math.max(1, frequencies[which][foldName(name)] ?? 1))
  return Math.round(Math.min(bounds.most, Math.max(bounds.least, bits)) * 10) / 10
}
