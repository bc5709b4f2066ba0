/** What was paid, what was to be paid and did not come, what is still to come and what is taken off. */
import { cueText } from '../cues.ts'
import { NOT_COME, OVERDUE_BEHIND, OVERDUE_INSTALMENTS } from '../overdue.ts'
import { sifted } from '../patterns/sieve.ts'
import { type Amendment, takenFor } from './amendment.ts'

/** `bis auf eine Anzahlung von 500 € nicht bezahlt`: that much was; `außer den 500 € alles bezahlt`: that much was not. */
export const excepted: Amendment = (best, { before, right }) => {
  if (best?.role === 'grand' || !EXCEPT.test(before)) return best
  if (ALL_ELSE_OVER.test(right) || ALL_ELSE_OVER_BEFORE.test(before)) return takenFor('total', 3.6, 'bis auf')
  return ONLY_EXCEPT.test(before) ? takenFor('payment', 3.6, 'bis auf') : best
}
const ONLY_EXCEPT = sifted(/\bbis auf (?:\w+ ){0,4}(?:von |uber |in hohe von )?(?:eur|[€¤])?\s*$/)
const EXCEPT = sifted(
  /\b(?:bis auf|ausser|abgesehen von|mit ausnahme(?: von)?|except(?: for)?|apart from) (?:[\w./-]+ ){0,7}(?:von |uber |in hohe von |of |for )?(?:eur|[€¤])?\s*$/,
)
const ALL_ELSE_OVER = sifted(
  /^[^;!?]{0,60}\b(?:alles|alle|samtliche\w*|kein\w*|nichts|everything|no|nothing|all)\b(?! (?:\w+ ){0,3}nicht\b)/,
)
const ALL_ELSE_OVER_BEFORE = sifted(
  /\b(?:alles|everything|all|nothing|nichts)\b[^.;!?]{0,60}\b(?:bis auf|ausser|except)\b/,
)

/** `Die Rate wird auf 20 € herabgesetzt`: what grows or shrinks is named before it. */
export const changedInstalment: Amendment = (best, { alone, label }) =>
  best?.role === 'grand' && best.behind && alone?.role === 'instalment' && !BY_INSTALMENTS.test(label)
    ? { ...best, role: 'instalment' }
    : best
/** `Der Saldo ist durch laufende Raten auf 275 € gesunken`. */
const BY_INSTALMENTS = sifted(/\b(?:durch|dank|infolge|nach|mit|aufgrund) (?:\w+ ){0,3}\w*(?:raten|zahlungen)\b/)

/** `Forderung vor Verrechnung 2.736,40 €`: what is taken off follows. */
export const beforeDeduction: Amendment = (best, { unit, label }) =>
  best?.role === 'payment' && BEFORE_DEDUCTION.test(label) ? takenFor(unit.row ? 'subtotal' : 'total', 3, 'vor') : best
const BEFORE_DEDUCTION = sifted(
  /\bvor (?:\w+ )?(?:verrechnung|abzug|anrechnung|aufrechnung|gutschrift|zahlung\w*|minderung|nachlass)\b[^.;:]{0,25}[:=]?\s*(?:eur|[€¤])?\s*$/,
)

/** `Geleistet wurden 5.566 €, hierauf gezahlt 400 €`: what was given, and what came of it. */
export const paidOn: Amendment = (best, { unit, figure: { end } }) =>
  best?.role === 'payment' && PAID_ON_IT.test(cueText(unit.text.slice(end, end + 70)))
    ? { ...best, role: 'item' }
    : best
const PAID_ON_IT =
  /^,? ?(?:hierauf|darauf|davon|auf (?:die|den|das)) (?:[\w.,€¤]+ ){0,6}(?:(?:ge|be|zuruck)\w*zahlt|eingegangen|uberwiesen)\b/

/** `Die Zahlung von 50 € ist bis zum 3. Mai zu leisten`: it has yet to come. */
export const stillToPay: Amendment = (best, { right }) =>
  best?.role === 'payment' && STILL_TO_PAY.test(right) ? { ...best, role: 'instalment' } : best
