/** What operators set going: the consistency check, decisions about dead letters. */
import { hereOnly } from '../../errors.ts'
import type { Operations, Reads } from '../../ports.ts'
import { personOf } from '../auth.ts'
import {
  dropBody,
  letterAnswer,
  lettersAnswer,
  lettersQuery,
  reportsAnswer,
  retryBody,
  toLetter,
  toReport,
  triggerAnswer,
} from '../schemas/admin.ts'
import { failing } from '../schemas/common.ts'
import type { Api } from '../typed.ts'

const tags = ['Operations']

export function adminRoutes(app: Api, reads: Reads, operations: Operations | null): void {
  const acting = () => hereOnly(operations)

  app.post(
    '/api/v1/admin/reconciliation/trigger',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'Compares what changed in the last 48 hours in both stores with the log, and repairs it',
        response: { 202: triggerAnswer, ...failing(401) },
      },
    },
    async (_request, reply) => {
      const { report } = await acting().check()
      reply.code(202)
      return { report, status: 'running' as const }
    },
  )

  app.get(
    '/api/v1/admin/reconciliation/reports',
    {
      config: { access: 'open' },
      schema: { tags, summary: 'The last consistency checks', response: { 200: reportsAnswer, ...failing() } },
    },
    async () => ({ reports: (await reads.reports()).map(toReport) }),
  )

  app.get(
    '/api/v1/dead-letters',
    {
      config: { access: 'open' },
      schema: {
        tags,
        summary: 'Records that a consumer could not apply',
        querystring: lettersQuery,
        response: { 200: lettersAnswer, ...failing(400) },
      },
    },
    async request => ({ letters: (await reads.letters({ open: !request.query.all })).map(toLetter) }),
  )

  app.post(
    '/api/v1/dead-letters/retry',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'Lets a key go on, the record included',
        body: retryBody,
        response: { 202: letterAnswer, ...failing(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      await acting().decideLetter(request.body.letter, { word: 'retried' }, personOf(request))
      reply.code(202)
      return { letter: request.body.letter, status: 'accepted' as const }
    },
  )

  app.post(
    '/api/v1/dead-letters/drop',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'Lets a key go on without the record, for ever',
        body: dropBody,
        response: { 202: letterAnswer, ...failing(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { letter, reason } = request.body
      await acting().decideLetter(letter, { word: 'dropped', reason }, personOf(request))
      reply.code(202)
      return { letter, status: 'accepted' as const }
    },
  )
}
