/** Mails of odd forms that leave no doubt, and as many that look clear and that a careful clerk would ask about. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import { decideOn } from './deciding.ts'
import { HARBOUR } from './harbour-registry.ts'
import { expectAsTrapped, type Trap } from './trap.ts'

const lookup = new MemoryInquiryLookup(HARBOUR)
const traps: Trap[] = readFileSync(join(import.meta.dirname, 'harbour.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line))

describe('a harbour town', () => {
  test.each(traps)('$what', async trap =>
    expectAsTrapped(await decideOn(lookup, { to: 'eingang@ahrendt-quade.example', ...trap }), trap),
  )
})

/** Other forms of the same firm's numbers. */
const SCHEMES: Record<string, (n: number) => string> = {
  '2217/26': n => `${2210 + n * 7}/26`,
  'Q-2026-02217': n => `Q-2026-0${2210 + n * 7}`,
  'MA 2217.26': n => `MA ${2210 + n * 7}.26`,
  '2602217': n => `2602${210 + n * 7}`,
  '12-101-26': n => `12-${100 + n}-26`,
  '2026/120': n => `2026/${117 + n * 3}`,
  'A-703': n => `A-${700 + n * 3}`,
  '211/26 SB 3': n => `${210 + n}/26 SB 3`,
}

describe.each(Object.entries(SCHEMES))('the same with numbers such as %s', (_, scheme) => {
  const numbers = new Map([...new Set(HARBOUR.map(({ aktenzeichen }) => aktenzeichen))].map((az, n) => [az, scheme(n)]))
  const other = new MemoryInquiryLookup(
    HARBOUR.map(inquiry => ({ ...inquiry, aktenzeichen: numbers.get(inquiry.aktenzeichen)! })),
  )
  const renumber = (text: string) => [...numbers].reduce((said, [az, written]) => said.replaceAll(az, written), text)
  const numbered = traps
    .map(trap => ({ ...trap, subject: renumber(trap.subject), text: renumber(trap.text) }))
    .filter((trap, i) => trap.subject !== traps[i]!.subject || trap.text !== traps[i]!.text)

  test.each(numbered)('$what', async trap =>
    expectAsTrapped(await decideOn(other, { to: 'eingang@ahrendt-quade.example', ...trap }), trap),
  )
})
