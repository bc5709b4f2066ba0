import { describe, expect, test } from 'vitest'
import { cleanText } from '../../../src/domain/extraction/encoding.ts'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { htmlToText } from '../../../src/domain/extraction/html.ts'
import { readMail } from '../../../src/domain/extraction/reply.ts'
import { mailOf } from './mail.ts'

const FIRM = 'Kanzlei Sturmhövel <post@kanzlei-sturmhoevel.example>'
const own = (text: string) =>
  readMail(mailOf(text))
    .lines.filter(line => line.by === 'creditor')
    .map(line => line.text)
    .join('\n')

describe('what the firm wrote is not what the creditor says', () => {
  test.each([
    ['angle brackets', `Antwort\n\nAm 03.02.2026 um 10:11 schrieb ${FIRM}:\n> FIRMA 1\n> FIRMA 2`],
    ['no brackets', `Antwort\n\nAm 03.02.2026 um 10:11 schrieb ${FIRM}:\nFIRMA 1\nFIRMA 2`],
    [
      'a wrapped attribution',
      `Antwort\n\nAm Di., 3. Feb. 2026 um 10:11 Uhr schrieb Kanzlei Sturmhövel\n<post@kanzlei-sturmhoevel.example>:\n\n> FIRMA`,
    ],
    [
      'Outlook',
      `Antwort\n\nVon: ${FIRM}\nGesendet: Dienstag, 3. Februar 2026 10:11\nAn: Buchhaltung\nBetreff: Anfrage\n\nFIRMA`,
    ],
    [
      'Outlook in bold',
      `Antwort\n\n*Von:* ${FIRM}\n*Gesendet:* Dienstag, 3. Februar 2026 10:11\n*An:* Buchhaltung\n*Betreff:* Anfrage\n\nFIRMA`,
    ],
    [
      'an original message',
      `Antwort\n\n-----Ursprüngliche Nachricht-----\nVon: ${FIRM}\nGesendet: 3.2.2026\nAn: X\nBetreff: Y\n\nFIRMA`,
    ],
    [
      'English',
      `Antwort\n\nOn Tue, Feb 3, 2026 at 10:11 AM Kanzlei Sturmhövel <post@kanzlei-sturmhoevel.example> wrote:\n\n> FIRMA`,
    ],
    [
      'English Outlook',
      `Antwort\n\nFrom: ${FIRM}\nSent: Tuesday, February 3, 2026 10:11 AM\nTo: X\nSubject: Y\n\nFIRMA`,
    ],
    ['no attribution at all', 'Antwort\n\n> FIRMA\n> FIRMA'],
  ])('%s', (_, text) => {
    expect(own(text)).toContain('Antwort')
    expect(own(text)).not.toContain('FIRMA')
  })

  test('a colleague of the creditor who is forwarded is the creditor', () => {
    expect(
      own(
        'anbei\n\n-----Ursprüngliche Nachricht-----\nVon: Meier, Uta\nGesendet: heute\nAn: Koch, Jan\nBetreff: WG\n\nes sind 50 €',
      ),
    ).toContain('es sind 50')
  })

  test('amounts of the quotation are not the claim', () => {
    const { debtAmountCents } = extract(
      mailOf(`Unsere Forderung beträgt 80,00 €.\n\nAm 03.02.2026 schrieb ${FIRM}:\n> Gesamtforderung 999,00 €`),
    )
    expect(debtAmountCents).toBe(8000)
  })
})

