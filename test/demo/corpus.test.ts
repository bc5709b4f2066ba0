import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readCorpus } from '../../src/demo/corpus.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-'))
})
afterEach(() => rm(folder, { recursive: true }))

const lines = async (file: string) => (await readFile(`test/corpus/${file}`, 'utf8')).trim().split('\n')

test('reads the development corpus', async () => {
  const { registry, cases } = await readCorpus('test/corpus')
  expect(registry).toHaveLength(220)
  expect(cases).toHaveLength(130)
  expect(cases.every(item => item.expected)).toBe(true)
})

test('expected, why and tags may be missing', async () => {
  const [registry] = await lines('registry.jsonl')
  const [item] = await lines('cases.jsonl')
  const { expected: _, why: __, tags: ___, ...bare } = JSON.parse(item!)
  await writeFile(join(folder, 'registry.jsonl'), `\ufeff${registry}\r\n\r\n`)
  await writeFile(join(folder, 'cases.jsonl'), JSON.stringify(bare))
  const corpus = await readCorpus(folder)
  expect(corpus.cases[0]).toMatchObject({ id: bare.id, tags: [] })
  expect(corpus.cases[0]?.expected).toBeUndefined()
})

test('names file, line and field of each mistake', async () => {
  const [registry] = await lines('registry.jsonl')
  const [first, second] = await lines('cases.jsonl')
  const wrong = JSON.parse(second!)
  wrong.email.receivedAt = 'gestern'
  await writeFile(join(folder, 'registry.jsonl'), `${registry}\n{"inquiryId"\n${registry}\n`)
  await writeFile(join(folder, 'cases.jsonl'), `${first}\n${JSON.stringify(wrong)}\n`)
  const error = await readCorpus(folder).catch((e: Error) => e)
  expect(error).toMatchObject({ code: 'BAD_CORPUS' })
  const { message } = error as Error
  expect(message).toContain('registry.jsonl:2: line:')
  expect(message).toContain('registry.jsonl:3: id inq-0001 is already in line 1')
  expect(message).toContain('cases.jsonl:2: email.receivedAt:')
})

test('a folder without the files is refused by name', async () => {
  await expect(readCorpus(folder)).rejects.toThrow(/registry\.jsonl cannot be read \(ENOENT\)/)
})
