/**
 * Patterns that are tried only where they can match. Hundreds of them are asked about each sentence and few find anything:
 * one pass over the sentence tells which of all patterns' words it holds (Aho and Corasick's automaton), and a pattern whose
 * needs it does not meet is spared. What a pattern says is what it said before.
 */
import { type Clue, Looks, type Sentence } from './looks.ts'
import { matchesOf } from './matches.ts'
import { needsOf } from './needs.ts'

/** What a rule may ask of a pattern. */
export interface Sifted {
  readonly source: string
  test(text: string): boolean
  exec(text: string): RegExpExecArray | null
  /** Whether the text holds the words without which no part of it, cut between words, can match: cheaper than to cut it out and fold it. */
  mayMatch(text: string): boolean
  /**
   * Whether the sentences of a list hold those words between them. Most patterns are about what nobody says in a mail, and one
   * question answers that for all its sentences.
   */
  mayMatchOneOf(sentences: readonly Sentence[]): boolean
  /** So that `text.replace(pattern, …)` takes it. */
  [Symbol.replace](text: string, by: Replacement): string
}
type Replacement = string & ((match: string, ...groups: string[]) => string)

/** A pattern that first asks the sieve. Its answers are those of the bare one. */
export function sifted(pattern: RegExp): Sifted {
  const clue = clueOf(pattern)
  const mayMatch = (text: string) => allLooks().meets(clue, text)
  return {
    source: pattern.source,
    mayMatch,
    mayMatchOneOf: sentences => allLooks().meetsAmong(clue, sentences),
    test: text => mayMatch(text) && pattern.test(text),
    exec: text => (mayMatch(text) ? pattern.exec(text) : null),
    [Symbol.replace]: (text, by) => (mayMatch(text) ? text.replace(pattern, by) : text),
  }
}

/** Calls back for every match of a global pattern, as `matchAll` does. */
export function eachMatchOf(pattern: RegExp): (text: string, found: (match: RegExpExecArray) => void) => void {
  const clue = clueOf(pattern)
  return (text, found) => {
    if (allLooks().meets(clue, text)) for (const match of matchesOf(pattern, text)) found(match)
  }
}

let looks: Looks | null = null

/** The same list of words has the same number in all patterns. */
const numbers = new Map<string, number>()

function clueOf(pattern: RegExp): Clue {
  looks = null
  return needsOf(pattern).map(words => {
    const key = words.join('|')
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
}

function allLooks(): Looks {
  looks ??= new Looks([...numbers.keys()].map(key => key.split('|')))
  return looks
}
