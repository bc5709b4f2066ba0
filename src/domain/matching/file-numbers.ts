/**
 * The firm's file numbers in a mail, found by what the registry knows and not by a scheme: the groups of letters and digits
 * of each candidate's Aktenzeichen are looked for in the text, whatever stands between them.
 */
import { findMoney } from '../extraction/amounts.ts'
import { findDates } from '../extraction/dates.ts'
import type { Extraction } from '../extraction/types.ts'
import { findName } from './find-name.ts'
import type { Mentions } from './mentions.ts'
import {
  aktenzeichenShape,
  nameTokens,
  normaliseAktenzeichen,
  normaliseReference,
  stripDiacritics,
} from './normalise.ts'
import { aktenzeichenKeys } from './query.ts'
import type { Lookup } from './types.ts'

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
    stranger: strangerOf(mentions, extraction, known, new Set([...schemes.values()].map(aktenzeichenShape))),
  }
}

/** Whether a client of this number is called by name too: two such coincidences are none, the creditor quotes the firm's words. */
function isOwnersNamed(key: string, { candidates }: Lookup, { own, quoted }: Mentions): boolean {
  const owners = candidates.filter(({ aktenzeichen }) => normaliseAktenzeichen(aktenzeichen) === key)
  const words = own.concat(['|'], quoted)
  return owners.some(({ clientFirstName, clientLastName }) =>
    findName(words, nameTokens(clientLastName)).some(
      place =>
        place.exact &&
        nameTokens(clientFirstName).some(name =>
          words.slice(Math.max(0, place.start - 3), place.end + 3).includes(name),
        ),
    ),
  )
}

/** A sentence that announces another letter: `Zu 117/25 erhalten Sie gesondert Antwort`. */
const ELSEWHERE =
  /(?:^|(?<=[.!?:;]\s|\n))(?:(?![.!?]\s)[^\n]){0,200}?(?<!\p{L})(?:gesondert|separat|getrennt|eigene[mns] (?:schreiben|nachricht|mail|brief)|separate(?:ly)?)(?:(?![.!?](?:\s|$))[^\n]){0,200}/giu

/** Numbers that stand in such sentences only: what is told about them comes with another mail. */
function onlyElsewhere(text: string, schemes: ReadonlyMap<string, string>): string[] {
  const announced = [...text.matchAll(ELSEWHERE)].map(([sentence]) => sentence).join('\n')
  const keys = [...sequences(announced, schemes).whole]
  if (keys.length === 0) return []
  const rest = sequences(text.replaceAll(ELSEWHERE, ' '), schemes).whole
  return keys.filter(key => !rest.has(key))
}

/** References without the firm's file numbers: known ones, and those of the firm's form that nothing calls the creditor's. */
export function creditorSide(references: string[], numbers: FileNumbers, mentions: Mentions, lookup: Lookup): string[] {
  const firms = new Set([...lookup.knownAktenzeichen, ...numbers.own, ...numbers.quoted])
  for (const key of numbers.creditors) firms.delete(key)
  const shapes = new Set(lookup.candidates.map(({ aktenzeichen }) => aktenzeichenShape(aktenzeichen)))
  const written = new Set(
    lookup.candidates.map(({ aktenzeichen }) => aktenzeichen).filter(text => firms.has(normaliseAktenzeichen(text))),
  )
  return references
    .map(reference => withoutFileNumber(reference, written))
    .filter(reference => {
      if (reference === '' || isPart(reference, written)) return false
      const keys = aktenzeichenKeys(reference)
      if (keys.some(key => firms.has(key))) return false
      const shape = aktenzeichenShape(reference)
      const likeFirms = shapes.has(shape) && /[A-Z]/.test(shape)
      return !likeFirms || keys.some(key => mentions.labels.creditor.has(key))
    })
}

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
  shapes: ReadonlySet<string>,
): FileNumbers['stranger'] {
  const references = new Set(extraction.references.map(normaliseReference))
  for (const text of extraction.aktenzeichen) {
    const keys = aktenzeichenKeys(text)
    if (references.has(normaliseReference(text)) || !keys.some(key => mentions.labels.firm.has(key))) continue
    if (keys.some(key => known.has(key))) continue
    return { text, form: shapes.has(aktenzeichenShape(text)) ? 'unknown' : 'foreign' }
  }
  return null
}

interface Token {
  value: string
  start: number
  end: number
}

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(/[A-Za-z]+|\d+/g)].map(match => ({
    value: match[0].toUpperCase().replace(/^0+(?=\d)/, ''),
    start: match.index,
    end: match.index + match[0].length,
  }))

