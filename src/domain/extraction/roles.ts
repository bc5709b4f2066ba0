/** Decides what each sum of money in a mail stands for, by the words nearest to it and by its place in a table. */
import { findMoney, type Money } from './amounts.ts'
import { CONCLUSION, type CueRole, cueText, LEFT_CUES, RIGHT_CUES } from './cues.ts'
import { type FoundDate, findDates } from './dates.ts'
import { givesOrders } from './orders.ts'
import { byColumn, type Header, headerAfter, rowTotal } from './tables.ts'
import type { AmountRole } from './types.ts'
import type { Unit } from './units.ts'

export interface Sum {
  cents: number
  role: AmountRole
  /** A total that says that it is all (`insgesamt`, `Gesamtforderung`), not just `offen`. */
  grand: boolean
  /** How sure the role is; 0 without any cue. */
  weight: number
  unit: Unit
  index: number
  /** The word that decided; parallel totals share it. */
  cue: string
  /** Announced as coming on top (`zzgl.`, `plus`) of what stands before it. */
  added: boolean
  /** Stands right behind the sum before it. */
  adjacent: boolean
  /** Latest date in its clause, ISO; the state of account. */
  asOf: string | null
  /** Contained in another sum (`darin enthalten`, `inkl.`, `davon`). */
  included: boolean
  text: string
}

const PART_OF =
  /\b(?:inkl|incl|einschl\w*|darin|hierin|davon|enthalten|beinhaltet|including|thereof|of which|setzt sich|zusammen aus|consisting of|bestehend aus|nebst|samt)\b/
/** Asides such as `einschließlich Zinsen und Kosten` say what a total contains, not what it is. */
const ASIDE =
  /\b(?:inkl|incl|einschl\w*|nebst|samt|zzgl|zuzuglich|plus|ohne|including|includes?|mit|aus|fur)\b\.? (?:[a-z-]+ ){0,3}?[a-z-]{0,30}(?:zinsen|kosten|gebuhren|auslagen|spesen|interest|costs|fees|schaden|pauschalen?)(?:(?:,| und| sowie| and| nebst)(?: [a-z-]+){0,2}? [a-z-]{0,30}(?:zinsen|kosten|gebuhren|auslagen|spesen|interest|costs|fees))*/g

/** All sums the creditor names, with their roles, in order. */
export function classify(units: readonly Unit[]): Sum[] {
  const sums: Sum[] = []
  let header: Header | null = null
  let previous: Unit | null = null
  for (const whole of units) {
    if (whole.by !== 'creditor') continue
    if (sums.length > MAX_SUMS) break
    const unit = whole.text.length > MAX_UNIT ? { ...whole, text: whole.text.slice(0, MAX_UNIT) } : whole
    const dates = findDates(unit.text)
    const money = findMoney(unit.text).filter(found => found.kind !== 'foreign' && !isWithin(found, dates))
    header = headerAfter(header, unit, previous, money.length)
    const found = sumsOf(unit, money, dates, previous)
    if (header) for (const [i, sum] of found.entries()) byColumn(sum, unit, money[i]!, header)
    if (unit.row && money.length >= 2) rowTotal(found)
    for (const sum of found) if (unit.zone !== 'signature' || sum.role !== 'item') sums.push(sum)
    previous = unit
  }
  sums.forEach((sum, i) => {
    sum.index = i
  })
  return sums
}

/** More sums than any account has, and longer sentences than anybody writes; the rest is not read. */
const MAX_SUMS = 600
const MAX_UNIT = 6000

function sumsOf(unit: Unit, money: Money[], dates: FoundDate[], previous: Unit | null): Sum[] {
  const found: Sum[] = []
  const ordered = givesOrders(unit.text)
  let from = 0
  money.slice(0, MAX_SUMS).forEach((one, i) => {
    const { sum, consumed } = classifyOne(unit, money, dates, i, from, previous)
    from = one.end + consumed
    const before = found.at(-1)
    const between = before ? cueText(unit.text.slice(money[i - 1]!.end, one.start).slice(0, 40)) : ''
    if (
      sum.role === 'other' &&
      sum.weight === 0 &&
      before &&
      !unit.row &&
      (/^[\s,;]*(?:und|sowie|&|and)\b/.test(between) || /^\s*[,;]\s*$/.test(between))
    ) {
      // "Nr. 1 über 120 € und Nr. 2 über 80 €": the second is what the first is.
      Object.assign(sum, { role: before.role, cue: before.cue, weight: before.weight, grand: false })
    }
    const inPassing = unit.zone === 'signature' && (sum.role !== 'total' || one.kind === 'bare')
    if (inPassing || ordered) sum.role = 'other'
    found.push(sum)
  })
  return found
}

/** A bare number inside a date is no money. */
function isWithin(money: Money, dates: { start: number; end: number }[]): boolean {
  return money.kind === 'bare' && dates.some(date => date.start < money.end && money.start < date.end)
}

