import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { letterOf } from './mail.ts'

interface Claim {
  text: string
  euros: number | null
  /** Pages of an attachment. */
  pages?: string[]
}

/** One claim a line, among amounts that are none. */
const claims = readFileSync(join(import.meta.dirname, 'claims.jsonl'), 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => JSON.parse(line) as Claim)

describe('the claim among other amounts', () => {
  test.each(claims)('$text', ({ text, euros, pages }) => {
    const { debtAmountCents } = extract(
      letterOf(text, {
        attachments: pages ? [{ filename: 'anlage.pdf', contentType: 'application/pdf', pages, unreadable: null }] : [],
      }),
    )
    expect(debtAmountCents).toBe(euros === null ? null : Math.round(euros * 100))
  })
})
