import { z } from 'zod'
import type { LetterView, ReportView } from '../../ports.ts'
import { failureSchema, isoOrNull, time } from './common.ts'

const REPORT = '1c7f6c0e-4c43-4f6a-9a2f-0d3a1d1b2c3d'
const LETTER = 'postbuch-jobs/emails/3/117'

const reportSchema = z.object({
  report: z.string(),
  trigger: z.string().meta({ description: '`hourly`, or who asked for it' }),
  status: z.enum(['running', 'completed', 'failed']),
  checked: z.int(),
  mismatches: z.int(),
  repaired: z.int(),
  failed: z.int().meta({ description: 'Repairs that did not come about' }),
  started_at: time.nullable(),
  finished_at: time.nullable(),
})

export const triggerAnswer = z
  .object({ report: z.string(), status: z.literal('running') })
  .meta({ description: 'It has begun', examples: [{ report: REPORT, status: 'running' }] })

export const reportsAnswer = z.object({ reports: z.array(reportSchema) }).meta({
  description: 'Newest first',
  examples: [
    {
      reports: [
        {
          report: REPORT,
          trigger: 'hourly',
          status: 'completed',
          checked: 412,
          mismatches: 1,
          repaired: 1,
          failed: 0,
          started_at: '2026-02-03T09:00:00.000Z',
          finished_at: '2026-02-03T09:00:04.000Z',
        },
      ],
    },
  ],
})

const letterSchema = z.object({
  letter: z.string().meta({ description: 'consumer/topic/partition/offset' }),
  key: z.string(),
  failure: failureSchema.nullable(),
  parked_at: time.nullable(),
  outcome: z.enum(['retried', 'dropped']).nullable(),
  outcome_by: z.string().nullable(),
  outcome_at: time.nullable(),
  outcome_reason: z.string().nullable(),
})

export const lettersAnswer = z.object({ letters: z.array(letterSchema) }).meta({
  description: 'Dead letters',
  examples: [
    {
      letters: [
        {
          letter: LETTER,
          key: '5b1f4a50-3c3e-5d0b-9c64-0a6f0a4c2f11',
          failure: { kind: 'mail', code: 'UNDECODABLE_RECORD', message: 'its 20 bytes are not in Avro’s encoding' },
          parked_at: '2026-02-03T08:12:44.000Z',
          outcome: null,
          outcome_by: null,
          outcome_at: null,
          outcome_reason: null,
        },
      ],
    },
  ],
})

export const lettersQuery = z.object({
  all: z.stringbool('true or false').default(false).meta({ description: 'Those that were retried or dropped as well' }),
})

const letter = z.string('the name of a letter, as the list has it').regex(/^[^/]+\/[^/]+\/\d+\/\d+$/, LETTER)
export const retryBody = z.object({ letter }).meta({ examples: [{ letter: LETTER }] })
export const dropBody = z
  .object({ letter, reason: z.string('why').trim().min(1, 'why').max(500, 'at most 500 characters') })
  .meta({ examples: [{ letter: LETTER, reason: 'sent twice by mistake' }] })
export const letterAnswer = z
  .object({ letter: z.string(), status: z.literal('accepted') })
  .meta({ description: 'In the log; the consumer follows it', examples: [{ letter: LETTER, status: 'accepted' }] })

export const toReport = ({ startedAt, finishedAt, ...rest }: ReportView): z.input<typeof reportSchema> => ({
  ...rest,
  started_at: isoOrNull(startedAt),
  finished_at: isoOrNull(finishedAt),
})

export const toLetter = (view: LetterView): z.input<typeof letterSchema> => ({
  letter: `${view.consumer}/${view.topic}/${view.partition}/${view.offset}`,
  key: view.key,
  failure: view.failure,
  parked_at: isoOrNull(view.parkedAt),
  outcome: view.outcome,
  outcome_by: view.outcomeBy,
  outcome_at: isoOrNull(view.outcomeAt),
  outcome_reason: view.outcomeReason,
})
