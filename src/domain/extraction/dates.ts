/** German and English dates, as ISO `YYYY-MM-DD`. Two-digit years are 19xx or 20xx by what is plausible for the use. */
import { matchesOf } from './patterns/matches.ts'

const MONTHS = [
  ['januar', 'jan', 'jänner', 'january'],
  ['februar', 'feber', 'feb', 'february'],
  ['märz', 'maerz', 'mär', 'mrz', 'march', 'mar'],
  ['april', 'apr'],
  ['mai', 'may'],
  ['juni', 'jun', 'june'],
  ['juli', 'jul', 'july'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'okt', 'october', 'oct'],
  ['november', 'nov'],
  ['dezember', 'dez', 'december', 'dec'],
]
const MONTH_NUMBER = new Map(MONTHS.flatMap((names, i) => names.map(name => [name, i + 1] as const)))
const MONTH = [...MONTH_NUMBER.keys()].sort((a, b) => b.length - a.length).join('|')
const DAY = '(?<![\\d.,/-])(\\d{1,2})\\.[ ]?(\\d{1,2})\\.[ ]?(\\d{4}|\\d{2})(?!\\d|,\\d)'
const ISO = '(?<![\\d-])(\\d{4})-(\\d{2})-(\\d{2})(?![\\d-])'
const SLASHED = '(?<![\\d/])(\\d{1,2})/(\\d{1,2})/(\\d{4})(?!\\d)'
/** A pattern, and the numbers of the groups with day, month and year for each form that it knows. */
interface Forms {
  pattern: RegExp
  places: [day: number, month: number, year: number][]
}
/** Groups have no names: an object for those of each match costs more than the match. */
const WORDED: Forms = {
  pattern: new RegExp(
    [
      DAY,
      `(?<![\\d.])(\\d{1,2})(?:\\.|st|nd|rd|th)?[ ]{1,2}(?:of )?(${MONTH})\\.?,?[ ]{1,2}(\\d{4})`,
      ISO,
      SLASHED,
      `\\b(${MONTH})\\.?[ ](\\d{1,2})(?:st|nd|rd|th)?,[ ]{0,2}(\\d{4})`,
    ].join('|'),
    'giu',
  ),
  places: [
    [1, 2, 3],
    [4, 5, 6],
    [9, 8, 7],
    [10, 11, 12],
    [14, 13, 15],
  ],
}
/** Where no month is named, letters need not be looked at. */
const NUMERIC: Forms = {
  pattern: new RegExp([DAY, ISO, SLASHED].join('|'), 'g'),
  places: [
    [1, 2, 3],
    [6, 5, 4],
    [7, 8, 9],
  ],
}
const NAMES_MONTH = new RegExp(MONTH, 'iu')

export interface FoundDate {
  iso: string
  start: number
  end: number
}

/** All dates with a year in a text, in order. */
export function findDates(text: string, pivot = 60): readonly FoundDate[] {
  const worded = /\d{4}/.test(text) && NAMES_MONTH.test(text)
  if (!worded && !/\d[./-] ?\d/.test(text)) return []
  const { pattern, places } = worded ? WORDED : NUMERIC
  const found: FoundDate[] = []
  for (const match of matchesOf(pattern, text)) {
    const [d, m, y] = places.find(([day]) => match[day] !== undefined)!
    const monthText = match[m]!.toLowerCase()
    const month = MONTH_NUMBER.get(monthText) ?? Number(monthText)
    const day = Number(match[d])
    let year = Number(match[y])
    if (match[y]!.length === 2) year += year >= pivot ? 1900 : 2000
    const iso = toIso(year, month, day)
    if (iso) found.push({ iso, start: match.index, end: match.index + match[0].length })
  }
  return found
}

function toIso(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1850 || year > 2200) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const BIRTH =
  /(?:\bgeb(?:oren|\.|,)?(?:\s?am|\s?\.)?|geburts(?:datum|tag)|\*|\bborn(?: on)?|\bdob|date of birth|jahrgang)[\s:.,]{0,4}(?:am |on )?\(?$/i

const HAS_BIRTH = /\bgeb(?:oren|am|[\W\d]|$)|geburts(?:datum|tag)|\*|\bborn|\bdob|date of birth|jahrgang/i

/** Dates of birth: those that follow `geb.`, `geboren am`, `born` … */
export function findBirthDates(text: string): string[] {
  if (!HAS_BIRTH.test(text)) return []
  const dates = findDates(text, 25)
    .filter(date => BIRTH.test(text.slice(Math.max(0, date.start - 30), date.start)))
    .map(date => date.iso)
  return [...new Set(dates)]
}
