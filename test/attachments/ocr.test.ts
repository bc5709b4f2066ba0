import { createCanvas } from '@napi-rs/canvas'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { DEFAULTS } from '../../src/attachments/index.ts'
import { residentBytes } from '../../src/attachments/read/memory.ts'
import { createReader } from '../../src/attachments/read/reader.ts'
import { readScan, type ScanText } from '../../src/attachments/scans.ts'
import { drawPage } from '../../src/demo/render/picture.ts'
import { renderAttachment } from '../../src/demo/render.ts'
import { pdfkit, withFile } from './files.ts'

const reader = createReader({ memoryMb: 250, timeLimitMs: { text: 30_000, render: 30_000, ocr: 60_000 } })
let peak = 0
let sampler: NodeJS.Timeout
beforeEach(() => {
  sampler = setInterval(async () => {
    peak = Math.max(peak, await residentBytes(reader.pid() ?? 0))
  }, 20)
})
afterEach(() => clearInterval(sampler))
afterAll(async () => {
  await reader.close()
  console.log(`OCR: at most ${(peak / 1e6).toFixed(0)} MB`)
})

const config = { ...DEFAULTS, ocrTimeLimitMs: 60_000 }
const scan = (bytes: Buffer, pages: number[], more = {}): Promise<ScanText> =>
  withFile(bytes, path => readScan(reader, path, pages, DEFAULTS.limits, { ...config, ...more }))

const letter = [
  'Versandhaus Grünwald GmbH & Co. KG',
  'Kundennummer 4711-0815',
  '',
  'Sehr geehrte Damen und Herren,',
  'unsere Forderung gegen Frau Käthe Müßig beträgt',
  '',
  'Hauptforderung            1.204,17 EUR',
  'Zinsen bis 03.02.2026        86,35 EUR',
  'Gesamt                    1.290,52 EUR',
].join('\n')

test('a scanned PDF: umlauts, columns, figures; two pages under 250 MB', { timeout: 120_000 }, async () => {
  const file = {
    filename: 'scan.pdf',
    contentType: 'application/pdf',
    scanned: true,
    pages: [letter, 'Seite zwei von 2'],
  }
  const { pages, unreadable, confidence } = await scan(await renderAttachment(file), [0, 1])
  expect(unreadable).toBeNull()
  expect(confidence).toBeGreaterThan(85)
  expect(pages.get(0)).toContain('Grünwald GmbH & Co. KG')
  expect(pages.get(0)).toContain('Käthe Müßig')
  expect(pages.get(0)).toMatch(
    /Hauptforderung +1\.204,17 EUR\n+Zinsen bis 03\.02\.2026 +86,35 EUR\n+Gesamt +1\.290,52 EUR/,
  )
  expect(pages.get(1)).toContain('Seite zwei von 2')
  expect(peak).toBeGreaterThan(0)
  expect(peak).toBeLessThan(250e6)
})

test('a photo that lies on its side is turned as its EXIF data says', { timeout: 120_000 }, async () => {
  const upright = drawPage(letter)
  const sideways = createCanvas(upright.height, upright.width)
  const context = sideways.getContext('2d')
  context.translate(0, upright.width)
  context.rotate(-Math.PI / 2)
  context.drawImage(upright, 0, 0)
  const jpeg = sideways.toBuffer('image/jpeg', 85)
  const exif = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010006000000000000', 'hex')
  const photo = Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)])
  expect((await scan(photo, [0])).pages.get(0)).toContain('1.290,52 EUR')
})

test('scribble is illegible, an empty page is empty', { timeout: 120_000 }, async () => {
  const canvas = createCanvas(1240, 1754)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 1240, 1754)
  const empty = canvas.toBuffer('image/png')
  expect(await scan(empty, [0])).toMatchObject({ unreadable: null, confidence: null })
  context.strokeStyle = '#223'
  context.lineWidth = 3
  for (let line = 0; line < 12; line++) {
    context.beginPath()
    for (let x = 0; x < 180; x++) {
      context.lineTo(100 + x * 5, 200 + line * 100 + 22 * Math.sin(x * 1.3 + line) * Math.cos(x * 0.37 + line * 2))
    }
    context.stroke()
  }
  const { pages, unreadable } = await scan(canvas.toBuffer('image/png'), [0])
  expect({ pages: pages.size, unreadable }).toEqual({ pages: 0, unreadable: 'illegible_scan' })
})

test('limits: pages, time, pixels; what cannot be drawn', { timeout: 120_000 }, async () => {
  const file = {
    filename: 'scan.pdf',
    contentType: 'application/pdf',
    scanned: true,
    pages: ['Ein Wort', 'Zwei', 'Drei'],
  }
  const pdf = await renderAttachment(file)
  const two = await scan(pdf, [0, 1, 2], { maxOcrPages: 1 })
  expect([two.unreadable, two.pages.size]).toEqual(['page_limit', 1])
  expect(await scan(pdf, [0, 1], { ocrTimeLimitMs: 0 })).toMatchObject({ unreadable: 'time_limit' })
  const huge = Buffer.from('89504e470d0a1a0a0000000d4948445200010000000100000806000000', 'hex')
  expect(await scan(huge, [0])).toMatchObject({ unreadable: 'size_limit' })
  expect(await scan(Buffer.from('89504e470d0a1a0a', 'hex'), [0])).toMatchObject({ unreadable: 'damaged' })
  const broken = Buffer.concat([
    Buffer.from('89504e470d0a1a0a0000000d494844520000040000000400080600000000', 'hex'),
    Buffer.alloc(50),
  ])
  expect((await scan(broken, [0])).unreadable).toMatch(/damaged|reader_crashed/)
  const locked = await pdfkit({ userPassword: 'x' }, document => document.text('x'))
  expect(await scan(locked, [0])).toMatchObject({ unreadable: 'encrypted' })
})
