/** What two proofs say against a name: a birth name, a letter for another, parts of a double name in another order. */
import { describe, expect, test } from 'vitest'
import { decideOn, oneCreditor, type Person } from './deciding.ts'

const SENDER: [string, string] = ['Fernwärme Ostheim GmbH', 'forderung@fernwaerme-ostheim.example']
const CLIENTS: Person[] = [
  ['Malte', 'Hansen', '1972-02-17', 'Am Wehr 3, 37200 Ostheim'],
  ['Malte', 'Hanssen', '1988-09-08', 'Kirchplatz 11, 37200 Ostheim'],
  ['Verena', 'Kuhlmann', '1969-06-24', 'Lindenhof 5, 37200 Ostheim'],
  ['Birgit', 'Ackermann', '1981-12-01', 'Lindenhof 9, 37200 Ostheim'],
  ['Inês', 'Pereira da Silva', '1990-10-10', 'Mühlgasse 2, 37200 Ostheim'],
  ['Friedhelm', 'Brockmeyer', '1958-08-30', 'Bahnhofstraße 70, 37200 Ostheim'],
  ['Helga', 'Wortmann', '1950-03-03', 'Schanze 1, 37200 Ostheim'],
  ['Dietmar', 'Wortmann', '1948-07-19', 'Schanze 1, 37200 Ostheim'],
]
const number = (n: number) => `${211 + 13 * n}-26/OH`
const lookup = oneCreditor(SENDER, CLIENTS, number)
const FIRM = 'Kanzlei Imhof <post@kanzlei-imhof.example>'

describe('two proofs outweigh how a name is written', () => {
  test.each([
    ['Hansen, Malte, geb. 08.09.1988', `Ihr Zeichen: ${number(1)}\n\nOffen sind 90,00 EUR.`, 'auto q1'],
    ['Ackermann, Verena', 'Ackermann, Verena, geb. 24.06.1969, Lindenhof 5: offen sind 90,00 EUR.', 'auto q2'],
    [`${number(4)}, Frau Da Silva Pereira`, 'Frau Da Silva Pereira schuldet 90,00 EUR.', 'auto q4'],
    [
      'Brockmeier',
      `Herr Brockmaier schuldet 90,00 EUR.\n\nAm 03.03.2026 um 09:10 schrieb ${FIRM}:\n> Herr Friedhelm Brockmeyer, geb. 30.08.1958, unser Zeichen ${number(5)}`,
      'auto q5',
    ],
    [
      `${number(6)} Helga Wortmann`,
      'Frau Helga Wortmann schuldet 90,00 EUR. Zu Herrn Dietmar Wortmann erhalten Sie einen eigenen Brief.',
      'auto q6',
    ],
  ])('%s: %s', async (subject, text, reached) => {
    expect((await decideOn(lookup, { from: SENDER, subject, text })).reached).toBe(reached)
  })

  test.each([
    ['Hansen, Malte', `Ihr Zeichen: ${number(1)}\n\nOffen sind 90,00 EUR.`],
    ['Hansen, Malte, geb. 17.02.1972', `Ihr Zeichen: ${number(1)}\n\nOffen sind 90,00 EUR.`],
    ['Ackermann, Birgit', 'Ackermann, Birgit, Lindenhof 5, geb. 24.06.1969: offen sind 90,00 EUR.'],
    [`${number(4)}, Frau Costa Santos`, 'Frau Costa Santos schuldet 90,00 EUR.'],
    [
      `${number(6)} Helga Wortmann`,
      'Frau Helga und Herr Dietmar Wortmann schulden 90,00 EUR. Der Vertrag läuft auf beide.',
    ],
    [
      'Brockhaus',
      `Herr Brockhaus schuldet 90,00 EUR.\n\nAm 03.03.2026 um 09:10 schrieb ${FIRM}:\n> Herr Friedhelm Brockmeyer, geb. 30.08.1958, unser Zeichen ${number(5)}`,
    ],
  ])('%s: %s is a question', async (subject, text) => {
    expect((await decideOn(lookup, { from: SENDER, subject, text })).reached).toBe('review')
  })
})
