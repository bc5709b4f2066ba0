/** Names between two clients' names, and senders who ask which bearer of a name is meant: nobody is assigned. */
import { describe, expect, test } from 'vitest'
import type { Line } from '../../../src/domain/extraction/reply.ts'
import { foldName } from '../../../src/domain/matching/normalise.ts'
import { withSignedName } from '../../../src/domain/matching/signed-name.ts'
import { soundsLike } from '../../../src/domain/matching/similar.ts'
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

test.each([
  ['H. Behrend, Talheim', 'Für H. Behrend sind noch 140,00 EUR offen.', 'review'],
  ['H. Behrendt, Talheim', 'Für H. Behrendt sind noch 140,00 EUR offen.', 'auto q0'],
])('a name that is nobody’s and near to two: %s', async (subject, text, reached) => {
  const near: Person[] = [
    ['Hanna', 'Behrendt', '1970-03-01'],
    ['Helga', 'Behrends', '1984-11-20'],
  ]
  const registry = oneCreditor(SENDER, near, n => `TA-${510 + 7 * n}/26`)
  expect((await decideOn(registry, { from: SENDER, subject, text: `Guten Tag,\n\n${text}` })).reached).toBe(reached)
})

describe('a number of the one, and of the other', () => {
  const two: Person[] = [
    ['Hanna', 'Wolter', '1970-03-01', 'Am Wall 4, 27990 Talheim'],
    ['Helga', 'Wolters', '1952-07-19', 'Fischerstieg 22, 27990 Talheim'],
  ]
  const registry = oneCreditor(SENDER, two, n => `TA-${610 + 7 * n}/26`)
  test.each([
    ['the birth date', 'TA-610/26', 'für die am 19.07.1952 geborene Person sind 140,00 EUR offen.', 'review'],
    ['its own birth date', 'TA-610/26', 'für die am 01.03.1970 geborene Person sind 140,00 EUR offen.', 'auto q0'],
    ['name and address', 'TA-610/26, Hanna Wolter', 'Frau Wolters, Fischerstieg 22, schuldet 140,00 EUR.', 'review'],
    ['its own address', 'TA-610/26, Hanna Wolter', 'Frau Wolter, Am Wall 4, schuldet 140,00 EUR.', 'auto q0'],
  ])('%s: %s: %s', async (_, subject, text, reached) =>
    expect((await decideOn(registry, { from: SENDER, subject, text: `Guten Tag,\n\n${text}` })).reached).toBe(reached),
  )
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

describe('one name in several transliterations', () => {
  test.each([
    ['Tschernow', 'Chernov'],
    ['Schischkin', 'Shishkin'],
    ['Szewczenko', 'Schewtschenko'],
    ['Petković', 'Petkowitsch'],
    ['Chruschtschow', 'Khrushchov'],
  ])('%s is %s', (one, other) => {
    const [a, b] = [foldName(one), foldName(other)]
    expect(soundsLike(a, b)).toBe(a[0] === b[0])
    expect(soundsLike(b, a)).toBe(a[0] === b[0])
  })

  test.each([
    ['Schewtschuk', 'Schewtschenko'],
    ['Fleischer', 'Flesch'],
    ['Marschner', 'Marchal'],
  ])('%s is not %s', (one, other) => expect(soundsLike(foldName(one), foldName(other))).toBe(false))

  test('the client is found', async () => {
    const { reached } = await decideOn(
      oneCreditor(SENDER, [['Halyna', 'Shevchenko', '1980-04-04']], () => 'TA-990/26'),
      { from: SENDER, subject: 'Halyna Schewtschenko', text: 'Für Halyna Schewtschenko sind 140,00 EUR offen.' },
    )
    expect(reached).toBe('auto q0')
  })
})

test('a client’s number beside the name of somebody who is none: it is open who is meant', async () => {
  const text =
    'Bei Herrn Konrad Ramsauer, geb. 02.02.1951, kam eine Rechnung über 44,00 EUR dazu. Ihr Zeichen ist TA-338/26.'
  const { reached, decision } = await decideOn(lookup, { from: SENDER, subject: 'Nachtrag', text })
  expect([reached, decision.clientName, decision.aktenzeichen]).toEqual(['review', null, null])
})

test('a number of the firm’s form that nobody has is taken with the letter at its end', async () => {
  const registry = oneCreditor(SENDER, [['Ottilie', 'Ramsauer', '1966-01-30']], () => 'TA 0338/26 K')
  const { decision } = await decideOn(registry, {
    from: SENDER,
    subject: 'Herr Egon Blum',
    text: 'Ihr Brief TA 0412/26 K zu Herrn Egon Blum kam an. Sein Schülerkonto 7714 ist mit 44,00 EUR offen.',
  })
  expect([decision.clientName, decision.aktenzeichen, decision.references]).toEqual([
    'Egon Blum',
    'TA 0412/26 K',
    ['7714'],
  ])
})

test.each([
  ['Uli Reimers', 'Ulrich Reimers', 'signature'],
  ['Ulrich Reimers', 'Ulrich Reimers', 'signature'],
  ['Ulrich Reimers', 'Nico Lamprecht', 'body'],
  ['Ulrich Reimers', 'Nico Reimers', 'body'],
  ['Ulrich Reimers', 'Ulrich Reimers, Aue', 'signature'],
  ['Ulrich Reimers', 'Reimers, Nico', 'body'],
  ['Ulrich Reimers', 'U. Reimers', 'signature'],
  ['Ulrich Reimers', 'Es fehlen 20 Euro von Nico Reimers', 'body'],
  ['Reimers', 'Ulrich Reimers', 'body'],
])('a mail of %s that ends in `%s`', (sender, last, zone) => {
  const line = (text: string): Line => ({ text, by: 'creditor', zone: 'body', answers: null, part: 0 })
  const lines = withSignedName([line('Es fehlen 20 Euro.'), line(''), line(last), line('')], sender)
  expect(lines.map(one => one.zone)).toEqual(['body', 'body', zone, 'body'])
})

test('a lender of the client’s last name who signs in full', async () => {
  const lender: [string, string] = ['Uli Ramsauer', 'uli.ramsauer@talpost.example']
  const registry = oneCreditor(
    ['Ulrich Ramsauer', lender[1]],
    [['Ottilie', 'Ramsauer', '1966-01-30']],
    () => 'TA-338/26',
  )
  const text = 'Hallo,\n\ndie Ottilie schuldet mir noch 900 Euro.\n\nUlrich Ramsauer'
  expect((await decideOn(registry, { from: lender, subject: 'Ottilie', text })).reached).toBe('auto q0')
})

test('only a double first name, where nobody else was asked', async () => {
  const friend: [string, string] = ['Nico Lamprecht', 'n.lamprecht@talpost.example']
  const registry = oneCreditor(friend, [['Karl-Otto', 'Ramsauer', '1966-01-30']], () => 'TA-338/26')
  const text = 'Ich hab Karl-Otto 900 Euro geliehen, die fehlen noch.\n\nGruß Nico Lamprecht'
  expect((await decideOn(registry, { from: friend, subject: 'Otto', text })).reached).toBe('auto q0')
})

test('a letter about one client with the account of another', async () => {
  const { reached, decision } = await decideOn(lookup, {
    from: SENDER,
    subject: 'Schülerkonto Thomsen',
    text: 'anbei das Konto von Herrn Philipp Thomsen. Offen sind 140,00 EUR.',
    attached: 'Musikschule Talheim\nSchülerkonto 40-118\nRamsauer, Ottilie\nSaldo 140,00 EUR',
  })
  expect([reached, decision.clientName, decision.aktenzeichen]).toEqual(['review', null, null])
})

describe('a name that is somebody’s of the creditor’s own', () => {
  test.each([
    ['Ihre Anfrage', 'wir brauchen noch eine Vollmacht.\n\nSachbearbeiterin: Ottilie Ramsauer'],
    [
      'Ihre Anfrage',
      'wir brauchen noch eine Vollmacht.\n\nMusikschule Talheim, Geschäftsführung: Ottilie Ramsauer, VR 118',
    ],
    ['Ihre Anfrage', 'offen sind 140,00 EUR.\n\nInhaberin: Ottilie Ramsauer'],
    ['Ihre Anfrage', 'offen sind 140,00 EUR. Rückfragen an Ottilie Ramsauer bitte nur vormittags.'],
    ['Ihre Anfrage', 'offen sind 140,00 EUR. Sprechen Sie gern mit Frau Ramsauer.'],
    ['Ihre Anfrage', 'offen sind 140,00 EUR.\n\nI. V. Ottilie Ramsauer\nMusikschule Talheim'],
    ['Ihre Anfrage', 'offen sind 140,00 EUR.\n\nOttilie Ramsauer, Buchhaltung'],
    ['Ihre Anfrage', 'Sehr geehrte Frau Ramsauer,\n\nwir brauchen noch eine Vollmacht.'],
  ])('%s: %s', async (subject, text) =>
    expect(await answer(subject, text)).toEqual({ reached: 'review', client: null }),
  )

  test.each([
    ['Ramsauer', 'offen sind 140,00 EUR. Rückfragen an Frau Thomsen.', 'auto q4'],
    [
      'Philipp Thomsen, TA-345/26',
      'offen sind 140,00 EUR.\n\nVorstand: Ottilie Ramsauer (Vorsitz), Katrin Vogt',
      'auto q5',
    ],
    ['Ihre Anfrage', 'für Ottilie Ramsauer sind 140,00 EUR offen.\n\nAnsprechpartnerin: Ottilie Ramsauer', 'auto q4'],
    ['TA-338/26', 'offen sind 140,00 EUR.\n\nAnsprechpartnerin: Ottilie Ramsauer', 'auto q4'],
  ])('but %s: %s', async (subject, text, reached) => expect((await answer(subject, text)).reached).toBe(reached))
})

describe('somebody else owes, and the client only stands beside', () => {
  test.each([
    ['Gerda Pohlmann', 'Gerda Pohlmann schuldet uns 140,00 EUR. Nachmieterin der Räume war Ottilie Ramsauer.'],
    [
      'Schülerin Gerda Pohlmann',
      'unsere Schülerin Gerda Pohlmann schuldet 140,00 EUR. Ihr Arbeitgeber ist Philipp Thomsen.',
    ],
    ['Gerda Pohlmann', 'Gerda Pohlmann, nicht Ottilie Ramsauer, schuldet uns 140,00 EUR.'],
    ['Unterricht', 'Gerda Pohlmann hat das Leihinstrument nicht bezahlt, 140,00 EUR. Herr Thomsen stand daneben.'],
  ])('%s: %s', async (subject, text) => expect((await answer(subject, text)).reached).toBe('review'))

  test.each([
    ['Ottilie Ramsauer', 'Ottilie Ramsauer schuldet uns 140,00 EUR. Zeuge war Philipp Thomsen.', 'auto q4'],
    ['Ottilie Ramsauer c/o Philipp Thomsen', 'Ottilie Ramsauer schuldet uns 140,00 EUR.', 'auto q4'],
    ['Frau Ramsauer', 'Frau Ramsauer schuldet uns 140,00 EUR. Das bestätigt Gerda Pohlmann.', 'auto q4'],
  ])('but %s: %s', async (subject, text, reached) => expect((await answer(subject, text)).reached).toBe(reached))
})

describe('the digits of a file number, and nothing else', () => {
  test.each([
    ['Beleg 338/26', 'der Beleg 338/26 ist mit 140,00 EUR offen.'],
    ['LG Talheim 5 O 338/26', 'im Verfahren LG Talheim 5 O 338/26 sind 140,00 EUR offen.'],
    ['Unser Zeichen 338/26', 'zu unserem Zeichen 338/26 sind 140,00 EUR offen.'],
    ['Quittung', 'der Kostenvoranschlag Nr. 338/26 liegt bei.'],
  ])('%s: %s', async (subject, text) => expect((await answer(subject, text)).reached).toBe('review'))

  test.each([
    ['Ihr Zeichen 338/26', 'offen sind 140,00 EUR.', 'auto q4'],
    ['Ihr Zeichen: 26/338, Frau Ramsauer', 'offen sind 140,00 EUR.', 'auto q4'],
    ['Beleg 338/26, Frau Ramsauer', 'offen sind 140,00 EUR.', 'auto q4'],
  ])('but %s: %s', async (subject, text, reached) => expect((await answer(subject, text)).reached).toBe(reached))
})

describe('what fits a namesake better', () => {
  const family: Person[] = [
    ['Jana', 'Ostertag', '1961-02-08', 'Lindenallee 4, 27990 Talheim'],
    ['Jan', 'Ostertag', '1990-10-30', 'Am Teich 9, 27990 Talheim'],
    ['Karl Ludwig', 'Ostertag', '1958-06-17', 'Kirchplatz 1, 27990 Talheim'],
    ['Ludwig', 'Ostertag', '1987-12-01'],
  ]
  const registry = oneCreditor(SENDER, family, n => `TA-${710 + 7 * n}/26`)
  const reached = async (subject: string, text: string) =>
    (await decideOn(registry, { from: SENDER, subject, text: `Guten Tag,\n\n${text}` })).reached

  test.each([
    ['the address', 'Jana Ostertag', 'Jana Ostertag, Am Teich 9, schuldet uns 140,00 EUR.'],
    ['the address, beside a number', 'TA-717/26', 'offen sind 140,00 EUR, Lindenallee 4.'],
    ['the whole first name', 'Ludwig Ostertag', 'Ludwig Ostertag, geb. 17.06.1958: 140,00 EUR.'],
    ['a title', 'Jana Ostertag', 'gegen Herrn Ostertag bestehen Forderungen von 140,00 EUR.'],
  ])('%s', async (_, subject, text) => expect(await reached(subject, text)).toBe('review'))

  test.each([
    ['its own address', 'Jana Ostertag', 'Jana Ostertag, Lindenallee 4, schuldet uns 140,00 EUR.', 'auto q0'],
    ['an address of nobody’s', 'Jana Ostertag', 'Jana Ostertag, Seeweg 40, schuldet uns 140,00 EUR.', 'auto q0'],
    ['its own title', 'Jana Ostertag', 'gegen Frau Ostertag bestehen Forderungen von 140,00 EUR.', 'auto q0'],
    ['a title beside a number', 'Jana Ostertag TA-710/26', 'gegen Herrn Ostertag sind 140,00 EUR offen.', 'auto q0'],
  ])('but not %s', async (_, subject, text, auto) => expect(await reached(subject, text)).toBe(auto))
})

test('a title of the other sex beside the right one is a relative’s', async () => {
  const text = 'Frau Ramsauer schuldet uns 140,00 EUR. Die Kündigung kam von Herrn Ramsauer.'
  expect((await answer('Ottilie Ramsauer', text)).reached).toBe('auto q4')
})

test.each([
  ['Ottilie Ramsauer', 'wir haben eine neue Forderung gegen Ottilie Ramsauer angekauft, 140,00 EUR.', 'review'],
  ['TA-338/26', 'uns wurde in der Sache TA-338/26 ein weiterer Vorgang übertragen: 140,00 EUR.', 'review'],
  ['TA-338/26', 'eine weitere Forderung besteht nicht, offen sind insgesamt 140,00 EUR.', 'auto q4'],
])('a claim that the firm has not asked about: %s, %s', async (subject, text, reached) =>
  expect((await answer(subject, text)).reached).toBe(reached),
)

test('what stands below every mail of a creditor’s is no mark of the client who was first', async () => {
  const registry = oneCreditor(SENDER, CLIENTS, n => `TA-${310 + 7 * n}/26`)
  const send = async (subject: string, text: string) => {
    const letter = { from: SENDER, subject, text: `Guten Tag,\n\n${text}\n\nVerbandsnummer 5521-708` }
    const { reached, decision } = await decideOn(registry, letter)
    if (decision.outcome === 'auto')
      for (const { inquiryId, references } of decision.assignments) registry.learn(inquiryId, references)
    return reached
  }
  expect(await send('TA-310/26', 'für Stephan Baer sind 140,00 EUR offen.')).toBe('auto q0')
  expect(await send('Ihre Anfrage', 'offen sind 140,00 EUR.')).toBe('auto q0')
  expect(await send('TA-345/26', 'für Philipp Thomsen sind 90,00 EUR offen.')).toBe('auto q5')
  expect(await send('Ihre Anfrage', 'offen sind 140,00 EUR.')).toBe('review')
  expect(await send('Ihre Anfrage', 'für Ottilie Ramsauer sind 60,00 EUR offen.')).toBe('auto q4')
})

describe('a noun before a last name', () => {
  test.each([
    ['Re: Leihgebühr Ramsauer', 'offen sind 140,00 EUR.'],
    ['Re: Kfz Ramsauer', 'offen sind 140,00 EUR.'],
    ['AW: Mahnung Ramsauer, Nachtrag', 'offen sind 140,00 EUR.'],
    ['Betreff: Probestunde Ramsauer', 'für eine Probestunde sind 140,00 EUR offen.'],
  ])('is no first name: %s', async (subject, text) => expect((await answer(subject, text)).reached).toBe('auto q4'))

  test.each(['Re: Olumide Ramsauer', 'Re: Nhung Ramsauer', 'Re: Yaw Ramsauer'])(
    'an unknown first name is one: %s',
    async subject => expect((await answer(subject, 'offen sind 140,00 EUR.')).reached).toBe('review'),
  )
})

describe('an older mail below the answer', () => {
  const below = (text: string) =>
    `Für Ottilie Ramsauer, TA-338/26, sind 140,00 EUR offen.

Musikschule Talheim

${text}`
  test.each([
    [
      'the creditor’s own, about another',
      `Am 03.02.2026 um 09:12 schrieb Musikschule Talheim <kasse@musikschule-talheim.example>:
> Für Katrin Vogt, TA-331/26, sind 88,00 EUR offen.`,
    ],
    [
      'the same under a head of fields',
      `Von: Musikschule Talheim <kasse@musikschule-talheim.example>
Gesendet: Dienstag, 3. Februar 2026 09:12
An: post@kanzlei-imhof.example
Betreff: Katrin Vogt, TA-331/26

Für Katrin Vogt, TA-331/26, sind 88,00 EUR offen.`,
    ],
  ])('%s', async (_, older) => {
    const { reached, decision, extraction } = await decideOn(lookup, {
      from: SENDER,
      subject: 'Ottilie Ramsauer, TA-338/26',
      text: below(older),
    })
    expect([reached, decision.clientName, extraction.debtAmountCents]).toEqual(['auto q4', 'Ottilie Ramsauer', 14_000])
  })

  test('one about the same person is read', async () => {
    const older = `Von: Musikschule Talheim <kasse@musikschule-talheim.example>
Gesendet: Dienstag, 3. Februar 2026 09:12
An: post@kanzlei-imhof.example
Betreff: Ottilie Ramsauer, TA-383/26

Für Ottilie Ramsauer, TA-383/26, sind 140,00 EUR offen, Kundennummer 77120-4.`
    const text = `Ottilie Ramsauer, TA-338/26: siehe unten.\n\n${older}`
    const { extraction } = await decideOn(lookup, { from: SENDER, subject: 'AW: TA-338/26', text })
    expect(extraction.references).toContain('77120-4')
  })

  test('the firm’s about another, of whom the creditor writes apart', async () => {
    const text = `Für Ottilie Ramsauer, TA-338/26, sind 140,00 EUR offen. Zu Vogt (unten) schreiben wir Ihnen gesondert.

Am 03.02.2026 um 09:12 schrieb Kanzlei Imhof <post@kanzlei-imhof.example>:
> wir vertreten Katrin Vogt. Unser Zeichen: TA-331/26`
    expect((await decideOn(lookup, { from: SENDER, subject: 'Ottilie Ramsauer', text })).reached).toBe('auto q4')
  })
})
