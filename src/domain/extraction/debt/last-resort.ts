/** What the sums of a mail say where no total does: that nothing is owed, or what was owed once. */
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import { PARTS } from '../shared-predicate.ts'
import type { Unit } from '../units.ts'

/** `Den Rückstand von damals 848 € hat die Nord AG gekauft`: what is said of another time stands where nothing is said of now. */
export function onlyOf(sums: readonly Sum[]): Sum | undefined {
  const owed = sums.filter(sum => sum.unit.zone !== 'signature')
  const [first] = owed
  return first &&
    owed.every(
      sum =>
        sum.cents === first.cents &&
        (AT_A_TIME.test(sum.cue) || (OF_THEN.test(sum.cue) && OWED_NOUN.test(sum.unit.folded))),
    )
    ? first
    : undefined
}
const AT_A_TIME = /^waren es/
const OF_THEN = /^(?:damals|seinerzeit\w*|ursprung\w*|original\w*)$/
const OWED_NOUN = sifted(/\b(?:\w*forderung\w*|\w*ruckstand\w*|\w*saldo|\w*schuld(?:en)?|anspruch\w*|aussenstand\w*)\b/)

/** `Der Saldo beträgt 0,00 €`: the last that is said of what is owed. */
export function endsAtZero(sums: readonly Sum[]): boolean {
  const last = sums.findLast(sum => sum.role === 'total' || PARTS.has(sum.role))
  return last?.role === 'total' && last.cents === 0 && last.unit.zone !== 'signature'
}

const STILL = sifted(/\b(?:offen\w*|noch|ausstehend\w*|fehl(?:t|en)|unbezahlt\w*)\b/)
/** `Die Hauptforderung ist beglichen. Offen sind noch unsere Kosten mit 76 €`: what a later sentence leaves of what was denied. */
export function stillOwed(sums: readonly Sum[], denials: readonly Unit[]): number {
  const last = Math.max(...denials.map(unit => unit.line))
  const after = sums.filter(
    sum =>
      PARTS.has(sum.role) &&
      sum.owed &&
      !denials.includes(sum.unit) &&
      sum.unit.line >= last &&
      STILL.test(sum.unit.folded),
  )
  return after.reduce((total, sum) => total + sum.cents, 0)
}
