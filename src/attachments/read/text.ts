/** Text files, and HTML, in whatever encoding. */
import { htmlToText } from '../../domain/extraction/html.ts'
import { utf16Of } from './sniff.ts'

/**
 * Decodes a text: by its byte order mark, as UTF-8 if it is that (a few broken sequences are forgiven where others are
 * good), else as Windows-1252.
 */
export function decodeText(bytes: Buffer): string {
  const utf16 = utf16Of(bytes)
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.split('\ufffd').length - 1
  if (broken === 0) return text
  const good = text.match(/[^\x00-\x7f\ufffd]/g)?.length ?? 0
  return good > broken ? text : new TextDecoder('windows-1252').decode(bytes)
}

/** Pages of a text, divided by form feeds. */
export function readText(bytes: Buffer): string[] {
  return decodeText(bytes)
    .split('\f')
    .map(page => page.replace(/\0/g, '').replace(/\r\n?/g, '\n').trimEnd())
    .filter((page, index, all) => page !== '' || index < all.length - 1)
}

/** The visible text of an HTML file. */
export function readHtml(bytes: Buffer): string[] {
  const declared = /charset\s*=\s*["']?([\w-]{2,20})/i.exec(bytes.subarray(0, 2048).toString('latin1'))?.[1]
  return [htmlToText(decodeAs(bytes, declared) ?? decodeText(bytes)).text]
}

function decodeAs(bytes: Buffer, charset: string | undefined): string | undefined {
  if (!charset || /^utf-?(8|16)/i.test(charset)) return undefined
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return undefined
  }
}
