/** What words around a sum of money say about it. Written for `cueText`: lower case, umlauts without dots (`fallig`). */
import { stripDiacritics } from '../matching/normalise.ts'
import { eachMatchOf, sifted } from './patterns/sieve.ts'
import { recently } from './recent.ts'

/** Folds a text for cue patterns: lower case, no diacritics, ASCII umlauts (`Rueckstand`) as umlauts. */
export const cueText = recently(text =>
  stripDiacritics(text)
    // `due`, `accrued` and `does` are English. What is rare is looked for first, and a single space is left as it is: every text goes through here.
    .replace(/ue(?<![aeqo]ue)(?!ll|nd|rst|[ds]?(?![a-z]))/g, 'u')
    .replace(/[ao]e(?<![aeio]..)(?!uv|s?(?![a-z]))/g, pair => pair[0]!)
    .replace(/\s{2,}|[^\S ]/g, ' '),
)

export type CueRole =
  | 'grand'
  | 'total'
  | 'principal'
  | 'interest'
  | 'fee'
  | 'item'
  | 'payment'
  | 'instalment'
  | 'settlement'
  | 'threshold'
  | 'quoted'
  | 'subtotal'
  | 'credit'

/** A pattern, what it means and how much it weighs against others at the same distance. */
export interface Cue {
  role: CueRole
  weight: number
  /** Calls back for each place where it stands. */
  each: (text: string, found: (match: RegExpExecArray) => void) => void
  /** Looks over what stands before it, up to the sum. */
  reaches: boolean
}

/** A cue of a pattern's source. */
export const cue = (role: CueRole, weight: number, source: string): Cue => ({
  role,
  weight,
  each: eachMatchOf(new RegExp(source, 'g')),
  reaches: source.startsWith('^[^'),
})

/** A cue that stands right before the sum and its sign. */
export const cueAt = (role: CueRole, weight: number, source: string): Cue =>
  cue(role, weight, `(?:${source})\\s*(?:eur|[€¤])?\\s*$`)

/** Conclusions: they make a sum of what stands before, whatever that is called. */
export const CONCLUSION = sifted(
  /(?:\b(?:mithin|somit|demnach|folglich|also|das heisst|sprich|ergibt|macht)\b|\bd\. ?h\.|=)(?:(?: [\w.,-]+){1,4} ?:)?[\s:]*(?:noch |nur |nunmehr |jetzt )*(?:eur|[€¤]|von|auf|bei|(?:ein(?:en?)? )?(?:betrag|rest\w*|summe|saldo|forderung|schuld)?(?: in hohe)? ?von|in hohe von|insgesamt)?\s*(?:eur|[€¤])?\s*$/,
)
