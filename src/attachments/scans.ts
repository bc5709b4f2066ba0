/** Text of scanned pages and photos: drawn in one child, read in the next. */
import type { Reader } from './read/reader.ts'
import type { Picture, ReadLimits, Unreadable } from './read/types.ts'

export interface ScanConfig {
  /** Pages of one file; each takes one to three seconds. */
  maxOcrPages: number
  /** For one file in all, in milliseconds. */
  ocrTimeLimitMs: number
  /** Mean confidence (0 … 100) below which a page counts as illegible. Clean print has over 85. */
  minOcrConfidence: number
}

export interface ScanText {
  /** By page index; illegible pages are missing. */
  pages: Map<number, string>
  /** Why some are missing; null if none is. */
  unreadable: Unreadable | null
  /** Lowest mean confidence of a page that was read, 0 … 100; null if none was. */
  confidence: number | null
}

/** Reads the pages (indexes) of a file that are pictures. */
export async function readScan(
  reader: Reader,
  path: string,
  indexes: readonly number[],
  limits: ReadLimits,
  config: ScanConfig,
  signal?: AbortSignal,
): Promise<ScanText> {
  const deadline = performance.now() + config.ocrTimeLimitMs
  const result: ScanText = { pages: new Map(), unreadable: null, confidence: null }
  if (indexes.length > config.maxOcrPages) result.unreadable = 'page_limit'
  const pictures = new Map<number, Picture>()
  // All are drawn before the first is read, so that the child changes once and not with every page.
  for (const page of indexes.slice(0, config.maxOcrPages)) {
    const drawn = await reader.run({ mode: 'render', path, page, limits }, signal)
    if (typeof drawn === 'string') return { ...result, unreadable: drawn }
    pictures.set(page, drawn)
    if (performance.now() > deadline) return { ...result, unreadable: 'time_limit' }
  }
  for (const [page, picture] of pictures) {
    if (performance.now() > deadline) return { ...result, unreadable: 'time_limit' }
    const read = await reader.run({ mode: 'ocr', picture }, signal)
    if (typeof read === 'string') return { ...result, unreadable: read }
    if (!/[\p{L}\p{N}]/u.test(read.text)) continue
    if (read.confidence < config.minOcrConfidence) result.unreadable ??= 'illegible_scan'
    else {
      result.pages.set(page, read.text)
      if (read.doubtful > 0) result.unreadable ??= 'doubtful_figures'
      result.confidence = Math.min(result.confidence ?? 100, read.confidence)
    }
  }
  return result
}
