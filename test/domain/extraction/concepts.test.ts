/** What was learnt from mails that had been unseen: each concept in words that no corpus has. */
import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { letterOf, mailOf } from './mail.ts'

const read = (text: string) => extract(letterOf(text))

describe('the client has died', () => {
  test.each([
    'Frau Ohm ist am 3. Mai verstorben, wir melden uns bei den Angehörigen. Offen sind 90,00 €.',
    'Nach dem Tod Ihres Mandanten richten wir uns an die Erben; 90,00 € sind offen.',
    'Your client passed away in March. EUR 90.00 remains outstanding.',
  ])('%s', text => expect(read(text).flags).toContain('client_died'))

  test.each([
    'Für die Trauerfeier des verstorbenen Vaters von Frau Ohm sind 90,00 € offen.',
    'Herr Ohm ist verstorben. Unser Anspruch gegen den Nachlass beträgt 90,00 €.',
    'Ihr Mandant schuldet 90,00 €.',
  ])('%s: no reason to ask', text => expect(read(text).flags).not.toContain('client_died'))
})

describe('forms with boxes', () => {
  test.each([
    ['Offen: 90,00 €\nNehmen Sie den Vergleich an?  [ ] ja  [ ] nein', 'debt_statement'],
    ['Offen: 90,00 €\nNehmen Sie den Vergleich an?  [x] ja  [ ] nein', 'payment_plan'],
    ['Offen: 90,00 €\nNehmen Sie den Vergleich an?\n☐ ja\n☒ nein', 'rejection'],
  ])('%s', (text, intent) => expect(read(text).intent).toBe(intent))
})

describe('who owns the claim now', () => {
  test.each([
    [
      'Die Ost AG hat uns ihre Forderung verkauft. Wir sind neue Gläubigerin. Offener Betrag: 90,00 €',
      'transfer',
      9000,
    ],
    ['Die 90,00 € gehören seit Mai der Ost Invest GmbH. Wir selbst haben keine Ansprüche mehr.', 'transfer', 9000],
    ['Die Ost AG hat uns beauftragt, die Forderung zu vertreten. Sie beträgt 90,00 €.', 'debt_statement', 9000],
    [
      'Die Ost AG hat uns am 2. Mai ihre Forderung gegen Frau Ohm, Am Rain 1, abgetreten. Geltend gemacht werden 90,00 €.',
      'transfer',
      9000,
    ],
    [
      'Das Mandat hat unsere Auftraggeberin zurückgezogen. Bitte wenden Sie sich an sie. Unsere Akte ist geschlossen.',
      'transfer',
      null,
    ],
    [
      'Die Akte ging an unsere Anwälte. Die nennen Ihnen die Summe, hier ist das Konto schon gesperrt.',
      'transfer',
      null,
    ],
    ['Die Forderung haben wir schon 2021 erworben. Offener Betrag: 90,00 €', 'debt_statement', 9000],
  ])('%s', (text, intent, cents) => {
    const { intent: done, debtAmountCents } = read(text)
    expect([done, debtAmountCents]).toEqual([intent, cents])
  })
})

describe('what is owed', () => {
  test.each([
    ['Unsere Forderung beträgt 90,00 €; mit der letzten Rate ist sie erledigt.', 90],
    [
      'Miete: 80,00 €\nMalerarbeiten lt. Angebot: 30,00 €\nSumme: 110,00 €\nKaution: ./. 20,00 €\nNoch offen: 90,00 €',
      90,
    ],
    [
      'Es fehlen:\n\nKranken 2025 - 60,00 EUR,\nPflege desselben Jahres - 20,00 EUR,\nSäumniszuschläge - 10,00 EUR.',
      90,
    ],
    [
      'Der Erlös abzüglich der Kosten (zusammen 40,00 €) ist dem Konto gutgeschrieben. Es verbleibt ein Saldo von 90,00 €.',
      90,
    ],
    ['- Girokonto 118, Sollsaldo 40,00 €\n- Ratenkredit 119, Restschuld 50,00 €', 90],
    [
      'Gefordert wurden 95,00 €, entrichtet hat sie 5,00 €. Die Forderung besteht demnach noch in Höhe von 90,00 €.',
      90,
    ],
    ['Die Rechnung war 120,00 €, die restlichen 90,00 € will ich noch haben.', 90],
    [
      'Es waren 90,00 €. Wenn sie jeden Monat 10,00 € gibt, bin ich einverstanden. Also sind es noch immer 90,00 €.',
      90,
    ],
    ['Beitrag März 60,00 €\nGutschrift - 20,00 €', 40],
  ])('%s', (text, euros) => expect(read(text).debtAmountCents).toBe(euros * 100))
})

