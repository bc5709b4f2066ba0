/** What the predicate of a sum's own clause says of it: which noun it counts, and whether that is paid. */
import { type CueRole, cueText } from './cues.ts'
import { OVERDUE_INSTALMENTS } from './overdue.ts'
import { sifted } from './patterns/sieve.ts'
import { strongest } from './weigh.ts'

/** `Die Kaution beträgt 900 €`: the verb says nothing, the noun that it speaks of decides. */
const NOT_THE_CLAIM = sifted(
  /\b(?:\w*kaution|sicherheit|streitwert|gegenstandswert|\w*einkommen|\w*lohn|\w*gehalt|(?<!unser |mein )guthaben|genossenschaftsanteil\w*|ruckkaufswert|freibetrag)\b(?![^.:]{0,70}\b(?:forderung|saldo|\w*ruckstand|restschuld|anspruch|schuld|aussenstand)\b)[^.:]{0,70}\b(?:betragt|betrug|belauft|belief|ist|war|lautet|macht|hat)\b[^.:;]{0,20}$/,
)

/** A verb that only puts a noun equal to the sum behind it. */
const EQUALS =
  /\s(?:beträgt|betragen|betrug|betrugen|beläuft|belaufen|belief|beliefen|liegt|liegen|lag|lagen|lautet|lauten|ist|sind|war|waren|is|are|was|were)(?:\s(?:sich|derzeit|aktuell|zurzeit|momentan|jetzt|nun|noch|heute|weiterhin|künftig|monatlich|insgesamt|etwa|rund|ca\.?|auf|bei|mit|(?:seit|ab|zum|per|for|from|since)\s\S+(?:\s\d{4})?|currently|now))*\s*(?:[€¤]|EUR)?\s*$/u
/** The first noun of a clause that has such a verb. */
const NOUN =
  /(?:^|[.;:,]\s+|\b(?:und|aber|wobei)\s)(?:(?:Der|Die|Das|Eine?|Unsere?|Ihre?|Meine?|Seine?|The|Our|Your|der|die|das|eine?|unsere?|ihre?|meine?|seine?|the|our|your)\s)?(?:\p{Ll}+\s){0,3}(\p{Lu}[\p{L}-]+|instal\p{L}+|rate)(?:\s[^.;:]{0,70}?)?/u
const EQUATION = new RegExp(NOUN.source + EQUALS.source, 'u')
/** What is due again and again: its amount is a price, where it is said since when or how often. */
const PERIODIC = /^(?:monats|quartals|wochen)/
const RECURRING = /(?:miete|pacht|pramie|unterhalt|beitrag|grundpreis|rent|premium|fee)$/
const HABITUAL =
  /\b(?:seit|ab|derzeit|aktuell|zurzeit|momentan|monatlich\w*|jahrlich\w*|laufende\w*|since|currently|monthly)\b/
const NO_CLAIM = new Set<CueRole>(['instalment', 'threshold', 'settlement', 'credit'])

/** What a sum stands for by the subject of its clause, where that is nothing that is owed as it stands. */
export function subjectRole(left: string): CueRole | null {
  const folded = cueText(left)
  if (OVERDUE_INSTALMENTS.test(folded)) return null
  if (NOT_THE_CLAIM.test(folded)) return 'threshold'
  const [clause, written] = (EQUALS.test(left) && EQUATION.exec(left)) || []
  if (clause === undefined) return null
  const noun = cueText(written!)
  if (PERIODIC.test(noun) || (RECURRING.test(noun) && HABITUAL.test(cueText(clause)))) return 'threshold'
  const role = strongest(noun, '')?.role
  return role && NO_CLAIM.has(role) ? role : null
}

const PAID =
  /^[\s,)]{0,3}(?:ist|sind|wurden?|war|waren|is|are|was|were|ha(?:s|ve) been)(?: (?!nicht|noch|nur|erst|zu|teil|not)[\w.]+){0,4} (?:bezahlt|beglichen|gezahlt|ausgeglichen|erledigt|getilgt|entrichtet|paid|settled)\b(?! (?:werden|zu))/
const CLAIMED = new Set<CueRole | undefined>(['item', 'fee', 'principal', 'interest', 'threshold'])
/** `Das Bußgeld von 60 €`: a noun that is no payment. */
const OF_A_NOUN =
  /(?:^|[.;,] ?)(?:der|die|das|ihr\w*|sein\w*|the) (?:[\w-]+ ){0,2}(?!\w*(?:zahlung|teil|rate|abschlag|betrag|summe|payment|amount)\b)\w+ (?:vom \S+ )?(?:von|uber|in hohe von|of|for)\s*(?:eur|[€¤])?\s*$/

/** `Die Rechnung 12 über 80 € ist bezahlt`: neither owed nor paid on anything else. */
export const isPaidFor = (label: string, right: string): boolean =>
  PAID.test(right) &&
  (CLAIMED.has(strongest(label, '')?.role) || OF_A_NOUN.test(label)) &&
  !/\b(?:auf|fur|on|against) (?:die|den|das|unsere?|diese?|the|our)\b/.test(label)
