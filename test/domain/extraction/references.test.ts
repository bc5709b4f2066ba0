import { describe, expect, test } from 'vitest'
import { findBirthDates, findDates } from '../../../src/domain/extraction/dates.ts'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { normaliseReference } from '../../../src/domain/matching/normalise.ts'
import { mailOf } from './mail.ts'

const read = (text: string) => extract(mailOf(`${text}\n\nUnsere Forderung gegen Ihren Mandanten beträgt 10,00 €.`))

describe('references', () => {
  test.each([
    ['Kundennummer: 7781-2290', ['7781-2290']],
    ['Vertragskonto 220 638 114', ['220 638 114']],
    ['Unser Zeichen: KX-2024-290551', ['KX-2024-290551']],
    ['Versichertennummer F 330 417 008', ['F 330 417 008']],
    ['Kassenzeichen: 0812 4711 9930 4', ['0812 4711 9930 4']],
    ['Steuernummer 21/345/06789', ['21/345/06789']],
    ['Geschäftszeichen 7/2207-Hol', ['7/2207']],
    ['Kundenkonto 70-4410-2 Ihres Mandanten', ['70-4410-2']],
    ['Rechnung Nr. RE-2025-0815 vom 03.04.2025', ['RE-2025-0815']],
    ['Rechnungen 4711001 und 4711002', ['4711001', '4711002']],
    ['Our reference: FK-2023-77812', ['FK-2023-77812']],
    ['Aktenzeichen 2207/24 HD07', ['2207/24 HD07']],
    ['Mitgliedsnummer M-118830', ['M-118830']],
    ['BG-Nummer 35502//0011873', ['35502//0011873']],
    ['Vorgangsnummer: 2026/000123-AB', ['2026/000123-AB']],
    ['Darlehens-Nr. 600 123 4567', ['600 123 4567']],
    ['Police 0044.771.20', ['0044.771.20']],
    ['Zum Leseausweis 0071 2280 5 gehören drei Bücher', ['0071 2280 5']],
    ['OP 2024-7718  Wurzelbehandlung', ['2024-7718']],
    ['Kunde VR 220 638 114, siehe Vertragskonto 220 638 114', ['220 638 114']],
    ['dass die Holmbank AG die Forderung aus Sparkonto 7720 4418 03 weiter verfolgt', ['7720 4418 03']],
    ['beim AG Kiel unter 12 M 345/25 geführt', []],
    ['Ihre Mandantin Ohm - 883/24 fk\nGuten Tag', ['883/24 fk']],
    ['883/24 fk - Entwurf', ['883/24 fk']],
    ['Betreff 4471/24 an\ndieser Stelle nichts', ['4471/24']],
  ])('%s', (text, references) =>
    expect(read(text).references.map(normaliseReference)).toEqual(references.map(normaliseReference)),
  )

  test.each([
    'IBAN DE89 3704 0532 0130 0000 00',
    'Tel. 0431 / 55 00 120',
    'Fax: +49 431 5500-121',
    'HRB 12345',
    'USt-IdNr. DE123456789',
    'Amtsgericht Kiel, 12 M 345/25',
    'am 03.04.2025',
    '24103 Kiel',
    'gemäß § 305 InsO',
    'BLZ 210 501 70',
    'zwischen 08:00 und 16:00 Uhr',
    'Nr. 2300 VV RVG',
    'Quartalsabschluss Q3/2024',
    'Transporter, EZ 04/2021',
    'Lieferung KW 12/2025',
    'Heizkosten 2024/25 ca\n100 EUR',
    'Staatsanwaltschaft Kiel (Az. 21 Js 4471/24)',
    'Personalausweis Nr. 4471882013',
    'Kundenkonto Ihres Büros bei uns: 70-4410-2',
    'Kundennr. für Ihre Kanzlei: 70-4410-2',
    'Unsere Sozietätsnummer 70-4410-2',
    'Eingetragen im Vermittlerregister unter D-4410-AB7K2-18',
    'Rechtsdienstleistungsregister Nr. 3712 E 2-44',
    'St.-Nr. 21/345/06789 | Handelsregister Kiel HRB 8812',
    'Steuernummer: 21/345/06789\nGläubiger-ID DE98ZZZ00000554433',
    'Unser Zeichen: 32.4-Brä',
    'Geschäftszeichen 7/Hol',
  ])('no reference: %s', text => expect(read(text).references).toEqual([]))

  test.each([
    'Ihr Zeichen: 2024-117-K',
    'der von Ihnen unter dem Zeichen 2210-25/HW vorgelegte Plan',
    'Ihr Az. INS/77/25',
    'Mandatsnummer M-00412',
    'Your reference: K-118-25',
    'Ihr Aktenzeichen 118/25',
  ])('the firm’s: %s', text => {
    const { aktenzeichen, references } = read(text)
    expect(references).toEqual([])
    expect(aktenzeichen.length).toBeGreaterThan(0)
  })
})

