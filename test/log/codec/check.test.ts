import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { SCHEMAS_FOLDER } from '../../../src/log/codec/schemas.ts'

function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postbuch-schemas-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(SCHEMAS_FOLDER, folder, { recursive: true })
  return folder
}

function check(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/checks/schemas.ts', ...args], {
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

test('the schemas of this repository obey their rules and are locked', () => {
  expect(check()).toMatchObject({ status: 0, said: expect.stringContaining('all compatible') })
})

test('what is wrong is named, with the way to mend it; a new version is locked only when nothing is wrong', () => {
  const folder = copy()
  const first = join(folder, 'RetryRequested.v1.avsc')
  const second = join(folder, 'RetryRequested.v2.avsc')
  const original = readFileSync(first, 'utf8')
  const schema = JSON.parse(original)
  const note = { name: 'note', type: ['null', 'string'], default: null }
  const changed = JSON.stringify({ ...schema, fields: [...schema.fields, note] })

  writeFileSync(first, changed)
  const edited = check('--folder', folder, '--write')
  expect(edited.status).toBe(1)
  expect(edited.said).toMatch(
    /RetryRequested\.v1\.avsc: was edited[\s\S]*mend: git restore .*new file RetryRequested\.v2\.avsc/,
  )

  rmSync(first)
  expect(check('--folder', folder).said).toMatch(/RetryRequested\.v1\.avsc: is missing[\s\S]*was deleted/)

  writeFileSync(first, original)
  writeFileSync(second, changed)
  expect(check('--folder', folder)).toMatchObject({ status: 1, said: expect.stringContaining('--write') })
  expect(check('--folder', folder, '--write')).toMatchObject({ status: 0, said: expect.stringContaining('1 new') })
  expect(check('--folder', folder).status).toBe(0)
})
