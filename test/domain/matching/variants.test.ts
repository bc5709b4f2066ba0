/** One thing said in many ways: each way is decided alike. */
import { describe, expect, test } from 'vitest'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import { decideOn, type Letter } from './deciding.ts'
import { HARBOUR } from './harbour-registry.ts'

const lookup = new MemoryInquiryLookup(HARBOUR)
const reached = async (letter: Letter) =>
  (await decideOn(lookup, { to: 'eingang@ahrendt-quade.example', ...letter })).reached

const KLINIK: Letter['from'] = ['Strandklinik Förderby', 'patienten@strandklinik.example']
const BANK: Letter['from'] = ['Nordmark Bank', 'kredit@nordmark-bank.example']
const CENTRE: Letter['from'] = ['Nordmark', 'zentrale@nordmark-bank.example']
const FOERDE: Letter['from'] = ['Fördewerke Energie', 'kunden@foerdewerke.example']
const MOBIL: Letter['from'] = ['Wellenfunk Mobil', 'mahnung@wellenfunk.example']
const WBG: Letter['from'] = ['WBG Fjord', 'miete@wbg-fjord.example']
const BUYER: Letter['from'] = ['Baltic Factoring GmbH', 'service@baltic-factoring.example']
const LAWYER: Letter['from'] = ['Rechtsanwältin Wiebke Carstens', 'kanzlei@ra-carstens.example']
const UNKNOWN: Letter['from'] = ['Wellenfunk', 'rueckstand@wf-service.example']

describe('relatives', () => {
  const write = (sentence: string) =>
    reached({
      from: KLINIK,
      subject: '26E0214',
      text: `Guten Tag,\n\nunsere Forderung gegen Frau Sörensen beträgt 340,00 EUR. ${sentence}\n\nStrandklinik Förderby gGmbH`,
    })

  test.each([
    'Die Tochter, Frau Inga Sörensen, hat hier angerufen.',
    'Ihr Sohn Momme Sörensen hat uns die Vollmacht vorgelegt.',
    'Den Schriftwechsel führt der Ehemann, Herr Hauke Sörensen.',
    'Mit der Schwester Frau Gesa Sörensen haben wir telefoniert.',
    'Der Betreuer, Herr Jens Sörensen, ist informiert.',
    'Die Bevollmächtigte, Frau Inga Sörensen, bat um Rückruf.',
    'Der Enkel Finn Sörensen holt die Unterlagen ab.',
    'Ansprechpartner ist ihr Bruder Ove Sörensen.',
  ])('who only helps: %s', async sentence => expect(await write(sentence)).toBe('auto heike-klinik'))

  test.each([
    'Schuldner ist der Ehemann, Herr Hauke Sörensen.',
    'Die Rechnung ging an die Tochter, Frau Inga Sörensen.',
    'Der Vertrag läuft auf den Sohn Momme Sörensen.',
    'Wir verlangen den Betrag vom Erben, Herrn Momme Sörensen.',
    'Frau Inga Sörensen schuldet ihn uns.',
    'Behandelt wurde Frau Inga Sörensen.',
    'Gegenüber dem Sohn Momme Sörensen besteht die Forderung.',
    'Mitschuldner: Hauke Sörensen.',
  ])('who may owe it: %s', async sentence => expect(await write(sentence)).not.toContain('auto'))
})

describe('a couple of whom the firm asked about either', () => {
  test.each([
    'die Eheleute Petersen schulden uns 7.700,00 EUR.',
    'das Ehepaar Petersen schuldet uns 7.700,00 EUR.',
    'Familie Petersen schuldet uns 7.700,00 EUR.',
    'Herr und Frau Petersen schulden uns 7.700,00 EUR.',
    'Frau und Herr Petersen schulden uns 7.700,00 EUR.',
    'Herr Petersen haftet als Gesamtschuldner für 7.700,00 EUR.',
    'Torben und Maren Petersen schulden uns 7.700,00 EUR.',
    'auf dem gemeinsamen Darlehen Petersen sind 7.700,00 EUR offen.',
  ])('%s', async sentence =>
    expect(
      await reached({ from: BANK, subject: 'D2/2310-kb', text: `Guten Tag,\n\n${sentence}\n\nNordmark Bank AG` }),
    ).not.toContain('auto'),
  )
})

