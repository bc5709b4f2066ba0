/** Words around a sum that turn what its cue has made of it. For folded texts. */
import { sifted } from './patterns/sieve.ts'

export const STILL_TO_PAY = sifted(
  /^[^.;!?]{0,40}?\b(?:ist|sind|wird|werden|ware|waren|muss|mussen|soll|sollen)\b[^;!?]{0,50}\b(?:zu (?:leisten|zahlen|uberweisen|erbringen|entrichten)|zahlbar|fallig|erwartet|erfolgen|geleistet werden|gezahlt werden|uberwiesen werden)\b/,
)
/** `die Rückstände (Steuern nebst Zuschlägen: 6.248 €)`: what it is made of stands between. */
export const IN_BRACKETS = sifted(
  /\b(?:ruckstand\w*|\w*forderung(?:en)?|schuld(?:en)?|gesamt\w*|aussenstand\w*|saldo|verbindlichkeit\w*) ?\((?:[^()]{0,110}:|(?:zzt?|z\. ?zt|derzeit|aktuell|heute|insgesamt|zurzeit|stand [\d.]+)\.?,?) ?(?:eur|€)?\s*$/,
)
/** `200 € von den 350`. */
export const OF_THE_WHOLE = /\bvon (?:den|diesen|meinen|unseren)\s*(?:eur|€)?\s*$/
export const EXCEPT = sifted(/\bbis auf (?:\w+ ){0,4}(?:von |uber |in hohe von )?(?:eur|€)?\s*$/)
export const TOLD_BY_FIRM = sifted(/\b(?:sie|ihrerseits|ihre? mandant\w*|you)\b/)
export const TOLD = sifted(
  /^[\s,]{0,2}(?:\w+ ){0,2}(?:genannt|angegeben|mitgeteilt|beziffert|benannt|angesetzt|mentioned|quoted)\b/,
)
/** `Forderung vor Verrechnung 2.736,40 €`: what is taken off follows. */
export const BEFORE_DEDUCTION = sifted(
  /\bvor (?:\w+ )?(?:verrechnung|abzug|anrechnung|aufrechnung|gutschrift|zahlung\w*|minderung|nachlass)\b[^.;:]{0,25}[:=]?\s*(?:eur|€)?\s*$/,
)
export const IN_PARTS = sifted(/\b(?:\w*raten|ratenzahlung\w*|ratenplan\w*|instal\w+)\b/)
export const DEDUCTED_LINE = sifted(/^[-–*•\s]{0,4}(?:\.\/\.|abzgl\b|abzuglich\b|minus\b|less\b|\/\. )/)
export const ACCOUNT = sifted(
  /\b(?:\w*konto|giro\w*|\w*kredit|\w*darlehen|saldo|\w*guthaben|kontostand|kreditkarte\w*|dispo|account|balance|loan)\b[^.;:]{0,20}:?\s*(?:eur|€)?\s*$/,
)
