/** Claude reads a mail; the rules check every word of it (`domain/extraction/check-claims.ts`). */
import Anthropic from '@anthropic-ai/sdk'
import type { Message, MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages'
import type { AttachmentRef, ModelUsage } from '../../domain/events.ts'
import { checkClaims } from '../../domain/extraction/check-claims.ts'
import { extract } from '../../domain/extraction/extract.ts'
import type { Extraction, MailContent } from '../../domain/extraction/types.ts'
import { parseAnswer } from './answer.ts'
import { Stopped, TooSlow, toClaudeError } from './errors.ts'
import type { PromptVersion } from './prompt.ts'
import { buildRequest, type ClaudeLimits, type Picture, pictureType, shownOf } from './request.ts'

export interface ClaudeOptions {
  apiKey: string
  /** null: Anthropic's own. */
  baseUrl?: string | null
  model: string
  limits?: Partial<ClaudeLimits>
  /** The prompt in force; asked for every mail. */
  prompt(): Promise<PromptVersion>
  /** The bytes of an attachment that has no text; without it nothing is shown. */
  fetchAttachment?: (ref: AttachmentRef, signal: AbortSignal) => Promise<Uint8Array>
}

export const DEFAULT_LIMITS: ClaudeLimits = {
  maxTokens: 4_000,
  maxChars: 120_000,
  maxPictures: 5,
  // The service takes 32 MB in all; base64 adds a third.
  maxPictureBytes: 20_000_000,
  timeoutMs: 120_000,
}

export interface ClaudeExtractor {
  /**
   * @param refs where the mail's attachments came from, in their order
   * @throws ClaudeError; the signal's reason when aborted
   */
  extract(
    mail: MailContent,
    signal: AbortSignal,
    refs?: readonly AttachmentRef[],
  ): Promise<Extraction & { usage: ModelUsage }>
}

export function createClaudeExtractor(options: ClaudeOptions): ClaudeExtractor {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const client = new Anthropic({
    apiKey: options.apiKey,
    // What happens to lie in the environment must not decide who sees the mails.
    authToken: null,
    baseURL: options.baseUrl ?? 'https://api.anthropic.com',
    // The design's retries, in the log, are the only ones.
    maxRetries: 0,
    timeout: limits.timeoutMs,
  })
  /** Mails that took too long since the last answer. */
  const slow = new Set<string>()

  const ask = async (request: MessageCreateParamsNonStreaming, mail: MailContent, signal: AbortSignal) => {
    // Also for a body that does not end, which the SDK's own limit leaves out.
    const limit = AbortSignal.timeout(limits.timeoutMs)
    try {
      const message = await client.messages.create(request, { signal: AbortSignal.any([signal, limit]) })
      slow.clear()
      return message
    } catch (error) {
      signal.throwIfAborted()
      if (!limit.aborted && !(error instanceof Anthropic.APIConnectionTimeoutError)) throw error
      slow.add(JSON.stringify([mail.receivedAt, mail.fromEmail, mail.subject]))
      throw new TooSlow(limits.timeoutMs, slow.size > 1)
    }
  }

  return {
    async extract(mail, signal, refs = []) {
      const prompt = await options.prompt()
      const pictures = options.fetchAttachment ? await load(mail, refs, limits, options.fetchAttachment, signal) : []
      try {
        const request = buildRequest(mail, pictures, prompt, { model: options.model, limits })
        const message = await ask(request, mail, signal)
        const claims = parseAnswer(textOf(message))
        const read = checkClaims(mail, extract(mail), claims, shownOf(mail, pictures))
        return { ...read, extractor: `claude:${request.model}:prompt-${prompt.version}`, usage: usageOf(message) }
      } catch (error) {
        throw signal.aborted ? signal.reason : toClaudeError(error)
      }
    },
  }
}

/** The attachments that have to be looked at, as many as the limits allow. */
async function load(
  mail: MailContent,
  refs: readonly AttachmentRef[],
  limits: ClaudeLimits,
  fetchAttachment: NonNullable<ClaudeOptions['fetchAttachment']>,
  signal: AbortSignal,
): Promise<Picture[]> {
  const pictures: Picture[] = []
  let left = limits.maxPictureBytes
  for (const [index, attachment] of mail.attachments.entries()) {
    const mediaType = pictureType(attachment)
    const ref = refs[index]
    if (!mediaType || !ref || pictures.length >= limits.maxPictures || ref.size > left) continue
    const bytes = await fetchAttachment(ref, signal)
    if (bytes.length > left) continue
    left -= bytes.length
    pictures.push({ filename: attachment.filename, mediaType, bytes })
  }
  return pictures
}

/** @throws Stopped if the answer is not whole */
function textOf({ content, stop_reason }: Message): string {
  if (stop_reason !== 'end_turn' && stop_reason !== 'stop_sequence') throw new Stopped(stop_reason ?? 'nothing')
  return content.map(block => (block.type === 'text' ? block.text : '')).join('')
}

const usageOf = ({ usage }: Message): ModelUsage => ({
  inputTokens: usage.input_tokens,
  outputTokens: usage.output_tokens,
  cacheReadTokens: usage.cache_read_input_tokens ?? 0,
  cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
})
