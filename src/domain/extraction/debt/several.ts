/** Lists of several persons with a sum each: none of the sums is one client's claim, and neither is what they add up to. */
import { isGivenName } from '../../matching/given-names.ts'
import { foldName } from '../../matching/normalise.ts'
import { cueText } from '../cues.ts'
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import type { Unit } from '../units.ts'
import { addsUp } from './adds-up.ts'
import { isCalledRest } from './entries.ts'

const PERSONS = sifted(
  /(?<!\b(?:ihre[mns]|eure[mn]|dem|den|des|vom|zum|einen) )\bmandanten\b|\bmandanten(?= ?[:.,]| ?$)|\b(?:mandantinnen|mandate|klient(?:en|innen)|kund(?:en|innen)\b(?! ?(?:nr|nummer))|schuldner(?:n|innen)?\b(?! ?(?:nr|beratung))|personen|herrschaften|mitglieder[ns]?|mieter[n]|versicherten|patient(?:en|innen)|konten|falle[n]?|vorgange[n]?|akten|clients|customers|debtors|accounts)\b/,
)
const MANY = sifted(
  /\b(?:folgende\w*|nachstehend\w*|nachfolgend\w*|untenstehend\w*|alle[nr]?|beide[nr]?|mehrere[nr]?|samtliche[nr]?|ihre[rn]?|eure[rn]?|diverse[nr]?|sammel\w*|liste|(?:zwei|drei|vier|[2-9]) (?=kunden|kundinnen|mandant|schuldner|personen)|the following|your|all)\b/,
)
/** A person as lists name them, once numbers are gone: `Kranz, Eva`, `Frau E. Kranz`, `Kranz E.`, `Kranz`. */
const NAMED = sifted(
  /^[^\p{L}]*(?:(?:Frau|Herrn?|Hr\.|Fr\.|Ms\.?|Mr\.?)\s)?(\p{Lu}[\p{L}'’-]+(?:,?\s\p{Lu}[\p{L}'’.-]*){0,3})[^\p{L}]*$/u,
)
/** `Eva Kranz, Am Wall 3, Kassenzeichen`, `1) Kranz, Eva, Rechnung`: who is named first, by a given name. */
const FULL =
  /^(?:\W|\d{1,2}[).])*((\p{Lu}[\p{L}'’-]+) (?:\p{Lu}[\p{L}'’-]+ ?){1,2}|\p{Lu}[\p{L}'’-]+, (\p{Lu}[\p{L}'’-]+)(?: \p{Lu}[\p{L}'’-]+)?)(?=[,;:–( ]|-\s|$)/u
const CERTAIN = sifted(/\b(?:Frau|Herrn?|Hr\.|Fr\.)\s|^\W*\p{Lu}[\p{L}'’-]+,\s?\p{Lu}/u)

/** Beside what a person owes, these say how it will be paid. */
const TERMS = new Set(['instalment', 'settlement', 'threshold'])

function labelOf(text: string): string {
  return text
    .replace(/\([^)]{0,60}\)/g, ' ')
    .replace(/,?\s?\p{L}*(?:[Nn]r\.?|[Nn]ummer)(?![\p{L}])/gu, ' ')
    .replace(/(?:EUR|[€¤]|Euro)|\S*\d\S*/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\b(?:offen|noch|schuldet|Saldo|Forderung|Rückstand)\b:?/g, '')
    .trim()
}

/** What a line is about if not a person: an account, a loan, a tax. */
const ACCOUNT =
  /^\s*(?:[-*•–]|\(?[a-z\d]{1,2}[).])?\s*(?:(?:das|der|die|unser\w*|ihr\w*|sein\w*) )?(?:\w*konto|kontokorrent\w*|\w*provision\w*|\w*valuta|\w*kredit|\w*darlehen|\w*karte|\w*vertrag|\w*rechnung|\w*police|\w*leasing|\w*dispo|\w*miete|wohnung|garage|stellplatz|strom|gas|wasser|fernwarme|\w*steuer|\w*beitrag|\w*abo)\b/
export const namesThing = (text: string): boolean => ACCOUNT.test(cueText(text))

/** Who a text is about, if it begins with a given and a last name, or is nothing but a name. */
function personIn(text: string): { name: string; certain: boolean } | null {
  const full = FULL.exec(text)
  if (full && isGivenName(foldName((full[2] ?? full[3])!))) return { name: full[1]!.trim(), certain: true }
  const label = labelOf(text)
  const name = NAMED.exec(label)?.[1]
  return name && !namesThing(label) ? { name, certain: CERTAIN.test(label) } : null
}

/** Whether the sums of a mail belong to different persons. */
export function belongToSeveral(sums: readonly Sum[], units: readonly Unit[], subject = ''): boolean {
  const lonely = sums.filter(
    sum =>
      (isCalledRest(sum) || (!sum.grand && (sum.named === null || sum.named === 'total'))) &&
      sum.unit.zone !== 'signature' &&
      sums.every(
        other => other.unit !== sum.unit || other === sum || (other.start > sum.start && TERMS.has(other.role)),
      ),
  )
  /** Whether it is surely a person, by the name as it is written. */
  const names = new Map<string, boolean>()
  for (const sum of lonely) {
    const { unit } = sum
    const alone = sums.every(other => other === sum || other.unit !== unit)
    const above = units[units.indexOf(unit) - 1]
    for (const text of [
      alone ? unit.text : unit.text.slice(0, sum.start),
      above?.part === unit.part ? above.text : '',
    ]) {
      const person = personIn(text)
      if (person && (text !== above?.text || person.certain)) {
        names.set(cueText(person.name), person.certain)
        break
      }
    }
  }
  if (eachNamed(sums, units)) return true
  if (
    names.size < 2 ||
    sums.some(sum => sum.role === 'total' && ((sum.grand && !isCalledRest(sum)) || addsUp(sum, sums)))
  )
    return false
  if ([...names.values()].every(certain => certain)) return true
  const own = units.filter(unit => unit.by === 'creditor' && unit.zone !== 'signature').map(unit => unit.text)
  return [subject, ...own].some(text => PERSONS.test(cueText(text)) && MANY.test(cueText(text)))
}

/** `Kranz 192 €, Ohm 96 €`, where both were named in full before. */
function eachNamed(sums: readonly Sum[], units: readonly Unit[]): boolean {
  const [first, second] = sums.filter(sum => !sum.grand && sum.unit.zone !== 'signature')
  if (!first || first.unit !== second?.unit || first.unit.row) return false
  const isNamed = (before: string) => {
    const name = /^[\s,;]*(?:und )?(\p{Lu}[\p{L}-]+)[:=]?\s*(?:[€¤]|EUR)?\s*$/u.exec(before)?.[1]
    return name !== undefined && units.some(({ text }) => givenBefore(name, text))
  }
  return isNamed(first.unit.text.slice(0, first.start)) && isNamed(second.between)
}
const givenBefore = (name: string, text: string): boolean => {
  const at = text.indexOf(` ${name}`)
  const given = at > 0 ? /(\p{Lu}[\p{L}-]+)$/u.exec(text.slice(0, at))?.[1] : undefined
  return given !== undefined && isGivenName(foldName(given))
}

/** `Welcher Betrag stimmt, klären wir noch`: who says so of two totals has stated none. */
const UNSURE = sifted(
  /\b(?:welche[rs]?|was) (?:\w+ ){0,4}(?:stimmt|richtig ist|zutrifft|gilt|zutreffend ist|correct)\b|\b(?:abweichung|differenz|unterschied|unstimmigkeit)\w* (?:\w+ ){0,4}(?:klaren|prufen|geklart|gepruft|nachgehen)\b/,
)

export function isUnsure(units: readonly Unit[]): boolean {
  return (
    UNSURE.mayMatchOneOf(units) &&
    units.some(unit => unit.by === 'creditor' && unit.zone === 'body' && UNSURE.test(unit.folded))
  )
}
