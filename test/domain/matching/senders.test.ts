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
/** What the client's inquiries have alike. */
const sameDay = {
  clientId: 'c',
  clientName: 'Alma Brügge',
  clientFirstName: 'Alma',
  clientLastName: 'Brügge',
  clientBirthDate: '1980-02-03',
  aktenzeichen: '117/25 LM',
  clientAddress: 'Seeweg 4, 33100 Auental',
  creditorReferences: [],
  expectedAmountCents: null,
  sentAt: Date.UTC(2026, 0, 5),
}
const lookup = new MemoryInquiryLookup(
  CREDITORS.map(([creditorName, creditorEmail], n) => ({
    ...sameDay,
    inquiryId: creditorName,
    creditorId: `k${n}`,
    creditorName,
    creditorEmail,
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

describe('an agency that was asked itself names where its claim comes from', () => {
  const AGENCY = ['EOS-Nord Inkasso GmbH', 'post@eos-nord.example'] as const

  test.each([
    'Es geht um eine Forderung aus einem Leihvertrag mit der Autobank Merkur AG. Offen sind 120,00 EUR.',
    'Die von der Autobank Merkur AG stammende Forderung gegen Alma Brügge beträgt 120,00 EUR.',
    'Unser Anspruch aus dem früheren Mietvertrag mit der Wohnbau Genossenschaft Linde eG beläuft sich auf 120,00 EUR.',
  ])('and who was asked as well: %s', async text =>
    expect(await answer(...AGENCY, text)).toEqual({ inquiry: 'asked', creditor: null }),
  )

  test('and both were asked on one day', async () => {
    const asked = new MemoryInquiryLookup(
      [AGENCY, CREDITORS.find(([name]) => name === 'Autobank Merkur AG')!].map(([creditorName, creditorEmail], n) => ({
        ...sameDay,
        inquiryId: creditorName,
        creditorId: `k${n}`,
        creditorName,
        creditorEmail,
      })),
    )
    const text =
      'wir zeigen an, dass die Autobank Merkur AG uns mit der Einziehung der Forderung gegen Frau Alma Brügge beauftragt hat, und nehmen Bezug auf Ihr Schreiben vom 05.01.2026. Offen sind 120,00 EUR.'
    const { decision } = await decideOn(asked, { from: [...AGENCY], subject: '117/25 LM', text })
    expect([decision.outcome, decision.assignments]).toEqual(['review', []])
  })

  test('and who was not asked', async () =>
    expect(
      (await answer(...AGENCY, 'Die Forderung aus einem Kauf bei der Tuchhaus Perl GmbH beträgt 120,00 EUR.')).inquiry,
    ).toBe(AGENCY[0]))

  test('and to whom it handed a claim over', async () =>
    expect(
      (await answer(...AGENCY, `${CLAIM} Zahlbar bis Freitag, die Kosten der Autobank Merkur AG trägt sie nicht.`))
        .inquiry,
    ).toBe(AGENCY[0]))
})

test('who writes in the name of a customer that it does not name is a question', async () => {
  const text = 'für Alma Brügge (117/25 LM) nehmen wir im Namen unseres Kunden 15,00 € monatlich an, erstmals im Mai.'
  const { decision } = await decideOn(lookup, {
    from: ['Delta Service', 'post@delta-s.example'],
    subject: 'Ratenzahlung',
    text,
  })
  expect([decision.outcome, decision.creditorName]).toEqual(['review', null])
})

test('a creditor that speaks of itself writes for nobody else of its town', async () => {
  const text =
    'das Kassenzeichen von Alma Brügge weist keinen Rückstand mehr auf. Weitere Forderungen der Stadt Auental gegen Frau Brügge bestehen nicht.'
  expect((await answer('Stadt Auental, Stadtkasse', 'stadtkasse@auental.example', text)).inquiry).toBe(
    'Stadt Auental - Stadtkasse',
  )
})

describe('what a creditor is called that nobody asked', () => {
  const called = async (from: [string, string], subject: string, text: string) =>
    (await decideOn(lookup, { from, subject, text: `Guten Tag,\n\n${text}` })).decision.creditorName

  test('without whoever types there', async () =>
    expect(
      await called(
        ['Reiterhof Au, Petra Ohm', 'reiterhof-au@talpost.example'],
        'Box',
        'Frau Rita Sommer schuldet mir 80,00 EUR.',
      ),
    ).toBe('Reiterhof Au'))

  test('with its legal form', async () =>
    expect(
      await called(
        ['Anwältin Ohm', 'ohm@kanzlei-ohm.example'],
        'Teehaus Perl ./. Sommer',
        'für das Teehaus Perl e. K. gegen Frau Rita Sommer: Vertreten Sie sie?',
      ),
    ).toBe('Teehaus Perl e. K.'))

  test('in brackets', async () =>
    expect(
      await called(
        ['Anwältin Ohm', 'ohm@kanzlei-ohm.example'],
        'Vertreten Sie Frau Sommer?',
        'in meiner Sache 12/26 (Malerbetrieb Perl ./. Rita Sommer, Restlohn 80,00 EUR) frage ich, ob Sie sie vertreten.',
      ),
    ).toBe('Malerbetrieb Perl'))

  test('a buyer that only names itself', async () =>
    expect(
      await called(
        ['Corda Servicing', 'notice@corda.example'],
        'Ankauf einer Forderung',
        'wir zeigen an, dass eine Forderung gegen Frau Rita Sommer auf die Corda Capital DAC übergegangen ist. Sie beträgt 80,00 EUR.\n\nCorda Servicing GmbH',
      ),
    ).toBe(null))

  test('a mailbox that a provider could not reach', async () => {
    const text =
      'Die folgende Nachricht konnte nicht zugestellt werden:\n\n  An: <h.anders@talpost.example>\n  Fehler: 552 mailbox full'
    const { decision } = await decideOn(lookup, {
      from: ['Mail Delivery System', 'mailer-daemon@talpost.example'],
      subject: 'Unzustellbar: Alma Brügge, 117/25 LM',
      text,
    })
    expect([decision.outcome, decision.creditorName]).toEqual(['none', 'Hedwig Anders'])
  })
})

describe('an agency that the firm asked about one client writes about another', () => {
  const AGENCY: [string, string] = ['Rheinufer Inkasso GmbH', 'akten@rheinufer-inkasso.example']
  const other = {
    ...sameDay,
    inquiryId: 'the agency’s own',
    clientId: 'd',
    clientName: 'Tilo Wernicke',
    clientFirstName: 'Tilo',
    clientLastName: 'Wernicke',
    clientBirthDate: null,
    aktenzeichen: '204/25 LM',
    clientAddress: null,
    creditorId: 'a',
    creditorName: AGENCY[0],
    creditorEmail: AGENCY[1],
  }
  // A name says more, the more others there are.
  const strangers = ['Ina Falk', 'Ole Lund', 'Ege Demir', 'Timo Reeh', 'Ulla Kranz', 'Ivo Sander'].map(
    (clientName, n) => ({
      ...other,
      inquiryId: clientName,
      clientId: clientName,
      clientName,
      clientFirstName: clientName.split(' ')[0]!,
      clientLastName: clientName.split(' ')[1]!,
      aktenzeichen: `${300 + n}/25 LM`,
      creditorId: 's',
      creditorName: 'Strandbad Auental e. V.',
      creditorEmail: 'post@strandbad-auental.example',
    }),
  )
  const registry = new MemoryInquiryLookup([
    other,
    ...strangers,
    {
      ...sameDay,
      inquiryId: 'the principal’s',
      creditorId: 'p',
      creditorName: 'Kino Auental GmbH',
      creditorEmail: 'buero@kino-auental.example',
    },
  ])
  const reached = async (subject: string, text: string) =>
    (await decideOn(registry, { from: AGENCY, subject, text: `${text}\n\nRheinufer Inkasso GmbH` })).reached

  test('for a creditor that it names', async () =>
    expect(
      await reached('Kino Auental GmbH ./. Alma Brügge', 'namens der Kino Auental GmbH: offen sind 80,00 EUR.'),
    ).toBe('auto the principal’s'))
  test('for one that it does not name', async () =>
    expect(await reached('Alma Brügge, 117/25 LM', 'sie schuldet unserer Mandantin 80,00 EUR.')).toBe('review'))
  test('with the number of its own matter, and another person', async () =>
    expect(await reached('204/25 LM', 'Herr Egon Hellwig, geb. 04.05.1966, schuldet 80,00 EUR.')).toBe('review'))
  test('its own matter', async () =>
    expect(await reached('Tilo Wernicke', 'Herr Tilo Wernicke schuldet 80,00 EUR.')).toBe('auto the agency’s own'))
})