function classifyOne(
  unit: Unit,
  money: Money[],
  allDates: FoundDate[],
  i: number,
  from: number,
  previous: Unit | null,
): { sum: Sum; consumed: number } {
  const { start, end, cents, negative } = money[i]!
  let left = unit.text.slice(Math.max(from, start - 130), start)
  const right = cueText(unit.text.slice(end, money[i + 1]?.start ?? unit.text.length).slice(0, 70))
  if (unit.answers && i === 0) left = `${unit.answers} ${left}`
  const bareLine = i === 0 && /^[\s:=-]*$/.test(left) && /^[\s.,;]*$/.test(right)
  if (bareLine && previous && previous.by === 'creditor' && !findMoney(previous.text).length)
    left = previous.text.slice(-160)
  const before = cueText(left)
  const concluded = CONCLUSION.test(before)
  const label = before.replace(CONCLUSION, ' ')
  let best =
    strongest(
      label.replace(ASIDE, aside => ' '.repeat(aside.length)),
      right,
    ) ?? strongest(label, '')
  const share = /%|\b(?:prozent|per ?cent|quote|halfte|drittel|viertel)\b/.test(
    cueText(unit.text.slice(Math.max(0, start - 120), start)),
  )
  if (concluded && share) best = { role: 'settlement', weight: 3.4, cue: '%', consumed: 0 }
  else if (
    concluded &&
    (best === null ||
      !['instalment', 'settlement', 'quoted', 'threshold', 'payment'].includes(best.role) ||
      best.weight < 1.5)
  ) {
    best = { role: 'grand', weight: 3.3, cue: '=', consumed: 0 }
  }
  // "Sie haben uns 650 € genannt": the firm's figure, whatever noun stands before it.
  if (TOLD_BY_FIRM.test(label) && TOLD.test(right)) best = { role: 'quoted', weight: 4, cue: 'genannt', consumed: 0 }
  let role = best?.role ?? (unit.row ? 'item' : null)
  const strong = best?.weight ?? 0
  if (unit.row && role === 'item' && /\b(?:zahlung|gutschrift)/.test(before)) role = 'payment'
  if (negative && role !== 'grand' && role !== 'total') role = 'payment'
  const dates = allDates.filter(date => date.start >= start - 200 && date.end <= end + 60)
  const sum: Sum = {
    cents,
    role: toAmountRole(role, `${before.slice(-25)} | ${right.slice(0, 50)}`),
    grand: role === 'grand',
    cue: best?.cue ?? '',
    added: /\b(?:zzgl|zuzuglich|plus|nebst|hinzu komm\w*|dazu komm\w*|und weitere|ausserdem|sowie)\b[^.]{0,40}$/.test(
      before,
    ),
    adjacent: i > 0 && start - money[i - 1]!.end <= 30,
    weight: strong,
    unit,
    index: 0,
    asOf:
      dates
        .map(date => date.iso)
        .sort()
        .at(-1) ?? null,
    included: PART_OF.test(cueText(unit.text.slice(Math.max(0, start - 120), start))) && role !== 'grand' && i > 0,
    text: unit.text
      .slice(Math.max(0, start - 100), end + 50)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 160),
  }
  return { sum, consumed: best?.consumed ?? 0 }
}

const TOLD_BY_FIRM = /\b(?:sie|ihrerseits|ihre? mandant\w*|you)\b/
const TOLD = /^[\s,]{0,2}(?:\w+ ){0,2}(?:genannt|angegeben|mitgeteilt|beziffert|benannt|angesetzt|mentioned|quoted)\b/

interface Found {
  role: CueRole
  weight: number
  cue: string
  /** Characters on the right that belong to this sum's label, not to the next one's. */
  consumed: number
}

/** The cue that is nearest for its weight: 40 characters of distance on the left cost one point, 20 on the right. */
function strongest(left: string, right: string): Found | null {
  // Lists repeat their wording with other digits: what was found once holds for all their rows.
  const key = `${left}|${right}`.replace(/\d/g, '0')
  const known = weighed.get(key)
  if (known !== undefined) return known
  const found = weigh(left, right)
  if (weighed.size >= 1000) weighed.clear()
  weighed.set(key, found)
  return found
}
const weighed = new Map<string, Found | null>()

function weigh(left: string, right: string): Found | null {
  let best: Found | null = null
  const consider = (found: Found) => {
    if (!best || found.weight > best.weight) best = found
  }
  for (const { role, weight, pattern } of LEFT_CUES) {
    for (const match of left.matchAll(pattern)) {
      const between = left.slice(match.index + match[0].length)
      // A comma or semicolon in between makes it another clause.
      const gap = between.length + (/[,;]/.test(between) ? 24 : 0)
      consider({ role, weight: weight - gap / 40, cue: match[0].trim(), consumed: 0 })
    }
  }
  for (const { role, weight, pattern } of RIGHT_CUES) {
    for (const match of right.matchAll(pattern)) {
      const cue = match[0].slice(match[0].lastIndexOf(' ') + 1)
      const end = match.index + match[0].length
      const gap = pattern.source.startsWith('^[^') ? end - cue.length : 0
      consider({ role, weight: weight - gap / 20, cue, consumed: end })
    }
  }
  return best
}

const HISTORY = /\b(?:verjahrt\w*|ausgebucht|erledigt|storniert|gegenstandslos|zuruckgenommen|niedergeschlagen)\b/

function toAmountRole(role: CueRole | null, sentence: string): AmountRole {
  if (role === 'grand' || role === 'total') return HISTORY.test(sentence) ? 'other' : 'total'
  if (role === 'subtotal' || role === 'threshold' || role === null) return role === 'threshold' ? 'threshold' : 'other'
  if (role === 'credit') return 'payment'
  return role
}
