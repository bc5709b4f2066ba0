/**
 * Random schedules of two groups with two members each on the in-memory log, with crashes, zombies, lost answers,
 * foreign open transactions, stale and wiped stores. Seconds and first seed: SEARCH_SECONDS, SEARCH_SEED.
 */
import { expect, test } from 'vitest'
import { search } from '../support/search.ts'

const SECONDS = Number(process.env.SEARCH_SECONDS ?? 12)
const FIRST = Number(process.env.SEARCH_SEED ?? 1)

test(
  'no schedule decides twice, tears, forgets, or skips a version',
  async () => {
    const until = performance.now() + SECONDS * 1000
    let seed = FIRST
    while (performance.now() < until) expect(await search(seed++)).toBeNull()
    console.info(`${seed - FIRST} schedules in ${SECONDS} s, from seed ${FIRST}`)
  },
  SECONDS * 1000 + 30_000,
)