test('the column of a table says what its numbers are', () => {
  const table = 'Vertragskonto   Sparte   Saldo EUR\n551-1           Strom    312,18\n551-2           Gas      204,77'
  expect(read(table).references).toEqual(['551-1', '551-2'])
})

test.each([
  'An die Feld Inkasso GmbH abgegeben (dortiges Az. FI-2201/26).',
  'Die Akte haben wir der Feld Inkasso GmbH übergeben. Dortiges Aktenzeichen: FI-2201/26.',
  'Die Forderung haben wir der Feld Inkasso GmbH abgetreten. Die dortige Aktennummer lautet FI-2201/26.',
  'Die Forderung gehört seit Mai der Corda S.à r.l. (dortige Nummer FI-2201/26).',
])('a third party’s number is not the firm’s: %s', text => expect(read(text).references).toEqual(['FI-2201/26']))

test('the number of the sender’s own business is no reference, that of the client’s business is', () => {
  const imprint = (text: string) =>
    extract(mailOf(`Offen sind 10,00 €.\n\nMit freundlichen Grüßen\n${text}`)).references
  expect(imprint('Kasse Nord, Körperschaft des öffentlichen Rechts, Betriebsnummer 30 227 418')).toEqual([])
  expect(read('Arbeitgeber Ohm, Betriebsnummer 30227418').references).toEqual(['30227418'])
})

test('what is answered separately is not this mail’s', () =>
  expect(read('Vertrag 4471-20 steht offen.\nZu Vertrag 4471-33 schreiben wir Ihnen gesondert.').references).toEqual([
    '4471-20',
  ]))

test.each([
  ['3.4.1985', '1985-04-03'],
  ['03.04.85', '1985-04-03'],
  ['3. April 1985', '1985-04-03'],
  ['1985-04-03', '1985-04-03'],
  ['25 September 1972', '1972-09-25'],
  ['April 3, 1985', '1985-04-03'],
])('date %s', (text, iso) => expect(findDates(`am ${text} war`).map(date => date.iso)).toEqual([iso]))
test.each([
  'geb. 3.4.1985',
  'geboren am 3. April 1985',
  'born 3 April 1985',
  'Geburtsdatum: 03.04.1985',
  '(*03.04.1985)',
])('birth date: %s', text => expect(findBirthDates(`Frau Muster, ${text}`)).toEqual(['1985-04-03']))

describe('persons', () => {
  test.each([
    ['zu Frau Ute Brandes, geb. 03.04.1985,', 'Ute Brandes'],
    ['Schuldner: Brandes, Ute', 'Brandes, Ute'],
    ['Konto 55-1\nBrandes, Ute\nSaldo 10,00', 'Brandes, Ute'],
    ['Ihres Mandanten Brandes, Kd. 4711', 'Brandes'],
    ['Mieter: Brandes, Vertr. 4711', 'Brandes'],
    ['unser Kunde Herr Dr. Karl von der Aue', 'Karl von der Aue'],
    ['your client Ms Ute Brandes-Okoye', 'Ute Brandes-Okoye'],
  ])('%s', (text, name) => expect(read(text).clientNames[0]).toBe(name))
})
