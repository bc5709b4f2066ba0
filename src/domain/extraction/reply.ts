/**
 * Who says what in a mail: the creditor's own words are told from what the firm wrote (quoted originals), inline answers
 * are joined to the question they answer, forwarded mails keep their author, signatures are marked.
 */
import { withoutEcho } from './echo.ts'
import { cleanText } from './encoding.ts'
import { firmDetector, isOwnLetter, type ReadingConfig, senderDetector } from './firm.ts'
import { htmlToText } from './html.ts'
import { compact, compactLines } from './one-byte.ts'
import { withoutOtherMatters } from './other-matters.ts'
import { BodyReader } from './reply-body.ts'
import type { MailContent } from './types.ts'

export type { ReadingConfig } from './firm.ts'

export type Author = 'creditor' | 'firm'
export type Zone = 'body' | 'signature' | 'attachment'

export interface Line {
  /** With `¤` for the euro sign, see `one-byte.ts`. */
  text: string
  by: Author
  zone: Zone
  /** The quoted question that this line answers, if it stands within a quotation. */
  answers: string | null
  /** 0: the mail itself, 1 …: forwarded mails inside it, 100 …: attachments. */
  part: number
}

export interface ReadMail {
  /** As the lines: with `¤` for the euro sign. */
  subject: string
  /** The creditor's side: the sender, or the sender of the mail that somebody in the firm forwarded. */
  senderEmail: string
  senderName: string
  lines: Line[]
  /** The body part that was not chosen, read as well, if it is more than a stub: the two should say the same. */
  otherPart(): Line[]
  hidden: string
  cut: boolean
  /** Whose mail it is: the firm's if somebody of the firm forwards. */
  outer: Author
}

/** Splits a mail into lines that know their author. */
export function readMail(mail: MailContent, config: ReadingConfig = {}): ReadMail {
  const limit = config.maxBodyChars ?? 200_000
  const isFirm = firmDetector(mail, config)
  const isSender = senderDetector(mail)
  const { body, other, hidden } = bodyOf(mail, limit)
  const subject = compact(cleanText(mail.subject.slice(0, 2000)).replace(/\s+/g, ' ').trim())
  const outer: Author =
    isFirm(mail.fromEmail) && !/daemon|postmaster|bounce/i.test(mail.fromEmail) ? 'firm' : 'creditor'
  const reader = new BodyReader(outer, isFirm, isSender)
  const read = withoutEcho(reader.read(compactLines(body)))
  const lines = outer === 'creditor' ? withoutOtherMatters(read, subject) : read
  let part = 100
  for (const attachment of mail.attachments) {
    const text = cleanText(attachment.pages.join('\n\f\n').slice(0, config.maxAttachmentChars ?? 400_000))
    const by: Author = isOwnLetter(text, isFirm) ? 'firm' : 'creditor'
    for (const line of compactLines(text))
      lines.push({ text: line.trimEnd(), by, zone: 'attachment', answers: null, part })
    part++
  }
  const forwarded = outer === 'firm' ? reader.creditor : null
  return {
    subject,
    senderEmail: (forwarded?.email ?? mail.fromEmail).toLowerCase(),
    senderName: forwarded ? forwarded.name : compact(cleanText(mail.fromName)),
    lines,
    otherPart: () => (other === '' ? [] : new BodyReader(outer, isFirm, isSender).read(compactLines(other))),
    hidden,
    outer,
    cut: (mail.bodyText?.length ?? 0) > limit || (mail.bodyHtml?.length ?? 0) > 2 * limit,
  }
}

/** The better of the two bodies: plain text, unless it is missing, a stub, or lost the rows of a table. */
function bodyOf(mail: MailContent, limit: number): { body: string; other: string; hidden: string } {
  const text = cleanText((mail.bodyText ?? '').slice(0, limit))
  if (!mail.bodyHtml) return { body: looksLikeHtml(text) ? htmlToText(text).text : text, other: '', hidden: '' }
  const html = htmlToText(cleanText(mail.bodyHtml.slice(0, 2 * limit)))
  const lostTable = /\t[^\n\t]*\d/.test(html.text) && !/\t| {3}/.test(text)
  const letters = (s: string) => s.replace(/\s+/g, '').length
  const stub = letters(text) < 0.5 * letters(html.text)
  const chosen = text.trim() === '' || lostTable || stub
  return { body: chosen ? html.text : text, other: chosen ? text : html.text, hidden: html.hidden }
}

function looksLikeHtml(text: string): boolean {
  return /^\s{0,20}<(?:!doctype|html|body|div|p|table)\b/i.test(text)
}
