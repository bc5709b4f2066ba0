/** A claim far from what the client said is a question, whatever else is clear. */
import { describe, expect, test } from 'vitest'
import type { MatchingConfig } from '../../../src/domain/matching/decide.ts'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import { decideOn } from './deciding.ts'
import { OFFICE } from './office.ts'

const INQUIRY = OFFICE.find(({ inquiryId }) => inquiryId === 'q1')!

const decide = (said: number | null, euros: string, config?: MatchingConfig) =>
  decideAbout(said, `unsere Gesamtforderung gegen ${INQUIRY.clientName} beträgt ${euros} EUR.`, config)

async function decideAbout(expectedAmountCents: number | null, text: string, config?: MatchingConfig) {
  const lookup = new MemoryInquiryLookup([{ ...INQUIRY, expectedAmountCents }])
  const { decision } = await decideOn(
    lookup,
    {
      from: [INQUIRY.creditorName, INQUIRY.creditorEmail],
      subject: `Ihr Zeichen ${INQUIRY.aktenzeichen}`,
      text: `Sehr geehrte Damen und Herren,\n\n${text}\n\nMit freundlichen Grüßen\n${INQUIRY.creditorName}`,
      to: 'eingang@brodersen-recht.example',
    },
    config,
  )
  const { outcome, reason, assignments } = decision
  return { outcome, reason, cents: assignments[0]?.amountCents }
}

describe('the amount beside what the client said', () => {
  test.each([
    [100_000, '1.000,00'],
    [100_000, '5.000,00'],
    [100_000, '200,00'],
    [null, '90.000,00'],
    [0, '90.000,00'],
  ])('%s cents said, %s EUR stated: clear', async (said, euros) => {
    expect(await decide(said, euros)).toMatchObject({ outcome: 'auto' })
  })

  test.each([
    [100_000, '5.000,01', 500_001],
    [100_000, '199,99', 19_999],
    [123_456, '123.456,00', 12_345_600],
  ])('%s cents said, %s EUR stated: a person is asked, with the amount', async (said, euros, cents) => {
    expect(await decide(said, euros)).toEqual({ outcome: 'review', reason: 'unusual_amount', cents })
  })

  test('the factor is the firm’s', async () => {
    expect(await decide(100_000, '2.500,00', { amountFactor: 2 })).toMatchObject({ reason: 'unusual_amount' })
    expect(await decide(100_000, '90.000,00', { amountFactor: 100 })).toMatchObject({ outcome: 'auto' })
  })
})

describe('a claim that had to be worked out among several figures', () => {
  const about = (text: string) => `zu ${INQUIRY.clientName}: ${text}`
  const ITEMS = about('Rechnung 11 über 400,00 €, Rechnung 12 über 300,00 €, Porto 20,00 €.')
  const TOTAL = about('Rechnung 11 über 400,00 €, Rechnung 12 über 300,00 €, Porto 20,00 €, insgesamt 720,00 €.')

  test.each([
    [100_000, ITEMS],
    [50_000, ITEMS],
    [90_000, about('Offen sind 650,00 €. Im Mai kamen 45,00 € für die Reparatur und 30,00 € für den Weg.')],
  ])('%s cents said, %s: a person is asked', async (said, text) => {
    expect(await decideAbout(said, text)).toMatchObject({ outcome: 'review', reason: 'unusual_amount' })
  })

  test.each([
    [72_000, ITEMS],
    [65_000, ITEMS],
    [null, ITEMS],
    [100_000, TOTAL],
    [100_000, about('Offen sind 720,00 €.')],
  ])('%s cents said, %s: near the client’s word, proven, or stated alone', async (said, text) => {
    expect(await decideAbout(said, text)).toMatchObject({ outcome: 'auto' })
  })

  test('the factor is the firm’s', async () => {
    expect(await decideAbout(100_000, ITEMS, { derivedAmountFactor: 2 })).toMatchObject({ outcome: 'auto' })
  })
})
