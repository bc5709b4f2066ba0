/**
 * Lines gathered as bytes, in pieces of half a megabyte. As strings they would be chains of thousands of parts, which
 * the garbage collector goes through again and again until they are sent.
 */
const PIECE = 512 * 1024
/** UTF-8 of a string takes no more bytes for each of its units. */
const MAX_BYTES_A_UNIT = 3

export class Pieces {
  readonly #free: Buffer[] = []
  #current: Buffer = Buffer.allocUnsafeSlow(PIECE)
  #length = 0

  /** @returns the bytes before this line, once they fill a piece: to be sent, and then given back; null until then */
  add(line: string): Buffer | null {
    const room = line.length * MAX_BYTES_A_UNIT
    const full = this.#length + room > this.#current.length ? this.rest(room) : null
    this.#length += this.#current.write(line, this.#length)
    return full
  }

  /** What has been gathered so far; may be empty. @param room bytes that the next piece must have at least */
  rest(room = 0): Buffer {
    const piece = this.#current.subarray(0, this.#length)
    this.#current = room > PIECE ? Buffer.allocUnsafeSlow(room) : (this.#free.pop() ?? Buffer.allocUnsafeSlow(PIECE))
    this.#length = 0
    return piece
  }

  /** A piece that has been sent: its memory is used again. */
  giveBack(piece: Buffer): void {
    if (piece.buffer.byteLength === PIECE) this.#free.push(Buffer.from(piece.buffer))
  }
}
