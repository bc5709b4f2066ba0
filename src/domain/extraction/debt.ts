/** From classified sums to the creditor's total claim. */
import { cueText } from './cues.ts'
import { denialsIn } from './denials.ts'
import type { Sum } from './roles.ts'
import type { Unit } from './units.ts'

export interface Debt {
  cents: number | null
  contradictory: boolean
  /** `stated`: a total is stated; `summed`: its items are; `none`: no claim; `unknown`. */
  how: 'stated' | 'summed' | 'no_claim' | 'unknown'
  /** Other sums of the mail add up to it. */
  proven?: boolean
}

const PARTS = new Set(['principal', 'interest', 'fee', 'item'])

/** The creditor's total claim: a stated total, else the sum of the items, 0 where the creditor denies any claim. */
export function totalClaim(sums: readonly Sum[], units: readonly Unit[]): Debt {
  const totals = sums.filter(sum => sum.role === 'total' && sum.cents > 0)
  const denials = denialsIn(units)
  const denied = denials.length > 0
  const leavesRest = units.some(unit => unit.by === 'creditor' && REST.test(cueText(unit.text)))
  const noClaim: Debt = { cents: 0, contradictory: false, how: 'no_claim' }
  if (totals.length > 0) {
    // `1.920 € Miete und noch das Öl mit 310 €. Mehr als 2.230 € will ich nicht`: what everything comes to, in passing.
    const proof = totals.some(total => total.grand) ? undefined : provenTotal(sums)
    const whole =
      proof && totals.every(total => total.index < proof.index) && !totals.some(t => t.cents === proof.cents)
    if (whole)
      return {
        cents: proof.cents - laterPayments(proof, sums, false),
        contradictory: false,
        how: 'stated',
        proven: true,
      }
    const chosen = chooseTotal(totals, sums)
    if (denied && (chosen.weak || denials.includes(chosen.sum.unit))) return noClaim
    if (chosen.cents === null) return { cents: null, contradictory: true, how: 'unknown' }
    return {
      cents: chosen.cents + added(chosen.sum, sums) - laterPayments(chosen.sum, sums, leavesRest),
      contradictory: false,
      how: 'stated',
      proven: addsUp(chosen.sum, sums),
    }
  }
  if (denied) return noClaim
  const proven = provenTotal(sums)
  if (proven) {
    const cents = proven.cents - laterPayments(proven, sums, leavesRest)
    return { cents, contradictory: false, how: 'stated', proven: true }
  }
  const parts = distinct(sums.filter(sum => PARTS.has(sum.role) && !sum.included))
  const loose = sums.filter(
    sum => sum.role === 'other' && sum.weight === 0 && !sum.unit.row && sum.unit.zone !== 'signature',
  )
  const sum = parts.reduce((total, part) => total + part.cents, 0)
  const others = (one: Sum) =>
    loose.filter(other => other.cents !== one.cents).reduce((total, other) => total + other.cents, 0)
  const whole = loose.length > 2 ? loose.find(one => one.cents === others(one)) : undefined
  if (whole && parts.length === 0) return { cents: whole.cents, contradictory: false, how: 'stated' }
  // A figure without any cue that the items add up to, or that stands alone, is the claim.
  if (loose.some(one => one.cents === sum) && parts.length > 1)
    return { cents: sum, contradictory: false, how: 'stated' }
  const [largest, second] = [...new Set(loose.map(one => one.cents))].sort((a, b) => b - a)
  const base =
    largest !== undefined &&
    largest >= 2 * (second ?? 0) &&
    parts.every(part => part.role === 'fee' || part.role === 'interest')
      ? largest
      : 0
  const claimed = base > 0 || parts.some(part => part.role !== 'fee' || part.unit.row)
  const paid = sums
    .filter(s => s.role === 'payment' && (s.unit.row || leavesRest || DEDUCTED.test(cueText(s.unit.text))))
    .reduce((total, part) => total + part.cents, 0)
  const cents = base + sum - paid
  return claimed && cents > 0
    ? { cents, contradictory: false, how: 'summed' }
    : { cents: null, contradictory: false, how: 'unknown' }
}

/**
 * What is put on top of the total (`75 EUR zzgl. 5 EUR Mahngebühren`, `Beiträge 75 EUR, Mahngebühren 5 EUR`, a next sentence
 * that begins with `Zuzüglich`), unless the total says that it is all.
 */
