/** What the names in a mail say about one client: last and first names by rarity, parts of double names, titles, namesakes. */

import { genderOf, isWordToo, sameGivenName } from './given-names.ts'
import type { Mentions } from './mentions.ts'
import { hasLastName, isHalf, otherNameBeside } from './neighbours.ts'
import { foldName, nameTokens } from './normalise.ts'
import { soundsLike } from './similar.ts'
import type { Evidence, Inquiry, Lookup } from './types.ts'
import { WEIGHTS } from './weights.ts'

interface Place {
  start: number
  end: number
  exact: boolean
}

type Spelling = 'full' | 'core' | 'part'

const PARTICLES = new Set(
  'v von vom van der den dem de la le los las del della dei di da dos do du el al zu zur zum ten ter bin ibn ben abu freiherr freifrau graf grafin'.split(
    ' ',
  ),
)

/** Last and first names, each by rarity; a full name that differs in the first name, or another title, speaks against. */
export function nameEvidence(
  inquiry: Inquiry,
  lookup: Lookup,
  mentions: Mentions,
  firstNames: ReadonlySet<string>,
): Evidence[] {
  const first = nameTokens(inquiry.clientFirstName)
  const words = mentions.own.concat(['|'], mentions.quoted)
  const seen = findLastName(words, inquiry.clientLastName)
  if (seen === null) return givenNameAlone(inquiry, first, lookup, mentions)
  const { last, places, spelling } = seen
  const exact = places.filter(place => place.exact)
  const best = exact.length > 0 ? exact : places
  const weight =
    exact.length === 0
      ? WEIGHTS.similarLastName
      : spelling === 'part'
        ? WEIGHTS.partOfLastName
        : rarity(lookup, 'lastNames', inquiry.clientLastName, WEIGHTS.lastName)
  const detail = words.slice(best[0]!.start, best[0]!.end).join(' ')
  const found: Evidence[] = [{ kind: 'last_name', weight, detail }]
  if (
    mentions.ownRaw.includes(inquiry.clientLastName.normalize('NFC').toLowerCase()) &&
    /[^\x00-\x7f]|[aou]e/i.test(inquiry.clientLastName)
  ) {
    found.push({ kind: 'spelling', weight: WEIGHTS.spelling, detail: inquiry.clientLastName })
  }
  const given =
    firstName(inquiry, first, last, best, words, lookup, mentions) ?? beside(first, last, mentions, firstNames)
  if (given) found.push(given)
  else {
    const title = otherTitle(inquiry, last, mentions)
    if (title) found.push(title)
  }
  // Without a first name, `weiß` or `lang` may just be a word: somebody must be called so.
  const named =
    last.every(word => mentions.called.has(word)) ||
    mentions.persons.some(person => findName(person, last).length > 0) ||
    (exact.length > 0 && spelling !== 'part' && !isWordToo(last.join(' ')))
  if (!named && !found.some(({ kind }) => kind === 'first_name')) found[0]!.weight = Math.min(weight, WEIGHTS.wordOnly)
  return found
}

function rarity(
  { frequencies }: Lookup,
  which: 'lastNames' | 'firstNames',
  name: string,
  bounds: { least: number; most: number },
): number {
  const bits = Math.log2(Math.max(1, frequencies.clients) / Math.max(1, frequencies[which][foldName(name)] ?? 1))
  return Math.round(Math.min(bounds.most, Math.max(bounds.least, bits)) * 10) / 10
}

/** The last name as registered, without its particles (`v. Quast`, `Droste`), or one part of a double name. */
function findLastName(
  words: string[],
  lastName: string,
): { last: string[]; places: Place[]; spelling: Spelling } | null {
  const full = nameTokens(lastName)
  const core = full.filter(word => !PARTICLES.has(word))
  const tries: [string[], Spelling][] = [[full, 'full']]
  if (core.length > 0 && core.length < full.length) tries.push([core, 'core'])
  if (core.length > 1) for (const part of core) if (part.length > 2) tries.push([[part], 'part'])
  let similar: { last: string[]; places: Place[]; spelling: Spelling } | null = null
  for (const [last, spelling] of tries) {
    const places = findName(words, last)
    if (places.some(place => place.exact)) return { last, places, spelling }
    if (places.length > 0 && spelling !== 'part') similar ??= { last, places, spelling }
  }
  return similar
}

/** First names stand right before or after the last name. */
function firstName(
  inquiry: Inquiry,
  first: string[],
  last: string[],
  places: Place[],
  words: string[],
  lookup: Lookup,
  mentions: Mentions,
): Evidence | null {
  const near = places.flatMap(place => [
    ...words.slice(Math.max(0, place.start - 4), place.start),
    ...words.slice(place.end, place.end + 4),
  ])
  const exact = first.filter(name => near.includes(name))
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

/** Another first name right beside the last one, though nothing says that a person is meant there. */
function beside(
  first: string[],
  last: string[],
  { cased }: Mentions,
  firstNames: ReadonlySet<string>,
): Evidence | null {
  const places = findName(
    cased.map(({ token }) => token),
    last,
  ).filter(place => place.exact)
  const other = otherNameBeside(cased, places, first, firstNames)
  return (
    other && {
      kind: 'unlike_first_name',
      weight: other.sure ? WEIGHTS.otherFirstName : WEIGHTS.perhapsOtherFirstName,
      detail: other.detail,
    }
  )
}

/** Private people write of `Hatice`, or of `Hatice Y.-P.`: a first name counts, but less, and not if it is somebody else's. */
function givenNameAlone(inquiry: Inquiry, first: string[], lookup: Lookup, mentions: Mentions): Evidence[] {
  const { own } = mentions
  const initials = nameTokens(inquiry.clientLastName)
    .filter(word => !PARTICLES.has(word))
    .map(word => word[0]!)
  if (first.some(name => hasLastName(mentions.cased, name))) return []
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
function otherFirstName(last: string[], first: string[], mentions: Mentions): string | null {
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
    if (given.every(word => first.every(name => !alike(word, name)))) return given.join(' ')
  }
  return null
}

/** `Frau Kern` is not Tobias Kern: the wife, perhaps. Only where no `Herr Kern` stands and the first name leaves no doubt. */
function otherTitle(inquiry: Inquiry, last: string[], mentions: Mentions): Evidence | null {
  const gender = genderOf(inquiry.clientFirstName)
  if (gender === null) return null
  const name = last.join(' ')
  const titled = (titles: string) =>
    new RegExp(` (?:${titles}) (?:dr |prof |[a-z] )?${name} `).test(mentions.titledText)
  const frau = titled('frau|fr|mrs|ms|schuldnerin|mandantin|kundin')
  const herr = titled('herrn?|hr|mr')
  const other = gender === 'm' ? frau && !herr : herr && !frau
  return other
    ? { kind: 'other_title', weight: WEIGHTS.otherTitle, detail: gender === 'm' ? `Frau ${name}` : `Herr ${name}` }
    : null
}

/** Where a name of one or more words stands: written alike, run together, or sounding alike. */
export function findName(words: readonly string[], name: readonly string[]): Place[] {
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
