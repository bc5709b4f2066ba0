/** What a file is, by its content. Names and declared types lie. */

export type FileType = 'pdf' | 'zip' | 'ole' | 'image' | 'html' | 'eml' | 'rtf' | 'text' | 'other'

export interface Sniffed {
  type: FileType
  contentType: string
}

const SIGNATURES: readonly (readonly [string, number, Sniffed])[] = [
  ['504b0304', 0, { type: 'zip', contentType: 'application/zip' }],
  ['504b0506', 0, { type: 'zip', contentType: 'application/zip' }],
  ['d0cf11e0a1b11ae1', 0, { type: 'ole', contentType: 'application/x-ole-storage' }],
  ['89504e470d0a1a0a', 0, { type: 'image', contentType: 'image/png' }],
  ['ffd8ff', 0, { type: 'image', contentType: 'image/jpeg' }],
  ['474946383961', 0, { type: 'image', contentType: 'image/gif' }],
  ['474946383761', 0, { type: 'image', contentType: 'image/gif' }],
  ['49492a00', 0, { type: 'image', contentType: 'image/tiff' }],
  ['4d4d002a', 0, { type: 'image', contentType: 'image/tiff' }],
  ['57454250', 8, { type: 'image', contentType: 'image/webp' }],
  ['66747970686569', 4, { type: 'image', contentType: 'image/heic' }],
  ['424d', 0, { type: 'image', contentType: 'image/bmp' }],
  ['7b5c727466', 0, { type: 'rtf', contentType: 'application/rtf' }],
]

/** Header lines with which a stored mail begins. */
const MAIL =
  /^(?:(?:received|from|to|return-path|delivered-to|mime-version|message-id|date|subject|x-[\w-]+|content-type|dkim-signature|authentication-results): .*\r?\n(?:[ \t].*\r?\n)*){3}/i

/** Looks at a file's first kilobytes. */
export function sniff(head: Buffer): Sniffed {
  // Readers of PDF accept its mark anywhere in the first kilobyte.
  if (head.subarray(0, 1024).includes('%PDF-')) return { type: 'pdf', contentType: 'application/pdf' }
  const found = SIGNATURES.find(([hex, offset]) => {
    const mark = Buffer.from(hex, 'hex')
    return head.subarray(offset, offset + mark.length).equals(mark)
  })
  // "BM" begins many a German text, too.
  if (found && (found[2].contentType !== 'image/bmp' || !isText(head))) return found[2]
  if (!isText(head)) return { type: 'other', contentType: 'application/octet-stream' }
  const text = head
    .toString('latin1')
    .replace(/\0/g, '')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, '')
  if (/^(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*(?:<!doctype html|<html))/i.test(text)) {
    return { type: 'html', contentType: 'text/html' }
  }
  if (MAIL.test(text) && /^(?:from|mime-version|message-id): /im.test(text))
    return { type: 'eml', contentType: 'message/rfc822' }
  return { type: 'text', contentType: 'text/plain' }
}

/** Text has hardly any control characters; UTF-16 has zeros in every other place. */
function isText(head: Buffer): boolean {
  if (utf16Of(head)) return true
  let control = 0
  for (const byte of head) if (byte < 32 && ![9, 10, 12, 13, 27].includes(byte)) control++
  return !head.includes(0) && control <= head.length / 100
}

/** The UTF-16 variant of a text, by its byte order mark or its zeros. */
export function utf16Of(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const pairs = Math.min(200, head.length >> 1)
  if (pairs < 4) return undefined
  const zeros = [0, 0]
  for (let i = 0; i < pairs * 2; i++) if (head[i] === 0) zeros[i & 1]!++
  if (zeros[1]! > pairs * 0.8 && zeros[0] === 0) return 'utf-16le'
  if (zeros[0]! > pairs * 0.8 && zeros[1] === 0) return 'utf-16be'
  return undefined
}
