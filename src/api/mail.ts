/** One mail as it stands in the log: no store keeps its words. */
import type { RecordedEvent } from '../domain/events.ts'
import { htmlToText } from '../domain/extraction/html.ts'
import type { Log, LogRecord } from '../log/log.ts'
import type { JobReads, MailView } from './ports.ts'

export interface MailOptions {
  log: Pick<Log, 'read'>
  decode: (record: LogRecord) => RecordedEvent
  /** Knows where the mail stands. */
  timeline: JobReads['timeline']
}

/** Reads the mail at the place that its timeline names; null for an unknown mail. */
export async function readMail({ log, decode, timeline }: MailOptions, emailId: string): Promise<MailView | null> {
  const place = (await timeline(emailId))?.find(({ type }) => type === 'EmailReceived')
  if (!place) return null
  const { partition, offset } = place
  for await (const batch of log.read({ topic: 'emails', partition }, { from: offset, to: offset + 1 })) {
    const record = batch.records.find(found => found.offset === offset)
    const event = record && decode(record)
    if (event?.type === 'EmailReceived' && event.subject === emailId) return view(event)
  }
  return null
}

const view = ({ data }: RecordedEvent<'EmailReceived'>): MailView => ({
  subject: data.subject,
  fromEmail: data.fromEmail,
  fromName: data.fromName,
  toEmail: data.toEmail,
  receivedAt: data.receivedAt,
  text: data.bodyText?.trim() ? data.bodyText : data.bodyHtml ? htmlToText(data.bodyHtml).text : '',
  attachments: data.attachments,
})
