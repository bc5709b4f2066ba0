/** Answers that are no letters: advertising around them, a claim that was bought, a name that is none. */
import { describe, expect, test } from 'vitest'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import { decideOn } from './deciding.ts'

const inquiry = (inquiryId: string, creditorName: string, creditorEmail: string, more = {}) => ({
  inquiryId,
  clientId: 'c1',
  clientName: 'Hedwig Lorscheid',
  clientFirstName: 'Hedwig',
  clientLastName: 'Lorscheid',
  clientBirthDate: '1958-06-02',
  aktenzeichen: 'LQ 88-26',
  clientAddress: null,
  creditorId: creditorEmail,
  creditorName,
  creditorEmail,
  creditorReferences: [],
  expectedAmountCents: null,
  sentAt: Date.UTC(2026, 1, 1),
  ...more,
})
const SHOP: [string, string] = ['Wäschehaus Talbrück', 'service@waeschehaus-talbrueck.example']
const BUYER: [string, string] = ['Ardenta Forderungserwerb GmbH', 'post@ardenta-erwerb.example']
const UNCLE: [string, string] = ['K. Lorscheid', 'k.lorscheid@briefkasten.example']
const lookup = () =>
  new MemoryInquiryLookup([
    inquiry('shop', ...SHOP),
    inquiry('buyer', ...BUYER),
    inquiry('uncle', 'Konrad Lorscheid', UNCLE[1]),
  ])

describe('what reads like advertising', () => {
  const FOOTER =
    'Jetzt Newsletter abonnieren und Gutschein sichern! Sale: bis zu 60 % auf Wäsche. Jetzt kostenlos testen, unverbindlich anfragen. Abmelden | Impressum'
  const ask = (from: [string, string], text: string) =>
    decideOn(lookup(), { from, subject: 'Neues von uns', text: `${text}\n\n${FOOTER}` })

  test('from the creditor and with the firm’s number is a question', async () => {
    const { extraction, decision } = await ask(SHOP, 'Hallo, schau mal rein. Zeichen LQ 88-26.')
    expect(extraction.intent).toBe('spam')
    expect(decision).toMatchObject({ outcome: 'review', reason: 'unclear_claim' })
    expect(decision.assignments).toMatchObject([{ inquiryId: 'shop', amountCents: null }])
  })

  test.each([
    'den Vergleich lehnen wir ab, offen sind 245,00 EUR.',
    'offen sind 245,00 EUR.',
    'Ihren Plan nehmen wir an.',
  ])('below an answer about somebody is its letterhead, and nothing is lost: %s', async said => {
    const { extraction, decision } = await ask(SHOP, `zu Frau Hedwig Lorscheid, Ihr Zeichen LQ 88-26: ${said}`)
    expect(extraction.isCreditorReply).toBe(true)
    expect(decision.outcome).not.toBe('none')
    expect(decision.assignments[0]!.inquiryId).toBe('shop')
  })

  test.each([
    ['from the creditor, to a client by name', SHOP, 'Hallo Hedwig Lorscheid, schau mal rein.'],
    [
      'from a stranger who knows the number',
      ['Modezaun', 'info@modezaun.example'],
      'Schau mal rein. Zeichen LQ 88-26.',
    ],
  ] as [string, [string, string], string][])('%s is none', async (_, from, text) => {
    expect((await ask(from, text)).decision).toMatchObject({ outcome: 'none', reason: 'not_creditor_reply' })
  })
})

describe('a creditor that bought another one’s claim', () => {
  const ask = (text: string) =>
    decideOn(lookup(), {
      from: BUYER,
      subject: 'Ihr Zeichen LQ 88-26, Hedwig Lorscheid',
      text: `Guten Tag,\n\n${text}`,
    })

  test.each([
    'die Wäschehaus Talbrück hat uns ihre Forderung gegen Hedwig Lorscheid verkauft. Sie beträgt 214,60 EUR.',
    'wir haben die Forderung der Wäschehaus Talbrück gegen Ihre Mandantin erworben; offen sind 214,60 EUR.',
  ])('answers that one’s inquiry, and a person is asked: %s', async text => {
    const { decision } = await ask(text)
    expect(decision).toMatchObject({ outcome: 'review', reason: 'contradiction', creditorName: SHOP[0] })
    expect(decision.assignments[0]!.inquiryId).toBe('shop')
  })

  test('answers its own where it speaks of its own', async () => {
    expect((await ask('offen sind aus unserem Vertrag 214,60 EUR.')).reached).toBe('auto buyer')
  })
})

test('a relative who is the creditor signs with the client’s last name', async () => {
  const letter = {
    from: UNCLE,
    subject: 'LQ 88-26',
    text: 'Guten Tag,\n\nes sind noch 300 Euro offen.\n\nKonrad Lorscheid',
  }
  expect((await decideOn(lookup(), letter)).reached).toBe('auto uncle')
})

test.each([
  ['Strom / Wäsche Lorscheid', 'Lorscheid'],
  ['Vollstreckung ./. Lorscheid, Sachstand', 'Lorscheid'],
  ['Wäschehaus ./. Lorscheid, Hedwig', 'Lorscheid, Hedwig'],
])('in the subject %s the name is %s', async (subject, name) => {
  const { extraction } = await decideOn(lookup(), { from: SHOP, subject, text: 'Guten Tag,\n\noffen sind 90,00 EUR.' })
  expect(extraction.clientNames[0]).toBe(name)
})
