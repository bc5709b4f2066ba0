import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { type ImportedLine, parseInquiries, toEvent } from '../../src/inquiries/import.ts'

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const result: T[] = []
  for await (const item of items) result.push(item)
  return result
}
async function read(...chunks: (string | Buffer)[]): Promise<ImportedLine[]> {
  return all(parseInquiries(Readable.from(chunks, { objectMode: true })))
}
const good = (lines: ImportedLine[]) => lines.flatMap(item => ('inquiry' in item ? [item.inquiry] : []))
const bad = (lines: ImportedLine[]) => lines.flatMap(item => ('reason' in item ? [item] : []))

const GERMAN = 'Mandant;Geburtsdatum;Aktenzeichen;Gläubiger;Gläubiger-E-Mail;Kundennummer;Forderung;Versandt am\n'
const ROW = 'Jörg Weiß;01.02.1980;AB-1/24;Möbel Kranz GmbH;post@kranz.example;K 1|R-2;"1.234,56 €";20.10.2025 09:30\n'

test('JSON Lines: the corpus registry', async () => {
  const lines = await all(parseInquiries(createReadStream('test/corpus/registry.jsonl')))
  expect(bad(lines)).toEqual([])
  expect(lines).toHaveLength(220)
  expect(good(lines)[0]).toMatchObject({
    inquiryId: 'inq-0001',
    data: { clientBirthDate: '1981-12-12', expectedAmountCents: 45000, sentAt: Date.UTC(2025, 9, 20, 9, 30, 10) },
  })
})

test('CSV and JSON Lines of the same content give the same events', async () => {
  const text = await readFile('test/corpus/registry.jsonl', 'utf8')
  const rows = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  const names = Object.keys(rows[0])
  const cell = (value: unknown) => {
    const plain = Array.isArray(value) ? value.join('|') : String(value ?? '')
    return /[",\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
  }
  const csv = [names, ...rows.map(row => names.map(name => row[name]))].map(row => row.map(cell).join(',')).join('\r\n')
  const events = async (chunk: string) => good(await read(chunk)).map(inquiry => toEvent(inquiry, '/cli'))
  const once = await events(csv)
  expect(once).toHaveLength(220)
  expect(once).toEqual(await events(text))
  expect(new Set(once.map(event => event.id)).size).toBe(220)
})

test('German headers, amounts, dates; ids derived where the file has none', async () => {
  const [line] = await read(GERMAN + ROW)
  expect(line).toMatchObject({
    line: 2,
    inquiry: {
      data: {
        clientName: 'Jörg Weiß',
        clientFirstName: 'Jörg',
        clientLastName: 'Weiß',
        clientBirthDate: '1980-02-01',
        creditorName: 'Möbel Kranz GmbH',
        creditorEmail: 'post@kranz.example',
        creditorReferences: ['K 1', 'R-2'],
        expectedAmountCents: 123456,
        clientAddress: null,
        sentAt: Date.UTC(2025, 9, 20, 7, 30),
      },
    },
  })
  const [again] = good(await read(`\ufeff${GERMAN}`, ROW))
  expect(again).toEqual(good([line!])[0])
  expect(again?.inquiryId).toMatch(/^[0-9a-f-]{36}$/)
})

test('Windows-1252 and UTF-16, cut anywhere', async () => {
  const expected = good(await read(GERMAN + ROW))
  const windows = Buffer.from(`${GERMAN}${ROW}`.replace('€', '\x80'), 'latin1')
  const utf16 = Buffer.from(`\ufeff${GERMAN}${ROW}`, 'utf16le')
  const utf8 = Buffer.from(GERMAN + ROW)
  for (const bytes of [windows, utf16, utf8]) {
    const pieces = Array.from({ length: bytes.length }, (_, i) => bytes.subarray(i, i + 1))
    expect(good(await read(bytes))).toEqual(expected)
    expect(good(await read(...pieces))).toEqual(expected)
  }
})

test('bad lines are named and the rest goes in', async () => {
  const lines = await read(
    GERMAN,
    ROW,
    ';;AB-2/24;Bank;keine-adresse;;12,345;31.02.2025\n',
    'zu;wenig\n',
    '\n',
    ROW.replace('Jörg Weiß', '"Weiß, Jörg\nzu Hause"'),
    ROW.replace('Jörg', '"Jörg'),
    ROW.repeat(30),
  )
  expect(good(lines)).toHaveLength(32)
  expect(bad(lines).map(item => item.line)).toEqual([3, 4, 8])
  expect(bad(lines)[0]?.reason).toBe(
    'clientName: missing; creditorEmail: not an address; sentAt: "31.02.2025" is not a date ' +
      '(expected e.g. 20.10.2025 or 2025-10-20); expectedAmount: "12,345" is not an amount (expected e.g. 1.234,56 or 1234.56)',
  )
  expect(bad(lines)[2]?.reason).toContain('not closed')
  expect(lines.at(-1)).toMatchObject({ line: 38 })
})

test('bad JSON lines, too', async () => {
  const [row] = (await readFile('test/corpus/registry.jsonl', 'utf8')).split('\n')
  const lines = await read(`${row}\n{"a"\n[]\n{"sentAt": 5, "creditorReferences": 7}\n${row}`)
  expect(good(lines)).toHaveLength(2)
  expect(bad(lines).map(item => item.line)).toEqual([2, 3, 4])
})

test('a file that is none', async () => {
  await expect(read('a;b\n1;2\n')).rejects.toThrow(
    /Line 1 is no header.*aktenzeichen, creditorName, sentAt, clientName/,
  )
  await expect(read('Mandant;Name;Az;Gläubiger;Datum\n')).rejects.toThrow('Two columns of line 1 mean clientName')
  expect(await read('')).toEqual([])
})

test('60,000 lines do not fill memory', async () => {
  let live = 0
  const source = async function* () {
    yield GERMAN
    for (let i = 0; i < 600; i++) yield ROW.replace('AB-1', `AB-${i}`).repeat(100)
  }
  let count = 0
  for await (const item of parseInquiries(source())) {
    if ('inquiry' in item) count++
    if (count % 10_000 === 0) live = Math.max(live, process.memoryUsage().heapUsed)
  }
  expect(count).toBe(60_000)
  expect(live).toBeLessThan(200e6)
})
