import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { letterOf } from './mail.ts'

const read = (rows: string[], more = {}) => extract(letterOf(rows.join('\n'), more))

describe('tables', () => {
  test('billed, paid, open: what is open counts', () => {
    const { debtAmountCents } = read([
      'Beleg       Datum        Betrag     bezahlt    offen',
      '71          02.01.2025   80,00      30,00      50,00',
      '72          02.02.2025   90,00       0,00      90,00',
    ])
    expect(debtAmountCents).toBe(140_00)
  })

  test('a number under the head of a number is no sum, however it is written', () => {
    const { debtAmountCents, amounts } = read([
      'Ihr Zeichen\tKunde\tForderung',
      'MK 2217.26\tSeidel, Uta\t219,40',
      'MK 2218.26\tSeidel, Uta\t80,60',
    ])
    expect(debtAmountCents).toBe(300_00)
    expect(amounts.map(({ cents }) => cents)).toEqual([219_40, 80_60])
  })

  test('debit and credit without a balance, columns parted by bars', () => {
    const { debtAmountCents } = read([
      'Beleg | Vorgang | Soll | Haben',
      'A1 | Miete | 500,00 | ',
      'A2 | Nachforderung Heizung | 70,00 | ',
      'A3 | Eingang | | 120,00',
    ])
    expect(debtAmountCents).toBe(450_00)
  })

  test('limits and balances side by side, their sums below', () => {
    const { debtAmountCents } = read([
      'Konto       Linie        Saldo',
      'Giro        1.000,00       740,00 S',
      'Kredit      5.000,00     3.100,00 S',
      'Zusagen gesamt 6.000,00   3.840,00 S',
    ])
    expect(debtAmountCents).toBe(3840_00)
  })

  test('what is missing of each month, with empty cells', () => {
    const { debtAmountCents } = read([], {
      bodyHtml:
        '<table><tr><th>Monat</th><th>fällig</th><th>Ist</th><th>Fehlbetrag</th></tr>' +
        '<tr><td>März</td><td>80,00</td><td></td><td>80,00</td></tr>' +
        '<tr><td>April</td><td>80,00</td><td>55,00</td><td>25,00</td></tr>' +
        '<tr><td>Summen</td><td>160,00</td><td>55,00</td><td>105,00</td></tr></table>',
      bodyText: null,
    })
    expect(debtAmountCents).toBe(105_00)
  })

  test('columns of two currencies over two pages: the euros count', () => {
    const { debtAmountCents } = read(['anbei der Auszug.'], {
      attachments: [
        {
          filename: 'auszug.pdf',
          contentType: 'application/pdf',
          pages: [
            "Kreditkonto         CHF          EUR\nA-1           1'100.00       990.00\nA-2             330.00       300.00",
            "Musterbank     Seite 2\nÜbertrag      1'430.00     1'290.00\nSaldo         1'430.00     1'290.00",
          ],
          unreadable: null,
        },
      ],
    })
    expect(debtAmountCents).toBe(1290_00)
  })

  test('a running balance counts in no row', () => {
    const { debtAmountCents } = read(['Beleg | Soll | Haben | Saldo', 'B1 | 90,00 | | 90,00', 'B2 | | 20,00 | 70,00'])
    expect(debtAmountCents).toBe(70_00)
  })

  test('ways of paying side by side are no claim', () => {
    const { debtAmountCents, amounts } = read([
      'Gesamtforderung: 900,00 EUR',
      'Wir bieten an:',
      'Modell\tRate\tAnzahl\tSumme',
      'kurz\t80,00\t10\t800,00',
      'lang\t20,00\t48\t960,00',
    ])
    expect(debtAmountCents).toBe(900_00)
    expect(amounts.filter(({ role }) => role === 'instalment')).toHaveLength(4)
  })

  test('options in a list are no claim', () => {
    const { debtAmountCents, intent } = read([
      'gegen Herrn Kolk besteht eine Gesamtforderung von 640,00 EUR. Wir bieten zwei Varianten an:',
      'A) 16 x 40,00 EUR (gesamt 640,00 EUR)',
      'B) einmalig 400,00 EUR bis 30.06.2026 (gesamt 400,00 EUR)',
    ])
    expect([debtAmountCents, intent]).toEqual([640_00, 'payment_plan'])
  })

  test('a list of several persons is no claim against one', () => {
    const rows = ['Berg, Ilse     K-11     120,00', 'Tann, Otto     K-12      80,00']
    expect(read(rows).debtAmountCents).toBeNull()
    expect(read(['Ihre Mandanten:', 'K-11 Berg, 120,00 €', 'K-12 Tann, 80,00 €']).debtAmountCents).toBeNull()
    expect(read(['Girokonto     K-11     120,00', 'Kreditkarte   K-12      80,00']).debtAmountCents).toBe(200_00)
  })

  test('a number before the sign of the next sum is no money', () => {
    const { debtAmountCents } = read(['Agreement 70017745    EUR 1,200.00', 'Agreement 70017746    EUR   40.50'])
    expect(debtAmountCents).toBe(1240_50)
  })

  test('characters set apart', () => {
    expect(read(['offen : 3 1 8 , 4 0  EUR']).debtAmountCents).toBe(318_40)
  })
})