describe('from an address that nobody knows', () => {
  const write = (subject: string, sentence: string) =>
    reached({
      from: UNKNOWN,
      subject,
      text: `Guten Tag,\n\n${sentence}\n\nMit freundlichen Grüßen\nWellenfunk Mobil GmbH`,
    })

  test.each([
    "S. O'Brien",
    "Herr O'Brien",
    "Mr O'Brien",
    "O'Brien",
    "Kunde O'Brien",
    "O'Brien, S.",
    "Fall O'Brien",
    'OBrien',
  ])('half a name: %s', async name =>
    expect(await write(name, `${name}: offen sind 219,40 EUR.`)).not.toContain('auto'),
  )

  test.each([
    ["S. O'Brien, D3/2340-mo", 'Offen sind 219,40 EUR.'],
    ["Herr O'Brien, geb. 11.02.1984", 'Offen sind 219,40 EUR.'],
    ["O'Brien", "Herr O'Brien, Norderallee 40, schuldet uns 219,40 EUR."],
    ['Ihr Schreiben vom 18.02.2026', "Herr O'Brien schuldet uns 219,40 EUR."],
    ["Sean O'Brien", 'Offen sind 219,40 EUR.'],
  ])('and what only few can know: %s', async (subject, sentence) =>
    expect(await write(subject, sentence)).toBe('auto sean-mobil'),
  )
})

describe('who sold its claim', () => {
  const SELLER = 'Hanse Versand GmbH & Co. KG'
  test.each([
    `die ${SELLER} hat ihre Forderung an uns abgetreten.`,
    `die ${SELLER} hat uns ihre Forderung verkauft und abgetreten.`,
    `wir haben die Forderung von der ${SELLER} erworben.`,
    `wir haben die Forderung der ${SELLER} übernommen.`,
    `Zedentin: ${SELLER}`,
    `ursprüngliche Gläubigerin: ${SELLER}`,
    `aus abgetretenem Recht der ${SELLER} wenden wir uns an Sie.`,
    `wir sind Rechtsnachfolgerin der ${SELLER}.`,
  ])('%s', async sentence =>
    expect(
      await reached({
        from: BUYER,
        subject: 'D3/2305-mo',
        text: `Guten Tag,\n\n${sentence}\n\nSchuldner: Ali Rıza Demirtaş\nOffen sind 540,10 EUR.\n\nBaltic Factoring GmbH`,
      }),
    ).toBe('auto ali-versand'),
  )
})

describe('a lawyer', () => {
  const write = (sentence: string) =>
    reached({
      from: LAWYER,
      subject: 'D2/2311-kb',
      text: `Sehr geehrte Kollegen,\n\n${sentence}\n\nMit kollegialen Grüßen\nWiebke Carstens\nRechtsanwältin`,
    })
  const CLAIM = 'Ihre Mandantin Maren Petersen schuldet 1.500,00 EUR.'

  test.each([
    `ich vertrete Herrn Ingo Matthiesen. ${CLAIM}`,
    `ich zeige an, dass ich Herrn Ingo Matthiesen vertrete. ${CLAIM}`,
    `Herr Ingo Matthiesen hat mich mit der Wahrnehmung seiner Interessen beauftragt. ${CLAIM}`,
    `namens und in Vollmacht des Herrn Ingo Matthiesen teile ich mit: ${CLAIM}`,
    `in Sachen Matthiesen ./. Petersen vertrete ich den Gläubiger Ingo Matthiesen. ${CLAIM}`,
    `mein Mandant, Herr Ingo Matthiesen, hat der Maren Petersen 1.500,00 EUR geliehen.`,
    `im Auftrag von Herrn Ingo Matthiesen melde ich an: ${CLAIM}`,
    `hier vertrete ich die Interessen des Herrn Ingo Matthiesen. ${CLAIM}`,
  ])('of the creditor: %s', async sentence => expect(await write(sentence)).toBe('auto maren-ingo'))

  test.each([
    'ich vertrete Frau Maren Petersen gegenüber Ingo Matthiesen, der 1.500,00 EUR fordert.',
    'ich zeige an, dass ich Frau Maren Petersen vertrete. Herr Ingo Matthiesen fordert 1.500,00 EUR.',
    'meine Mandantin Maren Petersen soll Herrn Ingo Matthiesen 1.500,00 EUR schulden.',
    'ich habe Frau Maren Petersen zu vertreten, Gegner ist Ingo Matthiesen mit 1.500,00 EUR.',
    'I act for Mrs Maren Petersen against Ingo Matthiesen, who claims EUR 1,500.00.',
    'wir vertreten Frau Petersen gegen Ingo Matthiesen (1.500,00 EUR).',
    'ich vertrete in dieser Sache Frau Petersen; Ingo Matthiesen verlangt 1.500,00 EUR.',
    'für meine Klientin Frau Petersen melde ich mich wegen der 1.500,00 EUR des Herrn Ingo Matthiesen.',
  ])('of the client: %s', async sentence => expect(await write(sentence)).not.toContain('auto'))
})

