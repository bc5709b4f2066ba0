/** Payments and instalments that should have come and did not: they are owed. */
import { sifted } from './patterns/sieve.ts'

export const NOT_COME = sifted(
  /^[^.;,!?]{0,60}?\b(?:steht|stehen|fehlt|fehlen|blieb(?:en)?|ist|sind|wurden?)\b[^.;,!?]{0,20}?\b(?:aus|offen|nicht (?:eingegangen|geleistet|gezahlt|erfolgt|bezahlt|gekommen|da)|unbezahlt)\b/,
)
export const OVERDUE_BEHIND = sifted(
  /^[^.;,!?]{0,20}\b(?:ruckstandig|offen|unbezahlt|ausstehend|uberfallig|nicht (?:bezahlt|gezahlt|eingegangen)|stehen (?:noch )?aus|steht (?:noch )?aus|fehl(?:t|en))\b/,
)
/** `rückständige Raten`, `abgezinste Raten`: what is owed already, no instalment to come. */
export const OVERDUE_INSTALMENTS = sifted(
  /\b(?:ruckstandig|offen|ausstehend|fallig|abgezinst|unbezahlt|ausgeblieben|rest|fehlt|fehlen)\w* (?:\w+ ){0,3}\w*raten?\b/,
)
