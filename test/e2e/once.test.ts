import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { processesWith } from '../support/processes.ts'
import { postbuch, smallCorpus } from './postbuch.ts'

test('start --once --json: one JSON document, every guarantee held, nothing left behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postbuch-once-'))
  const data = join(folder, 'data')
  const corpus = smallCorpus(folder, 25)
  const { code, stdout, stderr } = await postbuch(['start', '--once', '--json', '--data', data, '--corpus', corpus])
  expect(code, stderr).toBe(0)
  const document = JSON.parse(stdout)
  expect(document.webhooks).toEqual({ sent: 28, accepted: 25, duplicates: 2, rejected: 1 })
  const jobs = document.jobs as Record<string, number>
  expect(Object.values(jobs).reduce((a, b) => a + b)).toBe(25)
  expect(jobs.queued ?? 0).toBe(0)
  expect(jobs.processing ?? 0).toBe(0)
  expect(document.debts.updated + document.debts.ignored).toBeGreaterThan(0)
  expect(Object.keys(document.lag)).toHaveLength(8)
  expect(Object.values(document.lag)).toEqual(Array(8).fill(0))
  expect(document.stores).toEqual({ postgres: true, mongodb: true, equal: true })
  expect(document.memoryMb.web).toBeGreaterThan(50)
  expect(document.seconds).toMatchObject({
    setup: expect.any(Number),
    start: expect.any(Number),
    demo: expect.any(Number),
  })
  expect(processesWith(data)).toEqual([])
  rmSync(folder, { recursive: true, force: true })
}, 300_000)