describe('another person than the letter that is quoted asks about', () => {
  test.each([
    'wir führen nur einen Kai Brodersen, Rückstand 1.880,00 EUR.',
    'meinen Sie Herrn Kai Brodersen? Er schuldet 1.880,00 EUR.',
    'Brodersen, Kai: 1.880,00 EUR',
    'Mieter: Kai Brodersen, Rückstand 1.880,00 EUR',
    'der Rückstand von Kai-Peter Brodersen beträgt 1.880,00 EUR.',
    'Herr Dr. Kai Brodersen schuldet 1.880,00 EUR.',
    'Frau Brodersen schuldet 1.880,00 EUR.',
    'unsere Forderung gegen K. Brodersen beträgt 1.880,00 EUR.',
  ])('%s', async sentence =>
    expect(
      await reached({
        from: WBG,
        subject: 'AW: Auskunft',
        text: `Guten Tag,\n\n${sentence}\n\nWBG Fjord eG\n\nAm 03.03.2026 um 09:10 schrieb Kanzlei <eingang@ahrendt-quade.example>:\n> unser Mandant Uwe Brodersen (26E0333) bittet um Auskunft.`,
      }),
    ).not.toContain('auto'),
  )
})

describe('another matter is answered apart', () => {
  test.each([
    'Zu D1/1187-mo erhalten Sie eine gesonderte Antwort.',
    'D1/1187-mo beantworten wir separat.',
    'Die Sache D1/1187-mo folgt mit getrennter Post.',
    'Wegen D1/1187-mo schreiben wir Ihnen gesondert.',
    'Für D1/1187-mo kommt ein eigenes Schreiben.',
    'Your file D1/1187-mo will be answered separately.',
    'Über D1/1187-mo unterrichten wir Sie in einem gesonderten Schreiben.',
    'Hinsichtlich D1/1187-mo ergeht gesonderte Mitteilung.',
  ])('%s', async sentence =>
    expect(
      await reached({
        from: FOERDE,
        subject: 'D3/2291-kb',
        text: `Guten Tag,\n\nunsere Forderung gegen Svenja Harmsen beträgt 412,00 EUR. ${sentence}\n\nFördewerke Energie GmbH`,
      }),
    ).toBe('auto svenja-foerde'),
  )
})

describe('a group whose companies were both asked', () => {
  test.each([
    'Nordmark Gruppe',
    'Nordmark Zentrale Dienste',
    'Ihr Nordmark Team',
    'Forderungsmanagement',
    'i. A. Petra Voigt',
    'Nordmark',
    'Nordmark Bank AG und Nordmark Leasing GmbH',
    'Nordmark Service',
  ])('signed %s: a question', async signature =>
    expect(
      await reached({
        from: CENTRE,
        subject: 'D1/2166-mo',
        text: `Guten Tag,\n\ndie Forderung gegen Bernd von Ahlefeldt beträgt 9.100,00 EUR.\n\nMit freundlichen Grüßen\n${signature}`,
      }),
    ).not.toContain('auto'),
  )

  test.each([
    ['Nordmark Bank AG', 'auto bernd-bank'],
    ['Nordmark Leasing GmbH', 'auto bernd-leasing'],
    ['Nordmark Leasing', 'auto bernd-leasing'],
  ])('signed %s: clear', async (signature, match) =>
    expect(
      await reached({
        from: CENTRE,
        subject: 'D1/2166-mo',
        text: `Guten Tag,\n\ndie Forderung gegen Bernd von Ahlefeldt beträgt 9.100,00 EUR.\n\nMit freundlichen Grüßen\n${signature}`,
      }),
    ).toBe(match),
  )
})

