import type { MailContent } from '../../../src/domain/extraction/types.ts'

/** A mail to an invented firm. */
export function mailOf(bodyText: string, more: Partial<MailContent> = {}): MailContent {
  return {
    subject: 'Ihre Anfrage',
    fromEmail: 'post@glaeubiger.example',
    fromName: 'Muster Versand',
    toEmail: 'post@kanzlei-sturmhoevel.example',
    receivedAt: Date.UTC(2026, 2, 1),
    bodyText,
    bodyHtml: null,
    attachments: [],
    ...more,
  }
}

/** The same with a salutation before its text and a name below. */
export const letterOf = (text: string, more: Partial<MailContent> = {}): MailContent =>
  mailOf(`Guten Tag,\n\n${text}\n\nMit freundlichen Grüßen\nA. Tester`, more)
