/** German and English dates, as ISO `YYYY-MM-DD`. Two-digit years are 19xx or 20xx by what is plausible for the use. */
import { recently } from './recent.ts'

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
const DAY = '(?<![\\d.,/-])(?<d1>\\d{1,2})\\.[ ]?(?<m1>\\d{1,2})\\.[ ]?(?<y1>\\d{4}|\\d{2})(?!\\d|,\\d)'
const ISO = '(?<![\\d-])(?<y3>\\d{4})-(?<m3>\\d{2})-(?<d3>\\d{2})(?![\\d-])'
const SLASHED = '(?<![\\d/])(?<d4>\\d{1,2})/(?<m4>\\d{1,2})/(?<y4>\\d{4})(?!\\d)'
const DATE = new RegExp(
  [
    DAY,
    `(?<![\\d.])(?<d2>\\d{1,2})(?:\\.|st|nd|rd|th)?[ ]{1,2}(?:of )?(?<m2>${MONTH})\\.?,?[ ]{1,2}(?<y2>\\d{4})`,
    ISO,
    SLASHED,
    `\\b(?<m5>${MONTH})\\.?[ ](?<d5>\\d{1,2})(?:st|nd|rd|th)?,[ ]{0,2}(?<y5>\\d{4})`,
  ].join('|'),
  'giu',
)
/** Where no month is named, letters need not be looked at. */
const NUMERIC = new RegExp([DAY, ISO, SLASHED].join('|'), 'g')
const NAMES_MONTH = new RegExp(MONTH, 'iu')

export interface FoundDate {
  iso: string
  start: number
  end: number
}

/** All dates with a year in a text, in order. */
export function findDates(text: string, pivot = PIVOT): readonly FoundDate[] {
  return pivot === PIVOT ? recentDates(text) : datesIn(text, pivot)
}
const PIVOT = 60
const recentDates = recently(text => datesIn(text, PIVOT))

function datesIn(text: string, pivot: number): FoundDate[] {
  if (!/\d/.test(text) || !/\d[./-] ?\d|\d[.a-z]{0,3} \p{L}{3}|\p{L}{3}\.? \d/u.test(text)) return []
  const found: FoundDate[] = []
  for (const match of text.matchAll(NAMES_MONTH.test(text) ? DATE : NUMERIC)) {
    const g = match.groups!
    const which = ['1', '2', '3', '4', '5'].find(i => g[`y${i}`] !== undefined)!
    const monthText = g[`m${which}`]!.toLowerCase()
    const month = MONTH_NUMBER.get(monthText) ?? Number(monthText)
    const day = Number(g[`d${which}`])
    let year = Number(g[`y${which}`])
    if (g[`y${which}`]!.length === 2) year += year >= pivot ? 1900 : 2000
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

/** Dates of birth: those that follow `geb.`, `geboren am`, `born` … */
export function findBirthDates(text: string): string[] {
  const dates = findDates(text, 25)
    .filter(date => BIRTH.test(text.slice(Math.max(0, date.start - 30), date.start)))
    .map(date => date.iso)
  return [...new Set(dates)]
}
