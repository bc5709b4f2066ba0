import { crc32 } from 'node:zlib'

/**
 * Which keys have been written before: a Bloom filter. "No" is certain, "yes" may be wrong; as a key that may have been
 * written only takes the slower way, a full filter makes a rebuild slower but never wrong.
 */
export class SeenKeys {
  readonly #bits: Uint32Array
  readonly #mask: number

  /** @param log2Bits 26 = 8 MiB: one in a hundred wrong at 7 million keys */
  constructor(log2Bits = 26) {
    this.#bits = new Uint32Array(2 ** (log2Bits - 5))
    this.#mask = 2 ** log2Bits - 1
  }

  /** Whether it may have been added before; it is from now on. */
  add(key: string): boolean {
    const [a, b] = hash(key)
    let seen = true
    for (let i = 0; i < 4; i++) {
      const bit = (a + Math.imul(i, b)) & this.#mask
      const word = bit >>> 5
      const flag = 1 << (bit & 31)
      if ((this.#bits[word]! & flag) !== 0) continue
      seen = false
      this.#bits[word]! |= flag
    }
    return seen
  }

  has(key: string): boolean {
    const [a, b] = hash(key)
    for (let i = 0; i < 4; i++) {
      const bit = (a + Math.imul(i, b)) & this.#mask
      if ((this.#bits[bit >>> 5]! & (1 << (bit & 31))) === 0) return false
    }
    return true
  }
}

/** Two hashes, of which the second follows from the first: 32 bits are enough for "may be". */
export function hash(key: string): [number, number] {
  const a = crc32(key)
  return [a, mix(a ^ 0x9747b28c) | 1]
}

function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
