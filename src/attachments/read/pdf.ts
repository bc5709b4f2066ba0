/** The text layer of a PDF, its filled form fields included. */
import { getDocumentProxy } from 'unpdf'
import { layout, type Piece } from './layout.ts'
import type { ReadLimits, ReadResult, Unreadable } from './types.ts'
import { UnreadableError } from './unreadable.ts'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>
type Page = Awaited<ReturnType<Pdf['getPage']>>

/**
 * Opens a PDF; the caller destroys it.
 * @throws UnreadableError `encrypted` or `damaged`
 */
export async function openPdf(bytes: Buffer, options = {}): Promise<Pdf> {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, ...options })
  } catch (error) {
    throw new UnreadableError((error as Error).name === 'PasswordException' ? 'encrypted' : 'damaged')
  }
}

/** Pages beyond which nobody would read a letter, and opening the file alone takes hundreds of megabytes. */
const ABSURD = 5000

/** The text of a PDF's pages, up to the limits. Throws as `openPdf` does, or `page_limit` for an absurd number. */
export async function readPdf(bytes: Buffer, limits: ReadLimits): Promise<ReadResult> {
  if (statedPages(bytes) > ABSURD) throw new UnreadableError('page_limit')
  const pdf = await openPdf(bytes)
  try {
    const pages: string[] = []
    const pictures: number[] = []
    let room = limits.maxChars
    let unreadable: Unreadable | null = pdf.numPages > limits.maxPages ? 'page_limit' : null
    for (let number = 1; number <= Math.min(pdf.numPages, limits.maxPages); number++) {
      const page = await pdf.getPage(number)
      const text = await pageText(page, room)
      page.cleanup()
      room -= text.length
      if (room < 0) {
        unreadable = 'text_limit'
        break
      }
      if (!hasText(text)) pictures.push(number - 1)
      pages.push(text)
    }
    unreadable ??= verdict(pages, pictures, bytes)
    return {
      contentType: 'application/pdf',
      pages: pictures.length === pages.length ? [] : pages,
      unreadable,
      pictures,
    }
  } finally {
    await pdf.destroy()
  }
}

/** Largest `/Count` that stands unpacked in the file: the number of pages, at least in files that mean harm. */
function statedPages(bytes: Buffer): number {
  let most = 0
  for (let at = bytes.indexOf('/Count'); at >= 0; at = bytes.indexOf('/Count', at + 6)) {
    most = Math.max(most, Number(/^\s*(\d{1,12})/.exec(bytes.toString('latin1', at + 6, at + 24))?.[1] ?? 0))
  }
  return most
}

function verdict(pages: readonly string[], pictures: readonly number[], bytes: Buffer): Unreadable | null {
  // A damaged file is repaired as far as it goes; what was behind the break is missing.
  if (!bytes.subarray(-2048).includes('%%EOF')) return 'truncated'
  if (pages.some(isGarbled)) return 'garbled_text_layer'
  // A page without text is a scan, or the empty back of a sheet; nothing but reading it would tell.
  return pictures.length > 0 ? 'scan_without_text_layer' : null
}

const hasText = (page: string) => (page.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 10 && !isGarbled(page)

/** Fonts without a table of letters yield private or replacement characters. */
function isGarbled(page: string): boolean {
  const odd = page.match(/[\ue000-\uf8ff\ufffd\u0000-\u0008]/g)?.length ?? 0
  return odd > 10 && odd > page.length * 0.2
}

async function pageText(page: Page, room: number): Promise<string> {
  const viewport = page.getViewport({ scale: 1 })
  const place = (x: number, y: number) => viewport.convertToViewportPoint(x, y) as [number, number]
  const pieces: Piece[] = []
  let length = 0
  const reader = page.streamTextContent().getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) break
    for (const item of value.items) {
      if (!('str' in item)) continue
      length += item.str.length
      const [a, b, , , e, f] = item.transform as number[]
      const [x, y] = place(e!, f!)
      pieces.push({ text: item.str, x, y, width: item.width, height: item.height || Math.hypot(a!, b!) })
    }
    if (length > room) {
      await reader.cancel(new Error('text limit')).catch(() => {})
      break
    }
  }
  return layout([...pieces, ...(await fields(page, place))])
}

/** What was filled into a form is no part of the text layer. */
async function fields(page: Page, place: (x: number, y: number) => [number, number]): Promise<Piece[]> {
  const annotations = await page.getAnnotations()
  return annotations.flatMap(annotation => {
    if (annotation.hidden || !annotation.rect) return []
    const text = fieldText(annotation)
    if (!text) return []
    const [left, bottom, right, top] = annotation.rect as [number, number, number, number]
    const [x, y] = place(left, bottom)
    const height = Math.min(12, top - bottom)
    return String(text)
      .split(/\r\n?|\n/)
      .map((line, row) => ({
        text: line,
        x,
        y: y - Math.max(0, top - bottom - height * 1.2 * (row + 1)),
        width: Math.min(right - left, line.length * height * 0.5),
        height,
      }))
  })
}

function fieldText(annotation: Record<string, unknown>): string | undefined {
  if (annotation.subtype === 'FreeText') return (annotation.contentsObj as { str?: string } | undefined)?.str
  const value = annotation.fieldValue
  if (annotation.subtype !== 'Widget' || !value || value === 'Off') return undefined
  if (annotation.checkBox) return '[x]'
  if (annotation.radioButton) return value === annotation.buttonValue ? '[x]' : undefined
  return Array.isArray(value) ? value.join(', ') : String(value)
}
