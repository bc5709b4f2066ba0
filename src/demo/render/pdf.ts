/** Pages as a PDF: with a text layer, or as pictures only. */
import PDFDocument from 'pdfkit'
import { font, fontSizeFor, LINE_HEIGHT, PAGE } from './font.ts'
import { pagePicture } from './picture.ts'

/** Fixed, so that rendering twice gives the same file. */
const CREATED = new Date(Date.UTC(2025, 0, 1))

/** A PDF with a text layer, one page each. */
export function textPdf(pages: readonly string[]): Promise<Buffer> {
  return pdf(document => {
    for (const page of pages) {
      const lines = page.split('\n')
      const size = fontSizeFor(lines)
      document.addPage().font(font()).fontSize(size)
      lines.forEach((line, index) => {
        if (line !== '')
          document.text(line, PAGE.margin, PAGE.margin + index * size * LINE_HEIGHT, { lineBreak: false })
      })
    }
  })
}

/** A PDF of scanned pages: one picture a page. */
export function scannedPdf(pages: readonly string[]): Promise<Buffer> {
  const pictures = pages.map((page, index) => pagePicture(page, 'image/jpeg', index % 2 ? -0.3 : 0.4))
  return pdf(document => {
    for (const picture of pictures) document.addPage().image(picture, 0, 0, { width: PAGE.width, height: PAGE.height })
  })
}

function pdf(draw: (document: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const document = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    info: { CreationDate: CREATED, Producer: 'Postbuch', Creator: 'Postbuch' },
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  document.on('end', () => resolve(Buffer.concat(chunks)))
  document.on('error', reject)
  draw(document)
  document.end()
  return promise
}
