/** The demonstration: a corpus' mails, posted in order as Zendesk would, some of them twice, one with a bad signature. */
import type { Corpus, CorpusCase } from './corpus.ts'
import type { FileServer } from './file-server.ts'
import { deliver, type SenderOptions, type WebhookBody } from './zendesk-sender.ts'

export interface DemoOptions extends SenderOptions {
  corpus: Corpus
  files: Pick<FileServer, 'attachmentsOf'>
  /** Webhooks under way at once; 4 unless told otherwise. */
  concurrency?: number
  /** Every how many mails one is sent twice; 10 unless told otherwise. */
  twiceEvery?: number
  /** Called after each webhook. */
  onProgress?: (done: number, total: number) => void
}

/** As the sender counts them: `sent = accepted + duplicates + rejected`. */
export interface WebhookCounts {
  /** Webhooks, each counted once however often it was tried. */
  sent: number
  /** Mails that were taken in (2xx). */
  accepted: number
  /** Webhooks sent once more for a mail that had been taken in, and answered with 2xx. */
  duplicates: number
  /** Anything else: bad signatures, refused bodies, no answer. */
  rejected: number
}

export interface DemoResult {
  webhooks: WebhookCounts
  /** Those that were refused although they should not have been. */
  failures: { caseId: string; status: number }[]
}

interface Posting {
  item: CorpusCase
  badSignature: boolean
}

/**
 * Posts all mails of a corpus. Every `twiceEvery`-th is sent a second time right after its first answer; one forged
 * copy of the first mail, under an id of its own, goes out last.
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { corpus, twiceEvery = 10, concurrency = 4, onProgress } = options
  const postings: Posting[] = corpus.cases.map(item => ({ item, badSignature: false }))
  const first = corpus.cases[0]
  if (first) postings.push({ item: forged(first), badSignature: true })
  const total = postings.length + Math.floor(corpus.cases.length / twiceEvery)
  const webhooks: WebhookCounts = { sent: 0, accepted: 0, duplicates: 0, rejected: 0 }
  const failures: DemoResult['failures'] = []

  const send = async ({ item, badSignature }: Posting, body: WebhookBody, again: boolean) => {
    const { ok, status } = await deliver(body, { ...options, badSignature })
    webhooks.sent++
    if (!ok) webhooks.rejected++
    else if (again) webhooks.duplicates++
    else webhooks.accepted++
    if (ok === badSignature) failures.push({ caseId: item.id, status })
    onProgress?.(webhooks.sent, total)
    return ok
  }
  let next = 0
  const lane = async () => {
    while (next < postings.length) {
      const index = next++
      const posting = postings[index]!
      const body = bodyOf(posting.item, await options.files.attachmentsOf(posting.item))
      const taken = await send(posting, body, false)
      if (!posting.badSignature && (index + 1) % twiceEvery === 0) await send(posting, body, taken)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
  return { webhooks, failures }
}

const forged = (item: CorpusCase): CorpusCase => ({
  ...item,
  email: { ...item.email, webhookId: `${item.email.webhookId}-forged`, attachments: [] },
})

/** A corpus mail as the webhook's body. */
export function bodyOf({ email }: CorpusCase, attachments: WebhookBody['attachments']): WebhookBody {
  return {
    webhook_id: email.webhookId,
    ticket_id: email.ticketId,
    subject: email.subject,
    from_email: email.fromEmail,
    from_name: email.fromName,
    to_email: email.toEmail,
    received_at: email.receivedAt,
    body_text: email.bodyText,
    body_html: email.bodyHtml,
    attachments,
  }
}
