import { describe, expect, test } from 'vitest'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import { normaliseReference } from '../../../src/domain/matching/normalise.ts'
import { decideOn } from './deciding.ts'
import { LETTERS, OFFICE } from './office.ts'

const lookup = new MemoryInquiryLookup(OFFICE)

describe('another office', () => {
  test.each(LETTERS)('$what', async letter => {
    const { extraction, decision, reached } = await decideOn(lookup, {
      ...letter,
      text: letter.text || null,
      to: 'eingang@brodersen-recht.example',
      receivedAt: Date.UTC(2026, 1, 20),
    })
    const [outcome, inquiryId] = letter.match.split(' ')
    if (letter.match === 'not auto') expect(decision.outcome).not.toBe('auto')
    else expect([reached.split(' ')[0], decision.reason]).toEqual([outcome, expect.anything()])
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
