/** Input made to do harm, or far too large: a clear reason within 10 s, the parent alive and small, the child gone. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULTS } from '../../src/attachments/index.ts'
import { createReader, type Reader } from '../../src/attachments/read/reader.ts'
import type { ReadResult } from '../../src/attachments/read/types.ts'
import { docxOf, manyPages, pageOf, pdfBomb, pdfkit, rawPdf, stream, withFile, zip } from './files.ts'

const all = (ms: number) => ({ text: ms, render: ms, ocr: ms })

let reader: Reader
beforeAll(() => {
  reader = createReader({ memoryMb: DEFAULTS.readMemoryMb, timeLimitMs: all(DEFAULTS.readTimeLimitMs) })
})
afterAll(() => reader.close())

/** Reads a file, and then a good one, to see that the reader still lives. */
async function reasonOf(bytes: Buffer): Promise<ReadResult['unreadable']> {
  const job = (path: string) => ({ path, mode: 'text' as const, limits: DEFAULTS.limits })
  const began = performance.now()
  const before = process.memoryUsage().rss
  const outcome = await withFile(bytes, path => reader.run(job(path)))
  const { unreadable, pages } = typeof outcome === 'string' ? { unreadable: outcome, pages: [] } : outcome
  const seconds = (performance.now() - began) / 1000
  console.log(`${expect.getState().currentTestName}: ${unreadable} after ${seconds.toFixed(2)} s`)
  expect(seconds).toBeLessThan(10)
  expect(pages.join('').length).toBeLessThanOrEqual(DEFAULTS.limits.maxChars)
  const good = await withFile(Buffer.from('Forderung 5,00 EUR'), path => reader.run(job(path)))
  expect(good).toMatchObject({ pages: ['Forderung 5,00 EUR'], unreadable: null })
  // The parent never holds the file; the test's own copy of it was there before.
  expect(process.memoryUsage().rss - before).toBeLessThan(30e6)
  return unreadable
}

const paragraph = '<w:p><w:r><w:t>Forderung 1,00 EUR</w:t></w:r></w:p>'

test('a 40 MB PDF of one picture', async () => {
  const picture = '/Type /XObject /Subtype /Image /Width 5000 /Height 2666 /ColorSpace /DeviceRGB /BitsPerComponent 8'
  const bytes = rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>',
    stream(Buffer.from('q 595 0 0 842 0 0 cm /I Do Q')),
    stream(randomBytes(40_000_000), picture),
  ])
  expect(await reasonOf(bytes)).toBe('scan_without_text_layer')
})

test('a 40 MB PDF of text', async () => {
  const text = 'BT /F 12 Tf 72 700 Td (Forderung 1.234,56 EUR) Tj ET\n'
  expect(await reasonOf(pageOf(stream(Buffer.alloc(40_000_000, text))))).toMatch(/text_limit|time_limit|out_of_memory/)
})

test('a PDF that unpacks to 200 MB of text', async () => {
  expect(await reasonOf(pdfBomb(200_000_000, 'BT /F 9 Tf (Forderung) Tj ET\n'))).toMatch(
    /text_limit|time_limit|out_of_memory/,
  )
})

test('a PDF that unpacks to endless drawing', async () => {
  expect(await reasonOf(pdfBomb(150_000_000, '0 0 m 9 9 l S\n'))).toMatch(/time_limit|out_of_memory|scan_without/)
})

test('a PDF of 100,000 pages', async () => {
  expect(await reasonOf(manyPages(100_000))).toBe('page_limit')
  expect(await reasonOf(manyPages(4000))).toMatch(/page_limit|out_of_memory/)
})

test('a PDF that says it has 2 billion pages, and one whose page tree bites its tail', async () => {
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>'
  const catalog = '<< /Type /Catalog /Pages 2 0 R >>'
  expect(await reasonOf(rawPdf([catalog, '<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>', page]))).toBe(
    'page_limit',
  )
  expect(await reasonOf(rawPdf([catalog, '<< /Type /Pages /Kids [2 0 R] /Count 3 >>', page]))).not.toBeNull()
})

test('an encrypted PDF', async () => {
  const bytes = await pdfkit({ userPassword: 'x', pdfVersion: '1.7' }, document => document.text('geheim'))
  expect(await reasonOf(bytes)).toBe('encrypted')
})

test('a PDF cut anywhere', async () => {
  const whole = await pdfkit({}, document => {
    for (let i = 0; i < 20; i++) document.text(`Seite ${i}: Forderung 1,00 EUR`).addPage()
  })
  for (const share of [0.01, 0.3, 0.6, 0.9, 0.99]) {
    const reason = await reasonOf(whole.subarray(0, Math.floor(whole.length * share)))
    expect(reason).toMatch(/damaged|truncated/)
  }
  expect(await reasonOf(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(100_000)]))).toBe('damaged')
})

