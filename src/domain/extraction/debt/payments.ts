/** What was paid and has to be taken off. */
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'

/** Speaks of what is left without saying how much: what was paid has to be taken off. */
export const REST = sifted(
  /\b(?:de[nm] (?:\w+ )?(?:rest|fehlbetrag|differenz\w*)(?! (?:von|in hohe|betragt|belauft))|die differenz|restbetrag|des restes|wegen des rest\w*|ubrige|fehlbetrag)\b/,
)

export const DEDUCTED = sifted(
  /\bbis auf\b[^.;]{0,80}\b(?:nicht|nie|un)[^.;]{0,20}\b(?:bezahlt|beglichen|gezahlt)\b|\b(?:abzug\w*|retoure\w*|rucksendung\w*|angezahlt|anzahlung|abzuglich|abzgl|abzuziehen|abgezogen|less|minus|in abzug|verzichtet|erlassen|nachgelassen)\b|\bvon (?:den|dem|der|insgesamt|ursprunglich\w*)\b.*\b(?:gezahlt|bezahlt|eingegangen|geleistet|getilgt|vereinnahmt|beigetrieben|zuruckgezahlt|uberwiesen)\b|\b(?:davon|hiervon|wovon|darauf|hierauf|worauf|auf (?:die|den|das|welche[ns]?)(?= (?:am|im|noch|bisher|nur|erst|wir|bereits)\b))\b(?:[^.;]|(?<=\d)\.){0,60}\b(?:ubernommen|reguliert|entrichtet|eingegangen|gezahlt|bezahlt|zuruckgezahlt|getilgt|beglichen|uberwiesen|erstattet|repaid)\b|\b(?:damit|dagegen|hiermit|hiergegen|(?:mit|gegen) (?:der|dem|den|die|das|unsere\w*|diese\w*) \w+)\b[^.;]{0,50}\b(?:verrechnet|aufgerechnet|angerechnet|gegengerechnet)\b|\.\/\.|\bvon (?:den|diesen) \w+en\b.*\bging(?:en)?\b.*\bein\b/,
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
    if (!DEDUCTED.test(sentence) && !leavesRest) continue
    paid += sum.cents
  }
  return paid < total.cents + added ? paid : 0
}

const BEFORE_IT = sifted(/\bvor (?:der|dem|dieser|diesem|abzug|anrechnung|verrechnung|aufrechnung)\b/)

/** `Mit 210 € haben wir aufgerechnet. Vor der Aufrechnung waren 640 € offen`: the order of telling is not that of time. */
export function earlierPayments(total: Sum, sums: readonly Sum[]): number {
  if (!total.past || !BEFORE_IT.test(total.unit.folded)) return 0
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
