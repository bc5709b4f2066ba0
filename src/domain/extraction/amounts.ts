/** Sums of money in all the forms that people write them. What they stand for is decided in `roles.ts`. */
import { ENGLISH_NUMBER, NUMBER_WORD, NUMBER_WORDS, parseEnglishNumber, parseNumberWord } from './number-words.ts'
import { matchesOf } from './patterns/matches.ts'

export interface Money {
  /** Integer cents, never negative. */
  cents: number
  negative: boolean
  start: number
  end: number
  /** `euro`: with sign or word; `bare`: a number with two decimals but no currency; `foreign`: another currency. */
  kind: 'euro' | 'bare' | 'foreign'
}

const DASHES = '[-‐‑–—−_]{1,3}'
/** Digits with one kind of thousands separator and an optional decimal part; every quantifier is bounded. */
const NUMBER = [
  `\\d{1,3}(?:\\.\\d{3}){1,4}(?:,(?:\\d{1,2}(?!\\d)|${DASHES})|\\.${DASHES})?`,
  `\\d{1,3}(?:,\\d{3}){1,4}(?:\\.\\d{1,2}(?!\\d)|\\.${DASHES})?(?!,?\\d)`,
  `\\d{1,3}(?:['’´]\\d{3}){1,4}(?:[.,](?:\\d{1,2}(?!\\d)|${DASHES}))?`,
  `\\d{1,3}(?: \\d{3}){1,4}(?:[.,](?:\\d{1,2}(?!\\d)|${DASHES}))?(?!\\d)`,
  `\\d{1,9}(?:[.,](?:\\d{1,2}(?!\\d)|${DASHES}))?`,
].join('|')
const EURO = '(?:[€¤]|[Ee][Uu][Rr](?:[Oo][Ss]?)?(?![A-Za-z]))'
const OTHER = '(?:CHF|USD|GBP|\\$|£|US\\$|SFr\\.?|Fr\\.|PLN|DKK|SEK|NOK|CZK|DM\\b)'
/** The sign before a sum with cents belongs to that sum: `Vertrag 4711  EUR 86,40`, `per 18. Mai 2026 € 3.417,92`. */
const NO_SUM = `(?![ \\t]{1,6}\\d[\\d.,' ]{0,12}[.,](?:\\d\\d|[-–])(?!\\d|[.,]\\d|\\.[ ]\\d|[ \\t]{0,3}(?:${EURO}|${OTHER})))`
const SCALE = '(?:T(?=[€¤]|EUR)|[Tt]sd\\.?\\s?|[Tt]ausend\\s|thousand\\s|k ?(?=[€¤]|[Ee][Uu][Rr])|Mio\\.?\\s?)'
const MONEY = new RegExp(
  // What it can begin with, before anything else is looked at.
  `(?=[\\d€¤$£CUGSFPDN+–−-]|[Ee][Uu])(?<![\\d.,/\\p{L}])(?:(${EURO}|${OTHER})[ \\t]{0,3}:?[ \\t]{0,6})?([-–−+](?=[ ]?\\d)[ ]?)?(?<![\\d]-)(${NUMBER})` +
    `([ \\t]{0,4}(${SCALE})?(?:${EURO}|${OTHER})${NO_SUM})?(-(?=\\s|$))?`,
  'gu',
)
/** `50 Cent`, or just `471 Euro 12` at the end of a phrase. */
const CENT_TAIL =
  /^[ ]{0,2}(?:und[ ])?(\d{1,2})[ ]{0,2}(?:Cents?\b|Ct\b|ct\b)|^[ ](\d{2})(?=[.,;:)]?(?:\s*$|[.,;)]?\n|\s*[(–]|[,;] \p{L})| (?!mal|x|st|tage|raten)\p{Ll})/u
const CENT_ONLY = /(?<![\d.,])(\d{1,2})[ ]{0,2}(?:Cents?|Ct)\b/gu
const HAS_CENTS = /C(?:en)?t/
/** A sign right behind a word: most stand behind digits. */
const EURO_IN_WORDS = /(?:Euro|EUR|[€¤])(?<=[a-zäöüß][ ]{0,2}(?:Euro|EUR|[€¤]))/iu
const WORDS = new RegExp(
  `(?<![\\p{L}])(${NUMBER_WORDS})[ ]{0,2}(?:Euro|EUR|[€¤])(?:[ ]{0,2}(?:und[ ])?(?:(${NUMBER_WORD}|\\d{1,2})[ ]{0,2}(?:Cents?|Ct)|(\\d{1,2})\\/100|[ ](${NUMBER_WORD})(?=[.,;!?)]|$)))?`,
  'giu',
)
const ENGLISH = new RegExp(`(?<![\\p{L}])(${ENGLISH_NUMBER})[ ]{1,2}(?:[Ee]uros?\\b|EUR\\b)`, 'gu')
const NOT_MONEY_AFTER =
  /^\s{0,3}(?:%|‰|Prozent|v\. ?H\.|kWh|MWh|km|kg|qm|m²|m2|m³|cbm|Std|Stunden|Uhr|Stk|St(?:ü|ue)ck|Tage|Monate|Jahre|MB|GB|°|[×x*] ?\d|Zeichen|Punkte)/iu

