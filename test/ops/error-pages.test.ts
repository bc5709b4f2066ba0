/** Every error code that the sources name has its line in docs/errors.md, and the other way round. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const page = readFileSync(join(ROOT, 'docs', 'errors.md'), 'utf8')
const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !file.startsWith('bench'))
  .map(file => readFileSync(join(ROOT, 'src', file), 'utf8'))
  .join('\n')

test('every code that is given away is explained', () => {
  const given = [...sources.matchAll(/\bcode(?:: string)?(?: =|:) '([A-Z][A-Z0-9_]{3,})'/g)].map(([, code]) => code!)
  const explained = new Set(page.match(/\b[A-Z][A-Z0-9_]{3,}\b/g))
  // A failure without a known code.
  const unnamed = new Set(['UNKNOWN'])
  expect([...new Set(given)].filter(code => !explained.has(code) && !unnamed.has(code))).toEqual([])
  expect(given.length).toBeGreaterThan(40)
})

test('nothing is explained that there is not', () => {
  const rows = page.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| code'))
  const codes = rows.flatMap(row => row.split('|')[1]!.match(/[A-Z][A-Z0-9_]+/g) ?? [])
  expect(codes.length).toBeGreaterThan(60)
  expect(codes.filter(code => !sources.includes(`'${code}'`))).toEqual([])
})
