/** Decides what each sum of money in a mail stands for, by the words nearest to it and by its place in a table. */
import { findMoney, type Money } from './amounts.ts'
import { correct, explain } from './corrections.ts'
import { type CueRole, cueText } from './cues.ts'
import { dashedLists, withoutDash } from './dashes.ts'
import { type FoundDate, findDates } from './dates.ts'
import { takeConfirmed } from './debt/confirmed.ts'
import { leaveContracts, leaveEarlier } from './debt/earlier.ts'
import { isTotalByNoun, nameListed, nameRests } from './debt/entries.ts'
import { leaveGivenUp } from './debt/given-up.ts'
import { optionsAmong } from './debt/options.ts'
import { leaveOthers } from './debt/others.ts'
import { readBalances } from './debt/running-balance.ts'
import { readStages } from './debt/stages.ts'
import { leavePrices, leaveWaived } from './debt/waived.ts'
import { goesOn, isOfNextNumber } from './goes-on.ts'
import { sifted } from './patterns/sieve.ts'
import { findPlainSums } from './plain-sums.ts'
import { countAround, countBefore } from './products.ts'
import { classifyOne } from './role-of.ts'
import { PARTS, shareOfPredicate } from './shared-predicate.ts'
import { dependsOn, forgetFuture, leaveConditions, WOULD_COME } from './suppositions.ts'
import { byColumn, byCurrency, type Header, headerAfter, rowTotal, withoutNumbered } from './tables.ts'
import type { AmountRole } from './types.ts'
import { type Unit, withText } from './units.ts'

export interface Sum {
  cents: number
  /** Written below zero. */
  negative: boolean
  role: AmountRole
  /** A total that says that it is all (`insgesamt`, `Gesamtforderung`), not just `offen`. */
  grand: boolean
  /** Said of an earlier time; gives way to what is said of now. */
  past: boolean
  /** What the words before it alone would make of it. */
  named: CueRole | null
  /** The deciding word stands behind it. */
  behind: boolean
  /** Its sentence says that something is owed. */
  owed: boolean
  /** Said to come on top, behind it. */
  joins: boolean
  /** How sure the role is; 0 without any cue. */
  weight: number
  unit: Unit
  /** Where it begins in its unit's text. */
  start: number
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
  /** Rounded (`rund`, `ca.`); an exact sum of the same role counts before it. */
  rough: boolean
  /** Contained in another sum (`darin enthalten`, `inkl.`, `davon`). */
  included: boolean
  text: string
}

