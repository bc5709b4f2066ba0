/** Which of several totals a mail means. */
import { editDistance, isSwap } from '../../matching/similar.ts'
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import { addsUp, followsFromThoseBefore } from './adds-up.ts'
import { areAlike, areThings, isOfATime, ofThings } from './distinct.ts'
import { namesThing } from './several.ts'

export interface Choice {
  cents: number | null
  sum: Sum
  /** Only loosely a total, so that a denial of any claim outweighs it. */
  weak: boolean
  /** What several things of their own come to. */
  added?: boolean
}

/** The total that counts; null cents where two of them contradict each other. */
export function chooseTotal(named: Sum[], sums: readonly Sum[]): Choice {
  const exact = named.filter(total => !total.rough)
  const totals = exact.length > 0 ? exact : named
  const values = [...new Set(totals.map(total => total.cents))]
  const last = (cents: number) => totals.findLast(total => total.cents === cents)!
  const times = alike(totals)
  if (times > 1) return { cents: times * values[0]!, sum: totals.at(-1)!, weak: false }
  const things = ofThings(totals)
  if (values.length === 1 && things.length > 1) return addUp(things)
  if (values.length === 1) return choose(totals.reduce((a, b) => (b.grand && !a.grand ? b : a)))
  // `Offen also 400 €`: what the writer concludes from all before it.
  const conclusion = totals.at(-1)!
  if (
    conclusion.cue === '=' &&
    conclusion.grand &&
    !conclusion.unit.row &&
    !totals.some(total => isRival(total, conclusion, sums))
  )
    return choose(conclusion)
  const accounts = accountsIn(totals, sums)
  if (accounts) return addUp(accounts)
  // A total that the other figures add up to proves itself.
  const proven = totals.filter(total => addsUp(total, sums))
  if (proven.length > 0) return chooseProven(proven, totals, sums)
  if (sameDayTwice(totals, sums)) return ask(totals[0]!)
  if (values.length <= MOST_LOOKED_AT && someTwo(totals, isSlip)) return ask(totals[0]!)
  // What the figures before it come to in any other way, each put on or taken off.
  const following = totals.slice(-MOST_LOOKED_AT).findLast(total => followsFromThoseBefore(total, sums))
  if (following) return choose(following)
  if (someTwo(totals, areRivals)) return ask(totals[0]!)
  // `Erstattung aus Bescheid: 1.120 €; Darlehen: Restbetrag 340 €`: entries of one sentence.
  const first = totals[0]!
  if (totals.every(total => total === first || (total.unit === first.unit && ENTRY.test(total.between))))
    return addUp(totals)
  const grand = totals.filter(total => total.grand)
  const pool = grand.length > 0 ? grand : totals
  const poolValues = [...new Set(pool.map(total => total.cents))]
  if (poolValues.length === 1) return choose(last(poolValues[0]!))
  const dated = pool.filter(total => total.asOf !== null)
  const latest = dated
    .map(total => total.asOf!)
    .sort()
    .at(-1)
  const newest = dated.filter(total => total.asOf === latest)
  if (
    newest.length > 0 &&
    new Set(dated.map(total => total.asOf)).size > 1 &&
    new Set(newest.map(total => total.cents)).size === 1
  ) {
    return choose(newest[0]!)
  }
  if (new Set(pool.map(total => total.unit.part)).size > 1) return ask(pool[0]!)
  // Several open accounts side by side, said with the same words, are added.
  if (grand.length === 0) {
    const parallel =
      (things.every(total => total.cue === things[0]!.cue || total.unit.row) ||
        areAccounts(things) ||
        shareTheirVerb(things)) &&
      new Set(things.map(total => total.asOf)).size === 1
    if (parallel && !things.some(thing => corrects(thing) || isOfATime(thing))) return addUp(things)
  }
  const strongest = Math.max(...pool.map(total => total.weight))
  return choose(pool.findLast(total => total.weight > strongest - 0.4)!)
}

const choose = (sum: Sum): Choice => ({ cents: sum.cents, sum, weak: !sum.grand && sum.weight < 2.2 })
/** They contradict each other: a person has to ask which. */
const ask = (sum: Sum): Choice => ({ cents: null, sum, weak: false })
const addUp = (totals: readonly Sum[]): Choice => ({
  cents: totals.reduce((sum, total) => sum + total.cents, 0),
  sum: totals.at(-1)!,
  weak: false,
  added: true,
})

