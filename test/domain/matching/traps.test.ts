import { describe, test } from 'vitest'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import { decideOn } from './deciding.ts'
import { expectAsTrapped } from './trap.ts'
import { MORE_TRAPS } from './traps-more.ts'
import { PAPER_TRAPS } from './traps-papers.ts'
import { PEOPLE_TRAPS } from './traps-people.ts'
import { REGISTRY } from './traps-registry.ts'

const lookup = new MemoryInquiryLookup(REGISTRY)

describe('what a clerk looks out for', () => {
  test.each([...PEOPLE_TRAPS, ...PAPER_TRAPS, ...MORE_TRAPS])('$what', async trap =>
    expectAsTrapped(await decideOn(lookup, { to: 'post@ostermann-recht.example', ...trap }), trap),
  )
})
