/** What is told of a sum: whose figure it is, and what the verb of its clause says of it. */
import { sifted } from '../patterns/sieve.ts'
import { isPaidFor, subjectRole } from '../predicates.ts'
import { confirms, lends } from '../said-beside.ts'
import { type Amendment, takenFor } from './amendment.ts'

/** "Sie haben uns 650 € genannt": the firm's figure, whatever noun stands before it. */
export const toldByFirm: Amendment = (best, { label, right }) =>
  TOLD_BY_FIRM.test(label) && TOLD.test(right) ? takenFor('quoted', 4, 'genannt') : best
const TOLD_BY_FIRM = sifted(/\b(?:sie|ihrerseits|ihre? mandant\w*|you)\b/)
const TOLD = sifted(
  /^[\s,]{0,2}(?:\w+ ){0,2}(?:genannt|angegeben|mitgeteilt|beziffert|benannt|angesetzt|mentioned|quoted)\b/,
)

/** `Wir bestätigen die von Ihnen genannten 512 €`: then it is the creditor's as well. */
export const confirmed: Amendment = (best, { before, right }) =>
  best?.role === 'quoted' && confirms(before, right) ? takenFor('total', 3.4, 'bestatigt') : best

/** `Im Mai habe ich ihr 500 € gegeben`: what one lends a person. */
export const lent: Amendment = (best, { before, right }) =>
  lends(before, right) ? takenFor('principal', 3.4, 'gegeben') : best

/** `Die Kaution beträgt 900 €`: the verb says nothing, the noun that it speaks of decides. */
export const ofItsSubject: Amendment = (best, { left }) =>
  best?.role === 'total' || best?.role === 'item' || (best?.role === 'grand' && EQUATES.test(best.cue))
    ? { ...best, role: subjectRole(left) ?? best.role }
    : best
/** A verb, not a word for all of it. */
const EQUATES = sifted(/^(?:belauf|betrag|lautet|liegt|ist|sind)/)

/** `Die Rechnung 12 über 80 € ist bezahlt`: neither owed nor paid on anything else. */
export const paidFor: Amendment = (best, { label, right }) =>
  isPaidFor(label, right) ? takenFor('subtotal', 4, 'bezahlt') : best

/** `Die Mahngebühr von 12 € entfällt`. */
export const cancelled: Amendment = (best, { right }) =>
  CANCELLED.test(right) ? takenFor('subtotal', 4, 'storniert') : best
const CANCELLED = /^[\s(,]{0,3}(?:ist |wurde )?(?:storniert|gegenstandslos|entfallt|entfallen)\b/
