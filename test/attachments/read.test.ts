import { afterAll, expect, test } from 'vitest'
import { DEFAULTS } from '../../src/attachments/index.ts'
import { createReader } from '../../src/attachments/read/reader.ts'
import type { ReadLimits, ReadResult } from '../../src/attachments/read/types.ts'
import { renderAttachment } from '../../src/demo/render.ts'
import { docxOf, pdfkit, withFile, zip } from './files.ts'

const all = (ms: number) => ({ text: ms, render: ms, ocr: ms })

const reader = createReader({ memoryMb: DEFAULTS.readMemoryMb, timeLimitMs: all(DEFAULTS.readTimeLimitMs) })
afterAll(() => reader.close())

const read = (bytes: Buffer | string, limits: Partial<ReadLimits> = {}): Promise<ReadResult> =>
  withFile(Buffer.from(bytes as string), async path => {
    const result = await reader.run({ path, mode: 'text', limits: { ...DEFAULTS.limits, ...limits } })
    if (typeof result === 'string') throw new Error(result)
    return result
  })
const page = 'Kundennr. 12-34 Groß & Söhne\n\nHauptforderung      1.093,60 €\nZinsen                 12,04 €'
const file = (contentType: string, more = {}) => ({
  filename: 'x',
  contentType,
  pages: [page, `${page}\nEnde`],
  ...more,
})
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

test('PDF: text layer, columns and empty lines as they are on the page', async () => {
  const result = await read(await renderAttachment(file('application/pdf')))
  expect(result).toEqual({
    contentType: 'application/pdf',
    pages: [page, `${page}\nEnde`],
    unreadable: null,
    pictures: [],
  })
})

test('PDF: a scan says so; a scanned page among others does not hide them', async () => {
  const scan = await read(await renderAttachment(file('application/pdf', { scanned: true })))
  expect(scan).toMatchObject({ pages: [], unreadable: 'scan_without_text_layer', pictures: [0, 1] })
  const mixed = await pdfkit({}, document => {
    document.text('Seite mit Text, Forderung 5,00 EUR').addPage().rect(50, 50, 100, 100).fill()
  })
  const { pages, ...rest } = await read(mixed)
  expect(pages[0]).toContain('Forderung 5,00 EUR')
  expect(rest).toMatchObject({ unreadable: 'scan_without_text_layer', pictures: [1] })
})

test('PDF: what was filled into a form is read where it stands', async () => {
  const form = await pdfkit({ font: 'Helvetica' }, document => {
    document.initForm()
    document.text('Gesamtforderung in EUR:', 50, 100)
    document.formText('amount', 250, 95, 150, 20, { value: '2.277,27' })
    document.text('Forderung besteht', 50, 140)
  })
  expect((await read(form)).pages[0]).toMatch(/Gesamtforderung in EUR: +2\.277,27\n+Forderung besteht/)
})

test('PDF: encrypted; readable without a password although it has an owner', async () => {
  const locked = await pdfkit({ userPassword: 'geheim' }, document => document.text(page))
  expect(await read(locked)).toMatchObject({ pages: [], unreadable: 'encrypted' })
  const owned = await pdfkit({ ownerPassword: 'geheim' }, document => document.text('Forderung 77,00 EUR'))
  expect(await read(owned)).toMatchObject({ pages: ['Forderung 77,00 EUR'], unreadable: null })
})

test('PDF: page and text limits keep what is before them', async () => {
  const bytes = await renderAttachment(file('application/pdf'))
  expect(await read(bytes, { maxPages: 1 })).toMatchObject({ pages: [page], unreadable: 'page_limit' })
  expect(await read(bytes, { maxChars: 150 })).toMatchObject({ pages: [page], unreadable: 'text_limit' })
})

