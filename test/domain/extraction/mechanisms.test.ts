import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { letterOf } from './mail.ts'

const read = (text: string, more = {}) => extract(letterOf(text, more))

describe('arithmetic', () => {
  test.each([
    ['Schränke 3 x 45,00 € = 135,00 €, Lieferung = 20 €.', 155],
    ['Für acht Monate je 52,50 € wurde zu viel gezahlt und ist zu erstatten.', 420],
    ['Tagessätze: 7 Tage à 30 € und eine Endreinigung à 55 €.', 265],
    ['Bezahlt hat sie von den 640 € bisher 240 €. Den Rest hätten wir gern.', 400],
    ['Kaufpreis netto   1.000,00\n19% MwSt          190,00\nbrutto          1.190,00\nabzgl. Anzahlung  - 300,00', 890],
    ['Beitrag Mai 40,00 €, Säumniszuschläge i. H. v. 4,00 € sowie Mahngebühren i. H. v. 5,50 €.', 49.5],
    ['Der Rückstand beträgt 210,00 €. Zuzüglich Mahnkosten: 12,00 €.', 222],
    ['Offen sind 90,00 €. Zum 15.04.2026 werden weitere 30,00 € fällig.', 90],
    ['Pacht offen, drei Quartale. Die Kaution beträgt 700,00 €.', null],
  ])('%s', (text, euros) => expect(read(text).debtAmountCents).toBe(euros === null ? null : Math.round(euros * 100)))
})

describe('whole euros without a sign', () => {
  test.each([
    ['hallo, 420 stehen noch aus', 420],
    ['Angezahlt hat er 100, die Reparatur war 350 EUR. Also noch 250 offen.', 250],
    ['Wir haben 2024 zwei Mahnungen geschickt.', null],
    ['Rechnung 4711 ist offen, 80 €.', 80],
  ])('%s', (text, euros) => expect(read(text).debtAmountCents).toBe(euros === null ? null : euros * 100))
})

describe('what is done', () => {
  test.each([
    ['Nein. Darauf lasse ich mich nicht ein.', 'rejection'],
    ['Ratenzahlung gibt es bei uns nicht, der ganze Betrag ist fällig.', 'rejection'],
    ['Wir könnten uns Teilbeträge von monatlich 35 € vorstellen. Offen sind 700 €.', 'payment_plan'],
    ['Sie darf die 90 Euro abstottern, jeden Monat 15 €.', 'payment_plan'],
    ['Offen sind 510,00 €. Eine Stundung kann auf Antrag gewährt werden.', 'debt_statement'],
    ['Die Sache hab ich meinem Anwalt gegeben, reden Sie mit dem.', 'transfer'],
    ['Ihr Schreiben kann nicht bearbeitet werden, da keine Vollmacht beilag. Um Nachreichung wird gebeten.', 'inquiry'],
    ['Die Rechnung von Frau Kolb ist längst bezahlt.', 'rejection'],
    ['Wir haben die Forderung der Alt AG gegen Ihren Mandanten erworben. Offen: 300,00 €.', 'transfer'],
    ['Wir haben die Forderung der Alt AG im Jahr 2019 erworben. Offen: 300,00 €.', 'debt_statement'],
  ])('%s', (text, intent) => expect(read(text).intent).toBe(intent))
})

describe('numbers', () => {
  test.each([
    ['Unser Zeichen 381/25 KL 2 bitte angeben.', '381/25 KL 2'],
    ['Kassenzeichen 2031 0077 1180 M', '2031 0077 1180 M'],
    ['Der Vorgang läuft unter 2024/RX/55120.', '2024/RX/55120'],
    ['Mietkonto 0417.22.03', '0417.22.03'],
  ])('%s', (text, number) => expect(read(text).references).toEqual([number]))

  test('companions behind a conjunction', () => {
    expect(read('Ihre Zeichen 77.401 und 77.402 betreffend').aktenzeichen).toEqual(['77.401', '77.402'])
  })

  test('the reference line of a letter', () => {
    const { aktenzeichen, references } = read(
      'Ihr Zeichen     Unser Zeichen   Datum\nQ-118/25        KB-Mei/Lo       03.02.2026',
    )
    expect([aktenzeichen, references]).toEqual([['Q-118/25', 'KB-Mei/Lo'], ['KB-Mei/Lo']])
  })
})

describe('doubtful amounts', () => {
  const scan = (pages: string[], ocrConfidence: number) => ({
    attachments: [{ filename: 'a.pdf', contentType: 'application/pdf', pages, unreadable: null, ocrConfidence }],
  })
  test('a total that only an uncertain scan shows', () => {
    expect(read('Anbei.', scan(['Die Forderung beträgt 412,00 €.'], 80)).flags).toContain('amount_from_scan')
    expect(read('Anbei.', scan(['Die Forderung beträgt 412,00 €.'], 97)).flags).not.toContain('amount_from_scan')
    const parts = 'Hauptforderung 400,00 €\nZinsen 8,00 €\nKosten 4,00 €\nGesamt 412,00 €'
    expect(read('Anbei.', scan([parts], 80)).flags).not.toContain('amount_from_scan')
    expect(read('Offen sind 412,00 €.', scan(['Offen sind 412,00 €.'], 80)).flags).not.toContain('amount_from_scan')
  })
  test('text and HTML that state different totals', () => {
    const html = '<p>Guten Tag,</p><p>unsere Forderung beträgt 980,00 €.</p><p>Mit freundlichen Grüßen<br>A. Tester</p>'
    const { debtAmountCents, flags } = read('unsere Forderung beträgt 890,00 €.', { bodyHtml: html })
    expect([debtAmountCents, flags]).toEqual([null, ['contradicting_amounts']])
  })
  test('a creditor that leaves open what is owed', () => {
    expect(read('Ich kann weder bestätigen noch ausschließen, dass etwas offen ist.').flags).toContain('unclear_claim')
  })
})
