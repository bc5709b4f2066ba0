/** Tables with a row for each of several persons, as printed from a list of open items: one row is the client's. */
import { cueText } from '../cues.ts'
import { cells } from '../tables.ts'
import type { Unit } from '../units.ts'

const PERSON_COLUMN =
  /^(?:name|person|nachname|familienname|name,? vorname|(?:schuldner|kunde|kundin|patient|mieter|versicherte|mitglied|mandant|debitor|customer|debtor|tenant|client|member)(?:[/*:_(]{0,2}-?in\)?|r|n|name)?)$/
const PERSON = /^\p{Lu}[\p{L}'’-]*(?:, \p{Lu}|\p{Ll} \p{Lu})[\p{L}'’. -]+(?: \((?:\*|geb\. ?)?[\d.]{4,10}\))?$/u

export interface PersonRows {
  /** Lines of the tables that are about somebody else, or about all of them. */
  strangers: ReadonlySet<number>
  /** Several persons, and the mail does not say which of them it is about. */
  undecidable: boolean
}

/** @param said what the mail says outside of its tables, its subject included */
export function personRows(units: readonly Unit[], said: string): PersonRows {
  const strangers = new Set<number>()
  let undecidable = false
  const leave = (rows: readonly Unit[], named: readonly string[]) => {
    const persons = new Set(named.filter(name => PERSON.test(name)))
    if (persons.size < 2) return
    const meant = meantOf([...persons], said)
    if (meant === null) undecidable = true
    else for (const [at, row] of rows.entries()) if (named[at] !== meant) strangers.add(row.line)
  }
  for (const rows of listsWithoutHead(units))
    leave(
      rows,
      rows.map(row => cells(row.text)[0]!.text),
    )
  for (let i = 0; i < units.length; i++) {
    const head = units[i]!
    if (!head.row || /\d/.test(head.text)) continue
    const headings = cells(head.text)
    const column = headings.findIndex(cell => PERSON_COLUMN.test(cueText(cell.text)))
    // `Kunde | Anna Ohm`: a form that names the one whom it is about, and no head.
    if (column < 0 || headings.some(cell => PERSON.test(cell.text))) continue
    const end = units.findIndex((unit, at) => at > i && (!unit.row || unit.part !== head.part))
    const rows = units.slice(i + 1, end < 0 ? units.length : end)
    leave(
      rows,
      rows.map(row => cells(row.text)[column]?.text ?? ''),
    )
  }
  return { strangers, undecidable }
}

/** Rows one below the other that begin with a person as registers write it and end with a sum. */
function listsWithoutHead(units: readonly Unit[]): Unit[][] {
  const lists: Unit[][] = []
  let above: Unit | undefined
  for (const unit of units) {
    if (unit.row && unit.by === 'creditor' && REGISTERED.test(unit.text)) {
      if (above?.part === unit.part) lists.at(-1)!.push(unit)
      else lists.push([unit])
      above = unit
    } else above = undefined
  }
  return lists.filter(rows => rows.length > 1)
}
const REGISTERED =
  /^\p{Lu}[\p{L}'’-]+, \p{Lu}[\p{L}'’ -]+(?:\t| {2,})\S.*(?:\t|\s)(?:EUR |[€¤] ?)?\d[\d.]*,\d\d(?:\s?(?:EUR|[€¤]|Euro))?\s*$/u

/** The only one of the persons whose last name is said; of two with one last name, whose first name is said as well. */
function meantOf(persons: readonly string[], said: string): string | null {
  const text = ` ${cueText(said).replace(/[^\p{L}-]+/gu, ' ')} `
  const says = (word: string) => text.includes(` ${cueText(word)} `)
  const byLast = persons.filter(person => says(namesOf(person).last))
  const meant = byLast.length > 1 ? byLast.filter(person => says(namesOf(person).first)) : byLast
  return meant.length === 1 ? meant[0]! : null
}

function namesOf(person: string): { last: string; first: string } {
  const [before, after] = person.split(/, ?/)
  const words = before!.split(' ')
  return after === undefined
    ? { last: words.at(-1)!, first: words[0]! }
    : { last: before!, first: after.split(' ')[0]! }
}
