/** What one sum stands for: the words before and behind it in its sentence, and how it is set. */
import { toAmountRole } from './amount-role.ts'
import { findMoney, type Money } from './amounts.ts'
import { isComposed, isInclusive, isInOneBefore, isPart, isWithinTheSum, withoutAsides } from './contained.ts'
import { CONCLUSION, type CueRole, cueText } from './cues.ts'
import type { FoundDate } from './dates.ts'
import { followsFrom } from './follows-from.ts'
import { NOT_COME, OVERDUE_BEHIND, OVERDUE_INSTALMENTS } from './overdue.ts'
import { sifted } from './patterns/sieve.ts'
import { isPaidFor, subjectRole } from './predicates.ts'
import { countBefore } from './products.ts'
import {
  ACCOUNT,
  ADVERB,
  ADVERB_IN,
  ALL_OF_WHAT_JOINS,
  APIECE,
  BEFORE_DEDUCTION,
  DEDUCTED_LINE,
  EQUATES,
  EXCEPT,
  IN_BRACKETS,
  IN_PARTS,
  OF_ALL,
  OF_THE_WHOLE,
  OWED,
  PAID_ON_IT,
  SHARE,
  STILL_OPEN,
  STILL_TO_PAY,
  TAKEN_OFF,
  TOLD,
  TOLD_BY_FIRM,
  WITH_COSTS,
} from './role-words.ts'
import type { Sum } from './roles.ts'
import { isPassing, ROUGHLY, states } from './rounded.ts'
import { confirms, lends, ON_TOP, ON_TOP_BEHIND, PAST, PAST_BEHIND } from './said-beside.ts'
import { IN_AN_ASIDE, isSetOff, isSupposed, RESULT, settlesBy, WAIVED, wasSetOff } from './suppositions.ts'
import type { Unit } from './units.ts'
import { partBefore, strongest } from './weigh.ts'

/** What follows from what stands before it. */
const CONSEQUENCE = sifted(/^.*\b(?:sodass|so dass|wonach|womit)\b/)

const PART_ROLES = new Set<CueRole>(['fee', 'interest', 'item', 'payment'])
const PLAIN = { consumed: 0, behind: false }

