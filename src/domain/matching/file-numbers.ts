/**
 * The firm's file numbers in a mail, found by what the registry knows and not by a scheme: the groups of letters and digits
 * of each candidate's Aktenzeichen are looked for in the text, whatever stands between them.
 */
import type { Extraction } from '../extraction/types.ts'
import { onceFor } from '../remember.ts'
import { findName } from './find-name.ts'
import { familyName } from './generations.ts'
import { allWords, type Mentions } from './mentions.ts'
import { aktenzeichenShape, nameTokens, normaliseAktenzeichen, normaliseReference } from './normalise.ts'
import { aktenzeichenKeys } from './query.ts'
import type { Lookup } from './types.ts'
import { groupsOf, otherWays, sequences } from './written-numbers.ts'

/** Keys (`normaliseAktenzeichen`) of the registry's file numbers that a mail bears, by who wrote them. */
export interface FileNumbers {
  /** In the creditor's own words or its attachments. */
  own: ReadonlySet<string>
  /** In the firm's quoted letter only. */
  quoted: ReadonlySet<string>
  /** Only as what the creditor calls its own number: a coincidence rather than a copy. */
  creditors: ReadonlySet<string>
  /** Own words hold all its digits in order, but not its letters. */
  partial: ReadonlySet<string>
  /** A number under `Ihr Zeichen` that no client has: of the firm's form (`unknown`) or of another (`foreign`), or null. */
  stranger: { text: string; form: 'unknown' | 'foreign' } | null
}

/** All file numbers of the candidates, and those the lookup says exist. */
export function fileNumbers(mentions: Mentions, extraction: Extraction, lookup: Lookup): FileNumbers {
  const schemes = new Map(
    lookup.candidates.map(({ aktenzeichen }) => [normaliseAktenzeichen(aktenzeichen), aktenzeichen]),
  )
  const known = new Set([...lookup.knownAktenzeichen, ...schemes.keys()])
  const own = new Set([...known].filter(key => mentions.ownNumbers.has(key)))
  const quoted = new Set([...known].filter(key => mentions.quotedNumbers.has(key)))
  const written = sequences(mentions.ownWritten, schemes)
  for (const key of written.whole) own.add(key)
  for (const key of sequences(mentions.quotedWritten, schemes).whole) quoted.add(key)
  // Digits alone may be anybody's number; with its letters it is the firm's, unless the creditor says `unser Zeichen`.
  const { firm, creditor, ours } = mentions.labels
  const creditors = new Set(
    [...own].filter(
      key =>
        !firm.has(key) &&
        (ours.has(key) || (creditor.has(key) && !/[A-Z]/.test(key))) &&
        !isOwnersNamed(key, lookup, mentions),
    ),
  )
  for (const key of creditors) own.delete(key)
  for (const key of onlyElsewhere(mentions.ownWritten, schemes)) own.delete(key)
  return {
    own,
    quoted,
    creditors,
    partial: new Set([...written.partial].filter(key => !own.has(key))),
    stranger: strangerOf(mentions, extraction, known, lookup),
  }
}

/** Whether a client of this number is called by name too: two such coincidences are none, the creditor quotes the firm's words. */
function isOwnersNamed(key: string, { candidates }: Lookup, mentions: Mentions): boolean {
  const owners = candidates.filter(({ aktenzeichen }) => normaliseAktenzeichen(aktenzeichen) === key)
  const words = allWords(mentions)
  return owners.some(owner =>
    findName(words, nameTokens(familyName(owner))).some(
      place =>
        place.exact &&
        nameTokens(owner.clientFirstName).some(name =>
          words.slice(Math.max(0, place.start - 3), place.end + 3).includes(name),
        ),
    ),
  )
}

/** Its words: looking for them alone is much faster than for the sentences. */
const ANNOUNCES = /gesondert|separat|getrennt|eigene[mns] (?:schreiben|nachricht|mail|brief)/i

/** A sentence that announces another letter: `Zu 117/25 erhalten Sie gesondert Antwort`. */
const ELSEWHERE =
  /(?:^|(?<=[.!?:;]\s|\n))(?:(?![.!?]\s)[^\n]){0,200}?(?<!\p{L})(?:gesondert|separat|getrennt|eigene[mns] (?:schreiben|nachricht|mail|brief)|separate(?:ly)?)(?:(?![.!?](?:\s|$))[^\n]){0,200}/giu

/** A text without such sentences. */
export const withoutAnnounced = (text: string) => (ANNOUNCES.test(text) ? text.replaceAll(ELSEWHERE, ' ') : text)

