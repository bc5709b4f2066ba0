/** Kinds of cost that are named with a sum and let go by name (`Auf die Mahnkosten verzichten wir`), and prices of which a rest is owed. */
import { cueText } from '../cues.ts'
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import type { Unit } from '../units.ts'

const LET_GO = sifted(
  /\bauf ([^.;!?]{3,120}?) (?:wird|haben wir|habe ich)? ?(?:hiermit |endgultig |ausdrucklich )*verzicht\w*|(?:^|[;,.] ?|\b(?:die|den|das|unsere) )([^.;!?,]{3,60}) (?:haben|habe|werden|wurden?) (?:wir |ich )?(?:\w+ ){0,2}(?:gestrichen|erlassen|storniert|ausgebucht|geloscht)\b/,
)
/** What may still come, and what is only partly let go. */
const IF =
  /\b(?:wenn|falls|sofern|sobald|sollten?|vorausgesetzt|wurden (?:wir|ich)|rest\w*|teilweise|zum teil|weitere\w*|verbleib\w*)\b/
/** Shorter words are in many labels. */
const SHORTEST = 6
const WAIVABLE = new Set(['fee', 'interest', 'item'])

/** Takes out of account what a sentence without a sum of its own lets go by its name, where something else stays. */
export function leaveWaived(sums: readonly Sum[], units: readonly Unit[]): void {
  if (!LET_GO.mayMatchOneOf(units)) return
  const figured = new Set(sums.map(({ unit }) => unit))
  for (const unit of units) {
    if (unit.by !== 'creditor' || figured.has(unit) || !LET_GO.mayMatch(unit.folded) || IF.test(unit.folded)) continue
    const [, on, object] = LET_GO.exec(unit.folded) ?? []
    const names = ((on ?? object)?.match(/[a-z]+/g) ?? []).filter(word => word.length >= SHORTEST)
    const waived = sums.filter(sum => WAIVABLE.has(sum.role) && names.some(name => labelOf(sum).includes(name)))
    if (waived.length === 0 || !sums.some(sum => WAIVABLE.has(sum.role) && !waived.includes(sum))) continue
    for (const sum of waived) Object.assign(sum, { role: 'other', grand: false, weight: 1 })
  }
}

/** `Polstergarnitur, Kaufpreis 699 €; Restkaufpreis 412,80 €`: the price is what was owed once. */
export function leavePrices(sums: readonly Sum[]): void {
  for (const rest of sums) {
    if (!WAIVABLE.has(rest.role)) continue
    const [, noun] = /\brest([a-z]{5,})\W*$/.exec(labelOf(rest)) ?? []
    if (!noun) continue
    for (const sum of sums)
      if (sum.cents > rest.cents && sum.role === 'principal' && sum.cue.endsWith(noun))
        Object.assign(sum, { role: 'threshold', grand: false })
  }
}

const labelOf = ({ unit, between, index, start }: Sum) =>
  cueText(index === 0 || between === '' ? unit.text.slice(0, start) : between).replace(/\s*(?:eur|[€¤])?\s*$/, '')