const STILL_TO_PAY = sifted(
  /^[^.;!?]{0,40}?\b(?:ist|sind|wird|werden|ware|waren|muss|mussen|soll|sollen)\b[^;!?]{0,50}\b(?:zu (?:leisten|zahlen|uberweisen|erbringen|entrichten)|zahlbar|fallig|erwartet|erfolgen|geleistet werden|gezahlt werden|uberwiesen werden)\b/,
)

/** `Two payments of EUR 200 each were received`: no instalments, those came. */
export const haveCome: Amendment = (best, { right }) =>
  best?.role === 'instalment' && HAVE_COME.test(right) ? takenFor('payment', 3.6, 'received') : best
const HAVE_COME = sifted(/^ ?each,? (?:were|was|have been|has been) (?:\w+ )?(?:received|paid|made|credited|booked)\b/)

/** `Die Rechnung über 400 € ist nur teilweise bezahlt`: so much was not. */
export const onlyInPart: Amendment = (best, { right }) =>
  best?.role === 'payment' && best.behind && PARTLY_PAID.test(right) ? takenFor('item', 2, 'teilweise') : best
const PARTLY_PAID = sifted(
  /^[\s,]{0,2}(?:\w+ ){0,3}(?:teilweise|zum teil|in teilen|anteilig|partly|partially) (?:be|ge|zuruckge|paid)/,
)

/** `nur teilweise bezahlt, nämlich 50 €`: so much was. */
export const paidInPart: Amendment = (best, { neighbour, before }) =>
  neighbour !== null && best?.role !== 'grand' && IN_PART.test(before) ? takenFor('payment', 3.6, 'teilweise') : best
const IN_PART = sifted(
  /\b(?:teilweise|zum teil|in teilen|anteilig) (?:be|ge|zuruckge)zahlt(?: worden)?[,:]? (?:namlich|und zwar|mit|in hohe von)\b(?: \w+){0,2}\s*(?:eur|[€¤])?\s*$/,
)

/** `Die Anzahlung von 150 € steht noch aus`: a payment that never came is owed. */
export const notCome: Amendment = (best, { right }) =>
  best?.role === 'payment' && !best.behind && NOT_COME.test(right) ? { ...best, role: 'total', weight: 3 } : best

/** `rückständige Raten`, `abgezinste Raten`: what is owed already, no instalment to come. */
export const overdue: Amendment = (best, { label, right }) =>
  best?.role === 'instalment' && (OVERDUE_INSTALMENTS.test(label) || OVERDUE_BEHIND.test(right))
    ? { ...best, role: 'item' }
    : best

/** `Ratenzahlung hinterlegt, 18 x 30 €`: so often, but no goods. */
export const inParts: Amendment = (best, { unit, counted }) =>
  counted !== null && best?.role === 'threshold' && IN_PARTS.test(unit.folded) ? { ...best, role: 'instalment' } : best
const IN_PARTS = sifted(/\b(?:\w*raten|ratenzahlung\w*|ratenplan\w*|instal\w+)\b/)

/** `abzgl. 50 €` at the beginning of a line, `./. 50 €` anywhere. */
export const takenOff: Amendment = (best, { neighbour, before }) =>
  (neighbour === null && DEDUCTED_LINE.test(before.trimStart())) ||
  TAKEN_OFF.test(before) ||
  (neighbour !== null && MINUS.test(before))
    ? takenFor('payment', 4, './.')
    : best
const DEDUCTED_LINE = sifted(/^[-–*•\s]{0,4}(?:\.\/\.|abzgl\b|abzuglich\b|minus\b|less\b|\/\. )/)
/** `2.180 € minus 300 €`, `Darlehen 1.000 €, Rückzahlung 200 €`. */
const MINUS = /^[\s,;]*(?:minus|weniger|(?:ruckzahlung|tilgung)(?:en)?(?: (?:vom|am) [\d.]+)?:?)\s*(?:eur|[€¤])?\s*$/
const TAKEN_OFF = /\.\/\.\s*(?:eur|[€¤])?\s*$/
