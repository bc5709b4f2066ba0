import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { decideMatch } from '../../../src/domain/matching/decide.ts'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import { candidateQuery } from '../../../src/domain/matching/query.ts'
import { MORE_TRAPS } from './traps-more.ts'
import { PAPER_TRAPS } from './traps-papers.ts'
import { PEOPLE_TRAPS } from './traps-people.ts'
import { REGISTRY } from './traps-registry.ts'

const lookup = new MemoryInquiryLookup(REGISTRY)

describe('what a clerk looks out for', () => {
  test.each([...PEOPLE_TRAPS, ...PAPER_TRAPS, ...MORE_TRAPS])('$what', async trap => {
    const mail = {
      subject: trap.subject,
      fromName: trap.from[0],
      fromEmail: trap.from[1],
      toEmail: 'post@ostermann-recht.example',
      receivedAt: trap.receivedAt ?? Date.UTC(2026, 2, 20),
      bodyText: trap.text,
      bodyHtml: null,
      attachments: trap.attached
        ? [{ filename: 'a.pdf', contentType: 'application/pdf', pages: [trap.attached], unreadable: null }]
        : [],
    }
    const extraction = extract(mail)
    // As the worker does it: what the attachments say is in the extraction only.
    const seen = { ...mail, attachments: [] }
    const decision = decideMatch(seen, extraction, await lookup.find(candidateQuery(seen, extraction)))
    const [outcome, inquiryId] = trap.match.split(' ')
    const reached = decision.outcome === 'auto' ? `auto ${decision.assignments[0]!.inquiryId}` : decision.outcome
    if (trap.match === 'not auto') expect(reached).not.toContain('auto')
    else expect(`${reached} (${decision.reason})`).toContain(inquiryId ? trap.match : outcome)
    if (trap.client !== undefined) expect(decision.clientName).toBe(trap.client)
  })
})
