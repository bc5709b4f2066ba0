/** Values as offices write them in tables: German and English amounts and dates. All throw an Error for people. */

/**
 * Integer cents of an amount: `1.234,56 €`, `1234,5`, `EUR 1.234`, `1234.56`, or a number of euros; null if empty.
 * @throws Error if it is no amount, negative, or could mean two things
 */
export function cents(value: string | number): number {
  const text = String(value).trim()
  const bare = text.replace(/€|\beuro?\b/gi, '').replace(/[\s\u00a0\u202f']/g, '')
  const german = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}|-{1,2}))?$/.exec(bare)
  const english = /^(\d{1,3}(?:,\d{3})+|\d+)\.(\d{1,2})$/.exec(bare)
  const match = english ?? german
  if (!match || (typeof value === 'number' && german && /\./.test(bare))) {
    throw new Error(`"${text.slice(0, 40)}" is not an amount (expected e.g. 1.234,56 or 1234.56)`)
  }
  const euros = Number(match[1]!.replace(/[.,]/g, ''))
  const fraction = (match[2] ?? '').replace(/-/g, '').padEnd(2, '0')
  const result = euros * 100 + Number(fraction)
  if (result > 99_999_999_999) throw new Error(`"${text.slice(0, 40)}" is more than 999,999,999.99 euros`)
  return result
}

/**
 * ISO `YYYY-MM-DD` of `20.10.2025`, `20.10.25`, `2025-10-20`.
 * @throws Error if there is no such day
 */
export function day(value: string): string {
  const text = value.trim()
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text)
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const [year, month, date] = german ? [german[3], german[2], german[1]] : iso ? [iso[1], iso[2], iso[3]] : []
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)))
  if (Number.isNaN(at.getTime()) || at.getUTCDate() !== Number(date) || at.getUTCMonth() !== Number(month) - 1) {
    throw new Error(`"${text.slice(0, 40)}" is not a date (expected e.g. 20.10.2025 or 2025-10-20)`)
  }
  return at.toISOString().slice(0, 10)
}

/**
 * Milliseconds since 1970 of an ISO time with a zone, or of a date or date and time (`20.10.2025 09:30`) in Germany.
 * @throws Error if it is neither
 */
export function moment(value: string): number {
  const text = value.trim()
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    const at = Date.parse(text)
    if (!Number.isNaN(at)) return at
  }
  const [, date, hour = '0', minute = '0', second = '0'] =
    /^([\d.-]+|\d{1,2}\. ?\d{1,2}\. ?\d{4})(?:(?:,? +|T)(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?Uhr)?)?$/.exec(text) ?? []
  if (!date || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    throw new Error(`"${text.slice(0, 40)}" is not a time (expected e.g. 20.10.2025 09:30 or 2025-10-20T07:30:00Z)`)
  }
  const local = Date.parse(`${day(date)}T00:00:00Z`)
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second)
  return local + seconds * 1000 - berlinOffset(local + seconds * 1000)
}

/** Last Sunday of a month, 01:00 UTC: when summer time changes. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0))
  return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay(), 1)
}

/** Germany's offset from UTC at a local time (given as if it were UTC), by the rule in force since 1996. */
function berlinOffset(local: number): number {
  const year = new Date(local).getUTCFullYear()
  const asWinter = local - 3_600_000
  const summer = asWinter >= lastSunday(year, 2) && asWinter < lastSunday(year, 9)
  return summer ? 7_200_000 : 3_600_000
}
