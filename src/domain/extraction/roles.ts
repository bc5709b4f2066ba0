/** Decides what each sum of money in a mail stands for, by the words nearest to it and by its place in a table. */
import { findMoney, type Money } from './amounts.ts'
import { CONCLUSION, type CueRole, cueText, LEFT_CUES, RIGHT_CUES } from './cues.ts'
import { type FoundDate, findDates } from './dates.ts'
import { givesOrders } from './orders.ts'
import { findPlainSums } from './plain-sums.ts'
import { countBefore } from './products.ts'
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
  /** What stands between it and the sum before it in its sentence. */
  between: string
  /** Stands right behind the sum before it. */
  adjacent: boolean
  /** Latest date in its clause, ISO; the state of account. */
  asOf: string | null
  /** The price of one of several things; the product is a sum of its own. */
  each: boolean
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
export function classify(units: readonly Unit[], today?: string): Sum[] {
  const sums: Sum[] = []
  let header: Header | null = null
  let previous: Unit | null = null
  for (const whole of units) {
    if (whole.by !== 'creditor') continue
    if (sums.length > MAX_SUMS) break
    const unit = whole.text.length > MAX_UNIT ? { ...whole, text: whole.text.slice(0, MAX_UNIT) } : whole
    const dates = findDates(unit.text)
    let money = findMoney(unit.text).filter(found => found.kind !== 'foreign' && !isWithin(found, dates))
    const plain =
      unit.row || unit.zone !== 'body' ? [] : findPlainSums(unit.text, money).filter(found => !isWithin(found, dates))
    if (plain.length > 0) money = [...money, ...plain].sort((a, b) => a.start - b.start)
    header = headerAfter(header, unit, previous, money.length)
    const found = sumsOf(unit, money, dates, previous)
    if (header && found.length === money.length)
      for (const [i, sum] of found.entries()) byColumn(sum, unit, money[i]!, header)
    if (unit.row && money.length >= 2) rowTotal(found)
    if (today) for (const sum of found) forgetFuture(sum, dates, today)
    for (const sum of found) if (unit.zone !== 'signature' || sum.role !== 'item') sums.push(sum)
    previous = unit
  }
  sums.forEach((sum, i) => {
    sum.index = i
    // `Bearbeitungsgebühr gesamt 15,00` below items of 60: all of something, not all.
    if (sum.grand && sum.unit.row && isTooSmall(sum, sums.slice(Math.max(0, i - 6), i)))
      Object.assign(sum, { grand: false, role: 'fee' })
  })
  return sums
}

/** A total of rows cannot be less than one of them, unless something was taken off. */
function isTooSmall(total: Sum, before: readonly Sum[]): boolean {
  const rows = before.filter(
    sum => sum.unit.row && sum.unit.part === total.unit.part && total.unit.line - sum.unit.line < 7,
  )
  return (
    rows.some(sum => sum.role === 'item' && sum.cents > total.cents) &&
    !rows.some(sum => sum.role === 'payment' || sum.role === 'total')
  )
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
    // `Bezahlt hat er von den 1.068 € ganze 150 €.`
    if (sum.weight === 0 && before && / von (?:den|diesen|insgesamt)/.test(before.cue)) sum.role = 'payment'
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
    if (sum.each) found.push(...productOf(sum, unit, money, i))
  })
  return found
}

/** The product of a price and its count, unless the text works it out itself (`3 x 20 € = 60 €`). */
function productOf(price: Sum, unit: Unit, money: Money[], i: number): Sum[] {
  const count = countBefore(unit.text.slice(0, money[i]!.start))!
  const cents = price.cents * count
  const role = price.role === 'other' || price.role === 'threshold' || price.role === 'total' ? 'item' : price.role
  price.role = 'threshold'
  price.grand = false
  if (money.slice(i + 1, i + 3).some(next => Math.abs(next.cents - cents) <= 1)) return []
  return [{ ...price, role, cents, each: false }]
}

