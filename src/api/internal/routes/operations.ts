/** How far everything is: lag, groups, projections. The same numbers as the CLI's. */
import type { Reads } from '../../ports.ts'
import { failing, isoOrNull } from '../schemas/common.ts'
import {
  groupsAnswer,
  lagAnswer,
  lagByGroup,
  projectionsAnswer,
  toGroup,
  toLag,
  toProjection,
} from '../schemas/operations.ts'
import type { Api } from '../typed.ts'

/** Statuses in which a job still has something before it. */
const OPEN = new Set(['queued', 'processing', 'review'])

export function operationRoutes(app: Api, reads: Reads): void {
  app.get(
    '/api/v1/lag',
    {
      config: { access: 'open' },
      schema: {
        tags: ['Operations'],
        summary: 'Lag by group and partition',
        response: { 200: lagAnswer, ...failing() },
      },
    },
    async () => {
      const [partitions, counts] = await Promise.all([reads.lag(), reads.counts()])
      const open = counts.filter(({ status, count }) => OPEN.has(status) && count > 0)
      return {
        groups: lagByGroup(partitions),
        partitions: partitions.map(toLag),
        open: Object.fromEntries(
          open.map(({ status, count, oldest }) => [status, { count, oldest_at: isoOrNull(oldest) }]),
        ),
      }
    },
  )

  app.get(
    '/api/v1/consumer-groups',
    {
      config: { access: 'open' },
      schema: { tags: ['Operations'], summary: 'Consumer groups', response: { 200: groupsAnswer, ...failing() } },
    },
    async () => ({ groups: (await reads.groups()).map(toGroup) }),
  )

  app.get(
    '/api/v1/projections',
    {
      config: { access: 'open' },
      schema: { tags: ['Operations'], summary: 'Projections', response: { 200: projectionsAnswer, ...failing() } },
    },
    async () => {
      // A log that is away must not hide the states, which the stores keep.
      const [projections, partitions] = await Promise.all([reads.projections(), reads.lag().catch(() => [])])
      const lags = lagByGroup(partitions)
      return { projections: projections.map(projection => toProjection(projection, lags)) }
    },
  )
}