describe('HTML', () => {
  test.each([
    ['<p>a</p><p>b</p>', 'a\nb'],
    ['<table><tr><td>a</td><td>1,00</td></tr><tr><td>b</td><td>2,00</td></tr></table>', 'a\t1,00\nb\t2,00'],
    ['436<span>,20</span>&nbsp;&euro;', '436,20 €'],
    ['a<!-- b -->c', 'ac'],
    ['<style>p{}</style>x<script>y</script>', 'x'],
    ['<blockquote>q</blockquote>r', '> q\nr'],
    ['a<br>b', 'a\nb'],
    ['&Auml;&#252;&#x20AC;', 'Äü€'],
  ])('%s', (html, text) => expect(htmlToText(html).text.trim().replaceAll('\u00a0', ' ')).toBe(text))

  test.each([
    'display:none',
    'visibility:hidden',
    'font-size:0',
    'color:#ffffff',
    'font-size:1px;color:white',
    'opacity:0',
    'mso-hide:all',
  ])('hidden by %s', style => {
    const { text, hidden } = htmlToText(`<p>sichtbar</p><div style="${style}">geheim</div>`)
    expect([text.trim(), hidden]).toEqual(['sichtbar', 'geheim'])
  })
  test('a cell set as a paragraph, as word processors do, is a cell', () =>
    expect(
      htmlToText(
        '<table><tr><td>\n <p class=x>Miete</p></td>\n<td><p><b>500,00</b></p>\n</td></tr><tr><td><div>Summe</div></td><td><p>EUR</p></td></tr></table>Ende',
      ).text,
    ).toBe('Miete\t500,00\nSumme\tEUR\nEnde'))

  test('empty cells keep the columns in their places', () =>
    expect(
      htmlToText(
        '<table><tr><td>a</td><td>&nbsp;</td><td></td><td>1,00</td></tr><tr><td></td><td>b</td></tr></table>',
      ).text.replaceAll('\u00a0', ''),
    ).toBe('a\t\t\t1,00\n\tb'))

  test('paragraphs of one cell stay paragraphs', () =>
    expect(htmlToText('<table><tr><td><p>Guten Tag,</p><p>anbei.</p></td></tr></table><p>Gruß</p>').text).toBe(
      'Guten Tag,\nanbei.\nGruß',
    ))

  test('white on blue is seen', () =>
    expect(htmlToText('<div style="background:#003366;color:#fff">Kopf</div>').hidden).toBe(''))
})

test.each([
  ['RÃ¼ckstand 5,00 â‚¬', 'Rückstand 5,00 €'],
  ['M=C3=B6ller und =E2=82=AC', 'Möller und €'],
  ['=?utf-8?Q?M=C3=BCller_&_Co?=', 'Müller & Co'],
  ['=?UTF-8?B?w4RyZ2Vy?=', 'Ärger'],
  ['a\u00a0b\r\nc\u200bd', 'a b\ncd'],
  ['a = b und 1=2', 'a = b und 1=2'],
  ['schon richtig: ÄÖÜ ß é', 'schon richtig: ÄÖÜ ß é'],
])('cleans %j', (text, clean) => expect(cleanText(text)).toBe(clean))

test.each(['a', ' ', '> ', '1.', '1 € ', 'Herr Aa Bb ', 'Von: a\n', '<', 'Ihr Zeichen: ', 'Aa, ', '_', '(', 'keine '])(
  'a megabyte of %j is read in time',
  piece => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
    const started = performance.now()
    extract(mailOf(text, { bodyHtml: `<p>${text}` }))
    expect(performance.now() - started).toBeLessThan(20_000)
  },
)
test.each(['', ' ', '\n\n', '\u0000', '\ufffd\ufffd', '😀'])('nothing to read: %j', text => {
  expect(() => extract(mailOf(text, { subject: text, fromName: '', fromEmail: '' }))).not.toThrow()
})

describe('answers under the questions of the firm', () => {
  const under = (answer: string) =>
    extract(
      mailOf(
        `> Wie hoch ist die Forderung?\n\n310,00 EUR\n\n> Sind Sie mit 15 EUR monatlich einverstanden?\n\n${answer}\n`,
      ),
    )
  test.each([
    ['Ja, gern.', 'payment_plan'],
    ['Nein.', 'rejection'],
    ['Darüber reden wir nach Vorlage der Unterlagen.', 'debt_statement'],
  ])('%s', (answer, intent) => {
    const { intent: found, debtAmountCents } = under(answer)
    expect([found, debtAmountCents]).toEqual([intent, 310_00])
  })
})
