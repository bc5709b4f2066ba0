/**
 * A worker may die anywhere: each place is tried by name, on real servers, while mails come in. Several die in turns,
 * each is started again for another place, and in the end everything is checked from outside.
 */
import { afterAll, beforeAll, describe, test } from 'vitest'
import type { Child } from '../../src/chaos/child.ts'
import { CRASH_POINTS } from '../../src/handlers/runtime/deps.ts'
import { type TestLab, testLab } from './lab.ts'

/** At which time: a take-over has fewer of each than an hour's work. */
const times = (point: string) => (/fence|taken/.test(point) ? 2 : 4)
/** A start, a rebalance that waits for a dead member's session, and work. */
const WITHIN_MS = 120_000

/** Workers that die side by side: most of the time they wait for a dead member’s session to end. */
const POOL = 4

let world: TestLab
const free: Child[] = []
const waiting: ((worker: Child) => void)[] = []
const take = () => new Promise<Child>(go => (free.length ? go(free.pop()!) : waiting.push(go)))
const give = (worker: Child) => (waiting.length ? waiting.shift()!(worker) : free.push(worker))

beforeAll(async () => {
  world = await testLab(4)
  for (let i = 0; i < POOL; i++) free.push(world.lab.newWorker())
  world.mails.begin()
}, 3 * WITHIN_MS)

afterAll(() => world?.close(), WITHIN_MS)

describe.concurrent('a worker that dies', () => {
  test.each([...CRASH_POINTS, 'documents-written'])('%s', { timeout: 4 * WITHIN_MS }, async point => {
    const worker = await take()
    try {
      await worker.start({ POSTBUCH_CRASH_AT: `${point}:${times(point)}` })
      await worker.gone(WITHIN_MS)
    } finally {
      give(worker)
    }
  })
})

test('the MongoDB server dies between data and position', { timeout: 2 * WITHIN_MS }, async () => {
  const { mongodb } = world.lab
  const worker = await take()
  const env = { POSTBUCH_CRASH_AT: 'documents-written:2', POSTBUCH_CRASH_PID: String(mongodb.pid()) }
  await worker.start(env)
  await mongodb.gone(WITHIN_MS)
  await mongodb.start()
  give(worker)
})

test('and in the end everything is as if nobody had died', { timeout: 4 * WITHIN_MS }, async () => {
  await world.mails.end()
  await Promise.all(world.lab.workers.map(worker => (worker.pid() ? null : worker.start())))
  await world.expectClean()
})