/** Its whole part with separators, its decimals, and dashes for decimals. */
const WRITTEN = new RegExp(`^([\\d.,'’´ \\u00a0\\u202f]*?)(?:[.,](\\d{1,2}))?(?:[.,]${DASHES})?$`)
const IS_EURO = new RegExp(EURO)

/** Integer cents of a written number such as `1.234,56`, `1 234,5`, `1'234.–` or `12.50`; null if it is none. */
export function parseAmount(written: string): number | null {
  const [, whole = '', decimals = ''] = WRITTEN.exec(written.trim()) ?? []
  const digits = whole.replace(/\D/g, '')
  return digits === '' || digits.length > 12 ? null : Number(digits) * 100 + Number(decimals.padEnd(2, '0'))
}

/** All sums of money in a text, in order. Bare numbers count only with two decimals, as accounts print them. */
export function findMoney(text: string): readonly Money[] {
  const found: Money[] = []
  if (/\d/.test(text)) {
    for (const match of matchesOf(MONEY, text)) {
      const money = toMoney(text, match)
      if (money) found.push(money)
    }
    if (HAS_CENTS.test(text)) addCents(text, found)
  }
  if (EURO_IN_WORDS.test(text)) {
    for (const match of matchesOf(WORDS, text)) {
      const end = match.index + match[0].length
      // `7 tausend Euro` is read as a figure.
      if (found.some(money => money.start < match.index && match.index < money.end)) continue
      const euros = parseNumberWord(match[1]!) ?? parseNumberWord(match[1]!.split(/[ -]/).at(-1)!)
      if (euros === null) continue
      const tail = match[4] ?? match[3] ?? match[2]
      const cents = tail === undefined ? 0 : /^\d/.test(tail) ? Number(tail) : (parseNumberWord(tail) ?? 0)
      found.push({
        cents: euros * 100 + cents,
        negative: false,
        start: match.index,
        end,
        kind: 'euro',
      })
    }
    for (const match of matchesOf(ENGLISH, text)) {
      const euros = parseEnglishNumber(match[1]!)
      if (euros === null) continue
      const [start, end] = [match.index, match.index + match[0].length]
      if (found.some(money => money.start < end && start < money.end)) continue
      found.push({ cents: euros * 100, negative: false, start, end, kind: 'euro' })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** Sums of cents alone, where they are no part of what was found before. */
function addCents(text: string, found: Money[]): void {
  const ends = new Map(found.map(money => [money.start, money.end]))
  const taken = (at: number) => [...Array(16).keys()].some(back => (ends.get(at - back) ?? 0) > at)
  for (const match of matchesOf(CENT_ONLY, text)) {
    if (taken(match.index)) continue
    found.push({
      cents: Number(match[1]),
      negative: false,
      start: match.index,
      end: match.index + match[0].length,
      kind: 'euro',
    })
  }
}

/** As accounts print sums without any sign. */
const HAS_DECIMALS =
  /^(?:\d{1,3}(?:[. '’]\d{3})*|\d{1,7}),\d{2}$|^\d{1,3}(?:[,'’´]\d{3})+\.\d{2}$|^\d{3,7}\.\d{2}$|^\d[\d.]{0,10},[-–—]{1,2}$/

/** `Pflegebeitrag - 153,30 EUR`: between a word and a sum stands a dash, unless the word says that something comes off. */
const isDash = (before: string) =>
  /(?:[\p{L})]|(?<![\d.])20\d\d|(?<![\d.,])\d{5,}) $/u.test(before) &&
  !/(?:storn|gutschr|zahl|abz|erstatt|korrektur|rabatt|minder|nachla|guthab|skonto|haben)/i.test(before.slice(-50))

function toMoney(text: string, match: RegExpExecArray): Money | null {
  const [, before, sign, number, after, scale, minus] = match
  let end = match.index + match[0].length
  const currency = `${before ?? ''}${after ?? ''}`
  const kind = currency === '' ? 'bare' : IS_EURO.test(currency) ? 'euro' : 'foreign'
  if (
    kind === 'bare' &&
    (!HAS_DECIMALS.test(number!) ||
      // `W-471.26`: what letters are joined to by a hyphen is somebody's number.
      /\p{L}[-/]$/u.test(text.slice(Math.max(0, match.index - 2), match.index)) ||
      NOT_MONEY_AFTER.test(text.slice(end, end + 20)) ||
      /^(?:[\d\p{L}/]|[.,]\d)/u.test(text.slice(end, end + 2)))
  )
    return null
  const cents = parseAmount(number!)
  if (cents === null) return null
  let total = cents
  if (scale) total *= /^Mio/i.test(scale) ? 1_000_000 : 1000
  if (kind === 'euro' && after) {
    const tail = CENT_TAIL.exec(text.slice(end, end + 20))
    if (tail && total % 100 === 0) {
      total += Number(tail[1] ?? tail[2])
      end += tail[0].length
    }
  }
  const taken = sign !== undefined && /[-–−]/.test(sign) && !(sign.length > 1 && isDash(text.slice(0, match.index)))
  const negative = taken || minus !== undefined
  return { cents: total, negative, start: match.index, end, kind }
}
