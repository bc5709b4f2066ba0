/** Words around a sum that turn what its cue has made of it. For folded texts. */
import { sifted } from './patterns/sieve.ts'

export const STILL_TO_PAY = sifted(
  /^[^.;!?]{0,40}?\b(?:ist|sind|wird|werden|ware|waren|muss|mussen|soll|sollen)\b[^;!?]{0,50}\b(?:zu (?:leisten|zahlen|uberweisen|erbringen|entrichten)|zahlbar|fallig|erwartet|erfolgen|geleistet werden|gezahlt werden|uberwiesen werden)\b/,
)
/** `die Rückstände (Steuern nebst Zuschlägen: 6.248 €)`: what it is made of stands between. */
export const IN_BRACKETS = sifted(
  /\b(?:ruckstand\w*|\w*forderung(?:en)?|schuld(?:en)?|gesamt\w*|aussenstand\w*|saldo|verbindlichkeit\w*) ?\((?:[^()]{0,110}:|(?:zzt?|z\. ?zt|derzeit|aktuell|heute|insgesamt|zurzeit|stand [\d.]+)\.?,?) ?(?:eur|[€¤])?\s*$/,
)
/** `200 € von den 350`. */
export const OF_THE_WHOLE = /\bvon (?:den|diesen|meinen|unseren)\s*(?:eur|[€¤])?\s*$/
export const EXCEPT = sifted(/\bbis auf (?:\w+ ){0,4}(?:von |uber |in hohe von )?(?:eur|[€¤])?\s*$/)
export const TOLD_BY_FIRM = sifted(/\b(?:sie|ihrerseits|ihre? mandant\w*|you)\b/)
export const TOLD = sifted(
  /^[\s,]{0,2}(?:\w+ ){0,2}(?:genannt|angegeben|mitgeteilt|beziffert|benannt|angesetzt|mentioned|quoted)\b/,
)
/** `Forderung vor Verrechnung 2.736,40 €`: what is taken off follows. */
export const BEFORE_DEDUCTION = sifted(
  /\bvor (?:\w+ )?(?:verrechnung|abzug|anrechnung|aufrechnung|gutschrift|zahlung\w*|minderung|nachlass)\b[^.;:]{0,25}[:=]?\s*(?:eur|[€¤])?\s*$/,
)
export const IN_PARTS = sifted(/\b(?:\w*raten|ratenzahlung\w*|ratenplan\w*|instal\w+)\b/)
export const DEDUCTED_LINE = sifted(/^[-–*•\s]{0,4}(?:\.\/\.|abzgl\b|abzuglich\b|minus\b|less\b|\/\. )/)
export const ACCOUNT = sifted(
  /\b(?:\w*konto|giro\w*|\w*kredit|\w*darlehen|saldo|\w*guthaben|kontostand|kreditkarte\w*|dispo|account|balance|loan)\b[^.;:]{0,20}:?\s*(?:eur|[€¤])?\s*$/,
)
/** `Säumniszuschläge von insgesamt 18 €`: all of those. */
export const OF_ALL =
  /(?:zuschlage|zuschlagen|gebuhren|kosten|zinsen|auslagen|spesen)(?: von| in hohe von)? (?:insgesamt|zusammen)\s*(?:eur|[€¤])?\s*$/
/** `Beitragsrückstände und Kosten von zusammen 900 €`. */
export const WITH_COSTS =
  /(?:ruckstand\w*|ruckstande|forderung\w*|\w*mieten?|\w*beitrage?|steuern?|hauptsache) (?:und|sowie|nebst|samt) \w*(?:kosten|zinsen|gebuhren|zuschlage[n]?) (?:von |in hohe von )?(?:insgesamt|zusammen)\s*(?:eur|[€¤])?\s*$/
/** `dazu das Essensgeld mit insgesamt 51 €`. */
export const ALL_OF_WHAT_JOINS =
  /\b(?:dazu|hinzu|hinzukommen|obendrauf|ausserdem|ferner|zuzuglich|zzgl\.?|plus|sowie|nebst)\b[^.,;:]{0,70} (?:mit|von|uber|in hohe von) (?:insgesamt|zusammen)\s*(?:eur|[€¤])?\s*$/
/** `…, hierauf gezahlt 400 €`. */
export const PAID_ON_IT =
  /^,? ?(?:hierauf|darauf|davon|auf (?:die|den|das)) (?:[\w.,€¤]+ ){0,6}(?:(?:ge|be|zuruck)\w*zahlt|eingegangen|uberwiesen)\b/
/** A part of something, as offers have it. */
export const SHARE = /%|\b(?:prozent|per ?cent|quote|halfte|drittel|viertel)\b/
/** `Die zweite Hälfte ist noch offen, also 650 €`: a share, and what is owed. */
export const STILL_OPEN = /\b(?:offen|unbezahlt|fehlt|schuldet|schuldig|aussteht|steht noch aus)\b/
/** `3 x 20 €`, `je 20 €`, `à 20 €`; not `and a EUR 20 charge`. */
export const APIECE =
  /(?<!\b(?:and|or|plus) )\b(?:je|jeweils|a|zu je|(?:\d{1,3} ?|zwei|drei|vier|funf|sechs)(?:x|×|mal))\s*(?:eur|[€¤])?\s*$/

/** A verb, not a word for all of it. */
export const EQUATES = sifted(/^(?:belauf|betrag|lautet|liegt|ist|sind)/)
export const TAKEN_OFF = /\.\/\.\s*(?:eur|[€¤])?\s*$/
/** All of something, not all that is owed. */
export const ADVERB = sifted(/^(?:insgesamt|zusammen|in summe|summe|total|gesamt|alles in allem)$/)
export const ADVERB_IN = /\b(?:insgesamt|zusammen|in summe|summe|total|gesamt|alles in allem)\b/g
/** Something is owed in the sentence. */
export const OWED = sifted(
  /\b(?:offen\w*|steh(?:t|en) (?:uns|mir)\b[^.;]{0,90}\bzu|gemahnt|angemahnt|unbezahlt\w*|schulde\w*|schuldig|fallig\w*|nicht (?:bezahlt|beglichen|gezahlt)|ausstehend\w*|aushaft\w*|ruckstandig\w*|geltend|fordern|verlangen|beanspruch\w*|unbeglichen\w*|(?:zum|im) soll|(?:lief|liefen) [^.;]{0,40}\bauf|aufgelaufen|angefallen|hinzugekommen|melde[nt]?\b[^.;]{0,80}\ban|due|unpaid|owed|owing)\b/,
)
