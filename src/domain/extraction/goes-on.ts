/** Sums of one sentence of which only the first is named: `Nr. 1 über 120 € und Nr. 2 über 80 €`. */
import { sifted } from './patterns/sieve.ts'

/**
 * Whether a sum is what the one before it in its sentence is.
 * @param between the folded words between the two, @param written the same as written
 */
export const goesOn = (between: string, written: string): boolean =>
  /^[\s,;)]*(?:und|sowie|&|and)\b/.test(between) ||
  /^\s*[,;]\s*$/.test(between) ||
  NEXT_PERIOD.test(between) ||
  FURTHER.test(between) ||
  FOR_ANOTHER.test(between) ||
  MOREOVER.test(between) ||
  NEXT_ENTRY.test(written)

/** `R-1 über 412 €, R-2 über 518 €`: numbered entries. */
const NEXT_ENTRY =
  /^\s*(?:,|und|sowie|&)\s(?:(?:die|der|auf|für|aus|Nr\.?)\s)?(?:\p{Lu}[\p{L}.-]{2,30}\s)?(?:Nr\.\s)?(?=\S{0,12}\d)[\p{L}\d./-]{2,16}\s(?:über|mit|zu|von)\s(?:[€¤]|EUR)?\s*$/u
/** `das Konto mit 300 € im Soll, die Karte mit weiteren 60 €`: the verb is not repeated. */
const FURTHER =
  /^[^.;]{0,30}?, (?:\w+ ){0,4}(?:mit |von |uber |um )?(?:weitere[nrms]?|nochmals?|zusatzlich\w*|further|another|a further)\s*$/
/** `500 € für das Rad und 80 € für den Anhänger`, `zum einen 190 € aus dem Vertrag, zum anderen 88 €`. */
const FOR_ANOTHER = sifted(
  /^ ?(?:fur|aus|on|for|from|under) [^.;,()]{2,50} (?:und|sowie|and)(?: noch| weitere)?\s*(?:eur|[€¤])?\s*$|^[^.;()]{0,50}[, ](?:und )?(?:zum anderen|zum zweiten|andererseits)\b[^.;,()]{0,30}$/,
)
/** `Vertrag 7 ist mit 120 € im Rückstand, Vertrag 8 mit 95 €`: whatever the thing is called. @param between folded */
export const isOfNextNumber = (between: string): boolean => OF_NEXT_NUMBER.test(between)
const OF_NEXT_NUMBER = /^[^.;,()]{0,30},? (?:und )?(?:\w+ )?[a-z][\w-]+ \d[\w-]* (?:mit|uber)\s*(?:eur|[€¤])?\s*$/
/** `280 € und 200 €, ferner das Einzelzimmer mit 247,50 €`. */
const MOREOVER = sifted(
  /^[^.;]{0,20}[,;] (?:und )?(?:ferner|ausserdem|sodann|zudem|ebenso|desgleichen|des weiteren|schliesslich)\b[^.;]{0,60}$/,
)
/** `… Nov. (84 €), Dez. 2025 (84 €)`. */
const NEXT_PERIOD = sifted(
  /^\)?(?: ?(?:noch )?(?:offen|fallig|unbezahlt|ausstehend))?\s*(?:,|und|sowie|&) (?:fur |im |aus |aus dem )?(?:(?:sommer|winter|fruhjahr|herbst|jan|feb|mar|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez)\w*\.?|20\d\d(?:\/\d\d)?|[1-4]\. quartal)(?: ?(?:20)?\d\d(?:\/\d\d)?)? ?\(?(?:mit |uber |von )?$/,
)
