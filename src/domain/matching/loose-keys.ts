/**
 * Keys of whatever in a text may be a file number of any scheme: neighbouring groups of letters and digits, joined as
 * `normaliseAktenzeichen` joins them. The registry knows which of them exists; asking for too many costs little.
 */
import { stripDiacritics } from './normalise.ts'
import { otherWays } from './written-numbers.ts'

interface Group {
  value: string
  start: number
  end: number
}

/** Groups of one number, and digits that a number has at least if it stands in a sentence. */
const MOST_GROUPS = 4
const LEAST_DIGITS = 4

/** At most `limit` keys, those at the beginning of the text first, and some for other ways to write them. A `heading` is so short that bare digits count as well. */
export function looseKeys(text: string, limit: number, heading = false): string[] {
  const plain = readable(text)
  const groups: Group[] = [...plain.matchAll(/[A-Za-z]+|\d+/g)].map(match => ({
    value: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
  const found = new Set<string>()
  const others = new Set<string>()
  for (let i = 0; i < groups.length && found.size < limit; i++) {
    if (/[A-Za-z\d]/.test(plain[groups[i]!.start - 1] ?? '') && /\d/.test(groups[i]!.value)) continue
    for (let n = 1; n <= MOST_GROUPS && i + n <= groups.length; n++) {
      const run = groups.slice(i, i + n)
      if (n > 1 && !/^[\s./_\\:#|()–—-]{0,3}$/.test(plain.slice(run[n - 2]!.end, run[n - 1]!.start))) break
      if (!isPartOfNumber(run[n - 1]!, plain)) break
      if (!isNumber(run, heading)) continue
      const values = run.map(({ value }) => value.toUpperCase().replace(/^0+(?=\d)/, ''))
      found.add(values.join(''))
      for (const other of otherWays(values)) others.add(other.join(''))
    }
  }
  return [...[...found].slice(0, limit), ...[...others].slice(0, limit / 3)]
}

/** Without what is plainly something else: money, dates, addresses; in a letter O or l the digit that it is. */
function readable(text: string): string {
  return text
    .replace(/\S+@\S+|https?:\S+/g, ' , ')
    .replace(/(?<![\d.])\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)?\d{2}(?!\d)/g, ' , ')
    .replace(/\d[\d.' ]*,\d{2}(?!\d)/g, ' , ')
    .replace(/[^\x00-\x7f]+/g, run => stripDiacritics(run).padEnd(run.length).slice(0, run.length))
    .replace(/(?<![A-Za-z])[OoIl]{1,3}(?=\d)|(?<=\d)[OoIl]{1,3}(?![A-Za-z])/g, letters =>
      letters.replace(/[Oo]/g, '0').replace(/[Il]/g, '1'),
    )
}

/** Digits; capitals; or small letters that touch the digits (`117/25/ko`). */
function isPartOfNumber({ value, start, end }: Group, text: string): boolean {
  if (/\d/.test(value)) return value.length <= 12
  if (value.length > 6) return false
  return (
    value === value.toUpperCase() ||
    /[\d/.-]$/.test(text.slice(0, start).slice(-1)) ||
    /^[\d/.-]/.test(text.slice(end, end + 1))
  )
}

function isNumber(run: Group[], heading: boolean): boolean {
  if (run.length === 1 && !heading) return false
  const digits = run.reduce((sum, { value }) => sum + (/\d/.test(value) ? value.length : 0), 0)
  return digits >= LEAST_DIGITS || (digits >= 2 && run.length > 1 && run.some(({ value }) => /[A-Z]/.test(value)))
}
