/** Who answers: offices and companies that are easily taken for each other, agencies, and others who only have a like name. */
import { describe, expect, test } from 'vitest'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import { decideOn } from './deciding.ts'

/** All asked about one client, so that only the sender tells the inquiries apart. */
const CREDITORS: [name: string, email: string][] = [
  ['Stadtwerke Auental GmbH', 'kundenservice@sw-auental.example'],
  ['Kreissparkasse Auental', 'kredit@ksk-auental.example'],
  ['Finanzamt Auental', 'poststelle@fa-auental.example'],
  ['Stadt Auental - Stadtkasse', 'stadtkasse@auental.example'],
  ['Landeshauptstadt Nordheim, Ordnungsamt', 'owi@nordheim.example'],
  ['AOK Bergland', 'inkasso@aok-bergland.example'],
  ['Otto Brandes GmbH & Co. KG', 'forderung@brandes-versand.example'],
  ['Dr. med. Petra Lang, Zahnärztin', 'praxis@lang-zahn.example'],
  ['Lux Telecom Deutschland GmbH', 'mahnung@luxtelecom.example'],
  ['Lux Mobil GmbH', 'service@luxtelecom.example'],
  ['EOS-Nord Inkasso GmbH', 'post@eos-nord.example'],
  ['Wohnbau Genossenschaft Linde eG', 'miete@linde-wohnen.example'],
  ['Hausverwaltung Koch', 'info@hv-koch.example'],
  ['Bundesagentur für Arbeit Inkasso-Service', 'is@arbeitsagentur-service.example'],
  ['Jobcenter Landkreis Auental', 'jc@jc-auental.example'],
  ['Gerda Pohl', 'gerda.pohl@gmx.de'],
  ['Autobank Merkur AG', 'leasing@merkur-autobank.example'],
  ['Hedwig Anders', 'h.anders@talpost.example'],
]
const lookup = new MemoryInquiryLookup(
  CREDITORS.map(([creditorName, creditorEmail], n) => ({
    inquiryId: creditorName,
    clientId: 'c',
    clientName: 'Alma Brügge',
    clientFirstName: 'Alma',
    clientLastName: 'Brügge',
    clientBirthDate: '1980-02-03',
    aktenzeichen: '117/25 LM',
    clientAddress: 'Seeweg 4, 33100 Auental',
    creditorId: `k${n}`,
    creditorName,
    creditorEmail,
    creditorReferences: [],
    expectedAmountCents: null,
    sentAt: Date.UTC(2026, 0, 1 + n),
  })),
)

async function answer(fromName: string, fromEmail: string, text: string) {
  const { decision, reached } = await decideOn(lookup, {
    from: [fromName, fromEmail],
    subject: 'Ihre Anfrage 117/25 LM',
    text: `Guten Tag,\n\n${text}`,
  })
  return {
    inquiry: reached.startsWith('auto ') ? reached.slice(5) : 'asked',
    creditor: decision.creditorName,
  }
}

const CLAIM = 'Gegen Frau Alma Brügge sind 120,00 EUR offen.'

describe.each(CREDITORS)('%s', (name, email) => {
  test('from its own address', async () =>
    expect(await answer(name, email, `${CLAIM}\n\n${name}`)).toEqual({ inquiry: name, creditor: name }))

  test('from its own address without a word who writes', async () =>
    expect(await answer('Service', email, `${CLAIM}\n\nMfG`)).toEqual({ inquiry: name, creditor: name }))

  test('from a colleague', async () =>
    expect(
      (
        await answer(
          'Jana Roth',
          email.replace(/^.*@/, 'j.roth@'),
          `${CLAIM}\n\nMit freundlichen Grüßen\nJana Roth\n${name}`,
        )
      ).inquiry,
    ).toBe(name))

  test('through an agency that nobody knows', async () =>
    expect(
      await answer(
        'Delta Forderung GmbH',
        'post@delta-f.example',
        `wir vertreten die ${name}. ${CLAIM}\n\nDelta Forderung GmbH`,
      ),
    ).toEqual({ inquiry: name, creditor: name }))

  test('in the letterhead of an agency', async () =>
    expect(
      (
        await answer(
          'Delta Forderung GmbH',
          'post@delta-f.example',
          `Gläubigerin: ${name}\nSchuldnerin: Alma Brügge\n\n${CLAIM}\n\nDelta Forderung GmbH`,
        )
      ).inquiry,
    ).toBe(name))
})

test.each(CREDITORS)('%s under the address of another is a question', async name => {
  const taken = []
  for (const [other, email] of CREDITORS.filter(([other]) => other !== name && !shareWords(name, other)))
    if ((await answer('Service', email, `${CLAIM}\n\nMit freundlichen Grüßen\n${name}`)).inquiry !== 'asked')
      taken.push(other)
  expect(taken).toEqual([])
})

/** Sisters, and offices of one town, show each other's words. */
function shareWords(one: string, other: string): boolean {
  const words = one.split(/[^\p{L}]+/u).filter(word => word.length > 3)
  return words.some(word => other.includes(word))
}

/** Nobody of them was asked: what they write belongs to no inquiry, though a word of their name is a creditor's. */
test.each([
  ['Finanzamt Nordheim', 'x@fa-nordheim.example'],
  ['Stadtwerke Nordheim', 'x@sw-nordheim.example'],
  ['Sparkasse Auental-Land', 'x@spk-land.example'],
  ['Koch Immobilien', 'x@koch-immo.example'],
  ['Brandes Bau GmbH', 'x@brandes-bau.example'],
  ['Lang & Partner Steuerberater', 'x@lang-partner.example'],
  ['Pohl Bestattungen', 'x@pohl-bestattungen.example'],
  ['Lux Strom GmbH', 'x@lux-strom.example'],
  ['AOK Küste', 'x@aok-kueste.example'],
  ['Landkreis Auental', 'x@lk-auental.example'],
  ['Merkur Versicherung AG', 'x@merkur-vers.example'],
  ['Amtsgericht Auental', 'x@ag-auental.example'],
  ['Tierarzt Dr. Linde', 'x@tierarzt-linde.example'],
])('%s was not asked', async (name, email) =>
  expect((await answer(name, email, `${CLAIM}\n\n${name}`)).inquiry).toBe('asked'),
)

test('a private lender’s relative, with a mailbox at the same provider, is not the lender', async () => {
  const niece = 'meine Tante Hedwig Anders bat mich zu schreiben, es fehlen 120,00 EUR.\n\nLena Anders'
  expect((await answer('Lena Anders', 'lena.a@talpost.example', niece)).inquiry).toBe('asked')
  const lender = 'es fehlen 120,00 EUR.\n\nHedwig Anders'
  expect((await answer('Hedwig Anders', 'hedwig@talpost.example', lender)).inquiry).toBe('Hedwig Anders')
})