describe('a last name that is a word', () => {
  test.each([
    'Sie sind ein Engel! Offen sind noch 90,00 EUR.',
    'der Engel in unserer Buchhaltung hat 90,00 EUR gefunden.',
    'wie ein Engel kam Ihre Mail, offen sind 90,00 EUR.',
    'zum Engel, 1. OG: offen sind 90,00 EUR.',
    'keine Engel sind wir, 90,00 EUR bleiben offen.',
    'im Engel-Center sind 90,00 EUR offen.',
    'vor Engel und Teufel: 90,00 EUR.',
    'als Engel bezeichnet uns niemand, offen sind 90,00 EUR.',
  ])('%s', async sentence =>
    expect(
      await reached({
        from: MOBIL,
        subject: 'Ihre Anfrage',
        text: `Guten Tag,\n\n${sentence}\n\nWellenfunk Mobil GmbH`,
      }),
    ).not.toContain('auto'),
  )

  test.each(['Herr Engel schuldet uns 133,70 EUR.', 'Kunde Engel: 133,70 EUR', 'Pascal Engel: 133,70 EUR'])(
    '%s',
    async sentence =>
      expect(
        await reached({ from: MOBIL, subject: 'Engel', text: `Guten Tag,\n\n${sentence}\n\nWellenfunk Mobil GmbH` }),
      ).toBe('auto pascal-mobil'),
  )
})

describe('a client’s number, and somebody else', () => {
  test.each([
    ['D3/2340-mo Falk Zimmerling', 'Offen sind 219,40 EUR.'],
    ['Zimmerling, Falk, D3/2340-mo', 'Offen sind 219,40 EUR.'],
    ['Offene Posten Falk Zimmerling', 'Ihr Zeichen D3/2340-mo: 219,40 EUR.'],
    ['Wellenfunk Mobil GmbH ./. Zimmerling', 'Ihr Zeichen D3/2340-mo: 219,40 EUR.'],
    ['D3/2340-mo', 'Herr Zimmerling schuldet uns 219,40 EUR.'],
    ['D3/2340-mo', 'Der Rückstand von Frau Zimmerling beträgt 219,40 EUR.'],
    ['D3/2340-mo', 'Kundin: Petra Zimmerling, offen 219,40 EUR'],
    ['Auskunft', 'Ihr Zeichen D3/2340-mo, Falk Zimmerling, Vertrag WF-778120\n\nOffen sind 219,40 EUR.'],
  ])('%s: %s', async (subject, text) =>
    expect(
      await reached({ from: MOBIL, subject, text: `Guten Tag,\n\n${text}\n\nWellenfunk Mobil GmbH` }),
    ).not.toContain('auto'),
  )
})

describe('a date right beside the client’s name', () => {
  const write = (date: string) =>
    reached({
      from: MOBIL,
      subject: `Friis, Lasse (${date})`,
      text: 'Guten Tag,\n\noffen sind 65,00 EUR.\n\nWellenfunk Mobil GmbH',
    })

  test('is his birth date', async () => expect(await write('05.05.1999')).toBe('auto lasse-mobil'))
  test('is another’s birth date', async () => expect(await write('05.05.1989')).not.toContain('auto'))
  test('is no birth date', async () => expect(await write('05.02.2026')).toBe('auto lasse-mobil'))
})

test('a known number from somebody who names no creditor is a question', async () => {
  const letter = { subject: 'F-882 1907', text: 'Guten Tag,\n\nSvenja Harmsen schuldet uns 412,00 EUR.\n\nQumbra' }
  expect(await reached({ ...letter, from: ['Qumbra', 'info@qumbra.example'] })).not.toContain('auto')
  expect(await reached({ ...letter, from: FOERDE })).toBe('auto svenja-foerde')
})
