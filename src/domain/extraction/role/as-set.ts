/** What a sum stands for by how it is set, beside or instead of what its words say. */
import type { CueRole } from '../cues.ts'
import { sifted } from '../patterns/sieve.ts'
import { isPassing, states } from '../rounded.ts'
import { OWED } from '../said-beside.ts'
import type { Found } from '../weigh.ts'
import type { Place } from './place.ts'

/** The role that a sum has in the end: what it was taken for, unless a cell, a sign or a round figure says otherwise. */
export function roleAsSet(best: Found | null, place: Place): CueRole | null {
  const { unit, before, figure, neighbour, rough } = place
  let role = best?.role ?? (unit.row || isEntry(place) ? 'item' : null)
  if (unit.row && role === 'item' && /\b(?:zahlung|gutschrift)/.test(before)) role = 'payment'
  // A balance below zero is what somebody owes; anything else below zero was taken off.
  if (unit.row && isBracketed(place)) return 'payment'
  if (figure.negative && role !== 'grand' && role !== 'total')
    role = (neighbour === null || /[,;]/.test(before)) && ACCOUNT.test(before) ? 'item' : 'payment'
  // `Können Sie die Rechnung übernehmen, ca. 120 €?`: a round figure in passing is nothing that somebody states.
  if (rough && isPassing(role) && (role === 'item' || !(OWED.test(unit.folded) || states(unit.folded))))
    role = 'threshold'
  return role
}

/** An entry `Wasser = 41 €`, `Porto: 3 €`, or a line with a bullet, is an item of a list whatever it is called. */
const isEntry = ({ unit, before, neighbour }: Place) =>
  /[:=]\s*(?:eur|[€¤])?\s*$/.test(before) || (neighbour === null && /^\s*[-+*•–]\s/.test(unit.text))

/** `GS 33   (85,00)`: alone in its cell and its row, as accounts write what is taken off. */
const isBracketed = ({ unit: { text }, figure, money }: Place) =>
  money.length === 1 && /(?:\t| {2,})\($/.test(text.slice(0, figure.start)) && /^\)\s*$/.test(text.slice(figure.end))

const ACCOUNT = sifted(
  /\b(?:\w*konto|giro\w*|\w*kredit|\w*darlehen|saldo|\w*guthaben|kontostand|kreditkarte\w*|dispo|account|balance|loan)\b[^.;:]{0,20}:?\s*(?:eur|[€¤])?\s*$/,
)
