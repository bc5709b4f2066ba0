import { expect, test } from 'vitest'
import { diffLines } from '../../src/cli/diff.ts'

const shown = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, line }) => `${{ same: ' ', removed: '-', added: '+' }[kind]}${line}`)

test.each([
  ['a\nb\nc', 'a\nc', [' a', '-b', ' c']],
  ['a\nc', 'a\nb\nc\nd', [' a', '+b', ' c', '+d']],
  ['a\nb', 'a\nB', [' a', '-b', '+B']],
  ['', 'x', ['-', '+x']],
  ['same', 'same', [' same']],
])('%j to %j', (before, after, expected) => {
  expect(shown(before, after)).toEqual(expected)
})
