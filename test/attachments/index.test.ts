import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type AttachmentConfig,
  type AttachmentReader,
  createAttachmentReader,
  DEFAULTS,
} from '../../src/attachments/index.ts'
import { readCorpus } from '../../src/demo/corpus.ts'
import { startFileServer } from '../../src/demo/file-server.ts'
import { pagePicture } from '../../src/demo/render/picture.ts'
import type { AttachmentRef } from '../../src/domain/events.ts'
import { pdfkit } from './files.ts'

let dataDir: string
let server: Server
let origin: string
let asked: string[]
let files: Record<string, Buffer | number>
let open: AttachmentReader[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'attachments-'))
  asked = []
  open = []
  server = createServer((request, response) => {
    asked.push(request.url!)
    const file = files[request.url!] ?? 404
    if (typeof file === 'number') response.writeHead(file).end()
    else response.end(file)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  await Promise.all(open.map(reader => reader.close()))
  server.close()
  server.closeAllConnections()
  await rm(dataDir, { recursive: true })
})

function reader(config: Partial<AttachmentConfig> = {}): AttachmentReader {
  const base = { ...DEFAULTS, dataDir, ocr: false, authorization: null, tokenOrigins: [], allowedOrigins: [origin] }
  open.push(createAttachmentReader({ ...base, ...config }))
  return open.at(-1)!
}
const ref = (path: string, more: Partial<AttachmentRef> = {}): AttachmentRef => ({
  url: origin + path,
  filename: path.slice(1),
  contentType: 'application/pdf',
  size: 10,
  ...more,
})

test('the development corpus: what was rendered comes back as it was', async () => {
  const corpus = await readCorpus('test/corpus')
  const authorization = 'Bearer demo'
  const host = await startFileServer({ corpus, authorization })
  const corpusReader = reader({ authorization, tokenOrigins: [host.origin], allowedOrigins: [host.origin] })
  try {
    for (const item of corpus.cases) {
      const refs = (await host.attachmentsOf(item)).map(({ content_type, ...file }) => ({
        ...file,
        contentType: content_type,
      }))
      const texts = await corpusReader.read(refs)
      item.email.attachments.forEach((file, index) => {
        const text = texts[index]!
        expect(text).toMatchObject({ filename: file.filename, contentType: file.contentType })
        if (file.scanned)
          expect(text).toMatchObject({
            pages: [],
            unreadable: /pdf/.test(file.contentType) ? 'scan_without_text_layer' : 'image',
          })
        else expect(squeezed(text.pages)).toBe(squeezed(file.pages))
      })
    }
  } finally {
    await host.close()
  }
})
const squeezed = (pages: readonly string[]) =>
  pages
    .join('\f')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()

test('with OCR: scanned pages stand in their places among the others', { timeout: 120_000 }, async () => {
  const scanned = pagePicture('Gesamtforderung 1.290,52 EUR', 'image/jpeg')
  files = {
    '/mixed': await pdfkit({ margin: 0 }, document => {
      document.text('Seite mit Textebene, Kundennummer 12345')
      document.addPage().image(scanned, 0, 0, { width: 595 })
    }),
  }
  const [mixed] = await reader({ ocr: true }).read([ref('/mixed')])
  expect(mixed).toMatchObject({ unreadable: null, contentType: 'application/pdf' })
  expect(mixed!.pages).toEqual([expect.stringContaining('Kundennummer 12345'), expect.stringContaining('1.290,52 EUR')])
  expect(mixed!.ocrConfidence).toBeGreaterThan(80)
  const [without] = await reader({ ocr: false }).read([ref('/mixed')])
  expect(without).toMatchObject({ unreadable: 'scan_without_text_layer', ocrConfidence: null })
})

test('a file is fetched once, also by the next process', async () => {
  files = { '/a': Buffer.from('Forderung 5,00 EUR') }
  const expected = [
    { filename: 'a', contentType: 'text/plain', pages: ['Forderung 5,00 EUR'], unreadable: null, ocrConfidence: null },
  ]
  expect(await reader().read([ref('/a')])).toEqual(expected)
  expect(await reader().read([ref('/a')])).toEqual(expected)
  expect(asked).toEqual(['/a'])
})

test('what is wrong with a file stands beside it; the others are read', async () => {
  files = { '/a': Buffer.from('gut'), '/b': Buffer.alloc(2000, 'x'), '/z': Buffer.from('PK\x03\x04') }
  const refs = [
    ref('/gone'),
    ref('/b'),
    ref('/large', { size: 40_000_000 }),
    ref('/x', { url: 'https://169.254.169.254/x' }),
    ref('/z'),
    ref('/a'),
  ]
  const texts = await reader({ maxFileBytes: 1000 }).read(refs)
  expect(texts.map(text => text.unreadable)).toEqual([
    'not_found',
    'too_large',
    'too_large',
    'forbidden_address',
    'truncated',
    null,
  ])
  expect(texts[5]?.pages).toEqual(['gut'])
})

test('what is wrong with the host or our token is thrown', async () => {
  files = { '/401': 401, '/503': 503 }
  await expect(reader().read([ref('/401')])).rejects.toMatchObject({
    kind: 'deployment',
    code: 'ATTACHMENT_UNAUTHORISED',
  })
  await expect(reader().read([ref('/503')])).rejects.toMatchObject({
    failure: { kind: 'dependency', code: 'ATTACHMENT_SERVER_ERROR' },
  })
})

test('limits of a whole mail: files, bytes, pages', async () => {
  files = { '/a': Buffer.from('eins\fzwei'), '/b': Buffer.from('drei\fvier'), '/c': Buffer.from('fünf') }
  const refs = ['/a', '/b', '/c'].map(path => ref(path))
  const reasons = async (limits: Partial<AttachmentConfig['limits']>) =>
    (await reader({ limits: { ...DEFAULTS.limits, ...limits } }).read(refs)).map(text => text.unreadable)
  expect(await reasons({ maxFiles: 2 })).toEqual([null, null, 'mail_file_limit'])
  expect(await reasons({ maxMailBytes: 20 })).toEqual([null, null, 'mail_size_limit'])
  expect(await reasons({ maxMailPages: 3 })).toEqual([null, 'page_limit', 'mail_page_limit'])
})

test('an abort is thrown as it is', async () => {
  const reason = new Error('partition lost')
  await expect(reader().read([ref('/a')], AbortSignal.abort(reason))).rejects.toBe(reason)
})
