/** What a verb is given, and what a person is told of it when it is wrong. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { counted, existingFile, numberFrom } from '../../src/cli/io.ts'
import { postbuch } from '../e2e/postbuch.ts'

test('a number is a number: a limit that is none must not pass for one that is never reached', () => {
  expect([numberFrom(0)('0'), numberFrom(0)('1.5'), numberFrom(1)('60')]).toEqual([0, 1.5, 60])
  for (const text of ['abc', '', ' ', '-1', 'Infinity', 'NaN'])
    expect(() => numberFrom(0)(text), text).toThrow(/at least 0/)
})

test('one and many', () => {
  expect([counted(0, 'issue'), counted(1, 'issue'), counted(2, 'issue')]).toEqual(['0 issues', '1 issue', '2 issues'])
})

test('a file that is not there is said to be, with its name', async () => {
  await expect(existingFile('/no/such.csv')).rejects.toThrow('Expected a file at /no/such.csv; found nothing.')
  await expect(existingFile(import.meta.dirname)).rejects.toThrow(/found a folder/)
})

test.each([
  [['lag', '--fail-over-seconds', 'abc'], /argument 'abc' is invalid. Expected a number/],
  [['lag', '--watch', '--fail-over-seconds', '5'], /Give either --watch/],
  [['groups', 'reset', 'some'], /required option '--to <where>'/],
  [['inquiries', 'import', '/no/such.csv'], /found nothing/],
  [['nonsense'], /unknown command/],
])('%j is a mistake of the caller: exit code 2, nothing on stdout', async (args, told) => {
  const { code, stdout, stderr } = await postbuch(args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(told)
  expect(stderr).not.toMatch(/^ +at /m)
})

test('every verb has examples', () => {
  const source = readFileSync(join(import.meta.dirname, '../../src/cli.ts'), 'utf8')
  const verbs = source.split(/\n {2}\.command\('/).slice(1)
  expect(verbs.length).toBeGreaterThan(25)
  const without = verbs.filter(text => text.includes('.action(') && !text.includes('examples('))
  expect(without.map(text => text.split("'")[0])).toEqual([])
})
