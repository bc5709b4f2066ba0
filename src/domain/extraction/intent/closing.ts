/** What closes the matter when it is paid: for less than is owed an offer, for all of it only what payment does. */
import type { Debt } from '../debt.ts'
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import type { Unit } from '../units.ts'
import { plainWords } from './sentences.ts'

const PAID = sifted(
  /\b(?:zahl(?:t|en|ung)|gezahlt|bezahlt|uberweis\w*|uberwiesen|leistet|geleistet|begleicht|beglichen|kommt|kommen|eingeh\w*|eingegangen|eingang|geht|gehen|ein(?:trifft|treffen)|bekomm\w*|erhalten|pays?|paid|receiv\w*)\b/,
)
const CONDITION = sifted(
  /\b(?:wenn|sobald|falls|sofern|sollten?|bei|gegen|nach|mit|if|once|when|upon)\b|^(?:\w+ )?(?:kommen|kommt|uberweist|zahlt|gehen|geht|bekommen|erhalten|leistet)\b|: (?:kommen|kommt|uberweist|zahlt|gehen|geht)\b/,
)
const CLOSED = sifted(
  /\b(?:sache|angelegenheit|vorgang|akte|thema|fall|kapitel|damit|es|alles|matter|file)\b[^.;!?]{0,50}\b(?:erledigt|durch|vom tisch|gegessen|abgeschlossen|vergessen|ruhen|quitt|bereinigt|geschlossen|zu den akten|beendet|ausgestanden|aus der welt|abgegolten|closed|settled)\b|\b(?:schliess\w*|leg\w*|beend\w*|close)\b[^.;!?]{0,40}\b(?:akte|vorgang|sache|angelegenheit|fall|matter|file)\b/,
)
const closes = (unit: Unit) => {
  const text = plainWords(unit.text)
  return unit.by === 'creditor' && !unit.row && PAID.test(text) && CONDITION.test(text) && CLOSED.test(text)
}

/** Whether less than the whole is said to close the matter, and the sentences that say so of the whole. */
export function closings(sums: readonly Sum[], { cents }: Debt): { less: boolean; whole: ReadonlySet<Unit> } {
  const whole = new Set<Unit>()
  if (cents === null || cents === 0) return { less: false, whole }
  const closing = sums.filter(({ unit }) => closes(unit))
  for (const { unit } of closing) if (sums.every(sum => sum.unit !== unit || sum.cents === cents)) whole.add(unit)
  return { less: closing.some(sum => sum.cents < 0.95 * cents && sum.cents > 0.03 * cents), whole }
}
