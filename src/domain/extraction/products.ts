/** A number of things at a price each (`6 Std. x 12 €`, `zwölf Monate je 364 €`): the price is no item, the product is. */
import type { Money } from './amounts.ts'
import { parseEnglishNumber, parseNumberWord } from './number-words.ts'
import { sifted } from './patterns/sieve.ts'

const COUNT =
  '(\\d{1,3}|eine?n?|zwei|beiden?|drei|vier|fünf|fuenf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwoelf|dutzend)'
const EACH =
  '(?:zu je|zu jeweils|jeweils|je(?:weils)? (?:zu|von|in höhe von|i\\. ?h\\. ?v\\.|über)|je|pro \\p{L}{3,14}|à|á|a|zu|x|×|mal|von je)'
/** Up to six words, a verb or a comma among them, may stand between the count and what joins it with the price. */
const TIMES = new RegExp(
  `(?<![\\d.,/\\p{L}-])${COUNT}(?:\\s?[x×*]|\\s*mal|\\s+(?:(?:[\\p{L}.*-]{2,25}|\\d{1,2}\\.\\d{1,2}\\.(?:\\d{2,4})?),?\\s+){0,6}?\\(?${EACH})[^\\S\\t]{0,3}(?:EUR|[€¤])?[^\\S\\t]{0,3}$`,
  'iu',
)
/** How what it matches ends: most texts end otherwise, and a count need not be looked for in all of them. */
const TIMES_END = new RegExp(`(?:[x×*]|mal|${EACH})\\s{0,3}(?:EUR|[€¤])?\\s{0,3}$`, 'iu')
/** `… je 640 €` behind things that are named one by one. */
const APIECE = sifted(
  /(?:^|[\s,(])(?:zu je|jeweils|je(?:weils)?(?: (?:zu|von|über|mit|in Höhe von))?|à|jede[rsn]? (?:mit|zu|über)|each)\s{0,3}(?:EUR|[€¤])?\s{0,3}$/iu,
)
const MONTH =
  'jan(?:uar|\\.)?|jänner|feb(?:ruar|er|\\.)?|märz|mrz\\.?|apr(?:il|\\.)?|mai|juni|juli|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|okt(?:ober|\\.)?|nov(?:ember|\\.)?|dez(?:ember|\\.)?'
const MONTHS = ['jan', 'feb', 'mär', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez']
/** `Februar und März`, `2023, 2024 und 2025`, `am 1.8. und am 1.9.`, each with a year behind it or none. */
const MEMBER = `(?:(?:${MONTH})(?: (?:20)?\\d\\d)?|20\\d\\d|\\d{1,2}/(?:20)?\\d\\d|(?:am )?\\d{1,2}\\.\\d{1,2}\\.(?:(?:20)?\\d\\d)?)`
const AND = '(?:, ?| und | sowie | & )'
const LISTED = new RegExp(`(?<![\\p{L}\\d./-])${MEMBER}(?:${AND}${MEMBER}){1,23}(?![\\p{L}\\d/-])`, 'giu')
/** `die Rechnungen 4 und 5 über`: numbers of things, not a number of them. */
const NUMBERS = new RegExp(
  `\\p{Lu}\\p{L}{2,30}(?:en|e|n|s) (?:Nrn?\\. ?)?(\\d{1,9}(?:${AND}\\d{1,9}){1,11})(?:\\s(?:über|zu|von|mit|in Höhe von))?\\s(?:zu )?(?:je|jeweils|à)\\s{0,3}(?:EUR|[€¤])?\\s{0,3}$`,
  'u',
)
/** `für jede unserer drei Mahnungen kommen 5 €`. */
const FOR_EACH = new RegExp(
  `\\b(?:für|pro|je|mit|bei) jede[rsmn]? (?:der|dieser|unserer|meiner|seiner|ihrer|von) ${COUNT} \\p{Lu}[\\p{L}-]+(?:\\s\\p{Ll}+){0,4}\\s{0,3}(?:EUR|[€¤])?\\s{0,3}$`,
  'iu',
)
/** `Two payments of EUR 200 each`. */
const COUNTED_OF =
  /\b(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:[a-z-]+ ){1,4}(?:of|at) (?:EUR|[€¤])?\s{0,3}$/i
/** `380 € wurde drei Monate lang nicht gezahlt`. */
const LASTING = new RegExp(
  `^[^.;!?]{0,70}?\\b${COUNT} (?:Monate|Wochen|Quartale|Jahre) (?:lang|hintereinander|in Folge|nacheinander)\\b[^.;!?]{0,20}?(?:nicht|nie) (?:\\p{L}+ )?(?:(?:ge|be)zahlt|überwiesen|entrichtet|eingegangen|gekommen)`,
  'iu',
)
/** Periods of which a month is a part. */
const IS_LONGER = /quartal|halbjahr|vierteljahr/i
const RECURRING =
  /(?:miete|pacht|beitrag|gebühr|unterhalt|prämie|rate|abschlag|abo)s?(?: (?:von|über|in Höhe von|zu))?\s{0,3}(?:EUR|[€¤])?\s{0,3}$/i
/** `10/2025 bis 12/2025`: months by their numbers. */
const NUMBERED =
  /(?<![\d./])(\d{1,2})\/((?:20)?\d\d)(?: ?[-–] ?| bis (?:einschließlich )?)(\d{1,2})\/((?:20)?\d\d)(?![\d/])/
const RANGE = new RegExp(
  `(?<![\\p{L}\\d])(${MONTH})(?: (?:20\\d\\d))?(?: ?[-–] ?| bis (?:einschließlich )?)(${MONTH})(?!\\p{L})`,
  'iu',
)

/** How many things the text around a price counts; null if it counts none. */
export function countAround(text: string, { start, end }: Money, next?: Money): number | null {
  const before = text.slice(0, start)
  const behind = text.slice(end, next?.start)
  const count = countBefore(before)
  if (count !== null) return count
  if (/^\s?each\b/.test(behind)) return numberOf(COUNTED_OF.exec(before.slice(-80))?.[1])
  // What several come to may be said behind it, and then nothing need be counted.
  if (next) return null
  // `jeweils 48 Euro für 2023, 2024 und 2025`.
  if (APIECE.test(before.slice(-40))) return IS_LONGER.test(text) ? null : membersIn(/^[^;!?]{0,100}/.exec(behind)![0])
  return behind.length > 12 && RECURRING.test(before.slice(-50)) ? numberOf(LASTING.exec(behind)?.[1]) : null
}

/** How many things the text before a price counts; null if it counts none. */
export function countBefore(text: string): number | null {
  const numbers = TIMES_END.test(text.slice(-30)) ? NUMBERS.exec(text.slice(-130)) : null
  if (numbers) return numbers[1]!.split(new RegExp(AND)).length
  const each = text.slice(-90).includes(' jede') ? FOR_EACH.exec(text.slice(-130)) : null
  if (each) return numberOf(each[1])
  const match = TIMES_END.test(text.slice(-30)) ? TIMES.exec(text.slice(-130)) : null
  if (match) {
    if (/^ein/i.test(match[1]!)) return /(?:à|á|a)\s{0,3}(?:EUR|[€¤])?\s{0,3}$/iu.test(match[0]) ? 1 : null
    return numberOf(match[1])
  }
  return APIECE.test(text.slice(-40)) ? membersIn(text.slice(-200)) : null
}
/** What counts, and is no number word. */
const WORDS: Record<string, number> = { beide: 2, beiden: 2, dutzend: 12 }

function numberOf(written: string | undefined): number | null {
  if (written === undefined) return null
  const word = written.toLowerCase()
  const count = /^\d/.test(word) ? Number(word) : (WORDS[word] ?? parseNumberWord(word) ?? parseEnglishNumber(word))
  return count !== null && count >= 2 && count <= 400 ? count : null
}

/** The months or years that a text names one by one, or from one to another; null if there are not at least two. */
function membersIn(text: string): number | null {
  const range = RANGE.exec(text)
  if (range) {
    const at = (name: string) =>
      MONTHS.indexOf(name.toLowerCase().slice(0, 3).replace('mrz', 'mär').replace('jän', 'jan'))
    const count = at(range[2]!) - at(range[1]!) + 1
    return count >= 2 ? count : null
  }
  const numbered = NUMBERED.exec(text)
  if (numbered) {
    const [from, since, to, until] = numbered.slice(1).map(Number) as [number, number, number, number]
    const count = ((until % 100) - (since % 100)) * 12 + to - from + 1
    return count >= 2 && count <= 60 && from <= 12 && to <= 12 ? count : null
  }
  const list = text.match(LISTED)?.at(-1)
  return list ? list.split(new RegExp(AND)).length : null
}
