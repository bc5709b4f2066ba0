/** Numbers of creditors whose forms nobody has told the rules, where letters name them, and what a letter has besides. */
import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { normaliseReference } from '../../../src/domain/matching/normalise.ts'

const FORMS = [
  '4711-0815',
  '22-7718-4',
  'RE-2025-00417',
  'R 2025/417',
  'KD-990-12',
  'KDN 448 120 77',
  '2025/FV/1182',
  '9/2024/0077',
  'A-77120',
  'V77-120-4',
  '77120-X',
  '00417/25 KR',
  '417/25/kr',
  '417-25 VO/an',
  'M25-0098',
  '12.345.678.9',
  'DE-77-1120',
  '0049-K-12',
  'IN-2025-8871-04',
  '1.224.998',
  '70 118 224',
  '118 224 7',
  'F2025-118',
  'LV 11-22-33',
  'EV/25/7781',
  '77/8812',
  'SK25.118.4',
  'K-17 880',
  '7.118/25',
  'AB12CD345',
  '2-118-77120',
  '51-OWi-2231/25',
  '6600 1234 5678',
  'G-77120/1',
  'Z 25 118',
  '12-3456-78',
  '20250312-118',
  'BK 25 00981',
  'UV-25/118-2',
  'TX-B 2026118-40',
]
const PLACES: Record<string, (number: string) => [subject: string, text: string]> = {
  'behind Unser Zeichen': number => [
    'Ihre Anfrage',
    `Unser Zeichen: ${number}\n\nGuten Tag,\n\noffen sind 120,00 EUR.`,
  ],
  'in a sentence': number => ['Ihre Anfrage', `Guten Tag,\n\nunter der Kundennummer ${number} sind 120,00 EUR offen.`],
  'of a contract with its date': number => [
    'Ihre Anfrage',
    `Guten Tag,\n\naus dem Vertrag ${number} vom 03.04.2023 schuldet er 120,00 EUR.`,
  ],
  'of a bill with its sum': number => [
    'Ihre Anfrage',
    `Guten Tag,\n\ndie Rechnung Nr. ${number} über 120,00 EUR ist offen.`,
  ],
  'in the subject': number => [`AW: Olaf Maier / ${number}`, 'Guten Tag,\n\noffen sind 120,00 EUR.'],
  'in brackets': number => ['Ihre Anfrage', `Guten Tag,\n\ndas Konto (${number}) weist 120,00 EUR Soll auf.`],
  'in a table': number => ['Ihre Anfrage', `Guten Tag,\n\nVertragskonto   ${number}\nBetrag          120,00 EUR`],
}
const NONE = [
  'Telefonisch unter 0341/22 33-44 oder 0341 2233440',
  'Telefax (0341) 22 33-45',
  'Rückfragen: +49 (0)341 2233-44',
  'Durchwahl -118, Zimmer 2.14',
  'Öffnungszeiten Mo-Do 08:00-12:00/13:00-16:00',
  'gemäß §§ 497 Abs. 3, 498 BGB',
  'Nr. 3300 VV RVG',
  'BGH, Urteil vom 12.03.2019, XI ZR 44/18',
  'AG Leipzig, 114 C 2231/24',
  'Vollstreckungsbescheid des AG Hagen vom 11.05.2023, 23-4471902-0-3',
  'Amtsgericht Hünfeld 24-0918872-0-7',
  'HRB 77120, USt-ID DE123456789',
  '04109 Leipzig, Nordstraße 12',
  'Postfach 11 20, 04001 Leipzig',
  'IBAN DE02 1203 0000 0000 2020 51, BIC BYLADEM1001',
  'zahlbar bis 15.04.2026 in 24 Raten zu 50,00 EUR',
  'Zinsen 5 %-Punkte ü. B. seit 01.01.2024',
  'Zeitraum 01/2024-12/2025',
  'für die Jahre 2022/2023',
  'Verbrauch 2.418 kWh, Zählerstand 118.224',
  '24/7 erreichbar',
  'Fassung vom 01.01.2026, BGBl. I S. 2231',
  'im I. Quartal 2025, III/2025',
  'Größe 118,5 qm, 3-Zimmer-Wohnung',
  'Stand 20.02.2026, 14:05 Uhr',
  'Gerichtsvollzieher Kern, DR II 611/24',
  'Beschluss 12 IN 345/25 des Insolvenzgerichts',
  'Streitwert 6.500,00 EUR',
  'Seite 1/3',
  'Steuer-ID 12 345 678 901',
  'Gläubiger-ID DE98ZZZ09999999999',
  'PLZ 04109',
  'Kfz L-AB 1234',
  'vom 1.3. bis 31.5.2025',
  'abzüglich 1.350 EUR',
  '1.200 Euro',
  'Betrag: 2 480,15 €',
  'E-Mail: info@berg24.example',
  'www.berg-2025.example',
  'nach DIN 5008',
  'Produkt A4-Ordner, 3er-Pack',
  'Frist: 14 Tage',
  'Ihr Schreiben vom 2026-02-12',
  'Frau Kern, geb. 12.04.1979',
  '18. Mai 2025',
]

const references = (subject: string, text: string) =>
  extract({
    subject,
    fromName: 'Berg',
    fromEmail: 'service@berg.example',
    toEmail: 'post@kanzlei-imhof.example',
    receivedAt: Date.UTC(2026, 2, 1),
    bodyText: `${text}\n\nBerg GmbH`,
    bodyHtml: null,
    attachments: [],
  }).references

describe.each(Object.entries(PLACES))('a number %s', (_, place) => {
  test.each(FORMS)('%s', number =>
    expect(references(...place(number)).map(normaliseReference)).toEqual([normaliseReference(number)]),
  )
})

test.each(NONE)('no number: %s', text =>
  expect(references('Ihre Anfrage', `Guten Tag,\n\n${text}\n\nOffen sind 120,00 EUR.`)).toEqual([]),
)
