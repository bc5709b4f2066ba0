/** What the reading child is told and what it answers. Plain data: it crosses a process boundary. */

/** Why a file, or a part of it, has no text. */
export type Unreadable =
  | 'scan_without_text_layer'
  | 'garbled_text_layer'
  | 'image'
  | 'encrypted'
  | 'damaged'
  | 'truncated'
  | 'zip_bomb'
  | 'unsupported_type'
  | 'empty'
  | 'page_limit'
  | 'text_limit'
  | 'size_limit'
  | 'nested_attachments'
  | 'out_of_memory'
  | 'time_limit'
  | 'reader_crashed'

export interface ReadLimits {
  /** Pages of one file; those beyond are not read. */
  maxPages: number
  /** Characters of one file's text. */
  maxChars: number
  /** Bytes that a packed file may become. */
  maxInflatedBytes: number
  /** Width times height of a picture. */
  maxPixels: number
}

export interface ReadJob {
  path: string
  /** Only a hint for text files, where content does not tell. */
  filename: string
  mode: 'text' | 'ocr'
  limits: ReadLimits
}

export interface ReadResult {
  /** MIME type by content. */
  contentType: string
  pages: string[]
  unreadable: Unreadable | null
  /** Indexes of pages that are pictures and might be read by OCR. */
  pictures: number[]
}
