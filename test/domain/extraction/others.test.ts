import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { mailOf } from './mail.ts'

const table = (...rows: string[][]) =>
  `<table>${rows.map(row => `<tr>${row.map(cell => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`
const read = (html: string, subject = 'Offene Posten') =>
  extract(mailOf('', { bodyText: null, bodyHtml: html, subject }))

describe('a list of open items with several persons', () => {
  const rows = table(
    ['Beleg', 'Patient/in', 'offen EUR'],
    ['KB-2025-0311', 'Ackermann, Jan', '90,00'],
    ['KB-2025-0312', 'Ackert, Ida', '140,50'],
    ['KB-2025-0313', 'Adler, Tom', '1.200,00'],
    ['Summe', '', '1.430,50'],
  )

  test('the row of the one whom the mail names counts, with its reference only', () => {
    const { debtAmountCents, references } = read(`<p>Guten Tag,</p><p>Ihre Mandantin Ackert steht unten.</p>${rows}`)
    expect([debtAmountCents, references]).toEqual([140_50, ['KB-2025-0312']])
  })

  test.each([
    ['nobody is named', '<p>Guten Tag, anbei die Liste.</p>'],
    ['two are named', '<p>Frau Ackert und Herr Adler stehen unten.</p>'],
  ])('%s: no sum is taken', (_, prose) => expect(read(prose + rows).debtAmountCents).toBeNull())

  test('of one last name the first name decides', () => {
    const couple = table(['Mieter', 'Saldo'], ['Roth, Ina', '310,00'], ['Roth, Udo', '95,00'])
    expect(read(`<p>Zu Frau Ina Roth:</p>${couple}`).debtAmountCents).toBe(310_00)
    expect(read(`<p>Zu Familie Roth:</p>${couple}`).debtAmountCents).toBeNull()
  })

  test('a table of one person is read as any other', () => {
    const one = table(['Kunde', 'offen'], ['Roth, Ina', '310,00'], ['Roth, Ina', '90,00'])
    expect(read(`<p>Guten Tag,</p>${one}`).debtAmountCents).toBe(400_00)
  })
})

test('the letter that the firm answered is overtaken by the answer to it', () => {
  const { debtAmountCents, flags } = extract(
    mailOf(
      [
        'Guten Tag,',
        '',
        'die Rücksendung ist verbucht, offen sind nur noch 402,10 Euro.',
        '',
        'Am 05.02.2026 um 11:20 schrieb Kanzlei Sturmhövel <post@kanzlei-sturmhoevel.example>:',
        '> Unsere Mandantin hat etwas zurückgesandt. Ist das berücksichtigt?',
        '>',
        '> Am 03.02.2026 um 09:02 schrieb Muster Versand:',
        '>> Guten Tag,',
        '>> der Saldo beträgt 530,00 Euro.',
      ].join('\n'),
    ),
  )
  expect([debtAmountCents, flags]).toEqual([402_10, []])
})

test('a cell over several columns leaves those behind it in theirs', () => {
  const { debtAmountCents } = extract(
    mailOf('', {
      bodyText: null,
      bodyHtml: `<p>Guten Tag,</p><table><tr><th>Rechnung</th><th>Betrag</th><th>bezahlt</th><th>offen</th></tr>
        <tr><td>R-2025-118</td><td>198,40</td><td>60,00</td><td>138,40</td></tr>
        <tr><td>R-2025-119</td><td>320,00</td><td>0,00</td><td>320,00</td></tr>
        <tr><td colspan="3">Mahnauslagen</td><td>9,00</td></tr>
        <tr><td colspan="3">Gesamt offen in &euro;</td><td>467,40</td></tr></table>`,
    }),
  )
  expect(debtAmountCents).toBe(467_40)
})

test('a number that the firm is told is not its own', () => {
  const { references, aktenzeichen } = extract(
    mailOf('Thank you for your e-mail.\n\nYour case number is 00481177. Your file number: KS/118/25.'),
  )
  expect(references).toEqual(['00481177'])
  expect(aktenzeichen).toContain('KS/118/25')
})

test('the larger of two figures that nothing explains is for a person to see', () => {
  const { flags } = extract(mailOf('Guten Tag,\n\n900 Euro Anlage. Es war von 120 Euro die Rede.\n\nGruß\nA. Tester'))
  expect(flags).toContain('unclear_claim')
})
