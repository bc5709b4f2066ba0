/** One or two sentences for the firm's portal, made from the mail's own words. */
import { sifted } from './patterns/sieve.ts'
import type { Intent } from './types.ts'
import type { Unit } from './units.ts'

const OPENING: Record<Intent, string> = {
  debt_statement: 'Forderungsauskunft',
  payment_plan: 'Zahlungsregelung',
  rejection: 'Ablehnung',
  inquiry: 'Rückfrage',
  transfer: 'Forderungsübergang',
  auto_reply: 'Automatische Antwort',
  spam: 'Kein Gläubigerschreiben',
}
const TELLING = sifted(
  /forderung|betrag|offen|schuld|saldo|ruckstand|rate|vergleich|vollmacht|abgetreten|verkauft|ubergeben|einverstanden|zustimm|ablehn|benotig|bitte|insgesamt|gesamt|outstanding|balance|claim|assigned|settle/,
)
const POLITE = sifted(
  /^(?:sehr geehrte|guten tag|guten morgen|hallo|liebe|dear|hi\b|moin|mit freundlichen|vielen dank fur|wir danken)/,
)

/** Euros as they are written in German: `1.234,56 €`. */
export function formatEuro(cents: number): string {
  const euros = Math.trunc(cents / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '.')
  return `${euros},${String(cents % 100).padStart(2, '0')} €`
}

/** What the creditor says, at most two sentences. */
export function summarise(intent: Intent, cents: number | null, units: readonly Unit[]): string {
  const says = ({ by, zone, text, folded }: Unit) =>
    by === 'creditor' && zone !== 'signature' && text.length >= 25 && !POLITE.test(folded)
  const telling = units.find(unit => !unit.row && says(unit) && TELLING.test(unit.folded)) ?? units.find(says)
  const amount = cents === null ? '' : cents === 0 ? ' (keine Forderung)' : ` (${formatEuro(cents)})`
  const words = telling ? telling.text.replace(/\s+/g, ' ') : ''
  const cut = words.length > 220 ? `${words.slice(0, words.lastIndexOf(' ', 217))} …` : words
  return cut === '' ? `${OPENING[intent]}${amount}.` : `${OPENING[intent]}${amount}: ${cut}`
}
