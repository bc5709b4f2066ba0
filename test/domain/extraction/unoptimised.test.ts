/**
 * V8 stops optimising regular expressions in a process that has compiled more than a megabyte of them, and then reads
 * inline modifiers such as `(?-i:…)` otherwise. A worker that has lived long must read a mail as one that just began.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SCRIPT = join(import.meta.dirname, '..', '..', 'support', 'reading-digest.ts')
const readings = (...flags: string[]) =>
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...flags, SCRIPT], { encoding: 'utf8' })
    .trim()
    .split('\n')

test('a process whose regular expressions are no longer optimised reads the same', { timeout: 120_000 }, () => {
  expect(readings('--no-regexp-optimization')).toEqual(readings())
})
