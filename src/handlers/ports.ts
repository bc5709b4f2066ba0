/** What the steps need of the world. Each port has a real implementation elsewhere; nothing here knows which. */
import type { AttachmentRef, EventData } from '../domain/events.ts'
import type { AttachmentText, MailContent } from '../domain/extraction/types.ts'
import type { Inquiry, InquiryLookup } from '../domain/matching/types.ts'

/** Fetches and reads what came with a mail; an unreadable file is a value, an unreachable server an error. */
export interface AttachmentReader {
  read(refs: AttachmentRef[], signal: AbortSignal): Promise<AttachmentText[]>
}

/** Reads a mail: by rules, or by a model whose values the rules check. */
export interface Extractor {
  /** @param refs where the mail's attachments are, in their order, for a reader that has to look at one */
  extract(
    mail: MailContent,
    signal: AbortSignal,
    refs?: readonly AttachmentRef[],
  ): Promise<EventData['EntitiesExtracted']>
}

/** The firm's registry: the `inquiries` projection. */
export interface Registry extends InquiryLookup {
  /**
   * Resolves once the projection has applied all that was in its topic at the call, with the positions by partition.
   * @throws StepFailure (dependency) if that takes longer than 30 s.
   */
  caughtUp(signal: AbortSignal): Promise<number[]>
  byIds(ids: string[]): Promise<Inquiry[]>
}

export interface OutgoingMail {
  /** Without angle brackets; derived from the cause, so that a mail sent twice is recognisable as one. */
  messageId: string
  to: string
  subject: string
  text: string
}

/** Sends a mail; resolves once the server has taken it. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<void>
}

/** Whom the firm wants told what; null: nobody. */
export interface NotifyOptions {
  admin: string | null
  firm: string | null
  /** Milliseconds; an older cause is history and is not mailed. */
  maxAgeMs: number
}
