/**
 * What reading one mail takes in and gives out. Pure data: no I/O happens in this folder.
 *
 * Glossary: a *creditor* (Gläubiger) answers a letter of *inquiry* that the firm wrote for a *client* (Mandant);
 * an *aktenzeichen* is the firm's own file number for the client; a *reference* is any number of the creditor's side
 * (customer, contract, account, invoice, ticket …).
 */

/** What a mail is for. `auto_reply` and `spam` are the two that are no reply of a creditor. */
export type Intent = 'debt_statement' | 'payment_plan' | 'rejection' | 'inquiry' | 'transfer' | 'auto_reply' | 'spam'
export const INTENTS = [
  'debt_statement',
  'payment_plan',
  'rejection',
  'inquiry',
  'transfer',
  'auto_reply',
  'spam',
] as const satisfies readonly Intent[]

/** The text of one attachment, as the attachment readers made it, or why there is none. */
export interface AttachmentText {
  filename: string
  contentType: string
  /** Text of each page, in order; empty if nothing could be read. */
  pages: string[]
  /** Why the attachment (or a part of it) has no text, e.g. `scan_without_text_layer`, `encrypted`; null if all was read. */
  unreadable: string | null
  /** How sure character recognition was on the worst page, 0 … 100; null or absent if no text comes from a picture. */
  ocrConfidence?: number | null
}

/** One incoming mail with its attachments already turned into text. */
export interface MailContent {
  subject: string
  fromEmail: string
  fromName: string
  toEmail: string
  /** Milliseconds since 1970 (UTC). */
  receivedAt: number
  bodyText: string | null
  bodyHtml: string | null
  attachments: AttachmentText[]
}

/** What an amount in a mail stands for. Only `total`, or a sum of `principal | interest | fee | item`, is the debt. */
export const AMOUNT_ROLES = [
  'total',
  'principal',
  'interest',
  'fee',
  'item',
  'payment',
  'instalment',
  'settlement',
  'threshold',
  'quoted',
  'other',
] as const
export type AmountRole = (typeof AMOUNT_ROLES)[number]

export interface AmountFound {
  /** Integer euro cents. */
  cents: number
  role: AmountRole
  /** The words around it in the mail, at most 160 characters: evidence for a reviewer. */
  text: string
}

/** What reading one mail yields: the payload of EntitiesExtracted. */
export interface Extraction {
  isCreditorReply: boolean
  intent: Intent
  /** Names of persons that may be the client, best first, as written in the mail. */
  clientNames: string[]
  /** Birth dates stated for the debtor, ISO `YYYY-MM-DD`. */
  birthDates: string[]
  /** Strings that may be the firm's file number, best first, as written. Judged against the registry later. */
  aktenzeichen: string[]
  /** Names of companies or offices that may be the creditor (sender, signature, "Gläubigerin: …"), best first. */
  creditorNames: string[]
  /** Numbers of the creditor's side, as written. */
  references: string[]
  /** The creditor's total claim in integer euro cents; 0 for "no claim (any more)"; null if none is stated or it is contradictory. */
  debtAmountCents: number | null
  amounts: AmountFound[]
  /** Things a careful clerk would want to know, e.g. `several_clients`, `contradicting_amounts`, `unreadable_attachment`,
   * `new_bank_account`, `instructions_to_ai`, `hidden_text`. */
  flags: string[]
  /** One or two sentences in German about what the creditor says, made from the mail's own words. */
  summary: string
  /** 0 … 1: how sure the reading is of itself. */
  confidence: number
  /** Characters of the cleaned reply (quotes, signatures, markup removed) and an estimate of its tokens. */
  cleanedLength: number
  tokenEstimate: number
  /** Who read it: `rules`, or model and prompt version. */
  extractor: string
}
