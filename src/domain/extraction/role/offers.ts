/** What would settle a claim, what was let go of it, and what is set off against it or may be. */
import { ON_TOP } from '../said-beside.ts'
import { IN_AN_ASIDE, isSetOff, isSupposed, RESULT, settlesBy, WAIVED, wasSetOff } from '../suppositions.ts'
import { type Amendment, takenFor } from './amendment.ts'

/** `Wenn die 450 € bis Monatsende da sind, ist es erledigt`: with so much, not with what it is a part of. */
export const settling: Amendment = (best, { unit, figure, neighbour, before, right }) =>
  best?.role !== 'grand' &&
  best?.role !== 'instalment' &&
  !(best?.behind && IN_AN_ASIDE.test(before)) &&
  !(neighbour && (RESULT.test(before) || OF_THE_WHOLE.test(before))) &&
  settlesBy(unit, figure.start, right)
    ? takenFor('settlement', 3.6, 'erledigt')
    : best
/** `200 € von den 350`. */
const OF_THE_WHOLE = /\bvon (?:den|diesen|meinen|unseren)\s*(?:eur|[€¤])?\s*$/

/** `Wenn 700 € kommen, betrachten wir die Forderung von 900 € als erledigt`: what the condition is not about. */
export const inResult: Amendment = (best, { neighbour, before }) =>
  best?.role === 'settlement' && neighbour && RESULT.test(before) ? { ...best, role: 'total' } : best

/** `…, betrachten wir die Gesamtforderung von 900 € als erledigt`: all of it, whatever stands behind. */
export const allInResult: Amendment = (best, { alone, neighbour, before }) =>
  alone?.role === 'grand' && neighbour && RESULT.test(before) ? alone : best

/** `Von den 1.000 € erlassen wir die Hälfte`: it is the whole. */
export const wholeOfOffer: Amendment = (best, { label }) =>
  best?.role === 'settlement' && best.behind && OF_THESE.test(label) ? takenFor('total', 3, 'von den') : best
const OF_THESE = /\bvon (?:den|diesen)\s*(?:eur|[€¤])?\s*$/

/** `plus einmalig 75 €`: once, but on top. */
export const onceOnTop: Amendment = (best, { before }) =>
  best?.role === 'settlement' && /^einmalig/.test(best.cue) && ON_TOP.test(before) ? { ...best, role: 'item' } : best

/** `Auf 80 € haben wir verzichtet`: as good as paid. */
export const waived: Amendment = (best, { unit, figure: { end } }) =>
  (best === null || best.role === 'settlement') && WAIVED.test(unit.text.slice(end, end + 80))
    ? { ...(best ?? takenFor('payment', 3, 'erlassen')), role: 'payment' }
    : best

/** `Wir könnten das Sofa zurücknehmen und mit 600 € verrechnen; sonst kostet die Abholung 90 €`: neither is so yet. */
export const supposed: Amendment = (best, { unit, figure: { start, end } }) =>
  best?.role !== 'grand' && (best?.role === 'total' ? isSetOff(unit, start, end) : isSupposed(unit, start, end))
    ? takenFor('settlement', 4, 'ob')
    : best

/** `Die Kaution von 900 € haben wir am 3. Mai mit der Miete verrechnet`: done, and said at the end of the clause. */
export const setOff: Amendment = (best, { unit, figure }) =>
  best?.role !== 'grand' && best?.role !== 'payment' && wasSetOff(unit, figure.end)
    ? takenFor('payment', 3.9, 'verrechnet')
    : best
