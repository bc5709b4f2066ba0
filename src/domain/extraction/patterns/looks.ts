/** Which of many lists of words a text holds a word of: one pass with Aho and Corasick's automaton, remembered for a while. */
import { BITS, GAP, isOdd, LETTER_OF } from './alphabet.ts'

/** The numbers of the lists that must be met, the rarest first. */
export type Clue = readonly number[]

/** Something that is said, as patterns are written for. */
export interface Sentence {
  readonly folded: string
}

/** Texts of a mail in hand; longer ones are no sentences and do not come again. */
const KEPT = { length: 2000, texts: 2000 }

export class Looks {
  readonly #automaton: Automaton
  /** A bit for each list, text after text. The first place is for what is not remembered. */
  readonly #met: Uint32Array
  readonly #words: number
  readonly #places = new Map<string, number>()
  readonly #unions = new WeakMap<readonly Sentence[], Uint32Array>()
  #text: string | null = null
  #at = 0

  constructor(lists: readonly string[][]) {
    this.#automaton = build(lists)
    this.#words = (lists.length >> 5) + 1
    this.#met = new Uint32Array((KEPT.texts + 1) * this.#words)
  }

  /** Whether a text holds what is asked for; rules ask about one text many times running. */
  meets(clue: Clue, text: string): boolean {
    if (clue.length === 0) return true
    if (this.#text !== text) {
      this.#at = this.#placeOf(text)
      this.#text = text
    }
    return isMet(clue, this.#met, this.#at)
  }

  /** Whether sentences hold it between them: where they do not, none of them does. */
  meetsAmong(clue: Clue, sentences: readonly Sentence[]): boolean {
    let union = this.#unions.get(sentences)
    if (union === undefined) {
      union = new Uint32Array(this.#words)
      for (const { folded } of sentences) {
        const at = this.#placeOf(folded)
        for (let word = 0; word < this.#words; word++) union[word]! |= this.#met[at + word]!
      }
      this.#unions.set(sentences, union)
    }
    return isMet(clue, union, 0)
  }

  #placeOf(text: string): number {
    const known = this.#places.get(text)
    if (known !== undefined) return known
    if (this.#places.size === KEPT.texts) this.#places.clear()
    let at = 0
    if (text.length < KEPT.length) {
      at = (this.#places.size + 1) * this.#words
      this.#places.set(text, at)
    }
    this.#met.fill(0, at, at + this.#words)
    lookThrough(text, this.#automaton, this.#met, at, this.#words)
    return at
  }
}

function isMet(clue: Clue, met: Uint32Array, at: number): boolean {
  for (const list of clue) if ((met[at + (list >> 5)]! & (1 << (list & 31))) === 0) return false
  return true
}

/** Sets the bit of every list that is met, in the words from a place on. */
function lookThrough(
  text: string,
  { next, ending, first, ends }: Automaton,
  met: Uint32Array,
  at: number,
  words: number,
): void {
  let state = next[LETTER_OF[GAP.charCodeAt(0)]!]!
  for (let i = 0; i <= text.length; i++) {
    // The end of the text is a gap as well.
    const code = i < text.length ? text.charCodeAt(i) : 0
    if (code >= 128 && isOdd(code)) {
      met.fill(0xffffffff, at, at + words)
      return
    }
    state = next[(state << BITS) | (code < 128 ? LETTER_OF[code]! : 0)]!
    if (state < ending) continue
    const last = first[state - ending + 1]!
    for (let n = first[state - ending]!; n < last; n++) met[at + (ends[n]! >> 5)]! |= 1 << (ends[n]! & 31)
  }
}

interface Automaton {
  /** The state after a letter, for each state. */
  next: Uint16Array
  /** From this state on, words end in them. */
  ending: number
  /** Where the lists begin of which a word ends in a state, for each of those. */
  first: Uint32Array
  ends: Uint16Array
}

function build(lists: readonly string[][]): Automaton {
  const letters = lists.reduce((sum, words) => sum + words.reduce((all, word) => all + word.length, 0), 2)
  const next = new Uint16Array(letters << BITS)
  const ends: number[][] = [[]]
  const grow = (state: number, letter: number): number => {
    const at = (state << BITS) | letter
    if (next[at] === 0) next[at] = ends.push([]) - 1
    return next[at]!
  }
  const gap = LETTER_OF[GAP.charCodeAt(0)]!
  grow(0, gap)
  for (const [list, words] of lists.entries()) {
    for (const word of words) {
      let state = 0
      for (let i = 0; i < word.length; i++) state = grow(state, LETTER_OF[word.charCodeAt(i)]!)
      ends[state]!.push(list)
    }
  }
  if (ends.length > 0xffff) throw new Error('The patterns have too many words for 16 bits.')
  // Breadth first: where a word breaks off, the longest end of it that begins another one goes on.
  const fallback = new Uint16Array(ends.length)
  const queue = [0]
  for (const state of queue) {
    for (let letter = 0; letter < 1 << BITS; letter++) {
      const at = (state << BITS) | letter
      const after = next[at]!
      if (after === state && state !== 0) continue
      const otherwise = state === 0 ? 0 : next[(fallback[state]! << BITS) | letter]!
      if (after === 0) next[at] = otherwise
      else {
        fallback[after] = otherwise
        // However many gaps there are, they count once.
        if (letter === gap) next[(after << BITS) | gap] = after
        if (ends[otherwise]!.length > 0) ends[after] = [...new Set([...ends[after]!, ...ends[otherwise]!])]
        queue.push(after)
      }
    }
  }
  return numbered(queue, next, ends)
}

/**
 * The same automaton with other numbers for its states: those in which no word ends come first, so that one comparison tells
 * them, and each kind as the search went, so that those after few letters, in which texts mostly are, lie side by side.
 */
function numbered(states: readonly number[], next: Uint16Array, ends: readonly number[][]): Automaton {
  const silent = states.filter(state => ends[state]!.length === 0)
  const loud = states.filter(state => ends[state]!.length > 0)
  const order = [...silent, ...loud]
  const numbers = new Uint16Array(ends.length)
  for (const [number, state] of order.entries()) numbers[state] = number
  const renamed = new Uint16Array(order.length << BITS)
  for (const [number, state] of order.entries())
    for (let letter = 0; letter < 1 << BITS; letter++)
      renamed[(number << BITS) | letter] = numbers[next[(state << BITS) | letter]!]!
  const first = new Uint32Array(loud.length + 1)
  for (const [at, state] of loud.entries()) first[at + 1] = first[at]! + ends[state]!.length
  return { next: renamed, ending: silent.length, first, ends: Uint16Array.from(loud.flatMap(state => ends[state]!)) }
}
