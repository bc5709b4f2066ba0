/** What was learnt after the corpora k and l had been opened: each concept in words that no corpus has. */
import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { mailOf } from './mail.ts'

const read = (text: string) => extract(mailOf(`Guten Tag,\n\n${text}\n\nMit freundlichen Grüßen\nA. Tester`))

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
    ['Beitrag März 60,00 €\nGutschrift - 20,00 €', 40],
  ])('%s', (text, euros) => expect(read(text).debtAmountCents).toBe(euros * 100))
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
})
