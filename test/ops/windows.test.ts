import { expect, test } from 'vitest'
import { Windows } from '../../src/ops/windows.ts'
import type { GroupLag } from '../../src/projections/engine/lag.ts'

const GROUP = 'p-jobs'
const SECOND = 1000

function lagAt(position: number | null, stable: number): GroupLag {
  const lag = position === null ? null : stable - position
  const place = { group: GROUP, topic: 'emails' as const, partition: 0 }
  const own = {
    ...place,
    position,
    committed: position,
    first: 0,
    stable,
    high: stable,
    lag,
    ageSeconds: null,
    open: 0,
  }
  return { group: GROUP, lag, ageSeconds: null, partitions: [own] }
}

const members = (held: boolean) => [
  {
    group: GROUP,
    state: 'Stable',
    members: held ? [{ memberId: 'm', clientId: 'c', partitions: [{ topic: 'emails' as const, partition: 0 }] }] : [],
  },
]

/** Looks every 5 seconds; @returns what the last one says. */
function watch(looks: { position: number | null; end: number; held?: boolean }[]) {
  const windows = new Windows()
  let now = 0
  for (const { position, end, held = true } of looks) {
    now += 5 * SECOND
    windows.look([lagAt(position, end)], members(held), now)
  }
  const last = looks.at(-1)!
  return windows.verdict(lagAt(last.position, last.end), now)
}
const times = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i))

test('nothing is said before there were enough looks', () => {
  expect(watch(times(4, () => ({ position: 0, end: 9 }))).status).toBeNull()
})

test('at the end of the log: OK', () => {
  expect(watch(times(20, i => ({ position: i, end: i }))).status).toBe('OK')
  expect(watch(times(20, () => ({ position: 7, end: 7, held: false }))).status).toBe('OK')
})

test('held by a member that does not move, with events before it: STALL, and the group ERR', () => {
  const found = watch(times(10, () => ({ position: 5, end: 9 })))
  expect([found.status, [...found.partitions]]).toEqual(['ERR', [['emails/0', 'STALL']]])
})

test('nobody there, and events come: STOP once the log’s recent ends are all beyond it', () => {
  const before = times(10, () => ({ position: 5, end: 5 }))
  const gone = (looks: number) => watch([...before, ...times(looks, () => ({ position: 5, end: 8, held: false }))])
  expect(gone(9).status).toBe('OK')
  expect([...gone(10).partitions.values()]).toEqual(['STOP'])
})

test('moving and catching up is healthy, however far behind: a lag that shrinks is no alarm', () => {
  expect(watch(times(10, i => ({ position: i * 100, end: 5000 }))).status).toBe('OK')
})

test('moving and falling behind: WARN', () => {
  expect(watch(times(10, i => ({ position: i, end: 100 + i * 2 }))).status).toBe('WARN')
})

test('a position that went back: REWIND', () => {
  const found = watch([...times(8, () => ({ position: 90, end: 100 })), ...times(2, () => ({ position: 0, end: 100 }))])
  expect([...found.partitions.values()]).toEqual(['REWIND'])
})

test('a store that is down is unknown, which is not OK', () => {
  expect(watch(times(10, () => ({ position: null, end: 100 }))).status).toBeNull()
})
