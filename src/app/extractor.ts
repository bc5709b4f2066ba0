/** Who reads the mails, by configuration. */
import { extract } from '../domain/extraction/extract.ts'
import type { Extractor } from '../handlers/ports.ts'
import type { Config } from '../platform/config.ts'

/** The deterministic rules. */
const rules: Extractor = { extract: async mail => extract(mail) }

export function createExtractor(_config: Config): Extractor {
  return rules
}
