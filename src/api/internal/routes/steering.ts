/** What operators do with a projection: what `postbuch projections` does, over HTTP. */
import { hereOnly } from '../../errors.ts'
import type { Operations } from '../../ports.ts'
import { personOf } from '../auth.ts'
import { failing } from '../schemas/common.ts'
import {
  projectionParams,
  replayAnswer,
  replayBody,
  steeringAnswer,
  steeringParams,
  verificationAnswer,
} from '../schemas/steering.ts'
import type { Api } from '../typed.ts'

const tags = ['Operations']
/** Differences that an answer names; it always says how many there are. */
const SHOWN = 1000

export function steeringRoutes(app: Api, operations: Operations | null): void {
  const acting = () => hereOnly(operations)

  app.post(
    '/api/v1/projections/:name/:action',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary:
          'Builds a projection anew while the old one serves, cancels that, pauses it, lets it go on, throws old builds away',
        params: steeringParams,
        response: { 202: steeringAnswer, ...failing(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { name, action } = request.params
      await acting().steerProjection(name, action, personOf(request))
      reply.code(202)
      return { projection: name, action, status: 'accepted' as const }
    },
  )

  app.post(
    '/api/v1/projections/:name/replay',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'Puts single rows right: those of one key, or those that were touched since a time',
        params: projectionParams,
        body: replayBody,
        response: { 200: replayAnswer, ...failing(400, 401, 404, 409) },
      },
    },
    async request => {
      const { name } = request.params
      const { body } = request
      const which = 'key' in body ? body : { since: Date.parse(body.since) }
      const { rows, events, replaced } = await acting().replayProjection(name, which)
      return { projection: name, rows, events, replaced: replaced.map(({ table, key }) => ({ table, key: [...key] })) }
    },
  )

  app.post(
    '/api/v1/projections/:name/verify',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'Compares a projection row by row with a plain fold of the log; changes nothing',
        params: projectionParams,
        response: { 200: verificationAnswer, ...failing(400, 401, 404, 409) },
      },
    },
    async request => {
      const { name } = request.params
      const { checked, events, findings } = await acting().verifyProjection(name)
      const shown = findings.slice(0, SHOWN).map(({ kind, table, key, columns, cause }) => ({
        finding: kind,
        table,
        key: [...key],
        columns,
        event: cause,
      }))
      return { projection: name, checked, events, differences: findings.length, findings: shown }
    },
  )
}
