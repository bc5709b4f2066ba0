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
