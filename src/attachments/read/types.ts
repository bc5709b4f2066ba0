/** What the reading child is told and what it answers. Plain data: it crosses a process boundary. */

/** Why a file, or a part of it, has no text. */
export type Unreadable =
  | 'scan_without_text_layer'
  | 'garbled_text_layer'
  | 'image'
  | 'illegible_scan'
  | 'doubtful_figures'
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

/** Each mode runs in a kind of child of its own: only what draws may load native code. */
export interface Jobs {
  /** The text of a file. */
  text: { job: { mode: 'text'; path: string; limits: ReadLimits }; result: ReadResult }
  /** One page (index), or a photo, as a grey picture for OCR. */
  render: { job: { mode: 'render'; path: string; page: number; limits: ReadLimits }; result: Picture }
  /** The letters in a picture. */
  ocr: { job: { mode: 'ocr'; picture: Picture }; result: Recognised }
}
export type Mode = keyof Jobs

/** A grey picture: one byte a pixel, deflated. */
export interface Picture {
  width: number
  height: number
  deflated: Uint8Array
}

export interface Recognised {
  text: string
  /** Mean confidence of the words, 0 … 100. */
  confidence: number
  /** Lines whose figures differ in every reading. */
  doubtful: number
}

export interface ReadResult {
  /** MIME type by content. */
  contentType: string
  pages: string[]
  unreadable: Unreadable | null
  /** Indexes of pages that are pictures and might be read by OCR. */
  pictures: number[]
}