function added(total: Sum, sums: readonly Sum[]): number {
  if (total.grand || addsUp(total, sums)) return 0
  const inclusive = INCLUSIVE.test(cueText(total.unit.text))
  let on = 0
  let unit = total.unit
  for (const sum of sums.slice(total.index + 1)) {
    if (sum.unit.part !== unit.part || sum.grand) break
    const onTop = sum.unit !== total.unit && ON_TOP.test(cueText(sum.unit.text))
    if (sum.unit !== unit && !onTop) break
    unit = sum.unit
    if (sum.included || sum.cents === total.cents) continue
    const extra = sum.role === 'fee' || sum.role === 'interest'
    const announced = sum.adjacent && sum.added && (extra || sum.role === 'item')
    const listed = extra && !inclusive && sum.unit === total.unit && sum.between.length < 70
    if (announced || listed || (onTop && (extra || sum.role === 'item' || sum.role === 'other'))) on += sum.cents
  }
  return on
}

const INCLUSIVE =
  /\b(?:inkl\w*|incl|einschl\w*|darin|hierin|davon|das (?:ist|iss|sind|war)|enthalten\w*|beinhaltet|including|setzt sich|zusammen aus|bestehend aus|samt|mit zinsen)\b/
const ON_TOP =
  /^[\s*–-]{0,4}(?:zuzuglich|zzgl|hinzu|dazu|plus|ausserdem|ferner|daneben|nebst)\b|\bkomm(?:t|en) (?:\w+ ){0,3}(?:hinzu|dazu|obendrauf|noch)\b|^[\s*–-]{0,4}(?:mahn|verzugs|inkasso|saumnis|rucklast|vollstreckungs)\w*(?: \w+){0,2}:? /

/** The same sum repeated in another sentence with the same role is one item, unless it bears another number or date. */
function distinct(parts: Sum[]): Sum[] {
  return parts.filter((part, i) => {
    if (part.unit.row) return true
    const first = parts.findIndex(
      other =>
        other.cents === part.cents &&
        other.role === part.role &&
        (other === part || (other.unit !== part.unit && !tellsApart(other.unit.text, part.unit.text))),
    )
    return first === i
  })
}

/** Both name a number or a date, and not the same: two invoices of one amount. */
function tellsApart(a: string, b: string): boolean {
  const numbers = (text: string) => (text.match(/\d[\d./-]{2,}/g) ?? []).join(' ')
  return (
    /\d{3,}|\d\.\d/.test(a) &&
    numbers(a) !== numbers(b) &&
    /\d[\d./-]{4,}.*\d[\d./-]{2,}/.test(a) &&
    /\d[\d./-]{4,}.*\d[\d./-]{2,}/.test(b)
  )
}

interface Choice {
  cents: number | null
  sum: Sum
  /** Only loosely a total, so that a denial of any claim outweighs it. */
  weak: boolean
}

function chooseTotal(totals: Sum[], sums: readonly Sum[]): Choice {
  const values = [...new Set(totals.map(total => total.cents))]
  const choose = (sum: Sum): Choice => ({ cents: sum.cents, sum, weak: !sum.grand && sum.weight < 2.2 })
  const last = (cents: number) => totals.findLast(total => total.cents === cents)!
  if (values.length === 1) return choose(totals.reduce((a, b) => (b.grand && !a.grand ? b : a)))
  // A total that the other figures add up to proves itself.
  const proven = totals.filter(total => addsUp(total, sums))
  if (proven.length > 0) {
    const sum = proven.reduce((a, b) => (b.cents > a.cents ? b : a))
    // What remains of it (`es verbleiben …`) is stated behind it.
    const best = sum.grand
      ? sum
      : (totals.find(total => total.grand && total.index > sum.index && total.cents < sum.cents) ?? sum)
    const rival = totals.find(
      total =>
        (total.grand || (total.weight >= 2.5 && !total.unit.row && !total.included)) &&
        total.cents !== best.cents &&
        total.unit.part !== best.unit.part &&
        sameDay(total, best),
    )
    if (totals.some(total => isRival(total, best, sums))) return { cents: null, sum: best, weak: false }
    return rival && rival.cents > best.cents / 4 ? { cents: null, sum: best, weak: false } : choose(best)
  }
  if (sameDayTwice(totals, sums)) return { cents: null, sum: totals[0]!, weak: false }
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
  if (new Set(pool.map(total => total.unit.part)).size > 1) return { cents: null, sum: pool[0]!, weak: false }
  // Several open accounts side by side, said with the same words, are added.
  if (grand.length === 0) {
    const once = values.map(value => totals.find(total => total.cents === value)!)
    const parallel =
      once.every(total => total.cue === once[0]!.cue || total.unit.row) &&
      new Set(once.map(total => total.asOf)).size === 1
    if (parallel && !once.some(total => CORRECTS.test(cueText(total.unit.text)))) {
      return { cents: once.reduce((sum, total) => sum + total.cents, 0), sum: once.at(-1)!, weak: false }
    }
  }
  const strongest = Math.max(...pool.map(total => total.weight))
  return choose(pool.findLast(total => total.weight > strongest - 0.4)!)
}

