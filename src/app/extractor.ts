/** Who reads the mails, by configuration. */
import { extract } from '../domain/extraction/extract.ts'
import type { Extractor } from '../handlers/ports.ts'
import type { Config } from '../platform/config.ts'
import { troubled } from './troubled-extractor.ts'

/** The deterministic rules. */
const rules: Extractor = { extract: async mail => extract(mail) }

export function createExtractor(_config: Config): Extractor {
  const trouble = process.env.POSTBUCH_CHAOS_EXTRACTOR
  return trouble ? troubled(rules, trouble) : rules
}
