/** Reads one file by what it is. Runs in the child: input may be made to do harm. */
import { readFile } from 'node:fs/promises'
import { pictureSize } from './picture.ts'
import { type Sniffed, sniff } from './sniff.ts'
import type { Jobs, ReadLimits, ReadResult, Unreadable } from './types.ts'
import { UnreadableError } from './unreadable.ts'

/** The text of a file. Never throws for what is in it: `unreadable` says why there is none. */
export async function run({ path, limits }: Jobs['text']['job']): Promise<ReadResult> {
  const bytes = await readFile(path)
  const sniffed = sniff(bytes.subarray(0, 4096))
  try {
    const result = await byType(bytes, sniffed, limits)
    return cut(result, limits.maxChars)
  } catch (error) {
    return nothing(sniffed.contentType, error instanceof UnreadableError ? error.reason : 'damaged')
  }
}

async function byType(bytes: Buffer, { type, contentType }: Sniffed, limits: ReadLimits): Promise<ReadResult> {
  if (bytes.length === 0) return nothing(contentType, 'empty')
  // Each reader is loaded when first needed: the child is small until then.
  if (type === 'pdf') return (await import('./pdf.ts')).readPdf(bytes, limits)
  if (type === 'zip') return (await import('./docx.ts')).readDocx(bytes, limits.maxInflatedBytes)
  if (type === 'eml') return (await import('./eml.ts')).readEml(bytes)
  if (type === 'image') return image(bytes, contentType, limits.maxPixels)
  if (type === 'ole') return ole(bytes)
  if (type !== 'text' && type !== 'html') return nothing(contentType, 'unsupported_type')
  // A text of many megabytes is no letter; what is beyond the limit could not be used anyway.
  const head = bytes.subarray(0, limits.maxChars * 4)
  const { readHtml, readText } = await import('./text.ts')
  const pages = (type === 'html' ? readHtml(head) : readText(head)).slice(0, limits.maxPages + 1)
  const over: Unreadable | null =
    head.length < bytes.length ? 'text_limit' : pages.length > limits.maxPages ? 'page_limit' : null
  return { contentType, pages: pages.slice(0, limits.maxPages), unreadable: over, pictures: [] }
}

function image(bytes: Buffer, contentType: string, maxPixels: number): ReadResult {
  const size = pictureSize(bytes, contentType)
  if (size && size.width * size.height > maxPixels) return nothing(contentType, 'size_limit')
  // Logos and icons of signatures come as attachments, too; they are no letters, and nothing is missing without them.
  const decoration = size && (size.height < 160 || size.width < 160 || size.width * size.height < 120_000)
  if (decoration) return { contentType, pages: [], unreadable: null, pictures: [] }
  return { contentType, pages: [], unreadable: 'image', pictures: [0] }
}

/** Legacy Office files; a DOCX with a password is packed in one, too. */
function ole(bytes: Buffer): ReadResult {
  const has = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'))
  if (has('EncryptedPackage')) return nothing('application/x-ole-storage', 'encrypted')
  const contentType = has('WordDocument')
    ? 'application/msword'
    : has('Workbook')
      ? 'application/vnd.ms-excel'
      : 'application/x-ole-storage'
  return nothing(contentType, 'unsupported_type')
}

function cut(result: ReadResult, maxChars: number): ReadResult {
  let room = maxChars
  const pages: string[] = []
  for (const page of result.pages) {
    if (page.length > room) return { ...result, pages: [...pages, page.slice(0, room)], unreadable: 'text_limit' }
    pages.push(page)
    room -= page.length
  }
  return result
}

const nothing = (contentType: string, unreadable: Unreadable): ReadResult => ({
  contentType,
  pages: [],
  unreadable,
  pictures: [],
})
