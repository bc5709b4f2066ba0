/** A mail that ends in its sender's name, without any closing formula above it: that line is the signature. */
import type { Line } from '../extraction/reply.ts'
import { sameGivenName } from './given-names.ts'
import { foldName } from './normalise.ts'

const MOST_WORDS = 4

/**
 * The same lines, the last one that the sender wrote itself being the signature where it is nothing but its name (`Uli Reimers`
 * signs as `Ulrich Reimers`). Else a lender's last name would be taken for that of a relative who owes.
 */
export function withSignedName(lines: readonly Line[], senderName: string): Line[] {
  const sender = foldName(senderName).split(' ')
  const at = lines.findLastIndex(({ by, part, text }) => by === 'creditor' && part === 0 && text.trim() !== '')
  const last = lines[at]
  if (last?.zone !== 'body' || last.answers !== null || sender.length < 2) return [...lines]
  return isName(last.text, sender) ? lines.with(at, { ...last, zone: 'signature' }) : [...lines]
}

function isName(text: string, sender: readonly string[]): boolean {
  if (text.length > 60 || !/^\s*(?:gez\. ?)?(?:\p{Lu}[\p{L}.'’-]*[ ]{0,2}){2,}$/u.test(text)) return false
  const words = foldName(text).split(' ')
  if (words.length < 2 || words.length > MOST_WORDS || words.at(-1) !== sender.at(-1)) return false
  // A last line may as well name the relative who is asked about.
  return words.slice(0, -1).some(word => sender.slice(0, -1).some(name => sameGivenName(word, name)))
}