/** Numbers that stand in such sentences only: what is told about them comes with another mail. */
function onlyElsewhere(text: string, schemes: ReadonlyMap<string, string>): string[] {
  if (!ANNOUNCES.test(text)) return []
  const announced = [...text.matchAll(ELSEWHERE)].map(([sentence]) => sentence).join('\n')
  const keys = [...sequences(announced, schemes).whole]
  if (keys.length === 0) return []
  const rest = sequences(withoutAnnounced(text), schemes).whole
  return keys.filter(key => !rest.has(key))
}

/** The forms of the candidates' file numbers. */
export const shapesOf = onceFor(
  ({ candidates }: Lookup) => new Set(candidates.map(({ aktenzeichen }) => aktenzeichenShape(aktenzeichen))),
)

/** `VM 0117/26`, and behind it the letter with which the firm's numbers end: as the mail writes it. */
export function wholeNumber(number: string, { ownWritten }: Mentions, lookup: Lookup): string {
  const at = ownWritten.indexOf(number)
  if (at < 0 || !/\d$/.test(number)) return number
  const end = /^[ ]?[A-Z]{1,3}(?![\p{L}\d])/u.exec(ownWritten.slice(at + number.length, at + number.length + 6))
  const whole = `${number}${end?.[0] ?? ''}`
  return end && shapesOf(lookup).has(aktenzeichenShape(whole)) ? whole : number
}

/** References without the firm's file numbers: known ones, and those of the firm's form that nothing calls the creditor's. */
export function creditorSide(references: string[], numbers: FileNumbers, mentions: Mentions, lookup: Lookup): string[] {
  if (references.length === 0) return []
  const firms = new Set([...lookup.knownAktenzeichen, ...numbers.own, ...numbers.quoted, ...numbers.partial])
  for (const key of numbers.creditors) firms.delete(key)
  const written = new Set(
    lookup.candidates.map(({ aktenzeichen }) => aktenzeichen).filter(text => firms.has(normaliseAktenzeichen(text))),
  )
  return references
    .map(reference => withoutFileNumber(reference, written))
    .filter(reference => {
      if (reference === '' || isPart(reference, written)) return false
      const keys = aktenzeichenKeys(reference)
      if (keys.some(key => firms.has(key)) || isOtherWay(reference, firms)) return false
      const shape = aktenzeichenShape(wholeNumber(reference, mentions, lookup))
      const likeFirms = /[A-Z]/.test(shape) && shapesOf(lookup).has(shape)
      return !likeFirms || keys.some(key => mentions.labels.creditor.has(key))
    })
}

/** A number of the firm's whose year or letters are written otherwise. */
const isOtherWay = (reference: string, firms: ReadonlySet<string>) =>
  otherWays(groupsOf(reference)).some(groups => firms.has(groups.join('')))

/** `00103` where the mail writes `2026-SB 00103`: no number of its own. */
function isPart(reference: string, written: ReadonlySet<string>): boolean {
  const key = normaliseAktenzeichen(reference)
  const compact = reference.replace(/[^A-Za-z\d]/g, '').toUpperCase()
  return [...written].some(
    text => normaliseAktenzeichen(text).includes(key) || text.replace(/[^A-Za-z\d]/g, '').toUpperCase() === compact,
  )
}

/** `DE-7704-118 / 2026-K-1182` without the firm's number at its end; '' if nothing of the creditor's is left. */
function withoutFileNumber(reference: string, written: ReadonlySet<string>): string {
  for (const aktenzeichen of written) {
    const digits = (aktenzeichen.match(/\d+/g) ?? []).map(group => `0*${group.replace(/^0+(?=\d)/, '')}`)
    if (digits.length < 2) continue
    const found = new RegExp(`(?<!\\d)${digits.join('[^\\d]{1,6}')}(?!\\d)`).exec(reference)
    if (!found) continue
    const rest = reference
      .slice(0, found.index)
      .replace(/[\s/,;|–-]+(?:(?:ihr|ihre|az|zeichen)\W{0,3})?[A-Za-z]{0,4}[-/]?$/i, '')
    return rest.replace(/\D/g, '').length >= 3 ? rest.trim() : ''
  }
  return reference
}

function strangerOf(
  mentions: Mentions,
  extraction: Extraction,
  known: ReadonlySet<string>,
  lookup: Lookup,
): FileNumbers['stranger'] {
  const references = new Set(extraction.references.map(normaliseReference))
  for (const text of extraction.aktenzeichen) {
    const keys = aktenzeichenKeys(text)
    if (references.has(normaliseReference(text)) || !keys.some(key => mentions.labels.firm.has(key))) continue
    if (keys.some(key => known.has(key))) continue
    return { text, form: shapesOf(lookup).has(aktenzeichenShape(text)) ? 'unknown' : 'foreign' }
  }
  return null
}
