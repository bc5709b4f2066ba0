/** What one predicate says of all sums of a sentence. */
import { type CueRole, cueText } from './cues.ts'
import { sifted } from './patterns/sieve.ts'
import type { Sum } from './roles.ts'
import type { AmountRole } from './types.ts'

const JOINED = sifted(
  /^\s*\)?\s*(?:[,;](?! ?(?:davon|hiervon|wovon|darauf|worauf)\b)|und|sowie|nebst|zzgl|zuzuglich|plus|&|\+|and|ausserdem|samt)/,
)
const OWN_NOUN =
  /^\s*(?:,|und|sowie)\s(?:(?:die|der|das|ein|eine)\s)?\p{Lu}\p{L}{2,}\s(?:(?:zu[rm]?|von|für|über|mit|im|am|der|des)\s(?:\p{Ll}+\s)?(?:\p{Lu}\p{L}+\s)?)?$/u
const PERIOD_ONLY =
  /^\s*\)?\s*(?:,|und|sowie)\s(?:für\s|aus\s|im\s)?(?:20\d\d|\d{1,2}\/\d{2,4}|(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\p{L}*\.?(?:\s20\d\d)?)\s*\(?\s*$/u
/** Roles of the parts of a claim. */
export const PARTS = new Set<CueRole | AmountRole | null>(['fee', 'interest', 'principal', 'item'])

/** `Wir machen 310 € nebst 12 € Zinsen und 8 € Mahnkosten geltend`: the last word is said of all, each keeps its name. */
export function shareOfPredicate(found: Sum[]): void {
  const last = found.at(-1)
  if (found.length < 2 || !last?.behind || last.grand || (last.role !== 'total' && last.role !== 'payment')) return
  let from = found.length - 1
  while (from > 0 && JOINED.test(cueText(found[from]!.between)) && !found[from - 1]!.behind) from--
  const chain = found.slice(from)
  // `Kursgebühr 180 €, Lehrbuch 22 €: alles unbezahlt`: the last one has a noun of its own, too.
  if (
    last.role === 'total' &&
    last.named === null &&
    OWN_NOUN.test(last.between) &&
    chain.some(one => PARTS.has(one.role))
  )
    Object.assign(last, { role: 'item' })
  // `Gebühren 2024 (244 €) sowie 2025 (251 €) unbezahlt`: the noun is not repeated.
  if (last.role === 'total' && last.named === null && PERIOD_ONLY.test(last.between) && PARTS.has(chain[0]!.role))
    Object.assign(last, { role: 'item' })
  if (chain.length < 2 || chain.some(sum => sum.grand || (sum !== last && sum.role === 'total'))) return
  for (const [i, sum] of chain.entries()) {
    if (last.role === 'payment') {
      if (sum.role === 'other' || PARTS.has(sum.named)) sum.role = 'payment'
    } else if (PARTS.has(sum.named)) sum.role = sum.named as AmountRole
    else if (i === 0 && sum.role === 'other')
      // Beside another thing it is one of them; beside interest and costs, the claim.
      Object.assign(sum, {
        role: chain.some(one => one.named === 'item') ? 'item' : 'total',
        weight: 2.5,
        cue: last.cue,
      })
  }
}
