import { z } from 'zod'
import type { GroupView, LagView, ProjectionView } from '../../ports.ts'
import { iso, time } from './common.ts'

const lagSchema = z.object({
  group: z.string(),
  topic: z.string(),
  partition: z.int(),
  position: z.int().nullable(),
  committed: z.int().nullable().meta({ description: "The group's committed offset: a mirror of the position" }),
  stable: z.int().nullable().meta({ description: 'Last stable offset' }),
  high: z.int().nullable().meta({ description: 'High watermark' }),
  lag: z.int().nullable().meta({ description: 'Events not yet applied; null: unknown' }),
  age_seconds: z.number().nullable().meta({ description: 'Age of the first unapplied event' }),
})

export const lagAnswer = z
  .object({
    groups: z.record(z.string(), z.int().nullable()).meta({ description: 'Sum by group; null if any part is unknown' }),
    partitions: z.array(lagSchema),
    open: z.record(z.string(), z.object({ count: z.int(), oldest_at: time.nullable() })).meta({
      description: 'Jobs that are not at their end, by status: lag 0 is not "done"',
    }),
  })
  .meta({
    description: 'How far every group is behind the log',
    examples: [
      {
        groups: { 'postbuch-jobs': 0 },
        partitions: [
          {
            group: 'postbuch-jobs',
            topic: 'emails',
            partition: 0,
            position: 41,
            committed: 41,
            stable: 41,
            high: 41,
            lag: 0,
            age_seconds: null,
          },
        ],
        open: { review: { count: 3, oldest_at: '2026-02-03T08:12:44.000Z' } },
      },
    ],
  })

export const groupsAnswer = z
  .object({
    groups: z.array(
      z.object({
        group: z.string(),
        state: z.string(),
        status: z.string().nullable().meta({ description: "By Burrow's rules: OK, WARN, ERR; null: not known yet" }),
        lag: z.int().nullable(),
        partitions: z.array(
          z.object({
            topic: z.string(),
            partition: z.int(),
            position: z.int().nullable(),
            committed: z.int().nullable(),
            lag: z.int().nullable(),
            status: z.string().nullable().meta({ description: 'OK, WARN, STOP, STALL, REWIND' }),
          }),
        ),
        members: z.array(
          z.object({
            member_id: z.string(),
            client_id: z.string(),
            partitions: z.array(z.object({ topic: z.string(), partition: z.int() })),
          }),
        ),
      }),
    ),
  })
  .meta({
    description: 'Every consumer group and its members',
    examples: [
      {
        groups: [
          {
            group: 'postbuch-emails',
            state: 'Stable',
            status: 'OK',
            lag: 0,
            partitions: [{ topic: 'emails', partition: 0, position: 41, committed: 41, lag: 0, status: 'OK' }],
            members: [{ member_id: 'worker-1', client_id: 'worker', partitions: [{ topic: 'emails', partition: 0 }] }],
          },
        ],
      },
    ],
  })

export const projectionsAnswer = z
  .object({
    projections: z.array(
      z.object({
        name: z.string(),
        version: z.int(),
        store: z.enum(['postgres', 'mongodb']),
        state: z.enum(['unknown', 'new', 'catching-up', 'live', 'paused', 'failed', 'retired']),
        failure: z.object({ code: z.string(), message: z.string() }).nullable(),
        lag: z.int().nullable(),
        parked: z.int().nullable().meta({ description: 'Keys that wait in the dead letters; null: unknown' }),
        rebuild: z
          .object({ events: z.int(), total: z.int(), started_at: time })
          .nullable()
          .meta({ description: 'A rebuild that is under way: events read, and in the log' }),
      }),
    ),
  })
  .meta({
    description: 'The projections, their states and how far they are behind',
    examples: [
      {
        projections: [
          {
            name: 'jobs',
            version: 1,
            store: 'postgres',
            state: 'live',
            failure: null,
            lag: 0,
            parked: 0,
            rebuild: { events: 12000, total: 50000, started_at: '2026-02-03T08:12:44.000Z' },
          },
        ],
      },
    ],
  })

/** Sums by group: unknown anywhere is unknown in all. */
export function lagByGroup(parts: LagView[]): Record<string, number | null> {
  const sums: Record<string, number | null> = {}
  for (const { group, lag } of parts) {
    const sum = group in sums ? sums[group]! : 0
    sums[group] = sum === null || lag === null ? null : sum + lag
  }
  return sums
}

export const toLag = ({ ageSeconds, ...rest }: LagView): z.input<typeof lagSchema> => ({
  ...rest,
  age_seconds: ageSeconds,
})

export const toGroup = ({ members, ...rest }: GroupView) => ({
  ...rest,
  members: members.map(({ memberId, clientId, partitions }) => ({
    member_id: memberId,
    client_id: clientId,
    partitions,
  })),
})

/** @param lags by group */
export const toProjection = (
  { group, rebuild, ...projection }: ProjectionView,
  lags: Record<string, number | null>,
) => ({
  ...projection,
  rebuild: rebuild && { events: rebuild.events, total: rebuild.total, started_at: iso(rebuild.startedAt) },
  lag: lags[group] ?? null,
})
