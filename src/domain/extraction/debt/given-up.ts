/** What the creditor names and will not pursue (`Die Umzugskosten von 300 € mache ich nicht geltend`): no part of what is owed. */
import { cueText } from '../cues.ts'
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import type { Unit } from '../units.ts'

/** What depends on something is not given up yet. */
const UNCONDITIONAL = '(?![^.;!?]*\\b(?:wenn|falls|sofern|sobald|sollten?|nachdem|vorausgesetzt|if|once|provided)\\b)'
const NOT = '(?:nicht|nichts|keine?n?)(?: (?:mehr|weiter|langer|extra|gesondert|noch))*'
const PURSUED =
  '(?:geltend|verfolg\\w*|weiterverfolg\\w*|erhoben|verlang\\w*|gefordert|berechnet|beanspruch\\w*|angesetzt|in rechnung|in ansatz|angemeldet|haben)'
/** What stands between a sum and its verb: its sign, a bracket that closes. */
const SIGN = '[\\d.,]*\\s?(?:eur[os]?|[€¤])?[\\s),]{0,4}'
/** Behind a sum: its verb first (`verfolgt er nicht weiter`) or last (`ist abgesehen worden`). */
const GIVEN_UP = sifted(
  new RegExp(
    `^${UNCONDITIONAL}(?:${SIGN}(?:(?:verfolg|verlang|forder|berechn|beanspruch|erheb|mach|stell)\\w* (?:\\w+ ){1,4}${NOT}(?: ${PURSUED})?(?= ?(?:[.,;!)]|$))|(?:lasse|lassen|lasst) (?:\\w+ ){0,4}(?:fallen|weg|beiseite|aussen vor)\\b|(?:nehme|nehmen|nimmt) (?:\\w+ ){0,4}zuruck\\b)|` +
      `${SIGN}[^.;!?,]{0,60}\\b(?:${NOT} ${PURSUED}(?: (?:gemacht|gestellt))?(?= ?(?:[.,;!)]|wird|werden|$))|abgesehen(?: worden)?(?= ?(?:[.,;!]|$))))`,
  ),
)
/** It, or it by its name; with another noun (`Den Duschkopf schenken wir ihr`), it is that which is let go. */
const THAT =
  '(?:die|das|den|dies\\w*|jene\\w*)(?: (?:\\w+ )?(?:betrag|summe|rest|geld|differenz|posten|kosten|\\w*forderung|\\w*gebuhr\\w*|zinsen))?'
/** In the next sentence: `Die schenke ich ihm`, `Darauf verzichten wir`. */
const LET_GO = sifted(
  new RegExp(
    `^${UNCONDITIONAL}\\W*(?:(?:aber|doch|und) )?(?:${THAT} |(?:darauf|hierauf|davon)\\b[^.;!?]{0,40}\\b)(?:schenk\\w*|erlass\\w*|verzicht\\w*|streich\\w*|vergess\\w*|vergiss|geschenkt|erlassen|verlang\\w* (?:\\w+ ){0,3}nicht|will (?:ich|er|sie) (?:\\w+ ){0,2}nicht|wollen wir (?:\\w+ ){0,2}nicht|mach\\w* (?:\\w+ ){0,3}nicht geltend|verfolg\\w* (?:\\w+ ){0,3}nicht|nicht (?:mehr )?(?:zuruck|haben))\\b`,
  ),
)
const OWED = new Set(['total', 'item', 'fee', 'interest', 'principal', 'other', 'settlement'])

/** Takes such sums out of account, where something else is claimed. */
export function leaveGivenUp(sums: readonly Sum[], units: readonly Unit[]): void {
  const letGo = new Set(LET_GO.mayMatchOneOf(units) ? units.filter((unit, i) => isLetGo(unit, units[i + 1])) : [])
  const given = sums.filter(sum => OWED.has(sum.role) && !sum.unit.row && isGivenUp(sum, sums, letGo))
  if (!sums.some(sum => !given.includes(sum) && OWED.has(sum.role) && sum.role !== 'settlement')) return
  for (const sum of given) Object.assign(sum, { role: 'other', grand: false, weight: 1 })
}

const isLetGo = (unit: Unit, next: Unit | undefined): boolean =>
  next !== undefined && next.part === unit.part && next.by === unit.by && LET_GO.test(next.folded)

function isGivenUp({ unit, start, index }: Sum, sums: readonly Sum[], letGo: ReadonlySet<Unit>): boolean {
  const next = sums[index + 1]
  const alone = next?.unit !== unit
  if (alone && letGo.has(unit)) return true
  return (
    GIVEN_UP.mayMatch(unit.folded) && GIVEN_UP.test(cueText(unit.text.slice(start, alone ? undefined : next.start)))
  )
}
