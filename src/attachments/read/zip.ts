/** Reads packed files carefully: nothing is unpacked beyond what was declared, and little may be declared. */
import { inflateRawSync } from 'node:zlib'
import { UnreadableError } from './unreadable.ts'

export interface ZipEntry {
  name: string
  method: number
  encrypted: boolean
  compressed: number
  /** Bytes when unpacked, as declared. */
  size: number
  offset: number
}

const MAX_ENTRIES = 2000

/**
 * The central directory.
 * @throws UnreadableError `damaged`, `truncated` (no end), or `zip_bomb` (too many entries or bytes declared)
 */
export function zipEntries(zip: Buffer, maxBytes: number): ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < 0 || end + 22 > zip.length) throw new UnreadableError('truncated')
  const count = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  if (count > MAX_ENTRIES) throw new UnreadableError('zip_bomb')
  const entries: ZipEntry[] = []
  let total = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || zip.readUInt32LE(at) !== 0x02014b50) throw new UnreadableError('damaged')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(o => zip.readUInt16LE(at + o)) as [
      number,
      number,
      number,
    ]
    const entry: ZipEntry = {
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      encrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
      compressed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    }
    total += entry.size
    entries.push(entry)
    at += 46 + nameLength + extraLength + commentLength
  }
  if (total > maxBytes) throw new UnreadableError('zip_bomb')
  if (new Set(entries.map(entry => entry.name)).size < entries.length) throw new UnreadableError('damaged')
  return entries
}

/**
 * One entry's bytes.
 * @throws UnreadableError `zip_bomb` if it unpacks to more than it declares, `encrypted`, or `damaged`
 */
export function unzip(zip: Buffer, entry: ZipEntry): Buffer {
  if (entry.encrypted) throw new UnreadableError('encrypted')
  if (entry.offset + 30 > zip.length || zip.readUInt32LE(entry.offset) !== 0x04034b50)
    throw new UnreadableError('damaged')
  const start = entry.offset + 30 + zip.readUInt16LE(entry.offset + 26) + zip.readUInt16LE(entry.offset + 28)
  const data = zip.subarray(start, start + entry.compressed)
  if (entry.method === 0) return data
  if (entry.method !== 8 || data.length < entry.compressed) throw new UnreadableError('damaged')
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.size) })
  } catch (error) {
    throw new UnreadableError((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'zip_bomb' : 'damaged')
  }
}
