/**
 * Zendesk's own event webhooks: `{type, account_id, id, time, subject: "zen:ticket:…", detail, event}`. They are brought
 * into the form of our body and then checked like it. What the event does not carry (its senders are mostly ids) may be
 * put there by the firm under our own field names, which win.
 */
type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const object = (value: unknown): Json => (isObject(value) ? value : {})

/** Whether a parsed body is an event of Zendesk's rather than ours. */
export const isEnvelope = (body: unknown): body is Json =>
  isObject(body) && typeof body.subject === 'string' && body.subject.startsWith('zen:') && 'detail' in body

export interface Unwrapped {
  /** In the form of `webhookSchema`, not checked yet. */
  body: Json
  /** The event's own id. */
  eventId: string | null
  account: string | null
}

/** The event's words under our names. Never throws: what is missing is found by the schema. */
export function unwrap(envelope: Json): Unwrapped {
  const [detail, event] = [object(envelope.detail), object(envelope.event)]
  const comment = object(event.comment ?? detail.comment ?? detail.latest_comment)
  const sender = object(object(object(detail.via).source).from)
  const author = object(comment.author)
  const requester = object(detail.requester)
  const ours = (name: string, ...others: unknown[]) =>
    [event[name], detail[name], ...others].find(value => value != null)
  const attachments = ours('attachments', comment.attachments)
  return {
    eventId: idOf(envelope.id),
    account: idOf(envelope.account_id),
    body: {
      webhook_id: ours('webhook_id'),
      ticket_id: ours('ticket_id', detail.id, /^zen:ticket:(\d+)$/.exec(String(envelope.subject))?.[1]),
      subject: ours('subject', detail.title),
      from_email: ours('from_email', sender.address, author.email, requester.email),
      from_name: ours('from_name', sender.name, author.name, requester.name),
      to_email: ours('to_email', object(object(object(detail.via).source).to).address),
      received_at: ours('received_at', comment.created_at, milliseconds(envelope.time)),
      body_text: ours('body_text', comment.plain_body, comment.body, detail.description),
      body_html: ours('body_html', comment.html_body),
      attachments: Array.isArray(attachments) ? attachments.map(attachment) : attachments,
    },
  }
}

/** Zendesk's times have nanoseconds, which ISO 8601 parsers need not read. */
const milliseconds = (time: unknown) => (typeof time === 'string' ? time.replace(/(\.\d{3})\d+/, '$1') : time)

const idOf = (value: unknown) => (['string', 'number'].includes(typeof value) && value !== '' ? String(value) : null)

/** Zendesk says `content_url` and `file_name`. */
const attachment = (value: unknown): unknown => {
  if (!isObject(value)) return value
  return { ...value, url: value.url ?? value.content_url, filename: value.filename ?? value.file_name }
}
