/** Outgoing mail: by SMTP, or written to a folder as .eml files where no server is configured. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'

/** Structurally the handlers' `Mailer` port. */
export interface MailerService {
  send(mail: { messageId: string; to: string; subject: string; text: string }): Promise<void>
  close(): void
}

export interface MailerOptions {
  /** null: .eml files in `folder`. */
  smtpUrl: string | null
  from: string
  folder: string
}

/** SMTP answers 4xx and broken connections are the server's trouble, 5xx for this mail too: in every case the step waits and is probed again. */
class MailServerError extends Error {
  readonly failure
  readonly fatal = false
  readonly retryAfterMs = null
  constructor(cause: Error) {
    super(cause.message, { cause })
    this.failure = { kind: 'dependency' as const, code: 'SMTP_UNAVAILABLE', message: cause.message.slice(0, 300) }
  }
}

/** @returns a mailer whose `send` resolves once the server has taken the mail (or the file is complete). */
export function createMailer({ smtpUrl, from, folder }: MailerOptions): MailerService {
  const transport = smtpUrl
    ? nodemailer.createTransport(smtpUrl, {})
    : nodemailer.createTransport({ streamTransport: true, buffer: true })
  return {
    async send({ messageId, to, subject, text }) {
      const mail = { from, to, subject, text, messageId: `<${messageId}>` }
      try {
        const sent = await transport.sendMail(mail)
        if (!smtpUrl) await store(folder, messageId, (sent as unknown as { message: Buffer }).message)
      } catch (error) {
        throw new MailServerError(error as Error)
      }
    },
    close: () => transport.close(),
  }
}

/** The same mail written twice is one file. */
async function store(folder: string, messageId: string, message: Buffer) {
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${messageId.replace(/[^\w.-]/g, '_')}.eml`)
  await writeFile(`${file}.part`, message)
  await rename(`${file}.part`, file)
}
