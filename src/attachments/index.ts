/** The attachments of a mail as text: fetched once, kept by content, read in a process of their own. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AttachmentRef } from '../domain/events.ts'
import type { AttachmentText } from '../domain/extraction/types.ts'
import { AttachmentError } from './errors.ts'
import { createFetcher, type FetchConfig } from './fetch.ts'
import { createReader } from './read/reader.ts'
import type { ReadLimits, ReadResult } from './read/types.ts'
import { readScan, type ScanConfig } from './scans.ts'
import { createStore, type StoredFile } from './store.ts'

export interface AttachmentConfig extends FetchConfig, ScanConfig {
  /** Whether scans and photos are read by OCR. */
  ocr: boolean
  /** `DATA_DIR`; files go to `attachments/` in it. */
  dataDir: string
  limits: ReadLimits & {
    /** Per mail. */
    maxFiles: number
    maxMailBytes: number
    maxMailPages: number
  }
  /** Reading one file: resident megabytes and milliseconds. */
  readMemoryMb: number
  readTimeLimitMs: number
}

/** What is sensible for 200 mails a day on a small machine; the caller adds `dataDir`, token and origins. */
export const DEFAULTS = {
  maxFileBytes: 25_000_000,
  fetchTimeoutMs: 30_000,
  limits: {
    maxPages: 60,
    maxChars: 400_000,
    maxInflatedBytes: 60_000_000,
    maxPixels: 40_000_000,
    maxFiles: 15,
    maxMailBytes: 60_000_000,
    maxMailPages: 120,
  },
  readMemoryMb: 220,
  readTimeLimitMs: 8_000,
  ocr: true,
  maxOcrPages: 10,
  ocrTimeLimitMs: 60_000,
  minOcrConfidence: 75,
} as const

/** The text of an attachment, and how it came about. */
export interface ReadAttachment extends AttachmentText {
  /** Mean confidence of OCR on its worst page (0 … 100), if any of its text comes from a picture: digits may be wrong. */
  ocrConfidence: number | null
}

export interface AttachmentReader {
  /**
   * The text of each attachment, in order. What is wrong with a file is in its `unreadable`; what is wrong with its
   * host or our token is thrown.
   * @throws AttachmentError of kind `dependency` or `deployment`; the signal's reason when aborted
   */
  read(refs: readonly AttachmentRef[], signal?: AbortSignal): Promise<ReadAttachment[]>
  /** The file itself. @throws AttachmentError of any kind; the signal's reason when aborted */
  bytes(ref: AttachmentRef, signal?: AbortSignal): Promise<Uint8Array>
  close(): Promise<void>
}

export function createAttachmentReader(config: AttachmentConfig): AttachmentReader {
  const fetcher = createFetcher(config)
  const store = createStore(join(config.dataDir, 'attachments'))
  // Left-overs cost space only: nothing waits for their removal, nor fails with it.
  store.sweep().catch(() => {})
  const timeLimitMs = { text: config.readTimeLimitMs, render: config.readTimeLimitMs, ocr: config.ocrTimeLimitMs }
  const reader = createReader({ memoryMb: config.readMemoryMb, timeLimitMs })

  const load = async (ref: AttachmentRef, signal?: AbortSignal): Promise<StoredFile> => {
    if (ref.size > config.maxFileBytes) {
      throw new AttachmentError('mail', 'ATTACHMENT_TOO_LARGE', `The attachment has ${ref.size} bytes`)
    }
    return (await store.find(ref.url)) ?? store.put(ref.url, await fetcher(ref.url, signal))
  }

  /** Puts what OCR reads into the places of the pages that have no text. */
  const withScans = async (read: ReadResult, path: string, limits: ReadLimits, signal?: AbortSignal) => {
    const scan = await readScan(reader, path, read.pictures, limits, config, signal)
    const count = Math.max(read.pages.length, ...[...scan.pages.keys()].map(page => page + 1))
    const pages = Array.from({ length: count }, (_, page) => scan.pages.get(page) ?? read.pages[page] ?? '')
    // A limit that the text ran into stays; that there was no text is answered.
    const answered = read.unreadable === null || UNREAD.has(read.unreadable)
    return { ...read, pages, unreadable: answered ? scan.unreadable : read.unreadable, ocrConfidence: scan.confidence }
  }

  const readOne = async (ref: AttachmentRef, left: Budget, signal?: AbortSignal): Promise<ReadAttachment> => {
    const without = (unreadable: string) => ({
      filename: ref.filename,
      contentType: ref.contentType,
      pages: [],
      unreadable,
      ocrConfidence: null,
    })
    if (left.files-- <= 0) return without('mail_file_limit')
    let file: StoredFile
    try {
      file = await load(ref, signal)
    } catch (error) {
      if (!(error instanceof AttachmentError) || error.kind !== 'mail') throw error
      return without(error.code.replace('ATTACHMENT_', '').toLowerCase())
    }
    left.bytes -= file.size
    if (left.bytes < 0) return without('mail_size_limit')
    if (left.pages <= 0) return without('mail_page_limit')
    const limits = { ...config.limits, maxPages: Math.min(config.limits.maxPages, left.pages) }
    const read = await reader.run({ mode: 'text', path: file.path, limits }, signal)
    if (typeof read === 'string') return without(read)
    const result =
      config.ocr && read.pictures.length > 0
        ? await withScans(read, file.path, limits, signal)
        : { ...read, ocrConfidence: null }
    left.pages -= result.pages.length
    const { contentType, pages, unreadable, ocrConfidence } = result
    return { filename: ref.filename, contentType, pages, unreadable, ocrConfidence }
  }

  return {
    read: async (refs, signal) => {
      const { maxFiles, maxMailBytes, maxMailPages } = config.limits
      const left: Budget = { files: maxFiles, bytes: maxMailBytes, pages: maxMailPages }
      const texts: ReadAttachment[] = []
      for (const ref of refs) texts.push(await readOne(ref, left, signal))
      return texts
    },
    bytes: async (ref, signal) => readFile((await load(ref, signal)).path),
    close: () => reader.close(),
  }
}

const UNREAD: ReadonlySet<string> = new Set(['scan_without_text_layer', 'garbled_text_layer', 'image'])

/** What a mail may still use. */
interface Budget {
  files: number
  bytes: number
  pages: number
}
