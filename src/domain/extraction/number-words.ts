/** Number words up to 999,999: `zwölftausendsechs`, `zwei tausend acht hundert`, `twelve hundred and fifty`. */

const UNITS: Record<string, number> = {
  null: 0,
  ein: 1,
  eins: 1,
  eine: 1,
  zwei: 2,
  zwo: 2,
  drei: 3,
  vier: 4,
  funf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  elf: 11,
  zwolf: 12,
  dreizehn: 13,
  vierzehn: 14,
  funfzehn: 15,
  sechzehn: 16,
  siebzehn: 17,
  achtzehn: 18,
  neunzehn: 19,
}
const TENS: Record<string, number> = {
  zwanzig: 20,
  dreissig: 30,
  vierzig: 40,
  funfzig: 50,
  sechzig: 60,
  siebzig: 70,
  achtzig: 80,
  neunzig: 90,
}

function fold(word: string): string {
  return word
    .toLowerCase()
    .replace(/ä|ae/g, 'a')
    .replace(/ö|oe/g, 'o')
    .replace(/ü|ue/g, 'u')
    .replace(/ß/g, 'ss')
    .replace(/[\s-]+/g, '')
}

function below100(word: string): number | null {
  if (word === '') return 0
  if (UNITS[word] !== undefined) return UNITS[word]
  if (TENS[word] !== undefined) return TENS[word]
  const match = /^(\D+?)und(\D+)$/.exec(word)
  if (!match) return null
  const unit = UNITS[match[1]!]
  const ten = TENS[match[2]!]
  return unit === undefined || ten === undefined || unit > 9 ? null : ten + unit
}

function below1000(word: string): number | null {
  const at = word.indexOf('hundert')
  if (at < 0) return below100(word)
  const hundreds = at === 0 ? 1 : (UNITS[word.slice(0, at)] ?? null)
  const rest = below100(word.slice(at + 7).replace(/^und(?!$)/, ''))
  return hundreds === null || rest === null || hundreds > 99 ? null : hundreds * 100 + rest
}

/** The value of a German number word, or null if it is none. */
export function parseNumberWord(word: string): number | null {
  const folded = fold(word)
  if (folded === '' || folded.length > 60) return null
  const at = folded.indexOf('tausend')
  if (at < 0) return below1000(folded)
  const half = /^(ander|.{0,8}?ein)(?:t?halb)$/.exec(folded.slice(0, at))
  if (half) {
    // `anderthalbtausend`, `zweieinhalbtausend`.
    const whole = half[1] === 'ander' || half[1] === 'ein' ? 1 : (UNITS[half[1]!.slice(0, -3)] ?? null)
    return whole === null || at + 7 < folded.length ? null : whole * 1000 + 500
  }
  const thousands = at === 0 ? 1 : below1000(folded.slice(0, at))
  const rest = below1000(folded.slice(at + 7).replace(/^und(?!$)/, ''))
  return thousands === null || rest === null ? null : thousands * 1000 + rest
}

/** Matches words that begin like a number; `parseNumberWord` decides. */
export const NUMBER_WORD =
  '(?:ander|ein|zwei|zwo|drei|vier|f(?:ü|ue)nf|sech|sieb|acht|neun|zehn|elf|zw(?:ö|oe)lf|hundert|tausend|drei(?:ß|ss)ig|zwanzig)[a-zäöüß]{0,50}'
/** The same written apart: only hundreds and thousands have words before or behind them. */
export const NUMBER_WORDS = `${NUMBER_WORD}(?:(?:(?<=hundert|tausend)[ -](?:und[ -])?|[ -](?=hundert|tausend))${NUMBER_WORD}){0,6}`

const ENGLISH: Record<string, number> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const ENGLISH_WORD = `(?:${Object.keys(ENGLISH).join('|')}|hundred|thousand)`
/** Matches what may be an English number; `parseEnglishNumber` decides. */
export const ENGLISH_NUMBER = `(?:${ENGLISH_WORD}\\b)(?:(?: and |,? |-)${ENGLISH_WORD}\\b){0,9}`

/** The value of an English number such as `one thousand two hundred and fifty`, or null if it is none. */
export function parseEnglishNumber(words: string): number | null {
  let thousands = 0
  let below = 0
  // What the word before was worth: each word is less than it, or multiplies it.
  let last = Number.POSITIVE_INFINITY
  for (const word of words.split(/[ ,-]+/)) {
    if (word === 'and') continue
    if (word === 'thousand') {
      if (below === 0 || thousands > 0) return null
      thousands = below * 1000
      below = 0
      last = 1000
    } else if (word === 'hundred') {
      if (below === 0 || below > 99) return null
      below *= 100
      last = 100
    } else {
      const value = ENGLISH[word]
      if (value === undefined) return null
      const joins = below === 0 || last === 100 || (last >= 20 && last <= 90 && value < 10)
      if (!joins) return null
      below += value
      last = value
    }
  }
  return words === 'a' ? null : thousands + below
}
