/** What the names in a mail say about one client: last and first names by rarity, parts of double names, titles, namesakes. */

import { findName, type Place } from './find-name.ts'
import { firstNameBeside, givenNameAlone, PARTICLES, rarity } from './first-names.ts'
import { familyName } from './generations.ts'
import { genderOf, isWordToo } from './given-names.ts'
import { allWords, type Mentions } from './mentions.ts'
import { isWordHere } from './neighbours.ts'
import { nameTokens } from './normalise.ts'
import type { Evidence, Inquiry, Lookup } from './types.ts'
import { WEIGHTS } from './weights.ts'

type Spelling = 'full' | 'core' | 'part'

/** Last and first names, each by rarity; a full name that differs in the first name, or another title, speaks against. */
export function nameEvidence(
  inquiry: Inquiry,
  lookup: Lookup,
  mentions: Mentions,
  firstNames: ReadonlySet<string>,
): Evidence[] {
  const first = nameTokens(inquiry.clientFirstName)
  const words = allWords(mentions)
  const seen = findLastName(words, familyName(inquiry))
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
  const beside = firstNameBeside(inquiry, first, last, best, words, lookup, mentions, firstNames)
  // `Da Costa Ferreira` for `Ferreira da Costa`: the other half of the last name is no first name.
  const whole = nameTokens(familyName(inquiry))
  const half = spelling === 'part' && nameTokens(beside?.detail ?? '').every(word => whole.includes(word))
  const given = half && beside?.kind !== 'first_name' ? null : beside
  if (given) found.push(given)
  // Only the letter that is quoted gives the first name: `Frau Kern` in the answer may be another.
  const isAnswered =
    !first.some(name => mentions.own.includes(name)) && best.some(({ start }) => start < mentions.own.length)
  const title = !given || isAnswered ? otherTitle(inquiry, detail, mentions) : null
  if (title) found.push(title)
  // Without a first name, `weiß` or `lang` may just be a word: somebody must be called so.
  const isWord = isWordHere(mentions.cased, last)
  const named =
    mentions.persons.some(person => findName(person, last).length > 0) ||
    (last.every(word => mentions.called.has(word)) && (!isWord || isTitled(detail, mentions))) ||
    (exact.length > 0 && spelling !== 'part' && !isWordToo(last.join(' ')) && !isWord)
  if (!named && !found.some(({ kind }) => kind === 'first_name')) found[0]!.weight = Math.min(weight, WEIGHTS.wordOnly)
  return found
}

/** The last name as registered, without its particles (`v. Quast`, `Droste`), or one part of a double name. */
function findLastName(
  words: readonly string[],
  lastName: string,
): { last: readonly string[]; places: Place[]; spelling: Spelling } | null {
  const full = nameTokens(lastName)
  const core = full.filter(word => !PARTICLES.has(word))
  const tries: [readonly string[], Spelling][] = [[full, 'full']]
  if (core.length > 0 && core.length < full.length) tries.push([core, 'core'])
  if (core.length > 1) for (const part of core) if (part.length > 2) tries.push([[part], 'part'])
  let similar: { last: readonly string[]; places: Place[]; spelling: Spelling } | null = null
  for (const [last, spelling] of tries) {
    const places = findName(words, last)
    if (places.some(place => place.exact)) return { last, places, spelling }
    if (places.length > 0 && spelling !== 'part') similar ??= { last, places, spelling }
  }
  return similar
}

/** Somebody is called Herr or Frau so, or client, customer and the like. */
function isTitled(name: string, { ownText, quotedText }: Mentions): boolean {
  return new RegExp(
    ` (?:herrn?|frau|fr|hr|mrs?|ms|familie|eheleute|mandant\\w*|schuldner\\w*|kund\\w*|client|debtor) (?:\\w+ ){0,2}${name} `,
  ).test(`${ownText}${quotedText}`)
}

/** `Frau Kern` is not Tobias Kern: the wife, perhaps. Only where no `Herr Kern` stands and the first name leaves no doubt. */
function otherTitle(inquiry: Inquiry, name: string, mentions: Mentions): Evidence | null {
  const gender = genderOf(inquiry.clientFirstName)
  if (gender === null) return null
  const titled = (titles: string) =>
    new RegExp(` (?:${titles}) (?:dr |prof |[a-z] )?${name} `).test(mentions.titledText)
  const frau = titled('frau|fr|mrs|ms|schuldnerin|mandantin|kundin')
  const herr = titled('herrn?|hr|mr')
  const other = gender === 'm' ? frau && !herr : herr && !frau
  return other
    ? { kind: 'other_title', weight: WEIGHTS.otherTitle, detail: gender === 'm' ? `Frau ${name}` : `Herr ${name}` }
    : null
}
