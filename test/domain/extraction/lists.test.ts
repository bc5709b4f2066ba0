/** What a list without a total comes to, and what is said beside it: given up, set off, lent, alleged. In words that no corpus has. */
import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { letterOf } from './mail.ts'

const claim = (text: string) => extract(letterOf(text)).debtAmountCents

describe('an account that carries its balance', () => {
  const rows = (...lines: string[]) => `Buchungen zu Vertrag 55-1:\n${lines.join('\n')}`
  test.each([
    [
      'whatever its columns are called',
      rows(
        'Tag\tText\tBewegung\tStand neu',
        '03.01.\tBezug\t100,00\t100,00',
        '03.02.\tBezug\t60,00\t160,00',
        '09.02.\tGeld da\t40,00\t120,00',
      ),
      12000,
    ],
    [
      'without any head',
      rows(
        '03.01.   Bezug     100,00    130,00',
        '03.02.   Bezug      60,00    190,00',
        '09.02.   Storno     15,50    174,50',
        '03.03.   Bezug      20,00    194,50',
      ),
      19450,
    ],
    [
      'debit and credit in columns of their own',
      rows(
        'Tag\tWas\tLast\tGutschr.\tKumuliert',
        '1.1.\tA\t50,00\t\t50,00',
        '1.2.\tB\t50,00\t20,00\t80,00',
        '1.3.\tC\t\t30,00\t50,00',
      ),
      5000,
    ],
  ])('%s', (_, text, cents) => expect(claim(text)).toBe(cents))

  test('rows that do not follow from each other are added up', () => {
    const text = rows('Rechnung\tNetto\tBrutto', 'R 1\t100,00\t119,00', 'R 2\t50,00\t59,50', 'R 3\t20,00\t23,80')
    expect(claim(text)).not.toBe(2380)
  })
  test('a plan of instalments is no account', () => {
    expect(claim('Offen sind 90,00 €. Plan:\nRate 1\t30,00\t60,00\nRate 2\t30,00\t30,00\nRate 3\t20,00\t10,00')).toBe(
      9000,
    )
  })
})

test.each([
  [
    'a balance among other entries',
    '- Saldo bei Kündigung 500,00 €\n- Zinsen seither 20,00 €\n- Rücklastschrift 5,00 €',
    52500,
  ],
  [
    'lines that begin with a noun and end in a sum',
    'Rückstand Mai bis Juli 300,00 €\nAbrechnung 2024 45,50 €\nMahnentgelt 4,50 €',
    35000,
  ],
  [
    'a payment within it',
    'Rückstand Mai bis Juli 300,00 €\nAbrechnung 2024 45,50 €\ndarauf eine Teilzahlung im August 100,00 €\nMahnentgelt 4,50 €',
    25000,
  ],
  ['a part of what stands above it', 'Saldo 300,00 €\ndavon Gerät 45,50 €\nMahnentgelt 4,50 €', 30000],
  ['a total below it', 'Zinsen 20,00 €\nPorto 5,00 €\nForderung gesamt 400,00 €', 40000],
  [
    'sub-totals and no total',
    'Steuer A\t100,00\nZinsen A\t10,00\nZwischensumme A\t110,00\nSteuer B\t50,00\nZinsen B\t5,00\nZwischensumme B\t55,00\nZuschlag\t7,00',
    17200,
  ],
])('a list: %s', (_, text, cents) => expect(claim(text)).toBe(cents))

test.each([
  ['Rechnung 12 über 80,00 € ist offen. Die Anfahrt (25,00 €) stellen wir nicht in Rechnung.', 8000],
  ['Offen: Rechnung 12 über 80,00 € und Porto 5,00 €. Von den Mahnkosten (15,00) ist abgesehen worden.', 8500],
  ['Er schuldet mir 500 Euro vom Mai. Dann waren noch 60 Euro für den Reifen. Die schenke ich ihm.', 50000],
  ['Rechnung 12 über 80,00 €. Rechnung 13 über 20,00 €. Die schenke ich ihm.', 8000],
  ['Rechnung 12 über 80,00 €. Rechnung 13 über 20,00 €. Die schenke ich ihm, wenn er bis Juli zahlt.', 10_000],
  ['Den Anspruch auf Ersatz (450,00 €) verfolgt mein Mandant nicht weiter. Es bleiben Mieten von 900,00 €.', 90000],
  ['Rechnung 12: 80,00 €, unbezahlt. Eine Gebühr erheben wir als Verein nicht.', 8000],
])('given up: %s', (text, cents) => expect(claim(text)).toBe(cents))

test.each([
  [
    'Miete Mai 400,00 €, Miete Juni 400,00 €. Die Kaution, 300,00 € vom Sparbuch, habe ich im Juli damit verrechnet.',
    50000,
  ],
  ['Miete Mai 400,00 €, Miete Juni 400,00 €. Die Kaution von 300,00 € würden wir später damit verrechnen.', 80000],
  ['Rechnung 7 macht 90,00 €. Im Mai hat er davon 40 bar vorbeigebracht, den Rest will ich noch.', 5000],
  ['Im Mai 2023 habe ich ihm 600 Euro gegeben. Zurückgezahlt hat er dreimal 50.', 45000],
  [
    'Verkauft wurde der ganze Rechnungsbetrag von 90,00 €. Von den 20 Euro, die er gezahlt haben will, wissen wir nichts.',
    9000,
  ],
  ['Rechnung 9 über 90,00 €. Wegen des Kratzers haben wir etwas nachgelassen, die 10,00 € gehen also ab.', 8000],
  ['Mieten 10/2025 bis 12/2025, je 300,00 €, und Strom 50,00 €.', 95000],
  ['Uns fehlen noch die Beiträge Mai bis Juli (je 20,00 €) und das Essensgeld mit 15,00 €.', 7500],
  ['Das Darlehen steht mit 500,00 € zu Buche. Nachtrag: Der richtige Stand lautet 480,00 €.', 48000],
])('beside it: %s', (text, cents) => expect(claim(text)).toBe(cents))
