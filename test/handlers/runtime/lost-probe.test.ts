import { expect, test } from 'vitest'
import { systemClock } from '../../../src/handlers/runtime/clock.ts'
import { StepFailure } from '../../../src/handlers/runtime/failures.ts'
import { Limiter } from '../../../src/handlers/runtime/limiter.ts'
import { MemoryStateStore } from '../../../src/handlers/runtime/state-store.ts'
import { Steps } from '../../../src/handlers/runtime/steps.ts'
import { Suspensions } from '../../../src/handlers/runtime/suspensions.ts'
import { eventually } from '../../support/eventually.ts'

// Seen in the chaos runs (seed 110): a worker that lost a partition between the start that was to be the probe and its
// extraction waited for that probe for ever, and 202 mails with it.
test('a probe whose partition is lost before its step begins lets another key be the probe', async () => {
  let now = 0
  const suspensions = new Suspensions(() => now)
  suspensions.failed('extract', new StepFailure('dependency', 'DOWN', 'is down'))
  now = 5_000
  const started: string[] = []
  const handler = {
    group: 'emails' as const,
    topic: 'emails' as const,
    aggregate: {
      version: 1,
      initial: {},
      evolve: (state: object) => state,
      due: () => [{ step: 'start' }],
      decide: () => [{ topic: 'emails', subject: 'mail-1', id: 'started' }] as never,
    },
    steps: { start: { place: 'begins' as const, prepares: 'extract', run: () => 'started' } },
  }
  const tenure = new AbortController()
  const deps = {
    handler,
    suspensions,
    partition: 0,
    limiter: new Limiter(1),
    clock: systemClock,
    store: new MemoryStateStore(),
    log: { partitionOf: () => 0 },
    crashPoint: () => {},
    logger: { info() {}, warn() {}, error() {} },
  }
  const commit = async () => {
    started.push('mail-1')
  }
  const steps = new Steps(deps as never, 'epoch', tenure.signal, commit, () => {})
  steps.wake(['mail-1'])
  await eventually('the start of the probe is written', () => started.length === 1)
  expect(suspensions.wait('extract')).toBeGreaterThan(0)
  tenure.abort()
  expect(suspensions.wait('extract')).toBe(0)
})