/** Of totals that others prove the largest, or what has become of it. */
function chooseProven(proven: readonly Sum[], totals: readonly Sum[], sums: readonly Sum[]): Choice {
  const sum = lastOf(
    proven.reduce((a, b) => (b.cents > a.cents ? b : a)),
    totals,
    sums,
  )
  // What remains of it (`es verbleiben …`) is stated behind it.
  const whole = totals.find(total => total.grand && contains(total, sum, sums))
  const best = whole
    ? whole
    : sum.grand
      ? sum
      : (totals.find(total => total.grand && total.index > sum.index && total.cents < sum.cents) ?? sum)
  // `Von den 1.960 € sind 700 € bezahlt, es stehen somit 1.260 € aus`, and the bill of 1.960 is attached.
  const concluded = totals.find(
    total =>
      total.unit.zone === 'body' &&
      best.unit.zone === 'attachment' &&
      sums.some(sum => sum.unit.zone === 'body' && sum.index < total.index && sum.cents === best.cents) &&
      followsFromThoseBefore(total, sums),
  )
  if (concluded) return choose(concluded)
  const rival = totals.find(
    total =>
      (total.grand || (total.weight >= 2.5 && !total.unit.row && !total.included)) &&
      total.cents !== best.cents &&
      total.unit.part !== best.unit.part &&
      sameDay(total, best),
  )
  if (totals.some(total => isRival(total, best, sums))) return ask(best)
  return rival && rival.cents > best.cents / 4 ? ask(best) : choose(best)
}

/** Of more totals none is meant alone. */
const MOST_LOOKED_AT = 8

/** Whether any two of the totals, in different sentences of which none corrects the other, are so to each other. */
const someTwo = (totals: readonly Sum[], are: (a: Sum, b: Sum) => boolean): boolean =>
  totals.some(a => totals.some(b => a.unit !== b.unit && are(a, b) && !corrects(a) && !corrects(b)))
const corrects = ({ unit }: Sum) => CORRECTS.test(unit.folded)

/** Two digits have changed their places. */
const isSlip = (a: Sum, b: Sum) => isSwap(String(a.cents), String(b.cents))

/** Both say what all comes to, of one day or of none, and not the same: nothing explains it. */
const areRivals = (a: Sum, b: Sum) =>
  a.cents !== b.cents && a.unit.part === b.unit.part && saysAll(a) && saysAll(b) && sameDay(a, b)
const saysAll = ({ cue, grand, past, included }: Sum) => grand && !past && !included && ALL.test(cue)
const ALL = /^gesamt(?:forderung|betrag|summe|saldo|ruckstand)|\bgesamt(?:forderung|betrag|saldo)\w*\b/

