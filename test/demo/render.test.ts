import { extractRawText } from 'mammoth'
import { extractImages, extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { renderAttachment } from '../../src/demo/render.ts'

const page =
  'Größe: Straße 7\nHauptforderung      1.093,60 €\nZinsen                 12,04 €\n\nMit freundlichen Grüßen'
const file = (contentType: string, more = {}) => ({ filename: 'x', contentType, pages: [page, 'Seite 2'], ...more })

test('a PDF has a text layer with umlauts and the euro sign, and is the same each time', async () => {
  const bytes = await renderAttachment(file('application/pdf'))
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)))
  expect(text[0]).toMatch(/Größe: Straße 7\s+Hauptforderung\s+1\.093,60 €/)
  expect(text[1]).toBe('Seite 2')
  expect(await renderAttachment(file('application/pdf'))).toEqual(bytes)
})

test('a scanned PDF has one picture a page and no text', async () => {
  const bytes = await renderAttachment(file('application/pdf', { scanned: true }))
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  expect((await extractText(pdf)).text).toEqual(['', ''])
  expect(await extractImages(pdf, 1)).toHaveLength(1)
  expect(bytes.length).toBeLessThan(2_000_000)
})

test('a DOCX has its lines and its tables', async () => {
  const bytes = await renderAttachment(file('application/vnd.openxmlformats-officedocument.wordprocessingml.document'))
  const { value } = await extractRawText({ buffer: bytes })
  expect(value).toContain('Größe: Straße 7')
  expect(value).toMatch(/Hauptforderung\s+1\.093,60 €\s+Zinsen\s+12,04 €/)
})

test('pictures and text', async () => {
  expect((await renderAttachment(file('image/png', { scanned: true }))).subarray(1, 4).toString()).toBe('PNG')
  expect((await renderAttachment(file('text/plain'))).toString()).toBe(`${page}\fSeite 2`)
  await expect(renderAttachment(file('application/zip'))).rejects.toThrow('application/zip')
})
