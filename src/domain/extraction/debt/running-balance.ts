/** Accounts that carry their balance from row to row: what the last row carries is owed, whatever the columns are called. */
import type { Sum } from '../roles.ts'

/** So many rows, of a table or lines such as `1.4. Rate -100 € Saldo 900 €`, that follow from those before them are no accident. */
const PROVEN_ROWS = 3
const PLANNED = new Set(['instalment', 'settlement'])

/** Makes the last balance of such an account a total, and of its movements and earlier balances nothing. */
export function readBalances(sums: readonly Sum[]): void {
  const rows = [...Map.groupBy(sums, sum => sum.unit).values()].filter(([first, next]) => first!.unit.row || next)
  let run: Sum[][] = []
  const close = () => {
    const last = run.at(-1)?.at(-1)
    if (run.length >= PROVEN_ROWS && last && last.cents > 0 && !run.flat().some(sum => PLANNED.has(sum.role))) {
      for (const sum of run.flat()) Object.assign(sum, { role: 'other', grand: false, weight: 1 })
      Object.assign(last, { role: 'total', grand: true, weight: 3.4, cue: 'saldo', past: false, included: false })
    }
    run = []
  }
  for (const row of rows) {
    const above = run.at(-1)
    if (above && above[0]!.unit.part === row[0]!.unit.part && carries(above.at(-1)!, row)) run.push(row)
    else {
      close()
      run = [row]
    }
  }
  close()
}

const signed = ({ cents, negative }: Sum) => (negative ? -cents : cents)

/** Whether the last sum of a row is the balance above it, each of the row's other sums added or taken off. */
function carries(balance: Sum, row: readonly Sum[]): boolean {
  const movements = row.slice(0, -1)
  if (movements.length === 0 || movements.length > 2) return false
  const moved = signed(row.at(-1)!) - signed(balance)
  const [first = 0, second = 0] = movements.map(signed)
  return first !== 0 && [first + second, first - second, second - first, -first - second].includes(moved)
}
