/** The webhook's body, as the firm's Zendesk trigger sends it. Unknown fields are ignored, so the trigger may grow. */
import { z } from 'zod'

/**
 * PostgreSQL cannot hold U+0000 and UTF-8 cannot hold half a surrogate pair. Both carry no meaning in a mail and would
 * poison whatever comes behind the log, so they are taken out at the door.
 */
const storable = (text: string) => text.toWellFormed().replaceAll('\u0000', '')

const text = (expected: string) => z.string(expected).transform(storable)
const optionalText = (expected: string) =>
  text(expected)
    .nullish()
    .transform(value => value ?? '')
const id = (expected: string) =>
  z.union([z.string().trim().min(1).max(255), z.int().nonnegative().transform(String)], expected).transform(storable)

/** Zendesk's placeholders write `08:12Z` and `+0100` where readers of ISO 8601 want `08:12:00Z` and `+01:00`. */
const complete = (time: unknown) =>
  typeof time === 'string'
    ? time.replace(/T(\d\d:\d\d)(?=[Z+-])/, 'T$1:00').replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
    : time

/** Milliseconds since 1970 from ISO 8601 with a time zone. */
const instant = z
  .preprocess(
    complete,
    z.iso.datetime({ offset: true, error: 'a time as ISO 8601 with its zone, such as 2026-02-03T08:12:44Z' }),
  )
  .transform(time => Date.parse(time))
  .refine(time => time > 0 && time < 4_102_444_800_000, 'a time between 1970 and 2100')

const httpUrl = z
  .string('a URL beginning https://')
  .max(4000, 'a URL of at most 4,000 characters')
  .refine(url => /^https?:\/\//i.test(url) && URL.canParse(url), 'a URL beginning https://')

export const attachmentSchema = z.object(
  {
    url: httpUrl,
    filename: optionalText('a text'),
    content_type: optionalText('a content type, such as application/pdf'),
    size: z
      .int('a whole number of bytes')
      .nonnegative('a number of bytes, not negative')
      .nullish()
      .transform(size => size ?? 0),
  },
  'an object with url, filename, content_type and size',
)

export const webhookSchema = z.object(
  {
    webhook_id: id("the delivery's id, a text of 1 to 255 characters").nullish(),
    ticket_id: id("the ticket's number as a text, such as 35436"),
    subject: optionalText('a text'),
    from_email: text("the sender's address")
      .transform(address => address.trim())
      .pipe(
        z
          .string()
          .regex(/^[^\s@]+@[^\s@]+$/, 'an e-mail address')
          .max(320, 'an e-mail address'),
      ),
    from_name: optionalText('a text'),
    to_email: optionalText('a text'),
    received_at: instant,
    body_text: text('a text or null')
      .nullish()
      .transform(value => value ?? null),
    body_html: text('a text or null')
      .nullish()
      .transform(value => value ?? null),
    attachments: z
      .array(attachmentSchema, 'a list')
      .max(200, 'at most 200 attachments')
      .nullish()
      .transform(list => list ?? []),
  },
  'an object with ticket_id, subject, from_email, received_at …',
)

export type WebhookBody = z.output<typeof webhookSchema>
