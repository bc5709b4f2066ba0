/** The table of guards stays true: each can still be taken out, and the documentation names the test that holds it. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { GUARDS } from '../scripts/dev/guards/table.ts'

const guarantees = readFileSync('docs/guarantees.md', 'utf8')

describe('guards and the tests that hold them', () => {
  test.each(GUARDS)('$name', ({ name, file, find }) => {
    expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2)
    const row = guarantees.split('\n').find(line => line.startsWith(`| ${name} |`))
    expect(row, `a row of docs/guarantees.md for "${name}"`).toBeDefined()
    const tests = [...row!.matchAll(/`(test\/[^`]+\.test\.ts)`/g)].map(([, path]) => path!)
    expect(tests.length).toBeGreaterThan(0)
    for (const path of tests) expect(existsSync(path), path).toBe(true)
  })
})
