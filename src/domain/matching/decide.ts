import type { Extraction, MailContent } from '../extraction/types.ts'
import type { Lookup, MatchDecision } from './types.ts'

export interface MatchingConfig {
  /** Score in bits that an automatic match needs, and its distance to the second candidate. */
  autoScore?: number
  autoMargin?: number
}

/** Decides which inquiry a mail answers: surely (`auto`), perhaps (`review`), or none. */
export function decideMatch(
  mail: MailContent,
  extraction: Extraction,
  lookup: Lookup,
  config: MatchingConfig = {},
): MatchDecision {
  void [mail, config, lookup]
  return {
    outcome: extraction.isCreditorReply ? 'review' : 'none',
    reason: extraction.isCreditorReply ? 'ambiguous' : 'not_creditor_reply',
    assignments: [],
    score: null,
    margin: null,
    evidence: [],
    candidates: [],
    clientName: null,
    aktenzeichen: null,
    creditorName: null,
  }
}
