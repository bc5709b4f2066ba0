/**
 * What every match of a pattern must contain, read off its source, as RE2's prefilter does. It may ask for too little, never
 * for too much: what is not understood asks for nothing.
 */
import { DIGIT, GAP, letterOf } from './alphabet.ts'

/** Lists of words: a text must hold a word of each. Words are written in the letters of `alphabet.ts`. */
export type Needs = readonly (readonly string[])[]

/** A piece of a pattern: what it can match, if that is little; otherwise what is needed for it. */
interface Piece {
  /** All that it can match, unless it is one of the others. */
  words: readonly string[] | null
  /** What its alternatives need that are no words. */
  others: readonly Needs[]
  needs: Needs
}

const exactly = (...words: string[]): Piece => ({ words, others: [], needs: [] })
const needing = (needs: Needs): Piece => ({ words: null, others: [], needs })
const ANYTHING = needing([])
/** Words of one piece; a longer list is cut in two. */
const MOST_WORDS = 1000
/** Letters of a word that count: fewer make the automaton smaller, but more of the patterns are tried for nothing. */
const LONGEST = 12
/** Shorter words are in every sentence. */
const SHORTEST = 4

/** The needs of a pattern; none if none are known. */
export function needsOf({ source, flags }: RegExp): Needs {
  if (flags.includes('v')) return []
  const reader = new Reader(source)
  const piece = reader.alternatives()
  return reader.isAtEnd() ? rarestFirst(neededFor(piece)) : []
}

function neededFor({ words, others, needs }: Piece): Needs {
  if (words === null) return needs
  return words.some(word => word.length < SHORTEST) ? [] : either([[words], ...others])
}

/**
 * What is needed for any of several: a word of their rarest lists, a word of their next ones, and so on. That is less than each
 * of them needs, but it is lists again: a pattern whose needs are trees of alternatives takes several times as long to ask.
 */
function either(alternatives: readonly Needs[]): Needs {
  const most = Math.max(...alternatives.map(needs => needs.length))
  const sorted = alternatives.map(rarestFirst)
  return Array.from({ length: most }, (_, i) => shortest(sorted.flatMap(needs => needs[i] ?? needs[0]!)))
}

const rarestFirst = (needs: Needs): Needs => needs.toSorted((a, b) => frequency(a) - frequency(b))
/** How often a list is met, compared with others: with each letter a word is a few times rarer. */
const frequency = (words: readonly string[]) => words.reduce((sum, word) => sum + 3 ** -word.length, 0)

/** Cut, and without those that hold another one. */
function shortest(words: readonly string[]): string[] {
  const cut = new Set(words.map(word => word.slice(0, LONGEST)))
  return [...cut].filter(word => {
    for (let length = 1; length < word.length; length++) if (cut.has(word.slice(0, length))) return false
    return true
  })
}

/** Alternatives, of which each must need something. */
function anyOf(pieces: readonly Piece[]): Piece {
  const isWords = (piece: Piece) => piece.words !== null && piece.others.length === 0
  const words = [...new Set(pieces.filter(isWords).flatMap(piece => piece.words!))]
  const others = pieces.filter(piece => !isWords(piece)).map(neededFor)
  if (others.some(needs => needs.length === 0) || words.length > MOST_WORDS) return ANYTHING
  return words.length > 0 ? { words, others, needs: [] } : needing(either(others))
}

const joined = (before: string, after: string) =>
  before.endsWith(GAP) && after.startsWith(GAP) ? before + after.slice(1) : before + after
function product(befores: readonly string[], afters: readonly string[]): string[] {
  if (befores.length === 1) return afters.map(after => joined(befores[0]!, after))
  return [...new Set(befores.flatMap(before => afters.map(after => joined(before, after))))]
}

class Reader {
  readonly #source: string
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  /** All of it was understood. */
  isAtEnd(): boolean {
    return this.#at === this.#source.length
  }

