/** Where the firm's file numbers stand in a text, wholly or in part, however their groups are parted. */
import { findMoney } from '../extraction/amounts.ts'
import { findDates } from '../extraction/dates.ts'
import { remembering } from '../remember.ts'
import { stripDiacritics } from './normalise.ts'

interface Token {
  value: string
  start: number
  end: number
}

const tokenValue = (group: string) => group.toUpperCase().replace(/^0+(?=\d)/, '')

/** Its groups of letters and of digits, these without zeros in front. */
export const groupsOf = (number: string) => (stripDiacritics(number).match(/[A-Za-z]+|\d+/g) ?? []).map(tokenValue)

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(/[A-Za-z]+|\d+/g)].map(match => ({
    value: tokenValue(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }))

/** Which of the schemes' numbers stand in a text, wholly or by their digits. */
export function sequences(
  text: string,
  schemes: ReadonlyMap<string, string>,
): { whole: Set<string>; partial: Set<string> } {
  const whole = new Set<string>()
  const partial = new Set<string>()
  if (!/\d/.test(text)) return { whole, partial }
  // A letter O among digits is a zero, an I or l is a one.
  const read = stripDiacritics(text).replace(/(?<![a-z])[oil]{1,3}(?=\d)|(?<=\d)[oil]{1,3}(?![a-z])/g, letters =>
    letters.replaceAll('o', '0').replace(/[il]/g, '1'),
  )
  // Folding a ligature may move what follows: then nothing can be said about places.
  const tokens = tokensOf(read)
  const places = new Map<string, number[]>()
  tokens.forEach((token, i) => {
    const at = places.get(token.value)
    if (at) at.push(i)
    else places.set(token.value, [i])
  })
  for (const [key, written] of schemes) {
    const { plain, groups, others, parts } = waysToWrite(written)
    if (stands(read, tokens, places, groups, plain) || others.some(other => stands(read, tokens, places, other)))
      whole.add(key)
    else if (parts.some(part => stands(read, tokens, places, part))) partial.add(key)
  }
  return { whole, partial }
}

/** The groups of a number as written, the other ways to write it (digits only also run together); and what people leave of it. */
const waysToWrite = remembering(written => {
  const plain = stripDiacritics(written)
  const groups = groupsOf(written)
  const digits = written.replace(/\D/g, '').replace(/^0+/, '')
  const isGlued = groups.length > 1 && digits.length >= 6 && groups.every(group => /\d/.test(group))
  const others = otherWays(groups)
  return { plain, groups, others: isGlued ? [...others, [digits]] : others, parts: shortened(groups) }
})

const YEAR = /^(?:19|20)(\d\d)$/
/** A group that may be a year of two digits. */
const isShortYear = (group: string) => group.length === 2 && Number(group) >= 15 && Number(group) <= 49

/** `117/25-RB` with its year in full, or its letters at the other end; `117/2025` with the year's last digits. */
export function otherWays(groups: readonly string[]): string[][] {
  if (groups.length < 2) return []
  const years = groups.flatMap((group, i) => {
    const other = isShortYear(group) ? `20${group}` : YEAR.exec(group)?.[1]
    return other === undefined ? [] : [groups.with(i, other)]
  })
  return [[...groups], ...years].flatMap(one => [one, ...turned(one)]).slice(1)
}

/** The letters at its end before it, or those before it at its end. */
function turned(groups: readonly string[]): string[][] {
  const [first, last] = [groups[0]!, groups.at(-1)!]
  const isLetters = (group: string) => /^[A-Z]/.test(group)
  if (isLetters(first) === isLetters(last)) return []
  return [isLetters(last) ? [last, ...groups.slice(0, -1)] : [...groups.slice(1), first]]
}

/** What people leave of a number: its digits; or all but the letters at its end (a clerk's), or at its beginning. */
function shortened(groups: string[]): string[][] {
  const isDigits = (group: string | undefined) => group !== undefined && /\d/.test(group)
  const digits = groups.filter(isDigits)
  if (digits.length === groups.length || digits.join('').length < 4) return []
  // `25/117` for `117/25-RB`.
  const isYearly = digits.length === 2 && digits.some(isShortYear)
  const parts = digits.length > 1 ? [digits, ...(isYearly ? [digits.toReversed()] : [])] : []
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
  /(?:ihre?m?|dortiges|euer|your)\W{0,3}\w{0,12}\W{0,3}$|(?:\baz|zeichen|akte|ref|sache|angelegenheit|vorgang|mandat|anfrage)\W{0,4}(?:nr\W{0,2})?(?:(?:war|ist|lautet|was|is) )?$/i

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
