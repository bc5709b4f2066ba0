/** A mail that ends in its sender's name, without any closing formula above it: that line is the signature. */
import type { Line } from '../extraction/reply.ts'
import { sameGivenName } from './given-names.ts'
import { foldName } from './normalise.ts'

const MOST_WORDS = 4
/** Below the name there may be a telephone number, or what comes with the mail. */
const LAST_LINES = 3

/**
 * The same lines, one of the last that the sender wrote itself being the signature where it is nothing but its name, and
 * perhaps its town (`Uli Reimers` signs as `Ulrich Reimers, Aue`). Else a lender's last name would be taken for that of a
 * relative who owes.
 */
export function withSignedName(lines: readonly Line[], senderName: string): Line[] {
  const sender = foldName(senderName).split(' ')
  if (sender.length < 2) return [...lines]
  const written = lines.flatMap(({ by, part, text }, i) =>
    by === 'creditor' && part === 0 && text.trim() !== '' ? [i] : [],
  )
  const at = written.slice(-LAST_LINES).findLast(i => isName(lines[i]!.text, sender))
  const line = at === undefined ? undefined : lines[at]
  return at !== undefined && line?.zone === 'body' && line.answers === null
    ? lines.with(at, { ...line, zone: 'signature' })
    : [...lines]
}

function isName(text: string, sender: readonly string[]): boolean {
  if (text.length > 60) return false
  const [, name] = /^\s*(?:gez\. ?)?((?:\p{Lu}[\p{L}.'’-]*[ ]{0,2}){2,})(?:, \p{Lu}[\p{L}-]+)?$/u.exec(text) ?? []
  const words = foldName(name ?? '').split(' ')
  if (words.length < 2 || words.length > MOST_WORDS || words.at(-1) !== sender.at(-1)) return false
  // A last line may as well name the relative who is asked about.
  return words
    .slice(0, -1)
    .some(word => sender.slice(0, -1).some(given => word === given[0] || sameGivenName(word, given)))
}
