/** What one sum stands for: its place, what is made of it there (`role/`), and what is said beside that. */
import { toAmountRole } from './amount-role.ts'
import type { Money } from './amounts.ts'
import { isInOneBefore, isPart, isWithinTheSum } from './contained.ts'
import type { CueRole } from './cues.ts'
import type { FoundDate } from './dates.ts'
import { isPaidFor } from './predicates.ts'
import { roleAsSet } from './role/as-set.ts'
import { joinsAsAll } from './role/parts.ts'
import { type Place, placeOf } from './role/place.ts'
import { readingOf } from './role/reading.ts'
import type { Sum } from './roles.ts'
import { ON_TOP, ON_TOP_BEHIND, OWED, PAST, PAST_BEHIND } from './said-beside.ts'
import type { Unit } from './units.ts'

/** The sum at a place of a sentence, and how many characters behind it belong to its label. */
export function classifyOne(
  unit: Unit,
  money: Money[],
  dates: readonly FoundDate[],
  i: number,
  from: number,
  previous: Unit | null,
): { sum: Sum; consumed: number } {
  const place = placeOf(unit, money, i, from, previous)
  const { best, claimed, each } = readingOf(place)
  const role = roleAsSet(best, place)
  const { before, label, right, alone, neighbour, rough } = place
  const { start, end, cents, negative } = place.figure
  const sum: Sum = {
    cents,
    negative,
    role: toAmountRole(role, before, right),
    grand: role === 'grand',
    past: PAST.test(before.slice(-90)) || PAST_BEHIND.test(right),
    named: alone?.role ?? null,
    behind: best?.behind ?? false,
    owed: claimed || OWED.test(unit.folded),
    joins: ON_TOP_BEHIND.test(right) || (role === 'item' && joinsAsAll(label)),
    cue: best?.cue ?? '',
    added: ON_TOP.test(before) || ON_TOP_BEHIND.test(right),
    between: neighbour ? unit.text.slice(neighbour.end, start) : '',
    adjacent: neighbour !== null && start - neighbour.end <= 30,
    weight: best?.weight ?? 0,
    unit,
    start,
    index: 0,
    asOf: latestBeside(start, end, dates),
    each: each && !isPaidFor(label, right),
    rough,
    included: isIncluded(role, place),
    text: excerptOf(unit.text, start, end),
  }
  return { sum, consumed: best?.consumed ?? 0 }
}

/** Whether a sum is contained in another one of its sentence. */
const isIncluded = (role: CueRole | null, { unit, money, figure, neighbour, label, right }: Place): boolean =>
  isWithinTheSum(label, right) ||
  (neighbour !== null && isInOneBefore(right)) ||
  (role !== 'grand' &&
    (neighbour !== null || role === 'interest' || role === 'fee') &&
    isPart(unit, money[0]!.start, figure.start))

/** The latest date near a sum, ISO. */
const latestBeside = (start: number, end: number, dates: readonly FoundDate[]): string | null =>
  dates
    .filter(date => date.start >= start - 200 && date.end <= end + 60)
    .map(date => date.iso)
    .sort()
    .at(-1) ?? null

/** A sum with the words around it, for people. */
const excerptOf = (text: string, start: number, end: number): string =>
  text
    .slice(Math.max(0, start - 100), end + 50)
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim()
    .slice(0, 160)
