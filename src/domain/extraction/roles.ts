/** Decides what each sum of money in a mail stands for, by the words nearest to it and by its place in a table. */
import { findMoney, type Money } from './amounts.ts'
import type { CueRole } from './cues.ts'
import { dashedLists, withoutDash } from './dashes.ts'
import { type FoundDate, findDates } from './dates.ts'
import { takeConfirmed } from './debt/confirmed.ts'
import { leaveContracts, leaveEarlier } from './debt/earlier.ts'
import { nameListed, nameRests } from './debt/entries.ts'
import { leaveGivenUp } from './debt/given-up.ts'
import { optionsAmong } from './debt/options.ts'
import { leaveOthers } from './debt/others.ts'
import { readBalances } from './debt/running-balance.ts'
import { readStages } from './debt/stages.ts'
import { leavePrices, leaveWaived } from './debt/waived.ts'
import { findPlainSums } from './plain-sums.ts'
import { sumsOf } from './sums-of.ts'
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

/** A bare number inside a date is no money. */
function isWithin(money: Money, dates: readonly FoundDate[]): boolean {
  return money.kind === 'bare' && dates.some(date => date.start < money.end && money.start < date.end)
}

/** What is said under a condition and is not owed yet, unless it is one of these. */
const UNCONDITIONAL = new Set<AmountRole>(['payment', 'instalment', 'settlement', 'total'])
