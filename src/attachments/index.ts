/** The attachments of a mail as text: fetched once, kept by content, read in a process of their own. */
import { join } from 'node:path'
import type { AttachmentRef } from '../domain/events.ts'
import type { AttachmentText } from '../domain/extraction/types.ts'
import { AttachmentError } from './errors.ts'
import { createFetcher, type FetchConfig } from './fetch.ts'
import { createReader } from './read/reader.ts'
import type { ReadLimits, ReadResult } from './read/types.ts'
import { createStore, type StoredFile } from './store.ts'

export interface AttachmentConfig extends FetchConfig {
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
} as const

export interface AttachmentReader {
  /**
   * The text of each attachment, in order. What is wrong with a file is in its `unreadable`; what is wrong with its
   * host or our token is thrown.
   * @throws AttachmentError of kind `dependency` or `deployment`; the signal's reason when aborted
   */
  read(refs: readonly AttachmentRef[], signal?: AbortSignal): Promise<AttachmentText[]>
  close(): Promise<void>
}

export function createAttachmentReader(config: AttachmentConfig): AttachmentReader {
  const fetcher = createFetcher(config)
  const store = createStore(join(config.dataDir, 'attachments'))
  const reader = createReader({ memoryMb: config.readMemoryMb, timeLimitMs: config.readTimeLimitMs })

  const load = async (ref: AttachmentRef, signal?: AbortSignal): Promise<StoredFile> => {
    if (ref.size > config.maxFileBytes) {
      throw new AttachmentError('mail', 'ATTACHMENT_TOO_LARGE', `The attachment has ${ref.size} bytes`)
    }
    return (await store.find(ref.url)) ?? store.put(ref.url, await fetcher(ref.url, signal))
  }

  const readOne = async (ref: AttachmentRef, left: Budget, signal?: AbortSignal): Promise<AttachmentText> => {
    const without = (unreadable: string) => ({
      filename: ref.filename,
      contentType: ref.contentType,
      pages: [],
      unreadable,
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
    const result = await reader.read({ path: file.path, filename: ref.filename, mode: 'text', limits }, signal)
    left.pages -= result.pages.length
    return toText(ref, result)
  }

  return {
    read: async (refs, signal) => {
      const { maxFiles, maxMailBytes, maxMailPages } = config.limits
      const left: Budget = { files: maxFiles, bytes: maxMailBytes, pages: maxMailPages }
      const texts: AttachmentText[] = []
      for (const ref of refs) texts.push(await readOne(ref, left, signal))
      return texts
    },
    close: () => reader.close(),
  }
}

/** What a mail may still use. */
interface Budget {
  files: number
  bytes: number
  pages: number
}

const toText = (ref: AttachmentRef, { contentType, pages, unreadable }: ReadResult): AttachmentText => ({
  filename: ref.filename,
  contentType: contentType || ref.contentType,
  pages,
  unreadable,
})