const CORRECTS =
  /\b(?:nunmehr|inzwischen|statt|bisher|zuletzt|jetzt|aktualisiert|korrigiert|berichtigt|genau|richtig|tatsachlich)\b/

function sameDay(a: Sum, b: Sum): boolean {
  return a.asOf === null || b.asOf === null || a.asOf === b.asOf
}

/** A plain statement of another total, nearly the same, which is no part of the proven one: one of them is a slip. */
function isRival(total: Sum, proven: Sum, sums: readonly Sum[]): boolean {
  const gap = Math.abs(total.cents - proven.cents)
  if (
    gap === 0 ||
    gap > proven.cents / 10 ||
    total.grand ||
    total.unit.row ||
    total.included ||
    total.weight < 2.2 ||
    !sameDay(total, proven)
  )
    return false
  if (
    !addsUp(
      proven,
      sums.filter(sum => sum !== total),
    )
  )
    return false
  if (total.unit === proven.unit || CORRECTS.test(cueText(total.unit.text))) return false
  // Payments, or what was added, explain the difference.
  return !sums.some(sum => sum !== total && sum !== proven && Math.abs(sum.cents - gap) <= 1)
}

/** Two sentences, each with one sum, state different totals for one day. */
function sameDayTwice(totals: Sum[], sums: readonly Sum[]): boolean {
  const lonely = totals.filter(
    total =>
      total.asOf !== null &&
      !total.included &&
      total.weight > 2 &&
      sums.filter(sum => sum.unit === total.unit).length === 1,
  )
  return lonely.some(a =>
    lonely.some(b => a.unit !== b.unit && a.asOf === b.asOf && a.cents !== b.cents && a.cue !== b.cue),
  )
}

/** Roles that never are parts of a total. */
const ASIDE = new Set(['instalment', 'settlement', 'quoted', 'threshold'])

/** Whether two or more sums that stand side by side in the same part of the mail add up to it, payments subtracted. */
export function addsUp(total: Sum, sums: readonly Sum[]): boolean {
  const others = sums.filter(
    sum => sum !== total && sum.unit.part === total.unit.part && sum.cents !== total.cents && !ASIDE.has(sum.role),
  )
  const at = others.findIndex(sum => sum.index > total.index)
  const before = (at < 0 ? others : others.slice(0, at)).slice(-30)
  const after = at < 0 ? [] : others.slice(at, at + 40)
  return before.some((_, i) => runAddsUp(before.slice(i), total.cents)) || runAddsUp(after, total.cents)
}

function runAddsUp(run: Sum[], cents: number): boolean {
  let sum = 0
  for (const [i, part] of run.entries()) {
    sum += part.role === 'payment' ? -part.cents : part.cents
    if (i >= 1 && Math.abs(sum - cents) <= 1) return true
  }
  return false
}

/** A sum without any word for a total that the sums before it add up to: the last such sum is what remains. */
function provenTotal(sums: readonly Sum[]): Sum | undefined {
  const able = sums.filter(sum => !ASIDE.has(sum.role) && sum.role !== 'payment')
  return able.findLast(sum => sum.index > 1 && addsUpBefore(sum, sums)) ?? able.find(sum => addsUp(sum, sums))
}

function addsUpBefore(total: Sum, sums: readonly Sum[]): boolean {
  return addsUp(total, sums.slice(0, total.index + 1))
}

/** Speaks of what is left without saying how much: what was paid has to be taken off. */
const REST =
  /\b(?:de[nm] (?:\w+ )?(?:rest|fehlbetrag|differenz\w*)(?! (?:von|in hohe|betragt|belauft))|die differenz|restbetrag|ubrige|fehlbetrag)\b/

const DEDUCTED = /\b(?:abzug\w*|angezahlt|anzahlung|abzuglich|abzgl|abzuziehen|abgezogen|less|minus|in abzug)\b|\.\/\./
const ALREADY =
  /\b(?:bereits|schon) (?:\w+ ){0,3}(?:berucksichtigt|abgezogen|verrechnet|enthalten|verbucht|eingerechnet)|\bberucksichtigt\b|already (?:included|deducted)/

/** Payments that the mail deducts from the total it has just named, where no new total follows. */
function laterPayments(total: Sum, sums: readonly Sum[], leavesRest: boolean): number {
  let paid = 0
  for (const sum of sums) {
    if (sum.index <= total.index || sum.unit.part !== total.unit.part || sum.role !== 'payment') continue
    const sentence = cueText(sum.unit.text)
    if (sum.unit.line - total.unit.line > 3 || ALREADY.test(sentence)) continue
    if (!DEDUCTED.test(sentence) && !leavesRest) continue
    paid += sum.cents
  }
  return paid < total.cents ? paid : 0
}
