/** One mail as a request to the Messages API: its text as JSON, then what can only be looked at. */
import type { ContentBlockParam, MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages'
import type { Shown } from '../../domain/extraction/check-claims.ts'
import { type Passage, sourceText } from '../../domain/extraction/source-text.ts'
import type { AttachmentText, MailContent } from '../../domain/extraction/types.ts'
import { ANSWER_FORMAT } from './answer.ts'
import { type PromptVersion, systemPrompt } from './prompt.ts'

export interface ClaudeLimits {
  /** Tokens of an answer. */
  maxTokens: number
  /** Characters of a mail with its attachments that are sent; the rest is only read by the rules. */
  maxChars: number
  /** Attachments without text that are shown, and their bytes in all. */
  maxPictures: number
  maxPictureBytes: number
  /** Milliseconds for one answer. */
  timeoutMs: number
}

/** An attachment that has to be looked at. */
export interface Picture {
  filename: string
  mediaType: PictureType
  bytes: Uint8Array
}

const TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const
type PictureType = (typeof TYPES)[number]

/** What was found to have no (good) text although somebody may read it. */
const VISIBLE = new Set([
  'scan_without_text_layer',
  'garbled_text_layer',
  'image',
  'illegible_scan',
  'doubtful_figures',
])

/** The media type to show an attachment as; null if its text is all there is to it, or nobody could look at it. */
export function pictureType({ contentType, unreadable }: AttachmentText): PictureType | null {
  if (unreadable === null || !VISIBLE.has(unreadable)) return null
  return TYPES.find(type => type === contentType) ?? null
}

export const shownOf = (mail: MailContent, pictures: readonly Picture[]): Shown => ({
  pictures: pictures.length,
  all: mail.attachments.filter(attachment => attachment.unreadable !== null).length === pictures.length,
})

export function buildRequest(
  mail: MailContent,
  pictures: readonly Picture[],
  prompt: PromptVersion,
  { model, limits }: { model: string; limits: ClaudeLimits },
): MessageCreateParamsNonStreaming {
  const text = JSON.stringify({
    from: { name: mail.fromName, address: mail.fromEmail },
    received: new Date(mail.receivedAt).toISOString().slice(0, 10),
    passages: cut(sourceText(mail).passages, limits.maxChars),
    attachments: mail.attachments.map(({ filename, unreadable }) => ({ filename, unreadable })),
  })
  return {
    model: prompt.model ?? model,
    max_tokens: limits.maxTokens,
    system: [{ type: 'text', text: systemPrompt(prompt), cache_control: { type: 'ephemeral' } }],
    output_config: { format: ANSWER_FORMAT },
    messages: [{ role: 'user', content: [{ type: 'text', text }, ...pictures.map(block)] }],
  }
}

function cut(passages: readonly Passage[], maxChars: number): Passage[] {
  let left = maxChars
  return passages.flatMap(passage => {
    const text = passage.text.slice(0, left)
    left -= text.length
    return text === '' ? [] : [{ ...passage, text }]
  })
}

function block({ filename, mediaType, bytes }: Picture): ContentBlockParam {
  const data = Buffer.from(bytes).toString('base64')
  return mediaType === 'application/pdf'
    ? { type: 'document', title: filename.slice(0, 200), source: { type: 'base64', media_type: mediaType, data } }
    : { type: 'image', source: { type: 'base64', media_type: mediaType, data } }
}
