/** Word documents (DOCX): header, body with its tables, footer. */
import { convertToHtml, images } from 'mammoth'
import { htmlToText } from '../../domain/extraction/html.ts'
import type { ReadResult } from './types.ts'
import { UnreadableError } from './unreadable.ts'
import { unzip, type ZipEntry, zipEntries } from './zip.ts'

const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** Bytes of all XML parts: a hundred dense pages are about one MB, and a parsed tree takes thirty times its text. */
const MAX_XML = 5_000_000

/**
 * Reads a packed file that may be a DOCX.
 * @throws UnreadableError `unsupported_type` for other packed files, and what zip.ts throws
 */
export async function readDocx(bytes: Buffer, maxInflatedBytes: number): Promise<ReadResult> {
  const entries = zipEntries(bytes, maxInflatedBytes)
  const types = entries.find(entry => entry.name === '[Content_Types].xml')
  if (!types || types.size > MAX_XML || !unzip(bytes, types).includes('wordprocessingml.document.main+xml')) {
    throw new UnreadableError('unsupported_type')
  }
  const parts = entries.filter(entry => /\.(?:xml|rels)$/.test(entry.name))
  if (parts.reduce((total, entry) => total + entry.size, 0) > MAX_XML) throw new UnreadableError('size_limit')
  // Unpacked once here, so that what mammoth unpacks after us is known to be what was declared.
  const texts = new Map(parts.map(entry => [entry.name, unzip(bytes, entry)]))
  // Pictures are left out: reading them costs memory and yields nothing.
  const convertImage = images.imgElement(async () => ({ src: '' }))
  const { value } = await convertToHtml({ buffer: bytes }, { convertImage, ignoreEmptyParagraphs: false })
  const marginal = (kind: string) =>
    [...texts].filter(([name]) => name.startsWith(`word/${kind}`)).map(([, xml]) => plainText(xml.toString('utf8')))
  const page = [...marginal('header'), htmlToText(value).text, ...marginal('footer')].filter(Boolean).join('\n\n')
  const onlyPictures = page.trim().length < 20 && entries.some(isPicture)
  return {
    contentType: CONTENT_TYPE,
    pages: onlyPictures ? [] : [page],
    unreadable: onlyPictures ? 'scan_without_text_layer' : null,
    pictures: [],
  }
}

const isPicture = (entry: ZipEntry) => /^word\/media\/.*\.(?:png|jpe?g|tiff?|emf|wmf)$/i.test(entry.name)

/** Text of a header or footer, which mammoth leaves out: where letterheads and file numbers stand. */
function plainText(xml: string): string {
  const marked = xml.replace(/<w:tab\/>/g, '\t').replace(/<\/w:p>|<w:br[^>]*\/>/g, '<br>')
  const kept = marked.match(/<w:t(?:\s[^>]*)?>[^<]*|<br>|\t/g) ?? []
  return htmlToText(kept.map(piece => piece.replace(/^<w:t[^>]*>/, '')).join('')).text.trim()
}
