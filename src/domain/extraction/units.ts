/** Lines joined to what a person reads as one statement: a sentence, however it was wrapped, or one row of a table. */
import { cueText } from './cues.ts'
import { givesOrders } from './orders.ts'
import { matchesOf } from './patterns/matches.ts'
import type { Author, Line, Zone } from './reply.ts'

interface Joined {
  text: string
  row: boolean
  by: Author
  zone: Zone
  part: number
  answers: string | null
  /** Number of the paragraph (separated by blank lines) and of the first line. */
  paragraph: number
  line: number
}

export interface Unit extends Joined {
  /** The text as cue patterns are written for, and whether it gives orders to a machine: every rule asks for them. */
  folded: string
  givesOrders: boolean
}

/** The same unit with another text, as a part of it. */
export const withText = (unit: Joined, text: string): Unit => {
  const folded = cueText(text)
  return { ...unit, text, folded, givesOrders: givesOrders(text, folded) }
}

/** A mail with attachments has no more lines that a person would read. */
const MAX_LINES = 20_000

/** An entry of a list. */
export const BULLET = /^\s{0,8}(?:[-*•–·▪]\s|\(?[a-z\d]{1,2}[).]\s)/
/** A row of a table or account: columns by tabs or runs of spaces, or a leader of dots. */
const ROW = /\t|(?<=\S)(?: {3,}\S| {2,}(?:EUR|[€¤]|[-+]?\d))|\.{4,}| \.{2,} (?=[-+]?(?:EUR|[€¤])?\s?\d)/
const LABELLED = /^[\p{Lu}\d][^.!?]{0,50}:\s/u

/** Groups lines to sentences and rows. */
export function toUnits(lines: readonly Line[]): Unit[] {
  const units: Joined[] = []
  let open: Joined | null = null
  let previous: Line | null = null
  let paragraph = 0
  lines.slice(0, MAX_LINES).forEach((given, index) => {
    const line = { ...given, text: withSpacedTimes(withoutBars(given.text)) }
    const text = line.text.trim()
    if (text === '' || /^[-_=.*\s]{3,}$/.test(text)) {
      paragraph++
      previous = null
      // A sentence that just ends goes on behind a blank line where an amount is set apart.
      if (open && (/[.!?:;]$/.test(open.text) || open.row || open.text.length > 600)) open = null
      return
    }
    const row = ROW.test(text) && text.length < 300
    const sameVoice: boolean =
      open !== null &&
      open.by === line.by &&
      open.zone === line.zone &&
      open.part === line.part &&
      open.answers === line.answers
    const continues =
      open !== null &&
      sameVoice &&
      !row &&
      !open.row &&
      !BULLET.test(line.text) &&
      open.text.length < 4000 &&
      (previous === null ? startsWithAmount(text) : wraps(previous.text, text))
    if (continues && open) {
      open.text =
        /\p{L}-$/u.test(open.text) && /^\p{Ll}/u.test(text) && !/^(?:und|oder|bzw)\b/.test(text)
          ? open.text.slice(0, -1) + text
          : `${open.text} ${text}`
    } else {
      open = {
        // Empty cells at the ends of a row are cells.
        text: row ? line.text.replace(/^ {1,300}| {1,300}$/g, '') : text,
        row,
        by: line.by,
        zone: line.zone,
        part: line.part,
        answers: line.answers,
        paragraph,
        line: index,
      }
      units.push(open)
    }
    previous = line
  })
  return units.flatMap(unit =>
    unit.row
      ? [withText(unit, unit.text)]
      : splitSentences(unit.text).map((text, i) => withText(i === 0 ? unit : { ...unit, answers: null }, text)),
  )
}

/** `3x15 €` is three times, no number `x15`. */
const withSpacedTimes = (text: string) => (/\d[x×]\d/.test(text) ? text.replace(TIMES, '$1 $2 ') : text)
const TIMES = /(?<![\p{L}\d.,/-])(\d{1,3})([x×])(?=\d{1,5}(?:[.,]\d\d)?(?:\s?(?:[€¤]|EUR|Euro)|\s|$))/gu

/** Columns that bars part, leaders (`Zinsen.....41,40`), or semicolons without any space, are columns. */
function withoutBars(line: string): string {
  if (line.includes(';') && BY_SEMICOLONS.test(line)) return line.replaceAll(';', '\t')
  const text = line.includes('....') ? line.replace(LEADER, '\t') : line
  return text.indexOf('|') < text.lastIndexOf('|') ? text.replace(/^\s*\||\|\s*$/g, '').replace(/ *\| */g, '\t') : text
}

const BY_SEMICOLONS = /^[^;]{0,60}(?:;(?! )[^;]{0,60}){3,20}$/
/** As long as a line: a page of dots is none. */
const LEADER = /(?<!\.)\.{4,150}(?=(?:EUR|[€¤])?-?\d)/

