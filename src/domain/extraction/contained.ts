/** What a sum contains (`einschließlich Zinsen und Kosten`), which is not what it is; and sums that another one contains. */
import { cueText } from './cues.ts'
import { sifted } from './patterns/sieve.ts'
import type { Unit } from './units.ts'

/** Asides such as `einschließlich Zinsen und Kosten` say what a total contains, not what it is. */
const ASIDE = sifted(
  /\b(?:(?:inkl\w*|incl\w*|einschl\w*|including|includes?|unter (?:einschluss|einbeziehung|berucksichtigung|hinzurechnung|einrechnung|abzug|anrechnung)|nach (?:verrechnung|abzug|anrechnung|aufrechnung|verwertung|einbehalt|auflosung))\b\.? (?:\d{1,2}(?:,\d)? ?% )?(?:[a-z-]+ ){0,6}?|(?:nebst|samt|zzgl|zuzuglich|plus|ohne|mit|aus|fur)\b\.? (?:[a-z-]+ ){0,3}?)[a-z-]{0,30}(?:zinsen|kosten|gebuhr(?:en)?|vergutung|honorar|auslagen|spesen|zuschlagen?|zuschlage|nebenforderungen|kaution|sicherheit|interest|costs|fees|schaden|pauschalen?|mwst|steuer)(?![a-z])(?:(?:,| und| sowie| and| nebst)(?: [a-z-]+){0,2}? [a-z-]{0,30}(?:zinsen|kosten|gebuhr(?:en)?|vergutung|honorar|auslagen|spesen|interest|costs|fees|mwst|steuer))*/g,
)
/** `einschließlich Zinsen von 42 €`: then the aside names the sum. */
const NAMES_NEXT = /^\s*(?:von|of|in hohe von|i\. ?h\. ?v\.|uber)\s*(?:eur|[€¤])?\s*$/

/** The words before a sum with spaces instead of what only says what it contains. Folded, as long as before. */
export const withoutAsides = (label: string): string =>
  label.replace(ASIDE, (aside, at: number) =>
    NAMES_NEXT.test(label.slice(at + aside.length)) ? aside : ' '.repeat(aside.length),
  )

/** Whether the words between the sum before and this one say that it contains something: `598 €, mit unserer Mahngebühr 603 €`. */
export const isInclusive = (label: string): boolean => INCLUDING.test(label)
const INCLUDING =
  /\b(?:inkl\w*|incl\w*|einschl\w*|including)\b\.?[^,;]*$|^[\s,]*(?:und )?(?:heute |nun |jetzt )?mit (?:(?:unser|mein|dies|all)\w* |de[nr] )?[a-z-]{0,30}(?:zinsen|kosten|gebuhr(?:en)?|spesen|auslagen)\s*(?:eur|[€¤])?\s*$/

/** Whether the words before the first sum of a sentence name what it is made of. Not folded. */
export const isComposed = (before: string): boolean => COMPOSED.test(before)
/** What a claim is made of, where the sentence has not named the whole before. */
const COMPOSED =
  /\b(?:zusammen aus|setz(?:t|en) sich (?:\p{L}+ ){0,2}aus|[Bb]estehend aus|besteht aus|consist(?:s|ing) of)\b/u

/** Whether a sum stands between words that say it is in another one: `in der Summe sind 90 € Zinsen enthalten`. */
export const isWithinTheSum = (label: string, right: string): boolean => IN_THE_SUM.test(label) && CONTAINED.test(right)
const IN_THE_SUM = sifted(
  /\bin (?:der|dem|dieser|diesem|unserer|unserem|ihrer) (?:\w*summe|\w*betrag|\w*forderung|saldo) (?:ist|sind)(?: \w+){0,2}\s*(?:eur|[€¤])?\s*$/,
)
const CONTAINED = /^[^.;]{0,70}\b(?:enthalten|inbegriffen|inkludiert|eingerechnet|mitgerechnet|berucksichtigt)\b/

/** Whether the words behind a sum say that it is contained in the one before it. */
export const isInOneBefore = (right: string): boolean => PART_OF_BEHIND.test(right)
const PART_OF_BEHIND = sifted(
  /^[^.;,]{0,40}\b(?:stecken|steckt|enthalten|inbegriffen|inkludiert|eingerechnet|mitgerechnet|included)\b/,
)

/** Whether the words before a sum say that it is contained in another one. @param first where the first sum of the sentence begins */
export const isPart = ({ text, folded }: Unit, first: number, start: number): boolean =>
  PART_OF.mayMatch(folded) &&
  !isComposed(text.slice(0, first)) &&
  PART_OF.test(cueText(text.slice(Math.max(0, start - 120), start)).replace(CLOSED_ASIDE, ' '))
const PART_OF = sifted(
  /\b(?:inkl|incl|einschl\w*|darin|hierin|davon|enthalt(?:en)?|beinhaltet|umfasst|including|thereof|of which|setzt sich|zusammen aus|consisting of|bestehend aus|in (?:dem|denen|welche[mn])|worin|wovon|inbegriffen|inkludiert|entfallenden teil(?:s|betrags?)?)\b/,
)
/** `meine Kosten einschließlich Auslagen, 42 €`: a comma ends the aside, and the sum is the whole. */
const CLOSED_ASIDE = new RegExp(`${ASIDE.source},`, 'g')