/** All sums the creditor names, with their roles, in order. */
export function classify(units: readonly Unit[], today?: string): Sum[] {
  const sums: Sum[] = []
  let header: Header | null = null
  let previous: Unit | null = null
  let dashed: ReadonlySet<Unit> | null = null
  for (const whole of units) {
    if (whole.by !== 'creditor') continue
    if (sums.length > MAX_SUMS) break
    const unit = whole.text.length > MAX_UNIT ? withText(whole, whole.text.slice(0, MAX_UNIT)) : whole
    const dates = findDates(unit.text)
    let money = findMoney(unit.text).filter(found => found.kind !== 'foreign' && !isWithin(found, dates))
    if (money.some(({ negative }) => negative)) {
      dashed ??= dashedLists(units)
      if (dashed.has(whole)) money = withoutDash(money)
    }
    const plain =
      unit.row || unit.zone !== 'body' ? [] : findPlainSums(unit.text, money).filter(found => !isWithin(found, dates))
    if (plain.length > 0) money = [...money, ...plain].sort((a, b) => a.start - b.start)
    header = headerAfter(header, unit, previous, money.length)
    if (header) money = withoutNumbered(money, unit, header)
    const found = sumsOf(unit, money, dates, previous)
    if (header && found.length === money.length)
      for (const [i, sum] of found.entries()) byColumn(sum, unit, money[i]!, header, money.length)
    if (header && unit.row) byCurrency(found, header)
    if (unit.row && money.length >= 2) rowTotal(found)
    for (const sum of found)
      if (!sum.grand && !UNCONDITIONAL.has(sum.role) && dependsOn(unit, sum.start)) sum.role = 'threshold'
    if (found.length > 0 && WOULD_COME.test(unit.text)) for (const sum of found) if (!sum.grand) sum.role = 'threshold'
    if (today) for (const sum of found) forgetFuture(sum, dates, today)
    for (const sum of found) if (unit.zone !== 'signature' || sum.role !== 'item') sums.push(sum)
    previous = unit
  }
  sums.forEach((sum, i) => {
    sum.index = i
  })
  readBalances(sums)
  readStages(sums, units)
  nameRests(sums)
  nameListed(sums)
  leaveGivenUp(sums, units)
  leaveWaived(sums, units)
  leavePrices(sums)
  leaveOthers(sums)
  leaveEarlier(sums, units)
  leaveContracts(sums, units)
  leaveConditions(sums)
  takeConfirmed(sums, units)
  const options = optionsAmong(units)
  sums.forEach((sum, i) => {
    const whole = sum.grand && /forderung/.test(sum.cue)
    if (
      !whole &&
      options.size > 0 &&
      [...options].some(option => option.line === sum.unit.line && option.part === sum.unit.part)
    )
      Object.assign(sum, { grand: false, role: sum.role === 'instalment' ? 'instalment' : 'settlement' })
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

function sumsOf(unit: Unit, money: Money[], dates: readonly FoundDate[], previous: Unit | null): Sum[] {
  const found: Sum[] = []
  const ordered = unit.givesOrders
  let from = 0
  money.slice(0, MAX_SUMS).forEach((one, i) => {
    const { sum, consumed } = classifyOne(unit, money, dates, i, from, previous)
    from = one.end + consumed
    const before = found.at(-1)
    const between = before
      ? cueText(unit.text.slice(money[i - 1]!.end, one.start).slice(0, 60)).replace(/^\s?\([^()]{0,40}\)/, '')
      : ''
    // `Bezahlt hat er von den 1.068 € ganze 150 €.`
    if (sum.weight === 0 && before && / von (?:den|diesen|insgesamt)/.test(before.cue)) sum.role = 'payment'
    // `Von den 500 € sind noch 210 € offen`: the whole before its rest.
    if (sum.role === 'total' && before?.role === 'total' && /von (?:den|diesen|insgesamt)/.test(before.cue))
      Object.assign(before, { role: 'other', weight: 1 })
    if (
      before &&
      !unit.row &&
      ((sum.role === 'other' &&
        sum.weight === 0 &&
        !OF_THAT_BEFORE.test(unit.text.slice(one.end, one.end + 12)) &&
        goesOn(between, unit.text.slice(money[i - 1]!.end, one.start))) ||
        (sum.role === 'item' && before.role === 'total' && before.behind && isOfNextNumber(between)))
    ) {
      // "Nr. 1 über 120 € und Nr. 2 über 80 €": the second is what the first is.
      Object.assign(sum, { role: before.role, cue: before.cue, weight: before.weight, grand: false })
    }
    // `mit der Hälfte, also 400 € statt 800 €`: the whole that is let go.
    if (before?.role === 'settlement' && /^\s*(?:statt|anstelle|instead)\b/.test(between))
      Object.assign(sum, { role: 'total', weight: 3, cue: 'statt' })
    // `10 € im Monat für 268,90 €`: what is paid off so.
    if (before?.role === 'instalment' && /^\s*(?:im monat|pro monat|monatlich|mtl\.?) fur\s*$/.test(between))
      Object.assign(sum, { role: 'total', weight: 3, cue: 'fur' })
    // `36 x 38,16 €, zusammen 1.373,76 €` in a plan: what it will come to.
    if (before?.each && sum.grand && PLANNED.test(unit.folded) && isProductOf(before, sum, unit))
      Object.assign(sum, { role: 'instalment', grand: false })
    correct(before, sum, unit, between)
    explain(found, sum, unit)
    // `mit 820 € statt mit 1.208 € angesetzt`: the first is wrong, the second right.
    if (before && /\bstatt\b/.test(between) && PUT_AT.test(cueText(unit.text.slice(one.end, one.end + 40)))) {
      before.role = 'quoted'
      Object.assign(sum, { role: 'total', weight: 3.5, cue: 'statt', grand: false })
    }
    const inPassing = unit.zone === 'signature' && (sum.role !== 'total' || one.kind === 'bare')
    if (inPassing || ordered) sum.role = 'other'
    found.push(sum)
    if (sum.each) found.push(...productOf(sum, unit, money, i))
  })
  // `Statt der geforderten 900 € würden wir uns mit 500 € begnügen`: the whole that is let go.
  const [whole, part] = found
  if (whole?.cue === 'statt' && part?.role === 'settlement' && found.length === 2)
    Object.assign(whole, { role: 'total', weight: 3 })
  if (!unit.row) {
    nameBehind(found, unit, money)
    nameEntries(found, unit, money)
    shareOfPredicate(found)
  }
  return found
}

/** `500 € aus 2024 und 300 € davon`. */
const OF_THAT_BEFORE = /^\s?(?:davon|hiervon|of (?:it|that|which))\b/
const PUT_AT = sifted(
  /^[^.;!?]{0,20}\b(?:angesetzt|aufgefuhrt|eingestellt|berucksichtigt|gelistet|verzeichnet|angegeben|genannt|ausgewiesen|eingetragen)\b/,
)
const PLANNED = sifted(/\b(?:plan\w*|quote\w*|entfall\w*|raten?\w*)\b/)
const isProductOf = (price: Sum, sum: Sum, unit: Unit) =>
  (countBefore(unit.text.slice(0, price.start)) ?? 0) * price.cents === sum.cents

/** A noun and no verb before a sum: `Geldbuße 128 €, Gebühr 28 €`. */
const ENTRY = sifted(
  /^[\s,;:–-]*(?:(?:und|sowie|plus|zzgl\.|nebst|&)\s)?(?:\p{Lu}[\p{L}.-]+|\d[\d./-]*)(?:\s(?:\p{Lu}[\p{L}.-]+|\d[\d./-]*|für|vom|bis|aus|im|von|der|des|die|und|desselben|derselben|i\.|d\.)){0,5}:?\s*(?:[€¤]|EUR)?\s*$/u,
)

/** `Miete 540 €, Nebenkostennachzahlung 212 €, Schlüssel 45 €`: among items, a noun for what is owed is one of them. */
const isOneOf = (sum: Sum, found: readonly Sum[]) =>
  isTotalByNoun(sum) &&
  /(?:zahlung|forderung|ruckstand|ruckstande)$/.test(sum.cue) &&
  found.filter(other => other !== sum && (PARTS.has(other.role) || (other.role === 'other' && other.weight === 0)))
    .length > 1

/** In a sentence that is a list of nouns with a sum each, what no cue knows is an item like the others. */
function nameEntries(found: Sum[], unit: Unit, money: Money[]): void {
  if (found.length < 2) return
  // What a list is of stands before its colon.
  const label = ({ start }: Sum) =>
    unit.text.slice(money.findLast(one => one.start < start)?.end ?? 0, start).replace(/^[^:]{3,90}:(?=\s\p{L})/u, '')
  const entries = found.filter(sum => ENTRY.test(label(sum)))
  const listed = found.filter(sum => PARTS.has(sum.role) || sum.role === 'payment' || sum.each || entries.includes(sum))
  if (listed.length < found.length - 1 || listed.length < 2) return
  for (const sum of entries)
    if ((sum.role === 'other' && sum.weight === 0) || isOneOf(sum, found))
      Object.assign(sum, { role: 'item', weight: 1 })
}

/** `Offen sind 150 € Reparatur, 75 € Material und 40 € Anfahrt`: what each is for stands behind it, and none is all. */
function nameBehind(found: Sum[], unit: Unit, money: Money[]): void {
  const [first] = found
  if (found.length < 2 || found.length !== money.length || first!.grand || first!.role !== 'total' || first!.behind)
    return
  const named = found.every((sum, i) => {
    const behind = unit.text.slice(money[i]!.end, money[i + 1]?.start)
    return (
      (i === 0 || (sum.role === 'other' && sum.weight === 0) || PARTS.has(sum.role)) &&
      (i + 1 < found.length ? FOR_SOMETHING_AND.test(behind) : FOR_SOMETHING.test(behind))
    )
  })
  if (named)
    for (const sum of found) if (!PARTS.has(sum.role)) Object.assign(sum, { role: 'item', weight: 2, owed: true })
}
const FOR_SOMETHING = /^\s(?:für\s)?(?:(?:den|die|das|der)\s)?\p{Lu}\p{L}+/u
const FOR_SOMETHING_AND = new RegExp(
  `${FOR_SOMETHING.source}[^,;.()]{0,40}(?:,|\\sund|\\ssowie|,\\sund)\\s(?:(?:EUR|[€¤])\\s?)?$`,
  'u',
)

/** The product of a price and its count, unless the text works it out itself (`3 x 20 € = 60 €`). */
function productOf(price: Sum, unit: Unit, money: Money[], i: number): Sum[] {
  const count = countAround(unit.text, money[i]!, money[i + 1])!
  const cents = price.cents * count
  const role = price.role === 'other' || price.role === 'threshold' ? 'item' : price.role
  price.role = 'threshold'
  price.grand = false
  if (money.slice(i + 1, i + 3).some(next => Math.abs(next.cents - cents) <= 1)) return []
  return [{ ...price, role, cents, each: false }]
}

/** A bare number inside a date is no money. */
function isWithin(money: Money, dates: readonly FoundDate[]): boolean {
  return money.kind === 'bare' && dates.some(date => date.start < money.end && money.start < date.end)
}

/** What is said under a condition and is not owed yet, unless it is one of these. */
const UNCONDITIONAL = new Set<AmountRole>(['payment', 'instalment', 'settlement', 'total'])