function startsWithAmount(text: string): boolean {
  return /^(?!\d{1,2}\.\d{1,2}\.)(?:EUR|[€¤])?\s?\d[\d.' ,]{0,14}(?:\s?(?:EUR|[€¤]|Euro)|$|\.)|^\(in Worten/i.test(text)
}

const ENDS_IN_SUM = /(?:^|\s)-?\d{1,3}(?:\.?\d{3})*,\d\d(?:\s?(?:[€¤]|EUR))?$/

const SUM_LINE = /^(?:zusammen|insgesamt|gesamt|summe|macht|total|in summe|ergibt)\b[^.!?]{0,30}\d,(?:\d\d|[-–])/i
const LABELLED_SUM = /:\s{0,3}(?:(?:EUR|[€¤])\s?)?\d[\d.]*,(?:\d\d|[-–]{1,2})(?:\s?(?:[€¤]|EUR|Euro))?\s*$/

/** Whether the next line goes on with the sentence of this one. */
function wraps(line: string, next: string): boolean {
  // A short line that ends in a sum is an entry of its own, however the next one begins.
  if (
    line.length < 60 &&
    /(?:\d,[-–]{1,2}|\d\s?(?:[€¤]|EUR|Euro)|(?:[€¤]|EUR)\s?\d[\d.]*,\d\d)$/.test(line.trimEnd()) &&
    /\d,(?:\d\d|[-–])/.test(next)
  )
    return false
  // And a line that says what they all come to.
  if (line.length < 60 && /\d,(?:\d\d|[-–])(?:\s?(?:[€¤]|EUR|Euro))?$/.test(line.trimEnd()) && SUM_LINE.test(next))
    return false
  // So is whatever its label ends in a colon.
  if (LABELLED_SUM.test(line) && /^\p{Lu}/u.test(next)) return false
  // So are lines of an account that all end in a sum without any sign.
  if (line.length < 60 && ENDS_IN_SUM.test(line.trimEnd()) && ENDS_IN_SUM.test(next)) return false
  if (/^[\p{Ll}(]/u.test(next) || /[,–-]$/.test(line) || startsWithAmount(next))
    return !/:$/.test(line) || startsWithAmount(next)
  if (next.includes(':') && LABELLED.test(next) && !/\p{Ll}$/u.test(line)) return false
  return line.trimEnd().length >= 52 && !/[!?:]$/.test(line)
}

const ABBREVIATION =
  /(?:^|[\s(])(?:i\.e|e\.g|z|B|d|h|u|a|i|A|V|o|g|bzw|ca|Nr|Art|Abs|Ziff|Str|str|St|Dr|Prof|Hr|Fr|Az|AZ|Gz|vgl|zzgl|abzgl|inkl|incl|einschl|ggf|evtl|v|vom|Rg|Rgn|Re|Tel|Kd|Vers|Kto|gem|lt|bzgl|wg|geb|mtl|max|min|s|f|ff|Mio|Tsd|e|K|Co|Sept|Okt|Nov|Dez|Jan|Feb|Apr|Aug|Ms|Mr|Mrs|No|St|Bl|Jh|usw|etc|sog|No|div|Pos|Buchst|zz|zzt|Zt|Aufl|Ausg|Bd|Abt|Std|Stk|Stck|Whg|Flst|Fa|Anm|Anl|S|Lfd|lfd|[\p{L}-]{2,16}nr|[\p{L}-]{2,16}str|\p{Lu}|(?:\d{1,2}\.)?\d{1,2})$/u

/** Not that of `./.`, which takes off what follows, and of `II. Quartal`. */
const STOP =
  /(?<!\.\/)[.!?](?!\s+(?:Quartal|Halbjahr)\b)(?=\s+["„“»(]?[\p{Lu}\d])|(?<=,\d\d ?(?:[€¤]|EUR|[Ee]uro)?|\d ?(?:[€¤]|EUR|[Ee]uro))\.(?=\s+\p{Ll})/gu
const ANY_STOP = /[.!?](?=\s+["„“»(]?[\p{L}\d])/gu
/** Written without capitals, as on a phone. */
function isLowerCase(text: string): boolean {
  return (
    text.length > 40 && /^\p{Ll}|[.!?]\s+\p{Ll}/u.test(text) && (text.match(/\p{Lu}/gu)?.length ?? 0) * 40 < text.length
  )
}

/** Splits prose at sentence ends, not at abbreviations, dates or ordinals. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = []
  let start = 0
  for (const match of matchesOf(isLowerCase(text) ? ANY_STOP : STOP, text)) {
    const end = match.index + 1
    const before = text.slice(Math.max(start, match.index - 12), match.index)
    if (match[0] === '.' && ABBREVIATION.test(before)) {
      const ordinal = /\d$/.test(before)
      const newSentence =
        /^\s+(?:Die|Der|Das|Den|Dem|Des|Wir|Es|Bitte|Sie|Ein|Eine|Unsere?|Ihre?|In|Im|Am|Daher|Dies\w*|Seit\w*|Bis|Für|Nach|Mit|Hier\w*|Darin|Davon|Damit|Eine[rmns]?|Auf|Zu[rm]?|Aus|Bei|Sollten?|Wenn|Falls|The|We|Please|It|This)\b/.test(
          text.slice(end, end + 16),
        )
      if (!(ordinal && newSentence)) continue
    }
    sentences.push(text.slice(start, end).trim())
    start = end
  }
  sentences.push(text.slice(start).trim())
  return sentences.filter(sentence => sentence !== '')
}
