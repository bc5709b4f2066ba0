import { expect, test } from 'vitest'
import { planReset, type ResetPartition, ResetRefused } from '../../src/ops/reset.ts'

const at = (before: number | null, position: number | null): ResetPartition => ({
  topic: 'emails',
  partition: 0,
  before,
  position,
  first: 2,
  stable: 50,
})
const after = (...given: Parameters<typeof planReset>) => planReset(...given).map(planned => planned.after)

test('a projection: only its mirror can be repaired; everything else is a replay', () => {
  expect(() => planReset('projection', 0, 'earliest', [at(10, 30)])).toThrow(/replay/)
  expect(after('projection', 0, 'position', [at(10, 30)])).toEqual([30])
})

test('a handler: never forward, which would skip accepted mail; backwards if one must', () => {
  expect(() => planReset('handler', 0, 'latest', [at(30, null)])).toThrow(/30 to 50/)
  expect(() => planReset('handler', 0, 31, [at(30, null)])).toThrow(ResetRefused)
  // Nothing waits, but mail may come before it is done.
  expect(() => planReset('handler', 0, 'latest', [at(50, null)])).toThrow(/skip accepted mail/)
  expect(after('handler', 0, 'earliest', [at(30, null)])).toEqual([2])
  expect(after('handler', 0, 30, [at(30, null)])).toEqual([30])
})

test("somebody else's group goes where they want, within the log", () => {
  expect(after('foreign', 0, 'latest', [at(30, null)])).toEqual([50])
  expect(after('foreign', 0, 0, [at(30, null)])).toEqual([2])
  expect(after('foreign', 0, 99, [at(null, null)])).toEqual([50])
})

test('not while it has members', () => {
  expect(() => planReset('foreign', 2, 'latest', [at(30, null)])).toThrow(/2 members/)
})