test('DOCX: lines, tables, header and footer', async () => {
  const result = await read(await renderAttachment(file(DOCX)))
  expect(result).toMatchObject({ contentType: DOCX, unreadable: null })
  expect(result.pages[0]).toMatch(/Groß & Söhne\n[\s\S]*Hauptforderung\s+1\.093,60 €\nZinsen\s+12,04 €/)
  const head =
    '<?xml version="1.0"?><w:hdr xmlns:w="x"><w:p><w:r><w:t>Unser Zeichen:</w:t><w:tab/><w:t xml:space="preserve"> A&amp;B 7</w:t></w:r></w:p></w:hdr>'
  const body = '<w:p><w:r><w:t>Sehr geehrte Damen und Herren</w:t></w:r></w:p>'
  const headed = docxOf(body, [{ name: 'word/header1.xml', data: Buffer.from(head) }])
  expect((await read(headed)).pages[0]).toMatch(/^Unser Zeichen:\s+A&B 7\n+Sehr geehrte/)
})

test('text in UTF-8, UTF-16, Windows-1252 and with broken bytes', async () => {
  const text = 'Größe: 5 €\r\nStraße'
  const expected = { contentType: 'text/plain', pages: ['Größe: 5 €\nStraße'], unreadable: null }
  const windows = Buffer.from(text.replace('€', '\x80'), 'latin1')
  const utf16 = Buffer.from(text, 'utf16le')
  const variants = [
    text,
    `\ufeff${text}`,
    windows,
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(utf16).swap16(),
    utf16,
  ]
  for (const bytes of variants) expect(await read(bytes)).toMatchObject(expected)
  const broken = Buffer.concat([Buffer.from(text), Buffer.from([0xc3])])
  expect((await read(broken)).pages[0]).toBe('Größe: 5 €\nStraße\ufffd')
  expect((await read('Seite 1\fSeite 2\n')).pages).toEqual(['Seite 1', 'Seite 2'])
})

test('HTML: visible text, its own charset', async () => {
  const html =
    '<html><head><meta charset="iso-8859-1"></head><body><table><tr><td>Größe</td><td>5,00</td></tr></table></body></html>'
  expect(await read(Buffer.from(html, 'latin1'))).toMatchObject({
    contentType: 'text/html',
    pages: [expect.stringMatching(/Größe\s+5,00/)],
  })
})

test('a mail in a mail', async () => {
  const mail = [
    'From: =?utf-8?Q?B=C3=BCro?= <a@b.example>',
    'Subject: Forderung',
    'Date: Tue, 4 Nov 2025 09:00:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=X',
    '',
    '--X',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Offen: 5,00 EUR',
    '--X',
    'Content-Type: application/pdf',
    'Content-Disposition: attachment; filename=a.pdf',
    '',
    'x',
    '--X--',
    '',
  ]
  const result = await read(mail.join('\r\n'))
  expect(result).toMatchObject({ contentType: 'message/rfc822', unreadable: 'nested_attachments' })
  expect(result.pages[0]).toMatch(
    /^Von: Büro a@b.example\n[\s\S]*Betreff: Forderung\nAnlagen: a.pdf\n\nOffen: 5,00 EUR$/,
  )
})

test('pictures: a photo is unreadable without OCR, a logo is no loss', async () => {
  const photo = await renderAttachment(file('image/png'))
  expect(await read(photo)).toMatchObject({ contentType: 'image/png', unreadable: 'image', pictures: [0] })
  const { createCanvas } = await import('@napi-rs/canvas')
  const logo = createCanvas(320, 80).toBuffer('image/jpeg')
  expect(await read(logo)).toEqual({ contentType: 'image/jpeg', pages: [], unreadable: null, pictures: [] })
})

test('what is not read is named', async () => {
  const ole = (name: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from(name, 'utf16le')])
  const cases: [Buffer | string, string, string][] = [
    [ole('WordDocument'), 'application/msword', 'unsupported_type'],
    [ole('Workbook'), 'application/vnd.ms-excel', 'unsupported_type'],
    [ole('EncryptedPackage'), 'application/x-ole-storage', 'encrypted'],
    [zip([{ name: 'a.txt', data: Buffer.from('a') }]), 'application/zip', 'unsupported_type'],
    ['{\\rtf1 hallo}', 'application/rtf', 'unsupported_type'],
    [Buffer.from('4d5a90000300000004000000ffff', 'hex'), 'application/octet-stream', 'unsupported_type'],
    ['', 'text/plain', 'empty'],
  ]
  for (const [bytes, contentType, unreadable] of cases) {
    expect(await read(bytes)).toEqual({ contentType, pages: [], unreadable, pictures: [] })
  }
})
