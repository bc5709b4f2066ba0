/** Lists of several persons: what stands in another person's row is not the client's. */

import { findMoney } from '../extraction/amounts.ts'
import { findFullNames } from '../extraction/names.ts'
import { isRival, type Scored } from './evidence.ts'
import { findName } from './find-name.ts'
import { familyName } from './generations.ts'
import type { Mentions } from './mentions.ts'
import { nameTokens } from './normalise.ts'

export interface Rows {
  /** Lines with money that bear the client's name. */
  own: string[]
  /** Those with somebody else's full name. */
  others: string[]
}

/**
 * The lines of the creditor's words by whose they are; null unless the client and somebody else each have one, and null if
 * one is another client's: then the mail is about several.
 */
export function rowsOf(best: Scored, scored: readonly Scored[], { ownWritten }: Mentions): Rows | null {
  const last = nameTokens(familyName(best.inquiry))
  const rivals = scored.filter(other => isRival(other, best))
  const rows: Rows = { own: [], others: [] }
  for (const line of ownWritten.slice(0, 60_000).split('\n')) {
    // A sentence is no row.
    if (!/\d{2}/.test(line) || line.length > 200 || /[.!?]\s*$/.test(line) || findMoney(line).length === 0) continue
    const words = nameTokens(line)
    if (findName(words, last).length > 0) rows.own.push(line)
    else if (findFullNames(line).length > 0) {
      if (rivals.some(other => findName(words, nameTokens(familyName(other.inquiry))).length > 0)) return null
      rows.others.push(line)
    }
  }
  return rows.own.length > 0 && rows.others.length > 0 ? rows : null
}

/** References without those that only stand in rows of others, where the client's row has some. */
export function withoutOtherRows(references: string[], rows: Rows | null): string[] {
  const own = references.filter(text => rows?.own.some(line => line.includes(text)))
  if (!rows || own.length === 0) return references
  return references.filter(text => own.includes(text) || !rows.others.some(line => line.includes(text)))
}

/** The claim that was read stands in no row of the client's, though one of them states money, as those of others do. */
export function isAnothersAmount(cents: number | null, rows: Rows | null): boolean {
  if (!rows || cents === null) return false
  const sums = (lines: string[]) => lines.flatMap(line => findMoney(line).map(money => money.cents))
  return !sums(rows.own).includes(cents)
}
