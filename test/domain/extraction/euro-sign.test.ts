/** Mails are read with `¤` for the euro sign, one byte a letter: nobody outside sees it, and no pattern knows one of the two only. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { describe, expect, test } from 'vitest'
import { readCorpus } from '../../../src/demo/corpus.ts'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { readMail } from '../../../src/domain/extraction/reply.ts'
import { centsOf, sourceText } from '../../../src/domain/extraction/source-text.ts'
import type { MailContent } from '../../../src/domain/extraction/types.ts'
import { letterOf, mailOf } from './mail.ts'

const SUM = 'Die Gesamtforderung der Süd€Shop GmbH beträgt 1.250,40 € (in Worten: tausendzweihundertfünfzig).'

describe('the euro sign', () => {
  test.each([
    ['alone', SUM],
    ['read by the table that has no euro sign', SUM.replaceAll('€', '¤')],
    ['beside other letters beyond Latin-1', `Für „Ayşe Kılıç“ gilt – ${SUM}`],
  ])('%s: what is found shows it', (_, text) => {
    const { debtAmountCents, amounts, summary, creditorNames } = extract(letterOf(text))
    expect(debtAmountCents).toBe(1250_40)
    expect(amounts.map(amount => amount.text).join()).toContain('1.250,40 €')
    expect(summary).toContain('beträgt 1.250,40 €')
    expect(creditorNames).toContain('Süd€Shop GmbH')
  })

  test('as an entity of an HTML mail, in the subject and in an attachment', () => {
    const html = mailOf('', { bodyText: null, bodyHtml: '<p>Die Gesamtforderung betr&auml;gt 310,20&nbsp;&euro;.</p>' })
    expect(extract(html).amounts[0]?.text).toContain('310,20 €')
    const subject = 'Gesamtforderung 310,20 €'
    expect(extract(mailOf('Guten Tag, siehe Betreff.', { subject })).amounts[0]?.text).toContain('310,20 €')
    const page = {
      filename: 'a.pdf',
      contentType: 'application/pdf',
      pages: ['Gesamtforderung: 310,20 €'],
      unreadable: null,
    }
    expect(extract(mailOf('Anbei.', { attachments: [page] })).amounts[0]?.text).toContain('310,20 €')
  })

  test('in what another reading is held against', () => {
    const source = sourceText(letterOf(SUM, { subject: 'Forderung 1.250,40 €', fromName: 'Süd€Shop' }))
    expect(source.passages.map(passage => passage.text).join()).toContain('beträgt 1.250,40 €')
    expect(source.passages[0]?.text).toBe('Forderung 1.250,40 €')
    expect(source.sums.get(1250_40)).toContain('1.250,40 €')
    expect(source.says('1.250,40 €')).toBe(true)
    expect(source.creditorSays('1.250,40 ¤')).toBe(true)
    expect(source.says('1.250,41 €')).toBe(false)
    expect(centsOf('1.250,40 €')).toBe(1250_40)
  })

  test('no other sign leaves the reading of any mail of the corpus', async () => {
    const { cases } = await readCorpus('test/corpus')
    for (const { id, email } of cases) {
      const mail: MailContent = { ...email, receivedAt: 0, attachments: [] }
      const seen = JSON.stringify([extract(mail), sourceText(mail).passages, [...sourceText(mail).sums]])
      expect(seen.includes('¤'), id).toBe(false)
    }
  })
})

/** V8 writes a string down as it keeps it. */
const bytes = (text: string) => serialize(text).byteLength

test.each([
  ['a line of', SUM, SUM],
  ['a line of an HTML mail beside', `<p>${SUM}</p><p>„Ayşe“</p>`, SUM],
])('%s Latin-1 and euro signs is kept in one byte a letter', (_, text, line) => {
  const mail = text.startsWith('<') ? mailOf('', { bodyText: null, bodyHtml: text }) : mailOf(text)
  const found = readMail(mail).lines.find(read => read.text === line.replaceAll('€', '¤'))
  expect(bytes(found!.text)).toBeLessThan(line.length + 16)
})

/** What writes the sign, or meets it before the texts are compact: no patterns. */
const ABOUT_THE_SIGN = ['entities.ts', 'one-byte.ts', 'summary.ts']

test('patterns that name the euro sign name what stands for it', () => {
  const root = 'src/domain/extraction'
  const lonely = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !ABOUT_THE_SIGN.includes(file))
    .flatMap(file =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .filter(line => !/^\s*(?:\/\/|\/?\*)/.test(line) && /€(?!¤)/.test(line.replace(/\s\/\/ .*/, '')))
        .map(line => `${file}: ${line.trim()}`),
    )
  expect(lonely).toEqual([])
})
