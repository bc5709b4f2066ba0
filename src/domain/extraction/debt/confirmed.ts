/** `Sie haben 1.511 € für uns vermerkt. Das stimmt so`: a figure of the firm's that the creditor calls right is its own as well. */
import { cueText } from '../cues.ts'
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import type { Unit } from '../units.ts'

const RIGHT = sifted(
  /(?:^|, )(?:das|dies|diese (?:summe|zahl|hohe)|der betrag|die (?:summe|zahl|hohe)|this|that) (?:\w+ )?(?:stimmt|ist (?:so |auch )?(?:richtig|korrekt|zutreffend)|trifft (?:so )?zu|passt(?: so)?|entspricht unse\w+ \w+|is (?:correct|right))\b(?! nicht)/,
)

/** Takes the only figure that the firm is said to have named for the claim, where its sentence or the next one says that it is right. */
export function takeConfirmed(sums: readonly Sum[], units: readonly Unit[]): void {
  if (!RIGHT.mayMatchOneOf(units) || sums.some(({ role }) => role === 'total')) return
  const quoted = sums.filter(({ role, unit }) => role === 'quoted' && unit.by === 'creditor')
  if (new Set(quoted.map(({ cents }) => cents)).size !== 1) return
  const [figure] = quoted
  const next = units[units.indexOf(figure!.unit) + 1]
  const behind = cueText(figure!.unit.text.slice(figure!.start))
  if (RIGHT.test(behind) || (next !== undefined && RIGHT.test(next.folded)))
    Object.assign(figure!, { role: 'total', weight: 3.2, cue: 'stimmt' })
}
