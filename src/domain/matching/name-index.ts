/**
 * Likeness to many thousands of names at once: the trigrams of every name, and for each trigram the names that have it.
 * The figures are those of `trigramSimilarity`. Eighty thousand names take some 11 MB.
 */

/** Letters, digits and the space of a folded name. */
const ALPHABET = 37
/** How many names a trigram has room for at first. */
const ROOM = 4
/** Marks names that are wanted however little they share; no name has as many trigrams. */
const WANTED = 0x8000

interface Holders {
  ids: Int32Array
  count: number
}
const NOBODY: Holders = { ids: new Int32Array(0), count: 0 }

export class NameIndex {
  readonly #names: string[] = []
  readonly #ids = new Map<string, number>()
  readonly #holders = new Map<number, Holders>()
  /** Number of trigrams of each name. */
  #sizes = new Uint16Array(1024)
  /** Trigrams that each name shares with the one in hand; zero between two searches. */
  #shared = new Uint16Array(1024)
  #touched = new Int32Array(1024)

  /** Number of distinct names. */
  get size(): number {
    return this.#names.length
  }

  /** @param name folded, see `foldName`; one that is known changes nothing. @returns its number. */
  add(name: string): number {
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    const id = this.#names.push(name) - 1
    this.#ids.set(name, id)
    if (id >= this.#sizes.length) this.#grow()
    const trigrams = packedTrigrams(name)
    this.#sizes[id] = trigrams.length
    for (const trigram of trigrams) this.#hold(trigram, id)
    return id
  }

  /**
   * Names that are at least `floor` alike to one of those asked for, and those of the numbers `besides`, each with its
   * likeness to the closest of those asked for, 0 … 1.
   */
  alike(asked: readonly string[], floor: number, besides: Iterable<number> = []): Map<string, number> {
    const wanted = new Set(besides)
    const found = new Map<string, number>()
    for (const id of wanted) found.set(this.#names[id]!, 0)
    for (const name of asked) {
      const trigrams = packedTrigrams(name)
      const touched = this.#count(trigrams, floor, wanted)
      const note = (id: number, shared: number, least: number) => {
        const all = trigrams.length + this.#sizes[id]! - shared
        if (all === 0 || shared / all < least) return
        const known = found.get(this.#names[id]!)
        if (known === undefined || shared / all > known) found.set(this.#names[id]!, shared / all)
      }
      for (let i = 0; i < touched; i++) {
        const id = this.#touched[i]!
        note(id, this.#shared[id]!, floor)
        this.#shared[id] = 0
      }
      for (const id of wanted) {
        note(id, this.#shared[id]! - WANTED, 0)
        this.#shared[id] = 0
      }
    }
    return found
  }

  /**
   * Counts the trigrams that names share with one: of the wanted names, and of all that may reach the floor. Such a name
   * lacks few trigrams, so it has one of the rarest few: only these are asked who has them.
   * @returns how many names were touched besides the wanted.
   */
  #count(trigrams: readonly number[], floor: number, wanted: Iterable<number>): number {
    for (const id of wanted) this.#shared[id] = WANTED
    const lists = trigrams.map(trigram => this.#holders.get(trigram) ?? NOBODY).sort((a, b) => a.count - b.count)
    // The least number that must be shared, without what the product of two fractions is off.
    const needed = Math.ceil(floor * lists.length - 1e-9)
    const telling = lists.length - needed + 1
    const shared = this.#shared
    let touched = 0
    for (const [n, { ids, count }] of lists.entries()) {
      for (let i = 0; i < count; i++) {
        const id = ids[i]!
        if (shared[id] !== 0) shared[id]!++
        else if (n < telling) {
          shared[id] = 1
          this.#touched[touched++] = id
        }
      }
    }
    return touched
  }

  #grow(): void {
    const length = 2 * this.#sizes.length
    const sizes = new Uint16Array(length)
    sizes.set(this.#sizes)
    this.#sizes = sizes
    this.#shared = new Uint16Array(length)
    this.#touched = new Int32Array(length)
  }

  #hold(trigram: number, id: number): void {
    let holders = this.#holders.get(trigram)
    if (!holders) {
      holders = { ids: new Int32Array(ROOM), count: 0 }
      this.#holders.set(trigram, holders)
    }
    if (holders.count === holders.ids.length) {
      const larger = new Int32Array(2 * holders.ids.length)
      larger.set(holders.ids)
      holders.ids = larger
    }
    holders.ids[holders.count++] = id
  }
}

/** `trigrams` of `normalise.ts`, each as a number. */
function packedTrigrams(folded: string): number[] {
  const found: number[] = []
  let first = 0
  let second = 0
  for (let i = 0; i <= folded.length; i++) {
    const third = i < folded.length ? letter(folded.charCodeAt(i)) : 0
    const trigram = (first * ALPHABET + second) * ALPHABET + third
    if (trigram !== 0 && !found.includes(trigram)) found.push(trigram)
    // Every word begins anew with two spaces.
    first = third === 0 ? 0 : second
    second = third
  }
  return found
}

/** 1 … 36, and 0 for what parts words. */
function letter(code: number): number {
  if (code >= 97 && code <= 122) return code - 96
  return code >= 48 && code <= 57 ? code - 21 : 0
}
