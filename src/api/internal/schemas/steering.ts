import { z } from 'zod'
import { EMAIL_ID, time } from './common.ts'

const name = z
  .string()
  .max(64)
  .meta({ description: 'Name of the projection', examples: ['clients'] })
const action = z.enum(['rebuild', 'cancel', 'pause', 'resume', 'prune'])
const row = { table: z.string(), key: z.array(z.union([z.string(), z.number()])) }

export const projectionParams = z.object({ name })
export const steeringParams = z.object({ name, action })

export const steeringAnswer = z
  .object({ projection: z.string(), action, status: z.literal('accepted') })
  .meta({ description: 'It has begun', examples: [{ projection: 'clients', action: 'rebuild', status: 'accepted' }] })

const either = 'either key (the id of a mail, inquiry or client) or since (such as 2026-02-03T08:00:00Z)'
export const replayBody = z
  .union([z.strictObject({ key: z.string().min(1).max(200) }), z.strictObject({ since: time })], either)
  .meta({ examples: [{ key: EMAIL_ID }, { since: '2026-02-03T08:00:00Z' }] })

export const replayAnswer = z
  .object({
    projection: z.string(),
    rows: z.int().meta({ description: 'Rows that were compared with the log' }),
    events: z.int(),
    replaced: z.array(z.object(row)).meta({ description: 'Rows that were not as the log says, and now are' }),
  })
  .meta({
    description: 'Done',
    examples: [{ projection: 'jobs', rows: 9, events: 779, replaced: [{ table: 'jobs', key: [EMAIL_ID] }] }],
  })

export const verificationAnswer = z
  .object({
    projection: z.string(),
    checked: z.int().meta({ description: 'Rows that were compared with the log' }),
    events: z.int(),
    differences: z.int(),
    findings: z
      .array(
        z.object({
          finding: z.enum(['missing', 'extra', 'mismatch']),
          ...row,
          columns: z.array(z.string()),
          event: z.object({ topic: z.string(), partition: z.int(), offset: z.int() }).nullable(),
        }),
      )
      .meta({ description: 'The first thousand, each with the event that says otherwise' }),
  })
  .meta({
    description: 'What differs',
    examples: [
      {
        projection: 'debts',
        checked: 301,
        events: 468,
        differences: 1,
        findings: [
          {
            finding: 'mismatch',
            table: 'debts',
            key: ['inq-0002'],
            columns: ['amount_cents'],
            event: { topic: 'inquiries', partition: 2, offset: 0 },
          },
        ],
      },
    ],
  })
