/** What a creditor wrote before the firm's letter that it now answers: quoted along, and overtaken by the answer. */
import type { Sum } from '../roles.ts'
import type { Unit } from '../units.ts'

/** Attachments are numbered from here. */
const ATTACHED = 100

/** Takes the sums of earlier letters out of account, where the answer itself states a total. */
export function leaveEarlier(sums: readonly Sum[], units: readonly Unit[]): void {
  const answer = units.find(unit => unit.by === 'creditor')?.part
  const asked = units.find(unit => unit.by === 'firm' && answer !== undefined && unit.part > answer)?.part
  if (asked === undefined) return
  const isEarlier = ({ unit }: Sum) => unit.part > asked && unit.part < ATTACHED
  if (!sums.some(sum => sum.role === 'total' && sum.cents > 0 && !isEarlier(sum))) return
  for (const sum of sums) if (isEarlier(sum)) Object.assign(sum, { role: 'other', grand: false, weight: 1 })
}
