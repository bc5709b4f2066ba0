/** One claim at several times: reminders that each name what is owed by then (`1. Mahnung 84 €, 2. Mahnung 89 €`). */
import { cueText } from '../cues.ts'
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import type { Unit } from '../units.ts'

const REMINDER = sifted(/\b(?:mahnung|zahlungserinnerung|erinnerung|reminder)\b/)
/** Right before a sum, with a number before and a date behind it. */
const STAGE =
  /(?:^|[,;]|und )[\s*•–-]*(?:(?:\d\.|erste|zweite|dritte|vierte|letzte|first|second|third|final)[nrs]?(?: und letzte)? )?(?:mahnung|zahlungserinnerung|erinnerung|reminder)(?: (?:vom|of|am) [\w. ]{3,18})?[\s:=–-]*(?:eur|[€¤])?\s*$/
/** What the first reminder was about. */
const BILL =
  /^[\s*•–-]*(?:unsere |die )?rechnung(?: (?:nr\.? ?)?[\w/-]*\d[\w/-]*)?(?: vom [\w. ]{3,18})?[\s:=–-]*(?:eur|[€¤])?\s*$/
/** Less, in cents, is a fee. */
const LEAST = 30_00
const FIGURES = new Set(['total', 'principal', 'interest', 'fee', 'item', 'other'])

/**
 * Makes the sum of the last reminder the claim where a mail has no other figures, and none of a reminder is less than the one
 * before it: fees stand beside what they were charged for.
 */
export function readStages(sums: readonly Sum[], units: readonly Unit[]): void {
  if (!REMINDER.mayMatchOneOf(units)) return
  const figures = sums.filter(({ role, unit }) => FIGURES.has(role) && unit.zone !== 'signature')
  const last = figures.at(-1)
  if (!last || figures.length < 2 || !figures.every(isStage) || figures[0]!.cents < LEAST) return
  if (figures.some((sum, i) => i > 0 && sum.cents < figures[i - 1]!.cents) || figures[0]!.cents === last.cents) return
  for (const sum of figures) Object.assign(sum, { role: 'other', grand: false, weight: 1 })
  Object.assign(last, { role: 'total', weight: 3, cue: 'mahnung' })
}

function isStage({ unit, between, start }: Sum, i: number): boolean {
  const label = cueText(between === '' ? unit.text.slice(0, start) : between)
  return STAGE.test(label) || (i === 0 && BILL.test(label))
}
