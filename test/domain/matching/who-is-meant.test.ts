/** Names between two clients' names, and senders who ask which bearer of a name is meant: nobody is assigned. */
import { describe, expect, test } from 'vitest'
import { decideOn, oneCreditor, type Person } from './deciding.ts'

const SENDER: [string, string] = ['Musikschule Talheim', 'kasse@musikschule-talheim.example']
const CLIENTS: Person[] = [
  ['Stephan', 'Baer', '1970-03-01'],
  ['Stefan', 'Behr', '1984-11-20'],
  ['Kathrin', 'Voigt', '1979-05-05'],
  ['Katrin', 'Vogt', '1991-07-12'],
  ['Ottilie', 'Ramsauer', '1966-01-30'],
  ['Philipp', 'Thomsen', '1975-04-14'],
]
const lookup = oneCreditor(SENDER, CLIENTS, n => `TA-${310 + 7 * n}/26`)
const answer = async (subject: string, text: string) => {
  const { reached, decision } = await decideOn(lookup, { from: SENDER, subject, text: `Guten Tag,\n\n${text}` })
  return { reached, client: decision.clientName }
}

describe('a name that takes its parts of two clients', () => {
  test.each([
    ['Stefan Baer', 'Für Stefan Baer sind noch 140,00 EUR Unterrichtsgebühren offen.'],
    ['Stephan Behr', 'Herr Stephan Behr schuldet uns 140,00 EUR.'],
    ['Vogt, Kathrin', 'Offen sind 88,00 EUR für das Leihinstrument.'],
    ['Voigt, Katrin', 'Offen sind 88,00 EUR für das Leihinstrument.'],
  ])('%s', async (subject, text) => expect(await answer(subject, text)).toEqual({ reached: 'review', client: null }))

  test.each([
    ['Stefan Behr', 'Für Stefan Behr sind noch 140,00 EUR offen.', 'auto q1'],
    ['Stephan Baer', 'Für Stephan Baer sind noch 140,00 EUR offen.', 'auto q0'],
    ['Stephan Bär', 'Für Herrn Stephan Bär sind noch 140,00 EUR offen.', 'auto q0'],
    ['Stefan Baer', 'Für Stefan Baer, geb. 01.03.1970, sind noch 140,00 EUR offen.', 'auto q0'],
    ['Vogt, Kathrin, TA-331/26', 'Offen sind 88,00 EUR für das Leihinstrument.', 'auto q3'],
  ])('%s: %s', async (subject, text, reached) => expect((await answer(subject, text)).reached).toBe(reached))
})

describe('who asks which bearer of a name is meant', () => {
  test.each([
    ['Ramsauer', 'Frau Ramsauer? Diesen Namen tragen bei uns drei Schülerinnen. Welche meinen Sie?'],
    ['Ramsauer', 'zu Ihrer Frau Ramsauer: Wir haben zwei Damen, die so heißen. Um wen geht es bitte?'],
    [
      'Rückfrage Ramsauer',
      'Bei Ramsauer müssten wir wissen, welches Kind gemeint ist, der Name ist hier nicht selten.',
    ],
    ['Thomsen', 'Herr Thomsen ist hier mehrfach erfasst. Bitte nennen Sie uns den Vornamen.'],
  ])('%s: %s', async (subject, text) =>
    expect(await answer(subject, text)).toEqual({ reached: 'review', client: null }),
  )

  test.each([
    ['Ottilie Ramsauer', 'Um welches Instrument geht es bei Frau Ottilie Ramsauer?', 'auto q4'],
    ['Ramsauer', 'Zu Frau Ramsauer fehlt uns die Vollmacht. Bitte reichen Sie sie nach.', 'auto q4'],
    ['TA-338/26 Ramsauer', 'Welches Kind von Frau Ramsauer ist gemeint? Wir haben mehrere Konten.', 'auto q4'],
  ])('%s: %s', async (subject, text, reached) => expect((await answer(subject, text)).reached).toBe(reached))
})

describe('a statement without anything stated', () => {
  test.each([
    ['Philipp Thomsen, TA-345/26', 'zu Philipp Thomsen schreiben wir Ihnen wie folgt. Der Unterricht war donnerstags.'],
    ['Philipp Thomsen, TA-345/26', 'Herr Thomsen spielt bei uns Cello, und zwar sehr schön.'],
  ])('%s: %s', async (subject, text) => expect((await answer(subject, text)).reached).toBe('review'))

  test.each([
    ['Philipp Thomsen, TA-345/26', 'Herr Thomsen schuldet uns 40,00 EUR.'],
    ['Philipp Thomsen, TA-345/26', 'Herr Thomsen schuldet uns nichts.'],
    ['Philipp Thomsen, TA-345/26', 'Bitte reichen Sie uns eine Vollmacht von Herrn Thomsen nach.'],
  ])('%s: %s', async (subject, text) => expect((await answer(subject, text)).reached).toBe('auto q5'))
})

describe('a client who passes on what a creditor wrote', () => {
  test.each(['Das hat mir die Musikschule geschickt: "Hallo Thomsen, es fehlen noch 40 Euro." Was soll ich tun?'])(
    'is proposed: %s',
    async text => {
      const from: [string, string] = ['Philipp Thomsen', 'p.thomsen@talpost.example']
      const { reached, decision } = await decideOn(lookup, { from, subject: 'Post von der Musikschule Talheim', text })
      expect([reached, decision.clientName, decision.creditorName]).toEqual([
        'review',
        'Philipp Thomsen',
        'Musikschule Talheim',
      ])
    },
  )
})
