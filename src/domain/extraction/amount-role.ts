/** What a sum's cue makes of it for whoever reads the extraction. */
import type { CueRole } from './cues.ts'
import { sifted } from './patterns/sieve.ts'
import type { AmountRole } from './types.ts'

const HISTORY = sifted(
  /(?<!\b(?:nicht|nie|als) )\b(?:hinfallig\w*|verjahrt\w*|ausgebucht|erledigt|storniert|gegenstandslos|zuruckgenommen|niedergeschlagen)\b/,
)

/** `5.318 €; mit der letzten Rate ist sie erledigt`: what will be, and what another clause says, is no history. */
const ownClause = (right: string) =>
  /^(?:(?!\b(?:mit|nach|bei|durch|sobald|wenn|differenz|rest\w*|ware[n]?)\b)[^;])*/.exec(right.slice(0, 50))![0]

/** @param before, right the folded words on both sides of the sum */
export function toAmountRole(role: CueRole | null, before: string, right: string): AmountRole {
  if (role === 'grand' || role === 'total')
    // `damit wäre die Forderung von 900 € erledigt`: that would be; so would `die Sache mit den 900 €`.
    return !/\bware\b|\bsache mit (?:den|der|dem)\b/.test(before.slice(-60)) &&
      HISTORY.test(`${before.slice(-25)} | ${ownClause(right)}`)
      ? 'other'
      : 'total'
  if (role === 'subtotal' || role === 'threshold' || role === null) return role === 'threshold' ? 'threshold' : 'other'
  if (role === 'credit') return 'payment'
  return role
}
