/** What words around a sum of money say about it. Written for `cueText`: lower case, umlauts without dots (`fallig`). */
import { stripDiacritics } from '../matching/normalise.ts'
import { recently } from './recent.ts'

/** Folds a text for cue patterns: lower case, no diacritics, ASCII umlauts (`Rueckstand`) as umlauts. */
export const cueText = recently(text =>
  stripDiacritics(text)
    .replace(/(?<![aeqo])ue(?!ll|nd|rst)/g, 'u')
    .replace(/(?<![aeio])(?:ae|oe)(?!uv)/g, pair => pair[0]!)
    .replace(/\s+/g, ' '),
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
  pattern: RegExp
}

/** A cue of a pattern's source. */
export const cue = (role: CueRole, weight: number, source: string): Cue => ({
  role,
  weight,
  pattern: new RegExp(source, 'g'),
})

/** Conclusions: they make a sum of what stands before, whatever that is called. */
export const CONCLUSION =
  /(?:\b(?:mithin|somit|demnach|folglich|also|das heisst|sprich|ergibt|macht)\b|\bd\. ?h\.|=)(?:(?: [\w.,-]+){1,4} ?:)?[\s:]*(?:eur|€|von|einen betrag von|ein betrag von|insgesamt)?\s*$/
