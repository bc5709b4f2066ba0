/**
 * One spelling for comparison. The registry is stored, and a mail is asked, through the same functions, so equal things
 * become equal strings on both sides. Everything here is pure and cheap.
 */
import { remembering } from '../remember.ts'

const SPECIAL: Record<string, string> = {
  ß: 'ss',
  æ: 'a',
  ø: 'o',
  œ: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ŋ: 'n',
}

/** Lower case without diacritics: `Øzgür Weiß` becomes `ozgur weiss`. German umlauts lose their dots, see `foldName`. */
export function stripDiacritics(text: string): string {
  return text.toLowerCase().replace(/[^\x00-\x7f]+/g, plainLetters)
}

const plainLetters = remembering(run =>
  run
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßæøœłđðþıŋ]/g, c => SPECIAL[c] ?? c),
)

/**
 * A name for comparison: lower case, letters and digits, single spaces, no diacritics, and the ASCII spellings of umlauts
 * folded as well (`Müller`, `Mueller` and `Muller` are all `muller`). So it also shortens `Manuel` to `manul`, on both sides.
 */
export const foldName = remembering(name =>
  stripDiacritics(name)
    .replace(/([aou])e/g, '$1')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim(),
)

/** The words of a folded name. */
export const nameTokens = remembering((name): readonly string[] => {
  const folded = foldName(name)
  return folded === '' ? [] : folded.split(' ')
})

/** A creditor's reference for comparison: letters and digits only, upper case, without zeros in front. */
export const normaliseReference = remembering(reference => {
  const compact = stripDiacritics(reference)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '')
  return compact.replace(/^0+(?=[A-Z0-9])/, '')
})

/**
 * The firm's file number for comparison: letters and digits only, upper case, without the leading zeros of each group of
 * digits, so `SB 2025-417` equals `SB-2025/0417`. (References keep inner zeros: there, spaces only group the digits.)
 */
export const normaliseAktenzeichen = remembering(aktenzeichen => {
  const groups =
    stripDiacritics(aktenzeichen)
      .toUpperCase()
      .match(/[A-Z]+|[0-9]+/g) ?? []
  return groups.map(group => group.replace(/^0+(?=\d)/, '')).join('')
})

/** The form of a file number: `SB-2025/0417` is `A2/9999/9999`-like: runs of letters and digits with their lengths. */
export const aktenzeichenShape = remembering(aktenzeichen => {
  const groups =
    stripDiacritics(aktenzeichen)
      .toUpperCase()
      .match(/[A-Z]+|[0-9]+/g) ?? []
  return groups.map(group => (/\d/.test(group) ? '9'.repeat(group.length) : group)).join('-')
})

/** The lower-case domain of an address, or '' if there is none. */
export function emailDomain(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0
    ? ''
    : address
        .slice(at + 1)
        .trim()
        .toLowerCase()
        .replace(/[>\s].*$/s, '')
}

/** A domain and its parents that still have two labels: `a.b.example` gives `a.b.example`, `b.example`. */
export function domainAndParents(domain: string): string[] {
  const labels = domain.split('.').filter(label => label !== '')
  return labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'))
}

const MAILBOX_PROVIDERS = new Set(
  (
    'gmx.de gmx.net gmx.at web.de t-online.de freenet.de gmail.com googlemail.com outlook.com outlook.de hotmail.com ' +
    'hotmail.de live.de live.com yahoo.com yahoo.de aol.com icloud.com me.com posteo.de mailbox.org arcor.de ' +
    'vodafonemail.de online.de kabelmail.de proton.me protonmail.com mail.de email.de'
  ).split(' '),
)

/** Whether everybody can have an address there, so that the domain says nothing about who writes. */
export function isMailboxProvider(domain: string): boolean {
  return MAILBOX_PROVIDERS.has(domain)
}

/** Kölner Phonetik (Postel 1969) of the letters of a text: `Meyer`, `Maier` and `Mayr` are all `67`. */
export const phonetic = remembering(text => {
  const letters = stripDiacritics(text).replace(/[^a-z]/g, '')
  let codes = ''
  for (let i = 0; i < letters.length; i++) codes += soundOf(letters[i]!, letters[i - 1] ?? '', letters[i + 1] ?? '')
  return codes.replace(/(.)\1+/g, '$1').replace(/(?!^)0/g, '')
})

function soundOf(c: string, before: string, after: string): string {
  if ('aeijouy'.includes(c)) return '0'
  if (c === 'h') return ''
  if (c === 'b') return '1'
  if (c === 'p') return after === 'h' ? '3' : '1'
  if (c === 'd' || c === 't') return after !== '' && 'csz'.includes(after) ? '8' : '2'
  if ('fvw'.includes(c)) return '3'
  if ('gkq'.includes(c)) return '4'
  if (c === 'c') {
    if (before === '') return after !== '' && 'ahkloqrux'.includes(after) ? '4' : '8'
    return !'sz'.includes(before) && after !== '' && 'ahkoqux'.includes(after) ? '4' : '8'
  }
  if (c === 'x') return before !== '' && 'ckq'.includes(before) ? '8' : '48'
  if (c === 'l') return '5'
  if (c === 'm' || c === 'n') return '6'
  if (c === 'r') return '7'
  return '8'
}

/** The trigrams of a folded text, as PostgreSQL's pg_trgm counts them: each word with two spaces before and one after. */
export function trigrams(folded: string): Set<string> {
  const found = new Set<string>()
  for (const word of folded.split(/[^a-z0-9]+/)) {
    if (word === '') continue
    const padded = `  ${word} `
    for (let i = 0; i + 3 <= padded.length; i++) found.add(padded.slice(i, i + 3))
  }
  return found
}

/** Shared trigrams over all trigrams, 0 … 1 (pg_trgm's `similarity`). */
export function trigramSimilarity(a: string, b: string): number {
  const left = trigrams(a)
  const right = trigrams(b)
  let shared = 0
  for (const trigram of left) if (right.has(trigram)) shared++
  const all = left.size + right.size - shared
  return all === 0 ? 0 : shared / all
}