/** The sum at a place of a sentence, and how many characters behind it belong to its label. */
export function classifyOne(
  unit: Unit,
  money: Money[],
  allDates: readonly FoundDate[],
  i: number,
  from: number,
  previous: Unit | null,
): { sum: Sum; consumed: number } {
  const { start, end, cents, negative } = money[i]!
  let left = unit.text.slice(Math.max(from, start - 130), start)
  const right = behindOf(unit.text.slice(end, money[i + 1]?.start ?? unit.text.length), i + 1 < money.length)
  // `90 € (Rg. 11) und 60 €`: the bracket belongs to what stands before it.
  if (i > 0) left = left.replace(/^\s?\([^()]{0,60}\)/, '')
  // `Mahnungen 3 x` in one cell, a sum in the next: nothing is multiplied.
  if (unit.row) left = left.replace(/[x×](?=\s*\t\s*$)/, ' ')
  if (unit.answers && i === 0) left = `${unit.answers} ${left}`
  const bareLine = i === 0 && /^[\s:=-]*$/.test(left) && /^[\s.,;]*$/.test(right)
  if (
    bareLine &&
    previous &&
    !/[.!?]$/.test(previous.text.trim()) &&
    previous.by === 'creditor' &&
    !findMoney(previous.text).length
  )
    left = previous.text.slice(-160)
  const before = cueText(left)
  // `Pacht = 96 €` says no more than a colon, and `3 x 20 € = 60 €` makes an item.
  const equals = /=\s*(?:eur|[€¤])?\s*$/.test(before)
  const product =
    i > 0 && countBefore(unit.text.slice(0, money[i - 1]!.start)) !== null && start - money[i - 1]!.end < 25
  const concludes = equals && !/^\s*=/.test(before) ? !product && followsFrom(money.slice(0, i), cents) : true
  const concluded = CONCLUSION.test(before) && concludes
  const consequence = CONSEQUENCE.exec(before)
  const counted = countBefore(unit.text.slice(0, start))
  let label = before.slice(consequence?.[0].length ?? 0).replace(CONCLUSION, ' ')
  if (counted !== null) label = label.replace(APIECE, ' ')
  label = label.replace(ROUGHLY, ' ')
  // `Vertrag A  190,00` is named so, it is not `à 190`.
  if (/\sA\s*$/.test(left)) label = label.replace(/\ba\s*$/, ' ')
  const said = withoutAsides(label)
  const alone = strongest(label, '')
  // `Titel über 6.800 €, heute einschließlich Kosten 7.244 €`: what contains the sum before it is no part of it.
  const whole = i > 0 && cents > money[i - 1]!.cents && isInclusive(label)
  let best =
    (right === '' && said === label ? alone : strongest(said, right)) ??
    (whole ? { role: 'total' as const, weight: 2.8, cue: 'einschl', ...PLAIN } : alone)
  if (concluded && !STILL_OPEN.test(before) && SHARE.test(cueText(unit.text.slice(Math.max(0, start - 120), start))))
    best = { role: 'settlement', weight: 3.4, cue: '%', ...PLAIN }
  else if (
    concluded &&
    (best === null ||
      !['instalment', 'settlement', 'quoted', 'threshold', 'payment'].includes(best.role) ||
      best.weight < 1.5)
  ) {
    best = { role: 'grand', weight: 3.3, cue: '=', ...PLAIN }
  }
  if (best === null && consequence) best = { role: 'grand', weight: 2.5, cue: 'sodass', ...PLAIN }
  // "Sie haben uns 650 € genannt": the firm's figure, whatever noun stands before it.
  if (TOLD_BY_FIRM.test(label) && TOLD.test(right)) best = { role: 'quoted', weight: 4, cue: 'genannt', ...PLAIN }
  // `Wir bestätigen die von Ihnen genannten 512 €`: then it is the creditor's as well.
  if (best?.role === 'quoted' && confirms(before, right))
    best = { role: 'total', weight: 3.4, cue: 'bestatigt', ...PLAIN }
  if (
    best?.role !== 'grand' &&
    best?.role !== 'instalment' &&
    !(best?.behind && IN_AN_ASIDE.test(before)) &&
    !(i > 0 && (RESULT.test(before) || OF_THE_WHOLE.test(before))) &&
    settlesBy(unit, start, right)
  )
    best = { role: 'settlement', weight: 3.6, cue: 'erledigt', ...PLAIN }
  // `bis auf eine Anzahlung von 500 € nicht bezahlt`: that much was.
  if (best?.role !== 'grand' && EXCEPT.test(before)) best = { role: 'payment', weight: 3.6, cue: 'bis auf', ...PLAIN }
  if (best?.role === 'settlement' && i > 0 && RESULT.test(before)) best = { ...best, role: 'total' }
  if (alone?.role === 'grand' && i > 0 && RESULT.test(before)) best = alone
  // `Von den 1.000 € erlassen wir die Hälfte`: it is the whole.
  if (best?.role === 'settlement' && best.behind && /\bvon (?:den|diesen)\s*(?:eur|[€¤])?\s*$/.test(label))
    best = { role: 'total', weight: 3, cue: 'von den', ...PLAIN }
  // `Die Rate wird auf 20 € herabgesetzt`: what grows or shrinks is named before it.
  if (best?.role === 'grand' && best.behind && alone?.role === 'instalment') best = { ...best, role: 'instalment' }
  // `Die Forderung setzt sich zusammen aus 320 € …`: a part of it.
  if (best?.role === 'total' && !best.behind && i === 0 && isComposed(before)) best = { ...best, role: 'item' }
  // `plus einmalig 75 €`: once, but on top.
  if (best?.role === 'settlement' && /^einmalig/.test(best.cue) && ON_TOP.test(before)) best = { ...best, role: 'item' }
  // `Gebühren in Höhe von 76 € geltend`: what it is, is said before it; that it is owed, behind it.
  const noun = best?.behind && best.role === 'total' ? partBefore(said) : null
  if (noun) best = { ...best!, role: noun, behind: true }
  // `Zahlungen insgesamt 1.250 €`: all of them, not all that is owed.
  if (best?.role === 'grand' && ADVERB.test(best.cue)) {
    const what = strongest(label.replace(ADVERB_IN, ' '), '')
    if (what?.role === 'payment' && what.weight > 2.2) best = what
    // `Säumniszuschläge von insgesamt 18 €`: all of those.
    if ((what?.role === 'fee' || what?.role === 'interest') && OF_ALL.test(label) && !WITH_COSTS.test(label))
      best = what
    // `dazu das Essensgeld mit insgesamt 51 €`: all of what joins the sum before it.
    if (i > 0 && ALL_OF_WHAT_JOINS.test(label)) best = { ...best!, role: 'item' }
  }
  // `die Gutachterkosten (zusammen 712 €)`: all of what stands before the bracket.
  const bracket = best?.role === 'grand' && ADVERB.test(best.cue) ? /^(.*)\([^()]*$/.exec(label)?.[1] : undefined
  const opened = bracket === undefined ? null : strongest(bracket, '')
  if (opened && PART_ROLES.has(opened.role) && opened.weight > 2) best = opened
  if (best?.role === 'payment' && BEFORE_DEDUCTION.test(label))
    best = { role: unit.row ? 'subtotal' : 'total', weight: 3, cue: 'vor', ...PLAIN }
  if ((best === null || best.role === 'settlement') && WAIVED.test(unit.text.slice(end, end + 80)) && noun === null)
    best = { ...(best ?? { weight: 3, cue: 'erlassen', ...PLAIN }), role: 'payment' }
  if (best?.role !== 'grand' && (best?.role === 'total' ? isSetOff(unit, start, end) : isSupposed(unit, start, end)))
    best = { role: 'settlement', weight: 4, cue: 'ob', ...PLAIN }
  if (best?.role !== 'grand' && best?.role !== 'payment' && wasSetOff(unit, end))
    best = { role: 'payment', weight: 3.9, cue: 'verrechnet', ...PLAIN }
  if (lends(before, right)) best = { role: 'principal', weight: 3.4, cue: 'gegeben', ...PLAIN }
  // `Geleistet wurden 5.566 €, hierauf gezahlt 400 €`: what was given, and what came of it.
  if (best?.role === 'payment' && PAID_ON_IT.test(cueText(unit.text.slice(end, end + 70))))
    best = { ...best, role: 'item' }
  if (best?.role === 'payment' && STILL_TO_PAY.test(right)) best = { ...best, role: 'instalment' }
  if (IN_BRACKETS.test(before) && (best === null || best.role === 'fee' || best.role === 'item'))
    best = { role: 'total', weight: 3, cue: '(', ...PLAIN }
  // `Die Anzahlung von 150 € steht noch aus`: a payment that never came is owed.
  if (best?.role === 'payment' && !best.behind && NOT_COME.test(right)) best = { ...best, role: 'total', weight: 3 }
  if ((OVERDUE_INSTALMENTS.test(label) || OVERDUE_BEHIND.test(right)) && best?.role === 'instalment')
    best = { ...best, role: 'item' }
  // `Ratenzahlung hinterlegt, 18 x 30 €`: so often, but no goods.
  if (counted !== null && best?.role === 'threshold' && IN_PARTS.test(unit.folded))
    best = { ...best, role: 'instalment' }
  const count = best?.role === 'instalment' || best?.role === 'settlement' ? null : counted
  if (product && equals) best = { role: 'item', weight: 3, cue: '=', ...PLAIN }
  if (best?.role === 'total' || best?.role === 'item' || (best?.role === 'grand' && EQUATES.test(best.cue)))
    best = { ...best, role: subjectRole(left) ?? best.role }
  const within = isWithinTheSum(label, right)
  if (within)
    best = {
      role: alone?.role === 'interest' || alone?.role === 'fee' ? alone.role : 'item',
      weight: 3,
      cue: 'enthalten',
      ...PLAIN,
    }
  const settled = isPaidFor(label, right)
  if (settled) best = { role: 'subtotal', weight: 4, cue: 'bezahlt', ...PLAIN }
  if ((DEDUCTED_LINE.test(before.trimStart()) && i === 0) || TAKEN_OFF.test(before))
    best = { role: 'payment', weight: 4, cue: './.', ...PLAIN }
  // An entry `Wasser = 41 €`, `Porto: 3 €`, or a line with a bullet, is an item of a list whatever it is called.
  const entry = /[:=]\s*(?:eur|[€¤])?\s*$/.test(before) || (i === 0 && /^\s*[-*•–]\s/.test(unit.text))
  if (/^[\s(,]{0,3}(?:ist |wurde )?(?:storniert|gegenstandslos|entfallt|entfallen)\b/.test(right))
    best = { role: 'subtotal', weight: 4, cue: 'storniert', ...PLAIN }
  let role = best?.role ?? (unit.row || entry ? 'item' : null)
  const strong = best?.weight ?? 0
  if (unit.row && role === 'item' && /\b(?:zahlung|gutschrift)/.test(before)) role = 'payment'
  // A balance below zero is what somebody owes; anything else below zero was taken off.
  if (negative && role !== 'grand' && role !== 'total')
    role = i === 0 || /[,;]/.test(before) ? (ACCOUNT.test(before) ? 'item' : 'payment') : 'payment'
  const rough = ROUGHLY.test(before)
  // `Können Sie die Rechnung übernehmen, ca. 120 €?`: a round figure in passing is nothing that somebody states.
  if (rough && isPassing(role) && (role === 'item' || !(OWED.test(unit.folded) || states(unit.folded))))
    role = 'threshold'
  const dates = allDates.filter(date => date.start >= start - 200 && date.end <= end + 60)
  const sum: Sum = {
    cents,
    negative,
    role: toAmountRole(role, before, right),
    grand: role === 'grand',
    past: PAST.test(before.slice(-90)) || PAST_BEHIND.test(right),
    named: alone?.role ?? null,
    behind: best?.behind ?? false,
    owed: noun !== null || OWED.test(unit.folded),
    joins: ON_TOP_BEHIND.test(right) || (role === 'item' && ALL_OF_WHAT_JOINS.test(label)),
    cue: best?.cue ?? '',
    added: ON_TOP.test(before) || ON_TOP_BEHIND.test(right),
    between: i > 0 ? unit.text.slice(money[i - 1]!.end, start) : '',
    adjacent: i > 0 && start - money[i - 1]!.end <= 30,
    weight: strong,
    unit,
    start,
    index: 0,
    asOf:
      dates
        .map(date => date.iso)
        .sort()
        .at(-1) ?? null,
    each: count !== null && !settled,
    rough,
    included:
      within ||
      (i > 0 && isInOneBefore(right)) ||
      (role !== 'grand' && (i > 0 || role === 'interest' || role === 'fee') && isPart(unit, money[0]!.start, start)),
    text: unit.text
      .slice(Math.max(0, start - 100), end + 50)
      .replace(/\s{2,}|[^\S ]/g, ' ')
      .trim()
      .slice(0, 160),
  }
  return { sum, consumed: best?.consumed ?? 0 }
}

/** The words behind a sum. A noun that stands right before the next sum is that one's: `Gesamt 1.980 €, Rate 55 €`. */
function behindOf(text: string, another: boolean): string {
  const label =
    another &&
    /^\s*[,;](?! ?(?:davon|darin|darunter|hiervon|of which|i(?:n|m)? (?!total|all\b|summe|toto))\b)[\s\p{L}.:/-]{0,34}$/u.test(
      text,
    )
  return label ? '' : cueText(text.slice(0, 70))
}
