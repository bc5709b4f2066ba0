/** Turns a corpus attachment, which is only text, into the file that a creditor would have sent. */
import type { CorpusAttachment } from './corpus.ts'
import { docx } from './render/docx.ts'
import { scannedPdf, textPdf } from './render/pdf.ts'
import { pagePicture } from './render/picture.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * The file's bytes.
 * @throws Error if the content type is none of PDF, DOCX, PNG, JPEG and text
 */
export async function renderAttachment({ contentType, pages, scanned }: CorpusAttachment): Promise<Buffer> {
  if (contentType === 'application/pdf') return scanned ? scannedPdf(pages) : textPdf(pages)
  if (contentType === DOCX) return docx(pages)
  if (contentType === 'image/png' || contentType === 'image/jpeg') return pagePicture(pages.join('\n\n'), contentType)
  if (contentType.startsWith('text/')) return Buffer.from(pages.join('\f'), 'utf8')
  throw new Error(`Cannot render an attachment of type ${contentType}: PDF, DOCX, PNG, JPEG and text are known`)
}