test('a DOCX that declares 5 GB, and one that lies about it', async () => {
  const bomb = Buffer.alloc(30_000_000, paragraph)
  expect(await reasonOf(docxOf(bomb))).toBe('size_limit')
  const media = Array.from({ length: 10 }, (_, i) => ({
    name: `word/media/${i}.png`,
    data: Buffer.alloc(100),
    declared: 500_000_000,
  }))
  expect(await reasonOf(docxOf(paragraph, media))).toBe('zip_bomb')
  expect(await reasonOf(docxOf(bomb, [], 5000))).toBe('zip_bomb')
})

test('a DOCX of 5,000 parts, of nested elements, of entities', async () => {
  const parts = Array.from({ length: 5000 }, (_, i) => ({ name: `word/${i}.xml`, data: Buffer.from('<a/>') }))
  expect(await reasonOf(docxOf(paragraph, parts))).toBe('zip_bomb')
  expect(await reasonOf(docxOf('<w:p>'.repeat(200_000) + '</w:p>'.repeat(200_000)))).toMatch(
    /damaged|time_limit|out_of_memory|crashed/,
  )
  const entities = Array.from({ length: 10 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')
  const xml = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">${entities}]><w:hdr xmlns:w="x"><w:t>&e10;</w:t></w:hdr>`
  expect(await reasonOf(docxOf(paragraph, [{ name: 'word/header1.xml', data: Buffer.from(xml) }]))).toBeNull()
})

test('a DOCX cut anywhere, and one with a password', async () => {
  const whole = docxOf(paragraph.repeat(500))
  for (const share of [0.1, 0.5, 0.95]) {
    expect(await reasonOf(whole.subarray(0, Math.floor(whole.length * share)))).toMatch(/damaged|truncated/)
  }
  expect(await reasonOf(zip([{ name: '[Content_Types].xml', data: Buffer.from('x'), flags: 1 }]))).toBe('encrypted')
})

test('20 MB of text without a line end, and HTML of 300,000 open tags', async () => {
  expect(await reasonOf(Buffer.alloc(20_000_000, 'ä1 '))).toBe('text_limit')
  expect(await reasonOf(Buffer.from(`<html>${'<table><tr><td>'.repeat(300_000)}`))).not.toBe('reader_crashed')
})

test('invalid UTF-8', async () => {
  expect(await reasonOf(Buffer.from([0x46, 0xfc, 0x72, 0xc3, 0x28, 0x80, 0x0a]))).toBeNull()
})

test('a time limit, an abort and a crash end the child, and the next file has a new one', async () => {
  const slow = createReader({ memoryMb: 400, timeLimitMs: all(50) })
  const job = (path: string) => ({ path, mode: 'text' as const, limits: DEFAULTS.limits })
  const endless = pdfBomb(150_000_000, '0 0 m 9 9 l S\n')
  await withFile(endless, async path => {
    expect(await slow.run(job(path))).toBe('time_limit')
    expect(slow.pid()).toBeUndefined()
    const reason = new Error('partition lost')
    await expect(slow.run(job(path), AbortSignal.abort(reason))).rejects.toBe(reason)
    const patient = createReader({ memoryMb: 400, timeLimitMs: all(5000) })
    const controller = new AbortController()
    const reading = patient.run(job(path), controller.signal)
    while (patient.pid() === undefined) await new Promise(resolve => setImmediate(resolve))
    const pid = patient.pid()!
    controller.abort(reason)
    await expect(reading).rejects.toBe(reason)
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    await patient.close()
  })
  await slow.close()
})

test('the child goes after so many files, and when it is idle', async () => {
  const short = createReader({ memoryMb: 200, timeLimitMs: all(5000), filesPerChild: 2 })
  const pids = await withFile(Buffer.from('Text'), async path => {
    const seen: (number | undefined)[] = []
    for (let i = 0; i < 3; i++) {
      const reading = short.run({ path, mode: 'text', limits: DEFAULTS.limits })
      await reading
      seen.push(short.pid())
    }
    return seen
  })
  expect(pids[0]).toBeTypeOf('number')
  expect(pids[1]).toBeUndefined()
  expect(pids[2]).not.toBe(pids[0])
  await short.close()
  expect(short.pid()).toBeUndefined()
})

test('the child knows none of our secrets', { skip: process.platform !== 'linux' }, async () => {
  process.env.ZENDESK_TOKEN = 'not for the child'
  const fresh = createReader({ memoryMb: 200, timeLimitMs: all(5000) })
  await withFile(Buffer.from('Text'), path => fresh.run({ path, mode: 'text', limits: DEFAULTS.limits }))
  const environment = (await readFile(`/proc/${fresh.pid()}/environ`, 'utf8'))
    .split('\0')
    .map(line => line.split('=')[0])
  expect(environment.filter(name => name && !/^(NODE_CHANNEL_|PWD$|OLDPWD$|SHLVL$|_$)/.test(name))).toEqual([])
  await fresh.close()
  delete process.env.ZENDESK_TOKEN
})
