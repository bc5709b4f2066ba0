/** What was paid and has to be taken off. */
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'

/** Speaks of what is left without saying how much: what was paid has to be taken off. */
export const REST = sifted(
  /\b(?:de[nm] (?:\w+ )?(?:rest|fehlbetrag|differenz\w*)(?! (?:von|in hohe|betragt|belauft))|die differenz|restbetrag|des restes|wegen des rest\w*|ubrige|fehlbetrag|diesen rest|=\s*rest)\b/,
)

/** `Der Rest ist offen`: says the same, but behind what is owed as it stands it may be meant, too. */
export const REST_IS = sifted(
  /\b(?:der|dieser) (?:rest|unterschied|fehlbetrag)(?! (?:von|in hohe|betragt|belauft|lautet|liegt))\b|\bthe (?:rest|remainder|difference)\b(?! (?:of (?:eur|[€¤])|amounts|is (?:eur|[€¤]|\d)))/,
)
const AS_IT_STANDS =
  /\b(?:offen\w*|schulde\w*|schuldig|noch|bekomm\w*|aussteh\w*|unbezahlt\w*|owe[ds]?|due|unpaid|outstanding|open)\b/
/** Whether payments named behind a total are still to be taken off it, where something speaks of the rest of it. */
export const isBeforePayments = (total: Sum): boolean => !AS_IT_STANDS.test(total.cue)

export const DEDUCTED = sifted(
  /\bbis auf\b[^.;]{0,80}\b(?:nicht|nie|un)[^.;]{0,20}\b(?:bezahlt|beglichen|gezahlt)\b|\b(?:abzug\w*|retoure\w*|rucksendung\w*|angezahlt|anzahlung|abzuglich|abzgl|abzuziehen|abgezogen|less|minus|in abzug|verzichtet|erlassen|nachgelassen)\b|\bvon (?:den|dem|der|insgesamt|ursprunglich\w*)\b.*\b(?:gezahlt|bezahlt|eingegangen|geleistet|getilgt|vereinnahmt|beigetrieben|zuruckgezahlt|uberwiesen)\b|\b(?:davon|hiervon|wovon|darauf|hierauf|worauf|auf (?:die|den|das|welche[ns]?)(?= (?:am|im|noch|bisher|nur|erst|wir|bereits)\b))\b(?:[^.;]|(?<=\d)\.){0,60}\b(?:ubernommen|reguliert|entrichtet|eingegangen|gezahlt|bezahlt|zuruckgezahlt|getilgt|beglichen|uberwiesen|erstattet|repaid)\b|\b(?:damit|dagegen|hiermit|hiergegen|(?:mit|gegen) (?:der|dem|den|die|das|unsere\w*|diese\w*) \w+)\b[^.;]{0,50}\b(?:verrechnet|aufgerechnet|angerechnet|gegengerechnet)\b|\.\/\.|[€¤] haben(?=\s*$)|\bvon (?:den|diesen) \w+en\b.*\bging(?:en)?\b.*\bein\b/,
)
export const ALREADY = sifted(
  /\b(?:bereits|schon) (?:\w+ ){0,3}(?:berucksichtigt|abgezogen|verrechnet|enthalten|verbucht|eingerechnet)|(?<!\bnicht )\bberucksichtigt\b|already (?:included|deducted)/,
)

/** Payments that the mail deducts from the total it has just named, where no new total follows. */
export function laterPayments(total: Sum, sums: readonly Sum[], leavesRest: boolean, added = 0): number {
  let paid = 0
  for (const sum of sums) {
    if (sum.index <= total.index || sum.unit.part !== total.unit.part || sum.role !== 'payment') continue
    const sentence = sum.unit.folded
    if (sum.unit.line - total.unit.line > 3 || ALREADY.test(sentence)) continue
    if (!DEDUCTED.test(sentence) && !leavesRest && !(added > 0 && isEntryOf(sum, total))) continue
    paid += sum.cents
  }
  return paid < total.cents + added ? paid : 0
}

/** `Rechnung 500 €; Rechnung 80 €; Gutschrift 60 €`: one of the entries that the total was added up from. */
const isEntryOf = (payment: Sum, total: Sum) =>
  payment.unit === total.unit &&
  !total.grand &&
  /^\s*[,;]\s*\p{Lu}[\p{L}-]+(?:\s(?:vom\s)?[\d./-]+)?:?\s*$/u.test(payment.between)

const BEFORE_IT = sifted(/\bvor (?:der|dem|dieser|diesem|abzug|anrechnung|verrechnung|aufrechnung)\b/)

/** `Mit 210 € haben wir aufgerechnet. Vor der Aufrechnung waren 640 € offen`: the order of telling is not that of time. */
export function earlierPayments(total: Sum, sums: readonly Sum[], isRestOwed: boolean): number {
  if (!total.past || !(BEFORE_IT.test(total.unit.folded) || (isRestOwed && isBeforePayments(total)))) return 0
  const before = sums.filter(
    sum =>
      sum.role === 'payment' &&
      sum.index < total.index &&
      sum.unit.part === total.unit.part &&
      total.unit.line - sum.unit.line <= 3,
  )
  const paid = before.reduce((all, sum) => all + sum.cents, 0)
  return paid < total.cents ? paid : 0
}
