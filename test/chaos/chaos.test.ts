/** A short run of `npm run chaos`: real servers and processes, one fault of most kinds. */
import { expect, test } from 'vitest'
import { chaos } from '../../src/chaos/chaos.ts'
import { describeFault, FAULTS, schedule } from '../../src/chaos/schedule.ts'

test('a schedule follows from its seed, and every fault comes in its turn', () => {
  expect(schedule(7, 30)).toEqual(schedule(7, 30))
  expect(schedule(8, 30)).not.toEqual(schedule(7, 30))
  expect(new Set(schedule(7, 20).map(fault => fault.kind))).toEqual(new Set(FAULTS))
  expect(schedule(7, 5, ['kill-web']).every(fault => fault.kind === 'kill-web')).toBe(true)
})

test('nothing is lost, done twice or otherwise than without faults', { timeout: 900_000 }, async () => {
  const { clean, verdict, dataDir, schedule } = await chaos({
    rounds: 12,
    seed: 3,
    brokers: 1,
    only: [],
    corpus: 'test/corpus',
    keep: false,
    tell() {},
    progress: () => ({ update() {}, stop() {} }),
    signal: new AbortController().signal,
  })
  const what = `the data are kept in ${dataDir}; the schedule was ${schedule.map(describeFault).join(', ')}`
  expect({ ...verdict, final: {}, unconfirmed: 0 }, what).toEqual({
    lost: [],
    duplicated: [],
    gaps: [],
    outcomesDiffer: [],
    stores: [],
    final: {},
    unconfirmed: 0,
  })
  expect(clean).toBe(true)
})
