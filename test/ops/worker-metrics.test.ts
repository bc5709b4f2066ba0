import { expect, test } from 'vitest'
import { createWorkerMetrics, serveMetrics } from '../../src/app/worker-metrics.ts'
import type { Handler } from '../../src/handlers/handler.ts'

const since = Date.now() - 90_000
const sources = {
  handlers: () => [
    {
      group: 'g',
      status: () => [{ partition: 2, phase: 'live' as const, position: 9, open: 4, parked: 1, error: null }],
      stop: async () => {},
    },
  ],
  suspended: () => [{ step: 'notify', code: 'SMTP_UNAVAILABLE', message: '', kind: 'dependency', since, until: 0 }],
  projections: () => [],
}

test('a worker measures steps, decisions, what waits and what is suspended', async () => {
  const metrics = createWorkerMetrics(sources)
  const handler = {
    group: 'emails',
    steps: {
      extract: { run: () => 1 },
      match: {
        run: () => {
          throw new Error('down')
        },
      },
    },
  } as unknown as Handler<unknown, unknown>
  const { steps } = metrics.timed(handler)
  const tools = { signal: new AbortController().signal, now: 0 }
  expect(await steps.extract!.run({}, tools)).toBe(1)
  await expect(steps.match!.run({}, tools)).rejects.toThrow('down')
  metrics.written({ type: 'CreditorMatched' } as Parameters<typeof metrics.written>[0])
  const data = { step: 'match', attempt: 2 }
  metrics.written({ type: 'AttemptFailed', data } as Parameters<typeof metrics.written>[0])
  const stop = await serveMetrics(metrics.registry, '127.0.0.1', 0)
  const text = await metrics.registry.metrics()
  await stop()
  for (const line of [
    'postbuch_step_seconds_count{group="emails",step="extract",outcome="ok"} 1',
    'postbuch_step_seconds_count{group="emails",step="match",outcome="failed"} 1',
    'postbuch_events_total{type="CreditorMatched"} 1',
    'postbuch_failed_attempts_total{step="match",attempt="2"} 1',
    'postbuch_partition_open_keys{group="g",partition="2"} 4',
    'postbuch_partition_parked_keys{group="g",partition="2"} 1',
  ])
    expect(text).toContain(`${line}\n`)
  expect(text).toMatch(/postbuch_suspended_step\{step="notify",code="SMTP_UNAVAILABLE"\} (9\d|1\d\d)/)
})
