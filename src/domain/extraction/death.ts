/** The client has died, and the creditor turns to others: who owes, and whether the firm still acts, a person has to see. */
import { sifted } from './patterns/sieve.ts'
import type { Unit } from './units.ts'

const DIED = sifted(
  /\b(?:verstorben\w*|verstarb|gestorben|verschieden (?:ist|war|sei)|verblichen\w*|starb|tot ist|ist tot|tod (?:\w+ ){0,2}(?:ihre[rs]|unsere[rs]|der|des|von|herrn?|frau)|todesfall\w*|ableben|sterbefall\w*|sterbeurkunde|deceased|passed away|has died|died|death of|late client)\b/,
)
/** Another one's death: `der verstorbene Ehemann Ihrer Mandantin`. */
const ANOTHERS = sifted(
  /\b(?:(?:ehe|(?:mein|sein|ihr)(?:e[mns]|es)? )mann(?:es|s)?|ehefrau|(?:mein|sein)er? (?:\w+ )?frau|gatte[n]?|gattin|mutter|vaters?|eltern\w*|sohn(?:es)?|tochter|bruders?|schwester|onkels?|tante|gro(?:ss|ß)\w+|lebensgefahrt\w*|lebenspartner\w*|kind(?:es)?|erblasser\w*|inhabers?|geschaftsfuhrer\w*|seniorchef\w*|kolleg\w*|hund(?:e?s)?|katze|pferd(?:e?s)?|tier(?:e?s)?|husband|wife|mother|father|brother|sister|colleague)\b/,
)
/** What the dead left is still what the client had: a claim on it is the one that was asked about. */
const ON_ESTATE = sifted(
  /\b(?:forderung\w*|anspruch\w*|anspruche|claim|rechnung\w*|betrag)\b[^.;!?]{0,40}\b(?:nachlass\w*|verlassenschaft|estate)\b/,
)

/** Whether the creditor says so. */
export function clientDied(units: readonly Unit[]): boolean {
  if (!DIED.mayMatchOneOf(units)) return false
  const sentences = units.filter(unit => unit.by === 'creditor' && unit.zone !== 'signature').map(unit => unit.folded)
  return (
    sentences.some(sentence => DIED.test(sentence) && !ANOTHERS.test(sentence)) &&
    !sentences.some(sentence => ON_ESTATE.test(sentence))
  )
}
