/** A mail attached to a mail: its head and its text. Files inside it are named, not read. */
import PostalMime from 'postal-mime'
import { htmlToText } from '../../domain/extraction/html.ts'
import type { ReadResult } from './types.ts'

export async function readEml(bytes: Buffer): Promise<ReadResult> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 20 })
  const files = mail.attachments.filter(file => file.disposition !== 'inline' && !file.related)
  const head = [
    mail.from && `Von: ${[mail.from.name, mail.from.address].filter(Boolean).join(' ')}`,
    mail.date && `Datum: ${mail.date}`,
    mail.subject && `Betreff: ${mail.subject}`,
    files.length > 0 && `Anlagen: ${files.map(file => file.filename ?? file.mimeType).join(', ')}`,
  ].filter(Boolean)
  const body = mail.text ?? (mail.html ? htmlToText(mail.html).text : '')
  return {
    contentType: 'message/rfc822',
    pages: [`${head.join('\n')}\n\n${body}`.trim()],
    unreadable: files.length > 0 ? 'nested_attachments' : null,
    pictures: [],
  }
}
