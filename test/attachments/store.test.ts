import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createStore } from '../../src/attachments/store.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function* chunks(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text)
}
const sha = (text: string) => createHash('sha256').update(text).digest('hex')

test('what was put is found by URL, under its hash', async () => {
  const store = createStore(folder)
  expect(await store.find('https://x.example/1')).toBeUndefined()
  const stored = await store.put('https://x.example/1', chunks('a', 'bc'))
  const sha256 = sha('abc')
  expect(stored).toEqual({ sha256, size: 3, path: join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256) })
  expect(await readFile(stored.path, 'utf8')).toBe('abc')
  expect(await createStore(folder).find('https://x.example/1')).toEqual(stored)
  expect(await store.find('https://x.example/2')).toBeUndefined()
})

test('the same content is kept once, in parallel, too', async () => {
  const store = createStore(folder)
  const stored = await Promise.all(['1', '2', '3'].map(url => store.put(url, chunks('same'))))
  expect(new Set(stored.map(file => file.path)).size).toBe(1)
  expect(await readdir(join(folder, 'tmp'))).toEqual([])
})

test('a download that breaks leaves nothing', async () => {
  const store = createStore(folder)
  const broken = async function* () {
    yield Buffer.from('half')
    throw new Error('connection lost')
  }
  await expect(store.put('u', broken())).rejects.toThrow('connection lost')
  expect(await store.find('u')).toBeUndefined()
  expect(await readdir(join(folder, 'tmp'))).toEqual([])
})

test('a file that was damaged or removed is not found', async () => {
  const store = createStore(folder)
  const { path, sha256 } = await store.put('u', chunks('abc'))
  await writeFile(path, 'abX')
  expect(await store.find('u')).toBeUndefined()
  await store.put('u', chunks('abc'))
  expect(await store.find('u')).toBeDefined()
  await store.remove(sha256)
  expect(await store.find('u')).toBeUndefined()
})

test('what a killed process left is swept after an hour', async () => {
  const store = createStore(folder)
  await store.sweep()
  await mkdir(join(folder, 'tmp'))
  await writeFile(join(folder, 'tmp', 'old'), 'x')
  await utimes(join(folder, 'tmp', 'old'), 1, 1)
  await writeFile(join(folder, 'tmp', 'new'), 'x')
  await store.sweep()
  expect(await readdir(join(folder, 'tmp'))).toEqual(['new'])
})