/** `; Darlehen: Restbetrag`, `) und Ratenkredit (`: the next entry of a sentence. */
const ENTRY =
  /^\s*;\s*\p{Lu}[^;]*:|^\s*\)\s*(?:,|und|sowie)\s(?:\p{Ll}+\s){0,2}\p{Lu}[\p{L}-]*(?:\s[\d./-]+)?\s\((?:EUR|[€¤])?\s*$/u

/** `- Girokonto 118, Soll 1.344 € / - Ratenkredit 119, Restschuld 3.871 €`: lines of a list, each about a thing of its own. */
function areAccounts(totals: readonly Sum[]): boolean {
  return (
    totals.every(total => namesThing(total.unit.text) && !total.included && !total.past) &&
    new Set(totals.map(total => total.unit)).size === totals.length &&
    new Set(totals.map(total => total.unit.folded.match(/\w{4,}/)![0])).size === totals.length
  )
}

/** `Er schuldet aus Vertrag 7 noch 430 € und aus Vertrag 8 noch 290 €`: the verb is said of both. */
const shareTheirVerb = ([first, ...others]: readonly Sum[]): boolean =>
  others.every(total => total.unit === first!.unit && FROM_ANOTHER.test(total.between)) &&
  new Set([first!.unit.text.slice(0, first!.start), ...others.map(({ between }) => between)].map(numbersIn)).size ===
    others.length + 1
const FROM_ANOTHER = /^\s*(?:,|und|sowie|and)\s(?:aus|für|auf|bei|von|from|on|for|under)\s[^.;,]{0,40}\d[^.;,]{0,20}$/
const numbersIn = (text: string) => (text.match(/\d[\d/-]*/g) ?? []).at(-1) ?? ''

/**
 * `Vertrag A: Hauptforderung 900 €, Zinsen 66 €, gesamt 966 € / Vertrag B: …`: accounts one below the other, each with a total
 * of all that stands since the one before it, and begun in the same words.
 */
function accountsIn(totals: readonly Sum[], sums: readonly Sum[]): Sum[] | null {
  if (totals.length < 2 || !totals.every(total => total.grand && total.cue === totals[0]!.cue)) return null
  const heads: Sum[] = []
  let from = 0
  for (const total of totals) {
    const parts = sums.slice(from, total.index)
    if (parts.length < 2 || parts.some(part => part.unit.part !== total.unit.part)) return null
    if (parts.reduce((all, part) => all + (part.role === 'payment' ? -part.cents : part.cents), 0) !== total.cents)
      return null
    heads.push(parts[0]!)
    from = total.index + 1
  }
  return from === sums.length &&
    heads.every((head, i) => i === 0 || areThings(heads[0]!, head) || areAlike(heads[0]!, head))
    ? [...totals]
    : null
}

/** `Offen sind Januar 45 € und Februar 45 €`: how many entries of one sentence have one and the same sum; else 1. */
function alike(totals: readonly Sum[]): number {
  const [first] = totals
  const entries = totals.every(
    total =>
      total === first ||
      (total.cents === first!.cents && total.unit === first!.unit && !total.grand && PERIOD.test(total.between)),
  )
  return entries ? totals.length : 1
}
const PERIOD =
  /^\s*(?:,|und|sowie|and)\s+(?:für\s|im\s|aus\s|for\s)?(?:Jan|Feb|Mär|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Mar|May|Oct|Dec|20\d\d|\d{1,2}\/|[1-4]\. Quartal)/

/** `Summe 4.262 / Kaution ./. 1.228 / Mahnkosten 5 / noch offen 3.039`: what has become of a sum, as it is said behind it. */
function lastOf(whole: Sum, totals: readonly Sum[], sums: readonly Sum[]): Sum {
  const next = totals.find(total => {
    const between = sums.slice(whole.index + 1, total.index)
    return (
      between.length > 0 &&
      between.length <= MOST_CHANGES &&
      total.unit.part === whole.unit.part &&
      between.every(sum => sum.role !== 'settlement' && sum.role !== 'instalment') &&
      becomes(whole.cents, between, total.cents)
    )
  })
  return next ? lastOf(next, totals, sums) : whole
}

/** More changes would make anything of it. */
const MOST_CHANGES = 4

/** Whether a sum becomes another one by what stands between, each put on or taken off, whatever it is called. */
const becomes = (from: number, [change, ...rest]: readonly Sum[], to: number): boolean =>
  change ? becomes(from - change.cents, rest, to) || becomes(from + change.cents, rest, to) : Math.abs(from - to) <= 1

/** `Summe Bescheid 369,40 / Abschlag 42,00 / Gesamt 411,40`: a proven sum and all that stands between make a larger one. */
function contains(whole: Sum, part: Sum, sums: readonly Sum[]): boolean {
  if (whole.index <= part.index || whole.cents <= part.cents || whole.unit.part !== part.unit.part) return false
  const between = sums.slice(part.index + 1, whole.index)
  return (
    between.length > 0 &&
    between.length < 12 &&
    between.reduce((total, sum) => total + sum.cents, part.cents) === whole.cents
  )
}

const CORRECTS = sifted(
  /\b(?:nunmehr|inzwischen|statt|bisher|zuletzt|jetzt|aktualisiert|korrigiert|berichtigt|genau|richtig|tatsachlich)\b/,
)

function sameDay(a: Sum, b: Sum): boolean {
  return a.asOf === null || b.asOf === null || a.asOf === b.asOf
}

/** A plain statement of another total, nearly the same, which is no part of the proven one: one of them is a slip. */
function isRival(total: Sum, proven: Sum, sums: readonly Sum[]): boolean {
  const gap = Math.abs(total.cents - proven.cents)
  if (
    gap === 0 ||
    (gap > proven.cents / (/\bheut\w*/.test(total.unit.folded) ? 4 : 10) && !isMistyped(total, proven)) ||
    total.unit.row ||
    total.included ||
    total.weight < 2.2 ||
    !sameDay(total, proven)
  )
    return false
  const without = sums.filter(sum => sum !== total)
  if (!addsUp(proven, without) || addsUp(total, sums)) return false
  // It is one of the parts of a sum on the way to the proven one.
  if (sums.some(sum => sum.grand && sum.index < proven.index && addsUp(sum, sums) && !addsUp(sum, without)))
    return false
  if (total.unit === proven.unit || corrects(total)) return false
  // Payments, or what was added, explain the difference.
  return !sums.some(sum => sum !== total && sum !== proven && Math.abs(sum.cents - gap) <= 1)
}

/** `289,50` and `259,50`: one digit. */
const isMistyped = (a: Sum, b: Sum) => editDistance(String(a.cents), String(b.cents)) === 1

const dayOf = ({ asOf, unit }: Sum): string | null => asOf ?? (/\bheut\w*/.test(unit.folded) ? 'today' : null)

/** Two sentences, each with one sum, state different totals for one day. */
function sameDayTwice(totals: Sum[], sums: readonly Sum[]): boolean {
  const lonely = totals.filter(
    total =>
      dayOf(total) !== null &&
      !total.included &&
      total.weight > 2 &&
      sums.filter(sum => sum.unit === total.unit).length === 1,
  )
  return lonely.some(a =>
    lonely.some(
      b =>
        a.unit !== b.unit &&
        dayOf(a) === dayOf(b) &&
        a.cents !== b.cents &&
        (a.cue !== b.cue || (a.grand && b.grand) || isSwap(String(a.cents), String(b.cents))),
    ),
  )
}
