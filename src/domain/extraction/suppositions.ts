/** What would be, may come or has been waived: sums that are not owed as they stand. */
import { cueText } from './cues.ts'
import type { FoundDate } from './dates.ts'
import { sifted } from './patterns/sieve.ts'
import type { Sum } from './roles.ts'
import type { Unit } from './units.ts'

/** `Wenn die 450 € bis Monatsende da sind, ist es erledigt`; `gegen 300 € gilt die Sache als abgegolten`. */
export function settlesBy({ text, folded }: Unit, start: number, right: string): boolean {
  if (!SETTLED.mayMatch(folded) && !WAIVES.mayMatch(folded)) return false
  const before = cueText(text.slice(Math.max(0, start - 90), start))
  const condition = IF_IT_COMES.test(cueText(text.slice(0, start)))
  if (
    !condition &&
    !/\b(?:wenn|falls|sofern|sobald|sollten?|gegen|bei|mit|nach|if|once|upon)\b[^.;!?]{0,70}$/.test(before)
  )
    return false
  // `300 € auf einen Schlag, und die Sache mit den 900 € ist erledigt`: that is what is settled.
  if (THE_MATTER_OF.test(before)) return false
  // `Offen sind 4.352 €, die Differenz wäre dann erledigt`: not the sum.
  if (DIFFERENCE.test(right)) return false
  const rest = `${right} ${cueText(text.slice(start, start + 260))}`
  return SETTLED.test(rest) || (condition && WAIVES.test(rest))
}
/** `die erste mit 222 € ist erledigt`, too. */
const THE_MATTER_OF =
  /\b(?:erste|zweite|dritte|andere|letzte|\w*rechnung|\w*forderung|\w*bescheid|\w*posten) mit\s*(?:eur|[€¤])?\s*$|\b(?:sache|angelegenheit|geschichte|thema) (?:mit|wegen|um) (?:den|der|die|seinen|ihren|meinen|unseren)\s*(?:eur|[€¤])?\s*$/
const DIFFERENCE =
  /^[\s,;.]{0,3}(?:so dass |und |aber )?(?:die|der|das) (?:\w+ )?(?:differenz|rest\w*|ubrige\w*|unterschied\w*)\b/
const SETTLED = sifted(
  /\b(?:ist|ware|gilt|gelten|sehen|sahen|betrachten|betrachte|erklaren|sind|waren|wir|als)\b[^.!?]{0,60}\b(?:erledigt|abgegolten|abgeschlossen|quitt|gegessen|vom tisch|vergessen|ausgeglichen|beglichen|getilgt|bereinigt|begraben|beendet|schwamm druber|aus der welt|zufrieden|settled|closed)\b/,
)
/** `Werden 300 € bis Mai gezahlt, …`: a condition that begins with its verb. */
const IF_IT_COMES = sifted(
  /^(?:\d{1,2}[.)] )?(?:sind|wird|werden|geht|gehen|zahlt|zahlen|uberweis(?:t|en)|kommt|kommen|leiste[nt]|begleich(?:t|en)|erhalten|treffen|trifft|fliesst|fliessen)\b[^.;]*$/,
)
const WAIVES = sifted(
  /\b(?:verzicht\w* (?:wir|ich|sie|er|unsere?|meine?)|erlass(?:en|e) (?:wir|ich)|(?:entfallt|erlischt|verfallt|entfallen) (?:der|die|das) (?:rest\w*|ubrige\w*|weitere\w*)|rest\w* (?:erlassen|ausgebucht|gestrichen))\b/,
)

/** `Kommt das Buch zurück, entfallen die 54 €`: what is named again in a condition is not claimed again. */
export function leaveConditions(sums: readonly Sum[]): void {
  for (const sum of sums)
    if (
      sum.role === 'total' &&
      !sum.grand &&
      IF_THEN_NOT.test(sum.unit.folded) &&
      sums.some(other => other.index < sum.index && other.cents === sum.cents)
    )
      sum.role = 'threshold'
}
const IF_THEN_NOT = sifted(
  /^(?:sofern|wenn|falls|sobald|sollten?|if)\b.*\b(?:entfall\w*|entfallt|erlassen|erlasse|verzicht\w*|storniert|gutgeschrieben|gutschreiben|streichen|waived?)\b/,
)

/** Said behind a sum: it was given up, for good. Not folded, `würden` is no `wurden`. */
export const WAIVED = sifted(
  /^[^.;?!]{0,40}\b(?:haben?|hat|wurden?|sind|ist)\b[^.;?!]{0,35}\b(?:verzichtet|erlassen|nachgelassen|gestrichen|fallen ?gelassen)\b/,
)

/** `Wir könnten das Sofa zurücknehmen und mit 600 € verrechnen; sonst kostet die Abholung 90 €`. */
export function isSupposed(unit: Unit, start: number, end: number): boolean {
  return (OTHERWISE.mayMatch(unit.folded) && OTHERWISE.test(beforeOf(unit, start))) || isSetOff(unit, start, end)
}

export function isSetOff(unit: Unit, start: number, end: number): boolean {
  return (
    SET_OFF.mayMatch(unit.folded) &&
    SET_OFF.test(cueText(unit.text.slice(end, end + 60))) &&
    MAYBE.test(beforeOf(unit, start))
  )
}
/** `Die Kaution von 900 € haben wir am 3. Mai mit der Miete verrechnet`: done, and said at the end of the clause. */
export const wasSetOff = (unit: Unit, end: number): boolean =>
  SET_OFF_DONE.mayMatch(unit.folded) && SET_OFF_DONE.test(cueText(unit.text.slice(end, end + 180)))