  #giveUp(): void {
    this.#at = Number.POSITIVE_INFINITY
  }

  alternatives(): Piece {
    const pieces = [this.#sequence()]
    while (this.#skip('|')) pieces.push(this.#sequence())
    return pieces.length === 1 ? pieces[0]! : anyOf(pieces)
  }

  #sequence(): Piece {
    const needs: (readonly string[])[] = []
    let open = exactly('')
    let whole = true
    const close = (next: Piece) => {
      needs.push(...neededFor(open))
      whole = false
      open = next
    }
    while (this.#at < this.#source.length && this.#next() !== '|' && this.#next() !== ')') {
      const piece = this.#repeated(this.#atom())
      const { words, others } = piece
      if (words === null) {
        close(exactly(''))
        needs.push(...piece.needs)
      } else if (open.words!.length * words.length > MOST_WORDS || (open.others.length > 0 && others.length > 0)) {
        close(piece)
      } else {
        const longer = product(open.words!, words)
        if (others.length > 0 && open.words!.some(word => word.length >= SHORTEST)) close(piece)
        open = { words: longer, others: others.length > 0 ? others : open.others, needs: [] }
      }
    }
    return whole ? open : needing([...needs, ...neededFor(open)])
  }

  #atom(): Piece {
    const plain = /(?:[\w ](?![?*+{]))+/y
    plain.lastIndex = this.#at
    const run = plain.exec(this.#source)?.[0]
    if (run) {
      this.#at += run.length
      return exactly([...run].map(letterOf).reduce(joined))
    }
    const character = this.#take()
    if (character === '(') return this.#group()
    if (character === '[') return this.#class()
    if (character === '.') return ANYTHING
    if (character === '^' || character === '$') return exactly(GAP)
    return character === '\\' ? this.#escape() : exactly(letterOf(character))
  }

  #group(): Piece {
    const opening = /\?(?:[:=!]|<[=!]|<\w+>)|/y
    opening.lastIndex = this.#at
    const kind = opening.exec(this.#source)![0]
    this.#at += kind.length
    if (kind === '' && this.#next() === '?') this.#giveUp()
    const inner = this.alternatives()
    if (!this.#skip(')')) this.#giveUp()
    // What is looked at is not consumed.
    return /^\?<?[=!]/.test(kind) ? exactly('') : inner
  }

  /** Of two letters or more, only a few. */
  #class(): Piece {
    const negated = this.#skip('^')
    const letters = new Set<string>()
    let known = !negated
    while (this.#at < this.#source.length && this.#next() !== ']') {
      const from = this.#member()
      if (from.length === 1 && this.#next() === '-' && this.#source[this.#at + 1] !== ']') {
        this.#at++
        const to = this.#member()
        for (let code = from.charCodeAt(0); code <= to.charCodeAt(0) && code <= 128; code++)
          letters.add(letterOf(String.fromCharCode(code)))
        if (to.charCodeAt(0) > 127) letters.add(GAP)
      } else if (from === '\\d') letters.add(DIGIT)
      else if (from === '\\s' || from === '\\W') letters.add(GAP)
      else if (from.length > 1) known = false
      else letters.add(letterOf(from))
    }
    this.#at++
    return known && letters.size > 0 && letters.size <= 4 ? exactly(...letters) : ANYTHING
  }

  /** A character of a class, or an escape that stands for several. */
  #member(): string {
    const character = this.#take()
    if (character !== '\\') return character
    const escaped = this.#escaped()
    return escaped === '\\b' ? '\b' : escaped
  }

  #escape(): Piece {
    const escaped = this.#escaped()
    if (escaped.length === 1) return exactly(letterOf(escaped))
    if (escaped === '\\b' || escaped === '\\s' || escaped === '\\W') return exactly(GAP)
    if (escaped === '\\B') return exactly('')
    return escaped === '\\d' ? exactly(DIGIT) : ANYTHING
  }

  /** The character that an escape stands for, or the escape itself where it stands for several or for a place. */
  #escaped(): string {
    const form = /u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|[pP]\{[^}]*\}|k<\w+>|[1-9]\d*|[\s\S]/iy
    form.lastIndex = this.#at
    const sequence = form.exec(this.#source)?.[0] ?? ''
    this.#at += sequence.length
    if (/^[ux]./.test(sequence)) return String.fromCodePoint(Number.parseInt(sequence.replace(/[^\da-f]|u/gi, ''), 16))
    if (/^[bBdDsSwW]$|^[pPk1-9]/.test(sequence)) return `\\${sequence}`
    return /^[nrtfv0c]$/.test(sequence) ? '\n' : sequence
  }

  #repeated(piece: Piece): Piece {
    const form = /(?:([?*+])|\{(\d+)(,?)(\d*)\})\??/y
    form.lastIndex = this.#at
    const [quantifier, sign, least, comma, most] = form.exec(this.#source) ?? ['']
    this.#at += quantifier.length
    if (quantifier === '') return piece
    const low = sign ? (sign === '+' ? 1 : 0) : Number(least)
    const high = sign ? (sign === '?' ? 1 : Number.POSITIVE_INFINITY) : comma && !most ? 99 : Number(most || least)
    const { words, others } = piece
    // However many gaps there are, they count once.
    const times = words?.every(word => word === GAP) ? Math.min(high, 1) : high
    if (words === null || times > (words.length + others.length > 1 ? 1 : 3))
      return low === 0 ? ANYTHING : needing(neededFor(piece))
    const repeated = low === 0 ? [''] : []
    for (let n = Math.max(1, Math.min(low, times)); n <= times; n++)
      repeated.push(...words.map(word => Array<string>(n).fill(word).reduce(joined, '')))
    return { words: repeated, others, needs: [] }
  }

  #next(): string | undefined {
    return this.#source[this.#at]
  }

  #take(): string {
    return this.#source[this.#at++] ?? ''
  }

  #skip(character: string): boolean {
    if (this.#next() !== character) return false
    this.#at++
    return true
  }
}
