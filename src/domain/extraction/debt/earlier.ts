/** What a creditor wrote before the firm's letter that it now answers: quoted along, and overtaken by the answer. */
import { sifted } from '../patterns/sieve.ts'
import type { Sum } from '../roles.ts'
import type { Unit } from '../units.ts'

/** Attachments are numbered from here. */
const ATTACHED = 100

const CONTRACT = sifted(
  /^\W*(?:\w+ ){0,6}(?:auftragsbestatigung|bestellbestatigung|bestellung|kaufvertrag|mietvertrag|darlehensvertrag|kreditvertrag|leasingvertrag|angebot|kostenvoranschlag|lieferschein|order confirmation)\b/,
)
/** Lines of an attachment that say what it is. */
const HEAD = 4

/** An order or a contract that is attached says what was agreed; what is owed, where the letter says it, is said there. */
export function leaveContracts(sums: readonly Sum[], units: readonly Unit[]): void {
  const heads = Map.groupBy(
    units.filter(({ zone }) => zone === 'attachment'),
    ({ part }) => part,
  )
  const contracts = new Set(
    [...heads].filter(([, of]) => of.slice(0, HEAD).some(({ folded }) => CONTRACT.test(folded))).map(([part]) => part),
  )
  if (!sums.some(({ role, unit }) => (role === 'total' || role === 'principal') && !contracts.has(unit.part))) return
  for (const sum of sums) if (contracts.has(sum.unit.part)) Object.assign(sum, { role: 'threshold', grand: false })
}

/** Takes the sums of earlier letters out of account, where the answer itself states a total. */
export function leaveEarlier(sums: readonly Sum[], units: readonly Unit[]): void {
  const answer = units.find(unit => unit.by === 'creditor')?.part
  const asked = units.find(unit => unit.by === 'firm' && answer !== undefined && unit.part > answer)?.part
  if (asked === undefined) return
  const isEarlier = ({ unit }: Sum) => unit.part > asked && unit.part < ATTACHED
  if (!sums.some(sum => sum.role === 'total' && sum.cents > 0 && !isEarlier(sum))) return
  for (const sum of sums) if (isEarlier(sum)) Object.assign(sum, { role: 'other', grand: false, weight: 1 })
}
