/** Short texts of records, of which most are the same few again and again: each of those is made once. */

const LONGEST = 32
const SLOTS = 4096

interface Known {
  bytes: Buffer
  text: string
}

/** One text a slot, the first that comes: names and types come with the first records, and what is never the same again costs no more than a look. */
export class Texts {
  readonly #known: (Known | undefined)[] = new Array(SLOTS)

  /** UTF-8, from one index up to (excluding) another. */
  read(bytes: Buffer, from: number, to: number): string {
    const length = to - from
    if (length > LONGEST) return bytes.toString('utf8', from, to)
    if (length === 0) return ''
    const slot =
      (length ^ (bytes[from]! << 3) ^ (bytes[to - 1]! << 6) ^ (bytes[from + (length >> 1)]! << 1)) & (SLOTS - 1)
    const known = this.#known[slot]
    if (known !== undefined)
      return same(known.bytes, bytes, from, length) ? known.text : bytes.toString('utf8', from, to)
    const text = bytes.toString('utf8', from, to)
    this.#known[slot] = { bytes: Buffer.from(bytes.subarray(from, to)), text }
    return text
  }
}

function same(known: Buffer, bytes: Buffer, from: number, length: number): boolean {
  if (known.length !== length) return false
  for (let i = 0; i < length; i++) if (known[i] !== bytes[from + i]) return false
  return true
}
