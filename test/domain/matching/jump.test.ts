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

describe('a claim that had to be worked out', () => {
  const about = (text: string) => `zu ${INQUIRY.clientName}: ${text}`
  const ITEMS = about('Rechnung 11 über 400,00 €, Rechnung 12 über 300,00 €, Porto 20,00 €.')
  const TOTAL = about('Rechnung 11 über 400,00 €, Rechnung 12 über 300,00 €, Porto 20,00 €, insgesamt 720,00 €.')

  test.each([
    [100_000, ITEMS],
    [50_000, ITEMS],
    [81_000, ITEMS],
    [64_000, ITEMS],
    [90_000, about('Rechnung 11 über 650,00 €.')],
  ])('%s cents said, %s: a person is asked', async (said, text) => {
    expect(await decideAbout(said, text)).toMatchObject({ outcome: 'review', reason: 'unusual_amount' })
  })

  test.each([
    [72_000, ITEMS],
    [67_000, ITEMS],
    [100_000, TOTAL],
    [null, TOTAL],
    [76_000, about('Rechnung 11 über 650,00 €.')],
    [100_000, about('Offen sind 720,00 €.')],
  ])('%s cents said, %s: near the client’s word, proven, or stated alone', async (said, text) => {
    expect(await decideAbout(said, text)).toMatchObject({ outcome: 'auto' })
  })

  const ONE_ITEM = about('Rechnung 11 über 650,00 €.')

  test.each([
    ['was added up', ITEMS, { reason: 'summed_amount', cents: 72_000 }],
    ['is one item that nobody calls the claim', ONE_ITEM, { reason: 'derived_amount' }],
  ])('what %s, and has nothing that it could be compared with, is a question', async (_, text, asked) => {
    expect(await decideAbout(null, text)).toMatchObject({ outcome: 'review', ...asked })
  })

  test.each([
    [108_000, { outcome: 'auto' }],
    [109_000, { outcome: 'review', reason: 'unusual_amount' }],
    [47_000, { outcome: 'review', reason: 'unusual_amount' }],
  ])('%s cents said, and a total that its items prove: half as much again is too much', async (said, expected) => {
    expect(await decideAbout(said, TOTAL)).toMatchObject(expected)
  })

  test.each([
    about('Die Rechnung über 400,00 € haben wir berichtigt, die über 300,00 € ebenso. Es ist nichts mehr offen.'),
    about('Ihre Zahlungen von 150,00 € und 80,00 € haben wir erhalten. Die Abrechnung folgt.'),
  ])('no claim comes out although there are figures, %s: a person is asked', async text => {
    expect(await decideAbout(70_000, text)).toMatchObject({ outcome: 'review', reason: 'unclear_claim' })
  })

  test.each([65_000, 90_000, null])(
    '%s cents said, and the words hardly speak for the claim: a person is asked',
    async said => {
      const text = about('die Miete von 650,00 € steht aus, der Schlüssel kostete 45,00 € und das Schloss 30,00 €.')
      expect(await decideAbout(said, text)).toEqual({ outcome: 'review', reason: 'doubtful_amount', cents: 65_000 })
    },
  )

  test.each([
    about('die Rechnung über 400,00 € wurde am 3.3. beglichen. Es ist nichts mehr offen.'),
    about('Die Rechnung über 400,00 € wurde am 3.3. beglichen, die über 300,00 € ebenso. Es ist nichts mehr offen.'),
  ])('figures beside a denial that were paid need no explanation: %s', async text => {
    expect(await decideAbout(40_000, text)).toMatchObject({ outcome: 'auto', cents: 0 })
  })

  test.each([
    [41_015, { outcome: 'auto', cents: 41_015 }],
    [50_000, { outcome: 'review', reason: 'unusual_amount' }],
    [null, { outcome: 'review', reason: 'reread_amount' }],
  ])('%s cents said, and the words surely speak for another sum than the rules', async (said, expected) => {
    const text = about('die Reise kostete insgesamt 2.300 €. Überwiesen hat sie das meiste, uns fehlen noch 410,15 €.')
    expect(await decideAbout(said, text)).toMatchObject(expected)
  })

  test('the factors are the firm’s', async () => {
    expect(await decideAbout(100_000, ITEMS, { summedAmountFactor: 2 })).toMatchObject({ outcome: 'auto' })
    expect(await decideAbout(140_000, TOTAL, { severalAmountsFactor: 2 })).toMatchObject({ outcome: 'auto' })
    const stated = about('Rechnung 11 über 650,00 €.')
    expect(await decideAbout(100_000, stated, { derivedAmountFactor: 2 })).toMatchObject({ outcome: 'auto' })
  })
})
