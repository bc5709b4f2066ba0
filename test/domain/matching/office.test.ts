import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { decideMatch } from '../../../src/domain/matching/decide.ts'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import { normaliseReference } from '../../../src/domain/matching/normalise.ts'
import { candidateQuery } from '../../../src/domain/matching/query.ts'
import { LETTERS, OFFICE } from './office.ts'

const lookup = new MemoryInquiryLookup(OFFICE)

describe('another office', () => {
  test.each(LETTERS)('$what', async letter => {
    const mail = {
      subject: letter.subject,
      fromName: letter.from[0],
      fromEmail: letter.from[1],
      toEmail: 'eingang@brodersen-recht.example',
      receivedAt: Date.UTC(2026, 1, 20),
      bodyText: letter.text || null,
      bodyHtml: letter.html ?? null,
      attachments: [],
    }
    const extraction = extract(mail)
    const decision = decideMatch(mail, extraction, await lookup.find(candidateQuery(mail, extraction)))
    const [outcome, inquiryId] = letter.match.split(' ')
    if (letter.match === 'not auto') expect(decision.outcome).not.toBe('auto')
    else expect([decision.outcome, decision.reason]).toEqual([outcome, expect.anything()])
    if (inquiryId?.startsWith('q')) expect(decision.assignments.map(one => one.inquiryId)).toEqual([inquiryId])
    if (letter.intent) expect(extraction.intent).toBe(letter.intent)
    const several = decision.reason === 'several_clients'
    if (letter.euros !== undefined && !several)
      expect(extraction.debtAmountCents).toBe(letter.euros === null ? null : Math.round(letter.euros * 100))
    if (letter.refs)
      expect(decision.references.map(normaliseReference).sort()).toEqual(letter.refs.map(normaliseReference).sort())
    if (letter.client !== undefined) expect(decision.clientName).toBe(letter.client)
    if (letter.creditor !== undefined) expect(decision.creditorName).toBe(letter.creditor)
  })
})
