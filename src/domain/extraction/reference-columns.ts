/** Numbers in the columns of a table whose head says what they are: `Vertragskonto | Sparte | Saldo`. */
import { findMoney } from './amounts.ts'
import { findDates } from './dates.ts'
import { matchesOf } from './patterns/matches.ts'
import type { FoundNumber } from './references.ts'
import { CELL } from './tables.ts'

const HEAD =
  /^(?:rechnungs?|beleg|dokument|faktura|rg|vertrags?(?:konto)?|konto|kunden?|kassenzeichen|police|versicherungs?|mietkonto|personenkonto|buchungszeichen|referenz|auftrags?|bestell|az|aktenzeichen|darlehen|darlehens|kredit)[ .-]{0,2}(?:nr|nummer|no|konto|zeichen)?\.?$/i
const NUMBER = /^[A-Z]{0,4}[ -]?\d[A-Za-z\d./ -]{2,24}$/
/** Rows below a head that belong to its table. */
const MOST_ROWS = 40

/** Has several cells; most lines are one. */
const PARTED = /\t| {2}/
const cellsOf = (line: string) => matchesOf(CELL, line)

/** Each cell under such a head that is written like a number and is neither money nor a date. */
export function columnNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = []
  if (!/\t| {3}/.test(text)) return found
  let head: { cells: string[]; rows: number } | null = null
  let at = 0
  for (const line of text.split('\n')) {
    // Below no head, only what may be one is looked at.
    const names = !/\d/.test(line)
    const cells: RegExpExecArray[] = (head || names) && PARTED.test(line) ? cellsOf(line) : []
    if (cells.length > 1 && names) head = { cells: cells.map(cell => cell[0]), rows: 0 }
    else if (head && cells.length === head.cells.length && ++head.rows <= MOST_ROWS) {
      for (const [i, cell] of cells.entries()) {
        if (HEAD.test(head.cells[i]!) && isNumber(cell[0]))
          found.push({
            text: cell[0],
            start: at + cell.index,
            end: at + cell.index + cell[0].length,
            label: 'creditor',
            plain: /^az|^akten/i.test(head.cells[i]!),
            head: head.cells[i]!,
          })
      }
    } else if (line.trim() !== '' && cells.length < 2) head = null
    at += line.length + 1
  }
  return found
}

function isNumber(cell: string): boolean {
  return (
    NUMBER.test(cell) &&
    cell.replace(/\D/g, '').length >= 3 &&
    findDates(cell).length === 0 &&
    findMoney(cell).every(money => money.start > 0 || money.end < cell.length)
  )
}
