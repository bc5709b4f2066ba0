/** Ways of paying to choose from (`drei Varianten: A) 24 x 52 € … B) einmalig 750 €`): none of their sums is what is owed. */
import { sifted } from '../patterns/sieve.ts'
import type { Unit } from '../units.ts'

const CHOICE = sifted(
  /\b(?:variante|alternative|moglichkeit|option|modell|vorschlag|angebot|zahlungsweg|losung|wahl)\w*\b|\b(?:wahlweise|zur auswahl|folgendes an|wie folgt an|options?|choose|either)\b/,
)
const OFFERED = sifted(
  /\b(?:biet\w*|anbiet\w*|unterbreit\w*|vorschlag\w*|schlagen|wahl\w*|entscheid\w*|stehen|moglich|auswahl|gibt es|haben sie|kann|konnen|konnte\w*|offer\w*|choose|propose)\b/,
)
/** An entry of such a list: `A) …`, `1. …`, `- …`, `Variante 2: …`. */
const ENTRY = sifted(
  /^\s{0,8}(?:\(?[A-Za-z\d]{1,2}[).:]\s|[-*•–·▪👉➤]\s|(?:Variante|Alternative|Option|Modell|Möglichkeit|Vorschlag|Entweder|Oder|Either|Or)\b)/iu,
)

/** The units that are entries of a list of options. */
export function optionsAmong(units: readonly Unit[]): ReadonlySet<Unit> {
  const options = new Set<Unit>()
  if (!CHOICE.mayMatchOneOf(units)) return options
  let within: Unit | null = null
  let left = 0
  for (const unit of units) {
    if (unit.by !== 'creditor') continue
    const text = unit.folded
    if (within && unit.part === within.part && left > 0 && ENTRY.test(unit.text)) {
      options.add(unit)
      left--
    } else if (CHOICE.test(text) && OFFERED.test(text) && /(?:[:.]|\ban|\bwählen)\s*$/.test(unit.text)) {
      within = unit
      left = 8
    } else if (options.size > 0 && !ENTRY.test(unit.text)) left = Math.max(0, left - 3)
  }
  return options
}