/** Which of the schemes' numbers stand in a text, wholly or by their digits. */
function sequences(text: string, schemes: ReadonlyMap<string, string>): { whole: Set<string>; partial: Set<string> } {
  const whole = new Set<string>()
  const partial = new Set<string>()
  if (!/\d/.test(text)) return { whole, partial }
  // A letter O among digits is a zero, an I or l is a one.
  const plain = stripDiacritics(text).replace(/(?<![a-z])[oil]{1,3}(?=\d)|(?<=\d)[oil]{1,3}(?![a-z])/g, letters =>
    letters.replaceAll('o', '0').replace(/[il]/g, '1'),
  )
  // Folding a ligature may move what follows: then nothing can be said about places.
  const tokens = tokensOf(plain)
  const places = new Map<string, number[]>()
  tokens.forEach((token, i) => {
    const at = places.get(token.value)
    if (at) at.push(i)
    else places.set(token.value, [i])
  })
  for (const [key, written] of schemes) {
    const groups = tokensOf(stripDiacritics(written)).map(token => token.value)
    const glued = written.replace(/\D/g, '').replace(/^0+/, '')
    const isGlued = groups.length > 1 && glued.length >= 6 && groups.every(group => /\d/.test(group))
    if (
      stands(plain, tokens, places, groups, stripDiacritics(written)) ||
      (isGlued && stands(plain, tokens, places, [glued]))
    )
      whole.add(key)
    else if (shortened(groups).some(part => stands(plain, tokens, places, part))) partial.add(key)
  }
  return { whole, partial }
}

/** What people leave of a number: its digits; or all but the letters at its end (a clerk's), or at its beginning. */
function shortened(groups: string[]): string[][] {
  const isDigits = (group: string | undefined) => group !== undefined && /\d/.test(group)
  const digits = groups.filter(isDigits)
  if (digits.length === groups.length || digits.join('').length < 4) return []
  const parts = digits.length > 1 ? [digits] : []
  const [start, end] = [groups.findIndex(isDigits), groups.findLastIndex(isDigits) + 1]
  for (const part of [groups.slice(0, end), groups.slice(start)])
    if (part.length > 1 && part.length < groups.length && part.length > digits.length) parts.push(part)
  return parts
}

function stands(
  text: string,
  tokens: Token[],
  places: ReadonlyMap<string, number[]>,
  groups: string[],
  written = '',
): boolean {
  return (places.get(groups[0] ?? '') ?? []).some(i => {
    for (let n = 1; n < groups.length; n++) {
      const token = tokens[i + n]
      if (token === undefined || token.value !== groups[n]) return false
      if (!/^[\s._/\\:#|()–—-]{0,3}$/.test(text.slice(tokens[i + n - 1]!.end, token.start))) return false
    }
    const [start, end] = [tokens[i]!.start, tokens[i + groups.length - 1]!.end]
    return isFree(text, start, end, groups, text.slice(start, end) === written)
  })
}

const FIRM_HEAD =
  /(?:ihre?m?|dortiges|euer|your)\W{0,3}\w{0,12}\W{0,3}$|(?:\baz|zeichen|akte|ref|sache|angelegenheit|vorgang|mandat|anfrage)\W{0,4}(?:nr\W{0,2})?$/i

/** Not a part of a longer number, and, if it is digits only, neither money nor a date nor a telephone. */
function isFree(text: string, start: number, end: number, groups: string[], verbatim: boolean): boolean {
  const before = text.slice(Math.max(0, start - 40), start)
  const after = text.slice(end, end + 12)
  if (/[a-z0-9]$|[a-z0-9][-/.,]$/i.test(before) || /^[a-z0-9]|^[-/.,][a-z0-9]/i.test(after)) return false
  if (groups.some(group => /[A-Z]/.test(group))) return true
  // A bare number before a word may be a postal code, a year, a count.
  if (groups.length === 1 && /^ ?[a-z]/.test(after) && !FIRM_HEAD.test(before)) return false
  // `7/1.26` is short, but written as the firm writes it.
  const isOwnForm = verbatim && groups.length > 2
  if (groups.join('').length < 5 && !isOwnForm && !FIRM_HEAD.test(before)) return false
  if (/(?:tel\w*|fax|fon|mobil|phone|iban|blz|[a-z]{2}\d{2}[\d ]*)[\s.:+(]{0,4}[\d ()/-]*$/i.test(before)) return false
  const around = text.slice(Math.max(0, start - 3), end + 12)
  const at = start - Math.max(0, start - 3)
  const covers = (span: { start: number; end: number }) => span.start < at + end - start && at < span.end
  return !findMoney(around).some(covers) && !findDates(around).some(covers)
}