describe('what is only possible', () => {
  test.each([
    'Offen sind 90,00 €. Bei vorzeitiger Rückzahlung ermäßigt sich der Betrag um einen Nachlass von 20,00 €.',
    'Offen sind 90,00 €. Für den Fall einer Quote unter 15 % werden wir nicht zustimmen.',
    'Offen sind 90,00 €. Bei Zahlung binnen 24 Stunden verzichten wir auf 20 %.',
    'Sie wollte jeden Monat 10,00 € bringen, das hat sie unterschrieben. Also fehlen noch 90,00 €.',
  ])('%s', text => expect(read(text).intent).toBe('debt_statement'))
})

test('persons in running text, without a noun before them', () => {
  expect(read('Was ist mit dem Paul Lindner vereinbart?').clientNames).toEqual(['Paul Lindner'])
  expect(read('zu Herrn Paul Lindner:\nBetreff: Beleihung Paul Lindner').clientNames).toEqual(['Paul Lindner'])
})

test('English words that look like umlauts written in ASCII', () => {
  expect(read('EUR 90.00 is now overdue.').debtAmountCents).toBe(9000)
  expect(read('The invoice for EUR 80 is unpaid. Late fees of EUR 10 have accrued.').debtAmountCents).toBe(9000)
})

test('a question beside a plain statement of the claim', () => {
  const answer = 'Unsere Forderung beträgt 90,00 €. Teilen Sie uns bitte mit, ob Ihr Mandat fortbesteht.'
  expect(read(answer).intent).toBe('debt_statement')
  const asking = 'Für die Prüfung Ihres Angebots benötigen wir Lohnabrechnungen. Die Forderung beträgt 90,00 €.'
  expect(read(asking).intent).toBe('inquiry')
})

test('the file of a prosecutor is no reference, letters joined by a hyphen belong to the number', () => {
  expect(read('Kassenzeichen 301 77 42 (Staatsanwaltschaft Ulm, 12 Js 3310/24)').references).toEqual(['301 77 42'])
  expect(read('wegen der Rechnung AZ-48210').references).toEqual(['AZ-48210'])
})

test('who buys any claims is no creditor', () => {
  const pitch =
    'Wir erwerben titulierte Forderungen ab 300 € und zahlen binnen zwei Werktagen. Sie erhalten nach Rückmeldung ein Angebot.'
  expect(read(pitch).intent).toBe('spam')
  expect(read('Trotz Schufa haben wir dir 900 € vorab genehmigt, antworte mit deinen Kontodaten.').intent).toBe('spam')
})

describe('a letter that is not at one with itself states nothing', () => {
  const attached = (text: string, page: string) => {
    const attachment = { filename: 'auszug.pdf', contentType: 'application/pdf', pages: [page], unreadable: null }
    const { debtAmountCents, flags } = extract(mailOf(text, { attachments: [attachment] }))
    return [debtAmountCents, flags.includes('contradicting_amounts')]
  }
  test('it denies any claim, and what is attached claims one', () => {
    expect(
      attached('Frau Ohm schuldet uns nichts, siehe Anlage.', 'Rechnung 7\nOffener Gesamtbetrag: 90,00 €'),
    ).toEqual([null, true])
    expect(attached('Den Kontostand finden Sie anbei.', 'Rechnung 7\nOffener Gesamtbetrag: 90,00 €')).toEqual([
      9000,
      false,
    ])
  })

  test.each([
    'Laut Buchhaltung beträgt die Forderung 90,00 €, das Programm zeigt dagegen 95,00 €. Was richtig ist, wird geprüft.',
    'Die Restschuld beträgt 90,00 €, in der Liste steht 80,00 €. Welche Zahl stimmt, kläre ich mit den Kollegen.',
  ])('%s', text => {
    const { debtAmountCents, flags } = read(text)
    expect([debtAmountCents, flags.includes('contradicting_amounts')]).toEqual([null, true])
  })
})
