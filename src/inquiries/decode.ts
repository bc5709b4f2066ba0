/** Bytes to lines, in whatever encoding an office's table program wrote them. Holds one chunk at a time. */

/** Longest line, in characters; a longer one is cut there and becomes several (bad) lines. */
const LONGEST = 256 * 1024

/**
 * Lines of a text in UTF-8 or UTF-16 (by its byte order mark), without line ends. A line that is not valid UTF-8 is
 * taken for Windows-1252, which Excel still writes.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  let decode: ((bytes: Uint8Array, end: boolean) => string) | undefined
  let start = Buffer.alloc(0)
  let rest = ''
  for await (const chunk of chunks) {
    let bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    if (!decode) {
      bytes = start = Buffer.concat([start, bytes])
      // Two bytes tell the encoding.
      if (start.length < 2) continue
      decode = decoderFor(start)
    }
    const lines = (rest + decode(bytes, false)).split(/\r?\n/)
    rest = lines.pop() ?? ''
    yield* lines
    while (rest.length > LONGEST) {
      yield rest.slice(0, LONGEST)
      rest = rest.slice(LONGEST)
    }
  }
  rest += decode?.(new Uint8Array(), true) ?? start.toString()
  const lines = rest.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  yield* lines
}

function decoderFor(start: Uint8Array): (bytes: Uint8Array, end: boolean) => string {
  const utf16 =
    start[0] === 0xff && start[1] === 0xfe ? 'utf-16le' : start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : ''
  if (utf16 !== '') {
    const decoder = new TextDecoder(utf16)
    return (bytes, end) => decoder.decode(bytes, { stream: !end })
  }
  return mixedDecoder()
}

/** Decodes whole lines only, each as UTF-8 if it is that, else as Windows-1252. */
function mixedDecoder(): (bytes: Uint8Array, end: boolean) => string {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const windows = new TextDecoder('windows-1252')
  let rest = Buffer.alloc(0)
  let first = true
  const text = (bytes: Buffer): string => {
    try {
      return strict.decode(bytes)
    } catch {
      const end = bytes.indexOf(10) + 1
      if (end === 0 || end === bytes.length) return windows.decode(bytes)
      // Halving at a line end finds the few lines that are not UTF-8 without decoding each alone.
      const middle = bytes.indexOf(10, Math.floor(bytes.length / 2)) + 1
      const cut = middle > 0 && middle < bytes.length ? middle : end
      return text(bytes.subarray(0, cut)) + text(bytes.subarray(cut))
    }
  }
  return (bytes, end) => {
    const all = Buffer.concat([rest, bytes])
    const cut = end || all.length > 4 * LONGEST ? all.length : all.lastIndexOf(10) + 1
    rest = Buffer.from(all.subarray(cut))
    const decoded = text(all.subarray(0, cut))
    if (!first || decoded === '') return decoded
    first = false
    return decoded.replace(/^\ufeff/, '')
  }
}