const SET_OFF_DONE = sifted(
  /^(?![^;!?]{0,150}\b(?:nicht|kein\w*|erst|sobald|wenn|falls|spater|dann)\b)[^.;!?]{0,40}\b(?:haben|habe|hat|hab|wurden?|ist|sind)\b(?:[^.;!?]|\.(?=\d| ?\d\d|\w)){0,110}?\b(?:aufgerechnet|verrechnet|angerechnet|gegengerechnet|dagegen ?gerechnet|umgebucht|einbehalten)(?: worden)?(?=\s*(?:[.,;!]|$))/,
)
const beforeOf = ({ text }: Unit, start: number) => cueText(text.slice(Math.max(0, start - 160), start))
const OTHERWISE = sifted(/(?:^|[,;.–-] ?)(?:sonst|andernfalls|anderenfalls|ansonsten|otherwise)\b[^.;:]{0,70}$/)
const SET_OFF = sifted(
  /^[^.;,!?]{0,45}\b(?:zu )?(?:verrechnen|gutschreiben|gutzuschreiben|anrechnen|anzurechnen|aufrechnen|aufzurechnen|abziehen|abzuziehen)\b/,
)
const MAYBE = sifted(
  /\b(?:konnten?|mochten?|wollen|vorstellen|vorstellbar|denkbar|bereit|ware[n]?|falls|wenn|sofern|ob|gern|moglich|wurden? (?:wir|ich)|could|would)\b/,
)

/**
 * `Wenn nichts geschieht, kommen 15 € dazu`; `Bleibt eine Rate aus, berechnen wir 2,50 € Mahngebühr`: a sentence that begins
 * with a condition, or with its verb and asks nothing. What it names is not owed yet.
 */
export function dependsOn({ text, folded }: Unit, start: number): boolean {
  if (ONLY_IF.test(folded)) return true
  return VERB_FIRST.mayMatch(folded) && !text.trimEnd().endsWith('?') && VERB_FIRST.test(cueText(text.slice(0, start)))
}
const ONLY_IF = sifted(
  /^(?:wenn|falls|sofern|sollten?|andernfalls|sonst|ansonsten|bei (?:ausbleibend\w*|nicht\w*|verspat\w*|weitere\w*|fruchtlos\w*)|im falle|if|unless|otherwise)\b.*\b(?:kommen|kommt|fallen|fallt|entsteh\w*|erhoh\w*|wurde\w*|berechnen|anfallen|hinzu\w*|dazu\w*|verteuer\w*|accrue|be (?:added|charged)|apply)\b/,
)
const VERB_FIRST = sifted(
  /^(?:bleib(?:t|en)|geht|gehen|wird|werden|komm(?:t|en)|sollten?|gerat(?:en)?|erfolg(?:t|en)|zahl(?:t|en)|leiste[nt]|unterbleib(?:t|en)|verstreich(?:t|en)|geschieht|platz(?:t|en)|scheiter[nt]|tritt|treten|fehl(?:t|en)|mussen|muss)\b[^.?!]{4,140}, ?(?:so |dann )?(?:\w+ ){0,8}(?:berechne[nt]?|erheben|kommen|kommt|fallen|fallt|wird|werden|entsteh\w+|stellen|erhoht|verlangen)\b/,
)

/** `…, die derzeit mit 1.148 € zu Buche steht, …`: what is said in a relative clause is no condition. */
export const IN_AN_ASIDE = sifted(/, (?:die|der|das|welche[rs]?|which)\b[^,;.]{0,60}$/)

/** `Wenn 700 € kommen, betrachten wir die Forderung von 900 € als erledigt`: what the condition is not about. */
export const RESULT = sifted(
  /, (?:dann |so |damit |womit )?(?:betrachte\w*|sehen|gilt|gelten|ist|ware|sind|erklare\w*) (?:\w+ ){0,4}(?:\w*forderung|\w*schuld|\w*ruckstand|betrag|saldo|rechnung|angelegenheit|sache)\b[^,;.]{0,40}$/,
)

/**
 * `Für den Anschluss würden weitere 68 € anfallen`: umlauts tell it from what was. Not sifted: the sieve remembers folded
 * sentences, and this one is not folded.
 */
export const WOULD_COME = /\bwürden? (?:[^\s.;!?]+ ){0,7}(?:anfallen|entstehen|hinzukommen|fällig(?: werden)?|kosten)\b/

/** What falls due only after today (`zum 15.02. werden weitere 74 € fällig`) is not owed yet. */
export function forgetFuture(sum: Sum, dates: readonly FoundDate[], today: string): void {
  if (sum.grand || !dates.some(date => date.iso > today)) return
  const text = sum.unit.folded
  if (
    /\b(?:weitere[nrsm]?|nachste[nrsm]?|kunftig\w*|kommende[nrsm]?|neue[nrsm]?)\b/.test(text) &&
    /\b(?:fallig|zahlen|einbehalten|behalten|abgebucht|ab|gezahlt)\b/.test(text)
  )
    sum.role = 'threshold'
}
