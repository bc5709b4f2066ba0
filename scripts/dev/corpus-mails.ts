/** The mails of a corpus folder as the rules read them without a worker: attachments by the text of their pages, scans unread. */
import { readFileSync } from 'node:fs'
import type { MailContent } from '../../src/domain/extraction/types.ts'

/** The rows of a file with one JSON object a line. */
// biome-ignore lint/suspicious/noExplicitAny: a corpus is data of a known form
export const rowsOf = (file: string): any[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line))

// biome-ignore lint/suspicious/noExplicitAny: see above
export function toMail(email: Record<string, any>): MailContent {
  return {
    subject: email.subject ?? '',
    fromEmail: email.fromEmail ?? '',
    fromName: email.fromName ?? '',
    toEmail: email.toEmail ?? '',
    receivedAt: Date.parse(email.receivedAt),
    bodyText: email.bodyText,
    bodyHtml: email.bodyHtml,
    // biome-ignore lint/suspicious/noExplicitAny: see above
    attachments: (email.attachments ?? []).map((a: any) => ({
      filename: a.filename,
      contentType: a.contentType,
      pages: a.scanned ? [] : a.pages,
      unreadable: a.scanned ? 'scan_without_text_layer' : null,
    })),
  }
}