/** Whether a sum is what those before it in the sentence come to, added up or taken off the first. */
function followsFrom(before: readonly Money[], cents: number): boolean {
  let sum = 0
  for (const money of before.toReversed()) {
    sum += money.cents
    if (Math.abs(sum - cents) <= 1 || Math.abs(2 * money.cents - sum - cents) <= 1) return true
  }
  return false
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
  // `Pacht = 96 €` says no more than a colon, and `3 x 20 € = 60 €` makes an item.
  const equals = /=\s*(?:eur|€)?\s*$/.test(before)
  const product =
    i > 0 && countBefore(unit.text.slice(0, money[i - 1]!.start)) !== null && start - money[i - 1]!.end < 25
  const concludes = equals && !/^\s*=/.test(before) ? !product && followsFrom(money.slice(0, i), cents) : true
  const concluded = CONCLUSION.test(before) && concludes
  const consequence = /^.*\b(?:sodass|so dass|wonach|womit)\b/.exec(before)
  const label = before.slice(consequence?.[0].length ?? 0).replace(CONCLUSION, ' ')
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
  if (best === null && consequence) best = { role: 'grand', weight: 2.5, cue: 'sodass', consumed: 0 }
  // "Sie haben uns 650 € genannt": the firm's figure, whatever noun stands before it.
  if (TOLD_BY_FIRM.test(label) && TOLD.test(right)) best = { role: 'quoted', weight: 4, cue: 'genannt', consumed: 0 }
  if (OVERDUE_INSTALMENTS.test(label) && best?.role === 'instalment') best = { ...best, role: 'item' }
  const count =
    best?.role === 'instalment' || best?.role === 'settlement' ? null : countBefore(unit.text.slice(0, start))
  if (product && equals) best = { role: 'item', weight: 3, cue: '=', consumed: 0 }
  if (NOT_THE_CLAIM.test(label) && best && (best.role === 'total' || best.role === 'item'))
    best = { ...best, role: 'threshold' }
  if (DEDUCTED_LINE.test(before.trimStart()) && i === 0) best = { role: 'payment', weight: 4, cue: './.', consumed: 0 }
  // An entry `Wasser = 41 €`, `Porto: 3 €`, or a line with a bullet, is an item of a list whatever it is called.
  const entry = /[:=]\s*(?:eur|€)?\s*$/.test(before) || (i === 0 && /^\s*[-*•–]\s/.test(unit.text))
  if (/^[\s(,]{0,3}(?:ist |wurde )?(?:storniert|gegenstandslos|entfallt|entfallen)\b/.test(right))
    best = { role: 'subtotal', weight: 4, cue: 'storniert', consumed: 0 }
  let role = best?.role ?? (unit.row || entry ? 'item' : null)
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
    between: i > 0 ? unit.text.slice(money[i - 1]!.end, start) : '',
    adjacent: i > 0 && start - money[i - 1]!.end <= 30,
    weight: strong,
    unit,
    index: 0,
    asOf:
      dates
        .map(date => date.iso)
        .sort()
        .at(-1) ?? null,
    each: count !== null,
    included: PART_OF.test(cueText(unit.text.slice(Math.max(0, start - 120), start))) && role !== 'grand' && i > 0,
    text: unit.text
      .slice(Math.max(0, start - 100), end + 50)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 160),
  }
  return { sum, consumed: best?.consumed ?? 0 }
}

/** `rückständige Raten`, `abgezinste Raten`: what is owed already, no instalment to come. */
const OVERDUE_INSTALMENTS =
  /\b(?:ruckstandig|offen|ausstehend|fallig|abgezinst|unbezahlt|ausgeblieben|rest)\w* (?:\w+ ){0,3}\w*raten?\b/
/** `Die Kaution beträgt 900 €`: the verb says nothing, the noun that it speaks of decides. */
const NOT_THE_CLAIM =
  /\b(?:\w*kaution|sicherheit|streitwert|gegenstandswert|\w*einkommen|\w*lohn|\w*gehalt|guthaben|genossenschaftsanteil\w*|ruckkaufswert|freibetrag)\b[^.:]{0,70}\b(?:betragt|betrug|belauft|belief|ist|war|lautet|macht|hat)\b[^.:;]{0,20}$/
const DEDUCTED_LINE = /^[-–*•\s]{0,4}(?:\.\/\.|abzgl\b|abzuglich\b|minus\b|less\b|\/\. )/

/** What falls due only after today (`zum 15.02. werden weitere 74 € fällig`) is not owed yet. */
function forgetFuture(sum: Sum, dates: FoundDate[], today: string): void {
  if (sum.grand || !dates.some(date => date.iso > today)) return
  const text = cueText(sum.unit.text)
  if (
    /\b(?:weitere[nrsm]?|nachste[nrsm]?|kunftig\w*|kommende[nrsm]?|neue[nrsm]?)\b/.test(text) &&
    /\b(?:fallig|zahlen|einbehalten|behalten|abgebucht|ab|gezahlt)\b/.test(text)
  )
    sum.role = 'threshold'
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
