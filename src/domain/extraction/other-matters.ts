/** Earlier mails of the sender below its answer that are about somebody else: what they say is no answer to this matter. */
import { aktenzeichenShape, foldName, nameTokens, normaliseReference } from '../matching/normalise.ts'
import { findFullNames } from './names.ts'
import { findNumbers } from './references.ts'
import type { Line } from './reply.ts'

/** Parts from here on are attachments. */
const ATTACHED = 100

/**
 * The lines without the earlier mails that name other persons than the mail itself and its subject, and other numbers where it
 * has one of the same form.
 */
export function withoutOtherMatters(lines: Line[], subject: string): Line[] {
  const parts = new Set(lines.map(({ part }) => part).filter(part => part > 0 && part < ATTACHED))
  if (parts.size === 0) return lines
  const answer = matterOf([subject, ...writtenIn(lines, 0)])
  if (answer.numbers.length === 0) return lines
  const others = [...parts].filter(part => isAnother(matterOf(writtenIn(lines, part)), answer))
  return others.length === 0 ? lines : lines.filter(({ part, by }) => by !== 'creditor' || !others.includes(part))
}

const writtenIn = (lines: readonly Line[], part: number) =>
  lines.filter(line => line.part === part && line.by === 'creditor' && line.zone === 'body').map(({ text }) => text)

/** What says whom a mail is about. */
interface Matter {
  words: readonly string[]
  /** Persons in full, folded. */
  names: string[]
  numbers: string[]
}

function matterOf(lines: readonly string[]): Matter {
  const text = lines.join('\n').slice(0, 10_000)
  return {
    words: nameTokens(text),
    names: findFullNames(text).map(name => foldName(name.split(', ').toReversed().join(' '))),
    numbers: findNumbers(text).map(one => one.text),
  }
}

function isAnother(earlier: Matter, answer: Matter): boolean {
  const isElse = (name: string) =>
    !answer.words.includes(name.split(' ').at(-1)!) || (answer.names.length > 0 && !answer.names.includes(name))
  const keys = answer.numbers.map(normaliseReference)
  const forms = answer.numbers.map(aktenzeichenShape)
  return (
    earlier.names.length > 0 &&
    earlier.names.every(isElse) &&
    earlier.numbers.every(number => !keys.includes(normaliseReference(number))) &&
    earlier.numbers.some(number => forms.includes(aktenzeichenShape(number)))
  )
}
