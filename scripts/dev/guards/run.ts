/**
 * Takes each guard out, in a copy of the project, and says which tests fail then. A guard whose absence nobody notices
 * makes this fail. Some ten minutes; names (or parts of them) as arguments choose.
 *
 *     node scripts/dev/guards/run.ts            all
 *     node scripts/dev/guards/run.ts "in flight"
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { GUARDS, type Guard } from './table.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const FILES = ['src', 'test', 'schemas', 'package.json', 'vitest.config.ts']
/** GUARD_TESTS: fewer of them, where it is known which. */
const HANDLERS = process.env.GUARD_TESTS?.split(' ') ?? ['test/domain/email', 'test/domain/debt', 'test/handlers']

const copy = mkdtempSync(join(tmpdir(), 'postbuch-guards-'))
for (const file of FILES) cpSync(join(ROOT, file), join(copy, file), { recursive: true })
symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))

/** Names of the tests that fail without the guard. */
function without({ file, find, replace, name, tests = HANDLERS }: Guard): string[] {
  const path = join(copy, file)
  const source = readFileSync(path, 'utf8')
  if (!source.includes(find)) throw new Error(`${name}: not found in ${file}`)
  writeFileSync(
    path,
    source.replace(find, () => replace),
  )
  const args = [join(copy, 'node_modules/vitest/vitest.mjs'), 'run', ...tests]
  const env = { ...process.env, SEARCH_SECONDS: process.env.SEARCH_SECONDS ?? '8' }
  const { stdout, stderr, signal } = spawnSync(process.execPath, args, {
    cwd: copy,
    env,
    encoding: 'utf8',
    timeout: 600_000,
  })
  writeFileSync(path, source)
  const lines = stripVTControlCharacters(stdout + stderr).matchAll(/FAIL +(.+)/g)
  if (signal) return ['they do not come to an end']
  return [...new Set([...lines].map(([, test]) => test!.trim()))]
}

const wanted = process.argv.slice(2)
let missed = 0
for (const guard of GUARDS) {
  if (wanted.length && !wanted.some(part => guard.name.includes(part))) continue
  const failed = without(guard)
  if (failed.length === 0) missed++
  console.log(`${failed.length ? 'held' : 'MISSED'}  ${guard.name} (${failed.length} tests)`)
  for (const test of failed.slice(0, 8)) console.log(`      ${test}`)
}
rmSync(copy, { recursive: true, force: true })
process.exitCode = missed ? 1 : 0
