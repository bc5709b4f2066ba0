/** Whole euros without any sign (`643 offen`, `angezahlt hat er 200`), as people write who are no office. */
import type { Money } from './amounts.ts'
import { NUMBER_WORD, parseNumberWord } from './number-words.ts'
import { matchesOf } from './patterns/matches.ts'
import { sifted } from './patterns/sieve.ts'

const WHOLE =
  /(?<![\d.,:/§#+\p{L}-]|Nr\. ?|§ ?)(?:\d{1,3}\.\d{3}|\d{2,6})(?!\/(?! ?Mon)|[\d:%-]|[.,]\d|\s?(?:%|x\b|×))/gu
/** What is said of money owed or paid. Written for lower case with umlauts as they are. */
const OWED_AFTER = sifted(
  /^,? ?(?:(?:sind |ist |wären |das )?(?:noch |immer |aktuell |insgesamt |jetzt )*(?:offen|zurück(?:haben)?(?![\p{L}])|stehen (?:noch )?aus|stehen (?:noch )?offen|schulden|fehlen|weg sind|auf einmal|im monat|monatlich|pro monat|\/ ?monat|die woche|also|glatt|pauschal|alles in allem|alles zusammen|zusammen)(?![\p{L}])|in raten|euronen|mäuse|(?:die|der|das) (?:er|sie|der|die|ihr mandant|ihre mandantin) (?:mir|uns) (?:noch )?(?:schuldet|schuldig)|(?:ist|sind|wurden?|war) (?:noch |immer |bis heute |leider |bisher )*(?:nicht|nie) (?:bezahlt|beglichen|gezahlt|überwiesen)|(?:kann|darf|soll|muss) (?:er|sie|ihr mandant|ihre mandantin)[^.;!?]{0,25} (?:in raten|ab(?:zahlen|stottern)|zurückzahlen)|gekostet|(?:in )?bar(?![\p{L}])|gegeben(?![\p{L}])|(?:zurück)?bekommen|geliehen|geborgt|verliehen|vorgestreckt|(?:schon |bereits |davon )?(?:gezahlt|bezahlt|angezahlt|zurückgezahlt|abbezahlt|überwiesen)(?![\p{L}])|(?:hat|habe) (?:er|sie) (?:mir |uns |schon |bereits |davon ){0,3}(?:bezahlt|gezahlt|angezahlt|überwiesen|zurückgezahlt|zurückgegeben|wiedergegeben|abbezahlt|abgestottert))/iu,
)
const OWED_BEFORE = sifted(
  /(?:schuldet (?:er |sie |der |die )?(?:mir|uns)(?: ja| halt| doch| eh| jetzt| schon)?|bekomm\p{L}* (?:ich |wir )?(?:von (?:ihm|ihr) )?|fehlen (?:mir|uns)|(?:angezahlt|bezahlt|gezahlt|überwiesen) (?:hat|haben|wurden?) (?:er |sie |mir )?|offen (?:sind|ist)|bleib(?:t|en)|(?:schulden?|rückstand|saldo|forderung|rest) (?:sind|ist|beträgt|betragen|liegt|liegen)(?: (?:jetzt|nun|aktuell|derzeit|inzwischen|mittlerweile|heute|also|insgesamt|bei|auf)){0,3}|macht(?: (?:nach|also|dann|zusammen|unterm|unter|dem|alles|in|\p{Lu}\p{L}+)){0,4}|monatlich|jeden monat(?: am \p{L}+)?|im monat|(?:euro|[€¤]) (?:von den|von seinen|von ihren|statt|statt der)|stehen|schulden von|(?:gezahlt|bezahlt|zurück\p{L}*|überwiesen)(?: \p{L}+){0,5} (?:zwei|drei|vier|fünf|sechs)mal|zurück (?:kamen|kam|gab es|bekommen|erhalten) (?:habe ich |haben wir )?(?:bisher |bislang |erst |nur |bloß )*|rest(?:betrag)?:?(?: von| sind| ist)?|(?:nochmal|nochmals|noch|insgesamt|zusammen|also|genau|ca\.|bis die))\s{0,2}(?:noch |bei |nochmal |die |rund |genau )*$/iu,
)
/** `2021 bekommen`: when, not how much. */
const HAD =
  /^,? ?(?:(?:ist|sind|wurden?|waren?) (?:noch |immer |bis heute |leider |bisher )*(?:nicht|nie)|gekostet|gegeben|(?:zurück)?bekommen|geliehen|geborgt|verliehen|vorgestreckt|(?:schon |bereits )?(?:ge|be|über|an|zurück)\p{L}*(?:zahlt|wiesen))(?![\p{L}])/iu
/** Such a number counts something else. */
const COUNTED = sifted(
  /^\s?(?:\p{Lu}\p{Ll}+|tage?n?|wochen?|monate?n?|jahre?n?|uhr|raten|mal|stück|st\.|stunden)(?![\p{L}])/u,
)

/** Hundreds and thousands in words, without `Euro`. */
const IN_WORDS = new RegExp(
  `(?<![\\p{L}-])(?=\\p{L}{0,24}(?:hundert|tausend))(?:${NUMBER_WORD})(?![\\p{L}-]| ?(?:\\d|Euro|EUR|[€¤]))`,
  'giu',
)

/** Sums that only their neighbours make sums; none in a sentence that names euros next to every number anyway. */
export function findPlainSums(text: string, found: readonly Money[]): Money[] {
  if (text.length > 500) return []
  return [
    ...(/\d{2}/.test(text) ? matchesOf(WHOLE, text) : []),
    ...(/hundert|tausend/i.test(text) ? matchesOf(IN_WORDS, text) : []),
  ].flatMap(match => plainSum(text, match, found) ?? [])
}

function plainSum(text: string, match: RegExpExecArray, found: readonly Money[]): Money | null {
  const start = match.index
  const end = start + match[0].length
  if (found.some(money => money.start < end && start < money.end)) return null
  const after = text.slice(end, end + 40)
  const before = text.slice(Math.max(0, start - 60), start)
  const value = /^\d/.test(match[0]) ? Number(match[0].replace('.', '')) : parseNumberWord(match[0])
  if (value === null) return null
  const owed = OWED_AFTER.test(after)
  if (COUNTED.test(after) && !owed) return null
  if (/^(?:19|20)\d{2}$/.test(match[0]) && (!owed || HAD.test(after))) return null
  if (!owed && !OWED_BEFORE.test(before)) return null
  // `Rechnung DX 77, offen 90 €`.
  if (/(?<!\p{L})[A-Z]{2,4} $/u.test(before)) return null
  if (/(?:nr|nummer|zeichen|az|rechnung|auftrag|konto|vertrag)[.:]?\s{0,2}$/i.test(before)) return null
  return { cents: value * 100, negative: false, start, end, kind: 'bare' }
}
