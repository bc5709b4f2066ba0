/** `Rechnung 1: 140 €, Rechnung 2: 75 €. Rechnung 1 ist inzwischen bezahlt`: which of several sums a later sentence settles. */
import { cueText } from '../cues.ts'
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import type { Unit } from '../units.ts'

const SETTLES = sifted(
  /\b(?:ist|sind|wurden?|war|waren|hat|haben|is|was|has been)\b[^.;!?]{0,60}\b(?:bezahlt|beglichen|gezahlt|ausgeglichen|erledigt|storniert|uberwiesen|paid|settled|cancelled)\b/,
)
const NOT_SO =
  /\b(?:nicht|nie|kein\w*|weder|nur|erst|teil\w*|wenn|falls|sobald|sofern|bis|sollte\w*|not|never|if|once)\b/
/** What tells entries apart: numbers, months, the place in a row. */
const MARK =
  /(?<![\d.,])\d[\w/-]*(?![.,]?\d)|\b(?:januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember|erste[nrs]?|zweite[nrs]?|dritte[nrs]?|strom|gas|wasser|miete|heizkosten|nebenkosten)\b/g
const OWED = new Set(['total', 'item', 'principal'])

/** Takes the sums out of account that a sentence without a sum of its own says are paid, and gives the sentences back. */
export function leaveSettled(sums: readonly Sum[], units: readonly Unit[]): ReadonlySet<Unit> {
  const told = new Set<Unit>()
  const owed = sums.filter(sum => OWED.has(sum.role) && !sum.grand)
  if (owed.length < 2 || !SETTLES.mayMatchOneOf(units)) return told
  const figured = new Set(sums.map(sum => sum.unit))
  for (const unit of units) {
    if (unit.by !== 'creditor' || unit.row || figured.has(unit)) continue
    const text = unit.folded
    if (!SETTLES.test(text) || NOT_SO.test(text)) continue
    const marks = new Set(text.match(MARK) ?? [])
    const paid = owed.filter(
      sum => sum.unit.part === unit.part && (labelOf(sum).match(MARK) ?? []).some(m => marks.has(m)),
    )
    if (paid.length === 0 || paid.length === owed.length) continue
    for (const sum of paid) Object.assign(sum, { role: 'other', weight: 1 })
    told.add(unit)
  }
  return told
}

function labelOf({ between, unit, start, index }: Sum): string {
  return cueText(unit.row || index === 0 || between === '' ? unit.text.slice(0, start) : between)
}
