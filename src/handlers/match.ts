/** Step `match`: the inquiry that a mail answers is looked up in the registry and decided on; what was seen goes into the event. */
import type { EmailOutcome, EmailState } from '../domain/email.ts'
import type { Assignment } from '../domain/events.ts'
import type { MailContent } from '../domain/extraction/types.ts'
import { decideMatch, type MatchingConfig } from '../domain/matching/decide.ts'
import { candidateQuery } from '../domain/matching/query.ts'
import type { Inquiry, ProposedAssignment } from '../domain/matching/types.ts'
import type { Step } from './handler.ts'
import type { Registry } from './ports.ts'

export function matchStep(registry: Registry, config: MatchingConfig = {}): Step<EmailState, EmailOutcome> {
  return {
    async run(state, { signal }) {
      const registryPosition = await registry.caughtUp(signal)
      const mail = asContent(state)
      const extraction = state.extraction!
      const lookup = await registry.find(candidateQuery(mail, extraction))
      const decision = decideMatch(mail, extraction, lookup, config)
      const known = new Map(lookup.candidates.map(inquiry => [inquiry.inquiryId, inquiry]))
      const assignments = decision.assignments.flatMap(proposed => assignment(proposed, known))
      return { step: 'match', decision, assignments, registryPosition }
    },
    failed: (failure, fatal) => ({ step: 'match', failure, fatal }),
  }
}

/** Step `answer`: a person's assignments are completed with what the registry knows of their inquiries. */
export function answerStep(registry: Registry): Step<EmailState, EmailOutcome> {
  return {
    async run(state, { signal }) {
      const request = state.pending[0]!
      const proposed = request.type === 'ReviewAnswered' ? (request.data.assignments ?? []) : []
      if (!proposed.length) return { step: 'answer', assignments: [], unknown: [] }
      await registry.caughtUp(signal)
      const ids = [...new Set(proposed.map(p => p.inquiryId))]
      const known = new Map((await registry.byIds(ids)).map(inquiry => [inquiry.inquiryId, inquiry]))
      const assignments = proposed.flatMap(p => assignment(p, known))
      return { step: 'answer', assignments, unknown: ids.filter(id => !known.has(id)) }
    },
    failed: failure => ({ step: 'answer', assignments: [], unknown: [], failure }),
  }
}

/** The mail as matching sees it: attachments were read in `extract`, what they said is in the extraction. */
const asContent = (state: EmailState): MailContent => ({ ...state.mail!, attachments: [] })

function assignment(proposed: ProposedAssignment, known: Map<string, Inquiry>): Assignment[] {
  const inquiry = known.get(proposed.inquiryId)
  if (!inquiry) return []
  const { inquiryId, clientId, clientName, creditorName, creditorEmail } = inquiry
  const { amountCents, references } = proposed
  return [{ inquiryId, clientId, clientName, creditorName, creditorEmail, amountCents, references }]
}
