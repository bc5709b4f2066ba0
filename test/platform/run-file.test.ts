import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRunFile, removeRunFile, writeRunFile } from '../../src/platform/run-file.ts'

const content = {
  addresses: { kafkaBrokers: ['127.0.0.1:1'], databaseUrl: 'postgres://a', mongodbUrl: 'mongodb://b' },
  pids: { supervisor: process.pid },
}

function written(): string {
  const folder = mkdtempSync(join(tmpdir(), 'run-file-'))
  writeRunFile(folder, content)
  return folder
}

function edit(folder: string, change: (owner: { pid: number; started: string }) => void): void {
  const file = join(folder, 'run.json')
  const stored = JSON.parse(readFileSync(file, 'utf8'))
  change(stored.owner)
  writeFileSync(file, JSON.stringify(stored))
}

test('is read back, by its owner only', async () => {
  const folder = written()
  expect(await readRunFile(folder)).toEqual(content)
  expect(statSync(join(folder, 'run.json')).mode & 0o777).toBe(0o600)
})

test('is gone after a clean stop', async () => {
  const folder = written()
  removeRunFile(folder)
  expect(await readRunFile(folder)).toBeUndefined()
})

test('of a process that is gone counts as none', async () => {
  const folder = written()
  edit(folder, owner => {
    owner.pid = 2 ** 22 + 1
  })
  expect(await readRunFile(folder)).toBeUndefined()
  removeRunFile(folder)
  expect(statSync(join(folder, 'run.json')).isFile()).toBe(true)
})

test('of an earlier process with the same number counts as none', async () => {
  const folder = written()
  edit(folder, owner => {
    owner.started = '1'
  })
  expect(await readRunFile(folder)).toBeUndefined()
})

test('is none where there is none', async () => {
  expect(await readRunFile('/nowhere')).toBeUndefined()
})
