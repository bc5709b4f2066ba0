/** Who reads the mails, by configuration. */
import type { AttachmentReader } from '../attachments/index.ts'
import { extract } from '../domain/extraction/extract.ts'
import { createClaudeExtractor } from '../extraction/claude/extractor.ts'
import type { PromptVersion } from '../extraction/claude/prompt.ts'
import type { Extractor } from '../handlers/ports.ts'
import type { Config } from '../platform/config.ts'
import { troubled } from './troubled-extractor.ts'

/** What a model needs beyond the mail's text. */
export interface Reading {
  /** Scans and photos, to be looked at. */
  attachments: Pick<AttachmentReader, 'bytes'>
  /** The prompt in force, asked for with every mail. */
  prompt(): Promise<PromptVersion>
}

/** The deterministic rules. */
const rules: Extractor = { extract: async mail => extract(mail) }

export function createExtractor(config: Config, reading: Reading): Extractor {
  const extractor = config.extract.provider === 'claude' ? claude(config, reading) : rules
  const trouble = process.env.POSTBUCH_CHAOS_EXTRACTOR
  return trouble ? troubled(extractor, trouble) : extractor
}

/** Scans are read by OCR only where nobody can look at them. */
export const looksAtScans = (config: Config) => config.extract.provider === 'claude'

function claude(
  { extract: { anthropicApiKey, anthropicBaseUrl, model, limits } }: Config,
  reading: Reading,
): Extractor {
  return createClaudeExtractor({
    // The configuration is refused without one.
    apiKey: anthropicApiKey!,
    baseUrl: anthropicBaseUrl,
    model,
    limits,
    prompt: reading.prompt,
    fetchAttachment: (ref, signal) => reading.attachments.bytes(ref, signal),
  })
}
