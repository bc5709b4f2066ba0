/** Whether the process lives, whether it can do its work, and what it measures. */
import { z } from 'zod'
import type { Appender } from '../../../log/log.ts'
import type { WebMetrics } from '../../metrics.ts'
import type { Reads } from '../../ports.ts'
import type { Api } from '../typed.ts'

const liveAnswer = z
  .object({ status: z.literal('live') })
  .meta({ description: 'It lives', examples: [{ status: 'live' }] })
const state = z.enum(['ok', 'unavailable'])
const readySchema = z.object({
  status: z.enum(['ready', 'not_ready']),
  parts: z.object({ log: state, postgres: state, mongodb: state }),
})
const READY = { status: 'ready', parts: { log: 'ok', postgres: 'ok', mongodb: 'ok' } } as const
const readyAnswer = readySchema.meta({ description: 'Webhooks are accepted', examples: [READY] })
const notReadyAnswer = readySchema.meta({
  description: 'The log cannot be written to',
  examples: [{ status: 'not_ready', parts: { ...READY.parts, log: 'unavailable' } }],
})
const metricsAnswer = z
  .string()
  .meta({ description: "Prometheus' text format", examples: ['postbuch_log_available 1\n'] })

/** Milliseconds that a part may take to say that it is there. */
const PATIENCE = 2000

export function healthRoutes(app: Api, reads: Reads, appender: Appender, metrics: WebMetrics): void {
  const unlimited = { access: 'open', rateLimit: false } as const

  app.get(
    '/health/live',
    {
      config: unlimited,
      schema: { tags: ['Operations'], summary: 'Does the process live?', response: { 200: liveAnswer } },
    },
    async () => ({ status: 'live' as const }),
  )

  app.get(
    '/health/ready',
    {
      config: unlimited,
      schema: {
        tags: ['Operations'],
        summary: 'Can it do its work?',
        description: 'Ready when mails can be accepted, which needs the log alone; stores that are away are named.',
        response: { 200: readyAnswer, 503: notReadyAnswer },
      },
    },
    async (_request, reply) => {
      const [postgres, mongodb] = await Promise.all([probe(() => reads.counts()), probe(() => reads.client('ready?'))])
      const log = appender.available() ? 'ok' : 'unavailable'
      reply.code(log === 'ok' ? 200 : 503)
      return {
        status: log === 'ok' ? ('ready' as const) : ('not_ready' as const),
        parts: { log, postgres, mongodb } as const,
      }
    },
  )

  app.get(
    '/metrics',
    {
      config: unlimited,
      schema: {
        tags: ['Operations'],
        summary: 'Metrics for Prometheus',
        produces: ['text/plain'],
        response: { 200: metricsAnswer },
      },
    },
    async (_request, reply) => {
      reply.type(metrics.registry.contentType).serializer((text: string) => text)
      return metrics.registry.metrics()
    },
  )
}

async function probe(read: () => Promise<unknown>): Promise<'ok' | 'unavailable'> {
  const late = new Promise<'unavailable'>(resolve => setTimeout(resolve, PATIENCE, 'unavailable').unref())
  return Promise.race([
    read().then(
      () => 'ok' as const,
      () => 'unavailable' as const,
    ),
    late,
  ])
}
