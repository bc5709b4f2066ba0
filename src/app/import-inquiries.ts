/** Inquiries of a file into the log. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { parseInquiries, toEvent } from '../inquiries/import.ts'
import { encode } from '../log/codec/codec.ts'
import type { Appender, NewRecord } from '../log/log.ts'

export interface ImportResult {
  imported: number
  /** Lines that were refused: the rest went in. */
  refused: { line: number; reason: string }[]
}

/** Inquiries that are appended together. */
const CHUNK = 500

/**
 * Appends InquirySent for every good line. The same line gives the same event id, so importing twice changes nothing.
 * @throws ImportError when the file is no list of inquiries at all; LogUnavailable when the log cannot be written to
 */
export async function importInquiries(
  file: string,
  appender: Appender,
  onProgress: (imported: number, share: number) => void = () => {},
): Promise<ImportResult> {
  const result: ImportResult = { imported: 0, refused: [] }
  const stream = createReadStream(file)
  const { size } = await stat(file)
  let chunk: NewRecord[] = []
  const flush = async () => {
    await appender.append(chunk)
    result.imported += chunk.length
    chunk = []
    onProgress(result.imported, size ? stream.bytesRead / size : 1)
  }
  for await (const entry of parseInquiries(stream)) {
    if ('reason' in entry) result.refused.push(entry)
    // In the log since now, whenever the letter was sent: the age of what is not applied is measured by it.
    else chunk.push({ ...encode(toEvent(entry.inquiry, '/cli')), timestamp: Date.now() })
    if (chunk.length >= CHUNK) await flush()
  }
  if (chunk.length) await flush()
  return result
}
