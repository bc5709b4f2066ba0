import { z } from 'zod'
import { JOB_STATUSES, type JobStatus } from '../../../domain/job-status.ts'
import type { JobView, TimelineEntry } from '../../ports.ts'
import { cents, EMAIL_ID, failureSchema, iso, isoOrNull, limitSchema, time } from './common.ts'

const assignmentSchema = z.object({
  inquiry_id: z.string(),
  client_id: z.string(),
  client_name: z.string(),
  creditor_name: z.string(),
  amount_cents: cents.nullable(),
  reference_numbers: z.array(z.string()),
  outcome: z.enum(['pending', 'updated', 'ignored', 'reverted']),
})

const detailsSchema = z
  .object({
    ticket_id: z.string(),
    subject: z.string(),
    from_email: z.string(),
    from_name: z.string(),
    client_name: z.string().nullable(),
    creditor_name: z.string().nullable(),
    intent: z.string().nullable(),
    amount_cents: cents.nullable().meta({ description: 'Sum of the assigned amounts, else what the mail states' }),
    assignments: z.array(assignmentSchema),
  })
  .meta({ description: 'Personal data: null without a token' })

const statusFields = {
  status: z.enum(JOB_STATUSES),
  received_at: time,
  started_at: time.nullable(),
  completed_at: time.nullable(),
  next_attempt_at: time.nullable().meta({ description: 'When the next attempt is due, while one is scheduled' }),
  retry_count: z.int(),
  error: failureSchema.nullable(),
  review_id: z.string().nullable(),
  dismissal_reason: z.enum(['not_creditor_reply', 'no_match', 'by_person']).nullable(),
}

export const jobSchema = z.object({ id: z.string(), ...statusFields, details: detailsSchema.nullable() })
export const statusSchema = z.object({ email_id: z.string(), ...statusFields })

const STATUS = {
  status: 'completed',
  received_at: '2026-02-03T08:12:44.000Z',
  started_at: '2026-02-03T08:12:46.120Z',
  completed_at: '2026-02-03T08:12:47.004Z',
  next_attempt_at: null,
  retry_count: 0,
  error: null,
  review_id: null,
  dismissal_reason: null,
} as const

const DETAILS = {
  ticket_id: '35436',
  subject: 'AW: Ihre Anfrage',
  from_email: 'inkasso@example.org',
  from_name: 'Beispiel Inkasso GmbH',
  client_name: 'Erika Mustermann',
  creditor_name: 'Beispiel Inkasso GmbH',
  intent: 'claim',
  amount_cents: 123456,
  assignments: [
    {
      inquiry_id: 'INQ-17',
      client_id: 'C-3',
      client_name: 'Erika Mustermann',
      creditor_name: 'Beispiel Inkasso GmbH',
      amount_cents: 123456,
      reference_numbers: ['4711-0815'],
      outcome: 'updated',
    },
  ],
}

export const jobAnswer = jobSchema.meta({
  description: 'The job',
  examples: [{ id: EMAIL_ID, ...STATUS, details: DETAILS }],
})
export const statusAnswer = statusSchema.meta({
  description: 'The status',
  examples: [{ email_id: EMAIL_ID, ...STATUS }],
})
export const jobsAnswer = z
  .object({
    jobs: z.array(jobSchema),
    next_cursor: z.string().nullable().meta({ description: 'For the next page; null on the last' }),
  })
  .meta({
    description: 'Newest first',
    examples: [{ jobs: [{ id: EMAIL_ID, ...STATUS, details: null }], next_cursor: null }],
  })

/** `status=review,failed` or `status=review&status=failed`; `received` is another word for `queued`. */
const statuses = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform(given =>
    (Array.isArray(given) ? given : [given]).flatMap(part => part.split(',')).map(part => part.trim()),
  )
  .transform(list => list.filter(part => part !== '').map(part => (part === 'received' ? 'queued' : part)))
  .pipe(z.array(z.enum(JOB_STATUSES, `one of ${JOB_STATUSES.join(', ')} (or received)`)))

const bound = z.iso
  .datetime({ offset: true, error: 'a time as ISO 8601 with its zone' })
  .transform(text => Date.parse(text))
  .optional()

export const jobsQuery = z.object({
  status: statuses.meta({ description: `Any of ${JOB_STATUSES.join(', ')}`, examples: ['review,failed'] }),
  received_from: bound.meta({ description: 'Received at or after', examples: ['2026-02-03T00:00:00Z'] }),
  received_to: bound.meta({ description: 'Received before' }),
  q: z.string().trim().min(1, 'a text').max(100, 'at most 100 characters').optional().meta({
    description: 'Part of a subject, sender, client, creditor or ticket number; needs a token',
  }),
  limit: limitSchema.meta({ description: 'Jobs on a page, at most 200' }),
  cursor: z.string().max(500).optional().meta({ description: 'next_cursor of the page before' }),
})

const statusOf = (job: JobView) => ({
  status: job.status as JobStatus,
  received_at: iso(job.receivedAt),
  started_at: isoOrNull(job.startedAt),
  completed_at: isoOrNull(job.completedAt),
  next_attempt_at: isoOrNull(job.nextAttemptAt),
  retry_count: job.retryCount,
  error: job.error,
  review_id: job.reviewId,
  dismissal_reason: job.dismissal,
})

export const toStatus = (job: JobView): z.input<typeof statusSchema> => ({ email_id: job.id, ...statusOf(job) })

/** @param withDetails whether the caller may see personal data */
export const toJob = (job: JobView, withDetails: boolean): z.input<typeof jobSchema> => ({
  id: job.id,
  ...statusOf(job),
  details: withDetails
    ? {
        ticket_id: job.ticketId,
        subject: job.subject,
        from_email: job.fromEmail,
        from_name: job.fromName,
        client_name: job.clientName,
        creditor_name: job.creditorName,
        intent: job.intent,
        amount_cents: job.amountCents,
        assignments: job.assignments.map(assignment => ({
          inquiry_id: assignment.inquiryId,
          client_id: assignment.clientId,
          client_name: assignment.clientName,
          creditor_name: assignment.creditorName,
          amount_cents: assignment.amountCents,
          reference_numbers: assignment.references,
          outcome: assignment.outcome,
        })),
      }
    : null,
})

const entrySchema = z.object({
  event_id: z.string(),
  type: z.string(),
  topic: z.string(),
  partition: z.int(),
  offset: z.int(),
  time,
  causation_id: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
})

export const timelineAnswer = z.object({ email_id: z.string(), events: z.array(entrySchema) }).meta({
  description: 'Everything that happened to the mail, oldest first',
  examples: [
    {
      email_id: EMAIL_ID,
      events: [
        {
          event_id: '3f6d3a52-6b2c-5f0e-8a34-6f4c8c2f6a11',
          type: 'EmailReceived',
          topic: 'emails',
          partition: 2,
          offset: 41,
          time: '2026-02-03T08:12:45.310Z',
          causation_id: null,
          data: { subject: 'AW: Ihre Anfrage', attachments: 1 },
        },
      ],
    },
  ],
})

export const toEntry = (entry: TimelineEntry): z.input<typeof entrySchema> => ({
  event_id: entry.eventId,
  type: entry.type,
  topic: entry.topic,
  partition: entry.partition,
  offset: entry.offset,
  time: iso(entry.time),
  causation_id: entry.causationId,
  data: entry.data,
})

const mailSchema = z.object({
  email_id: z.string(),
  subject: z.string(),
  from_email: z.string(),
  from_name: z.string(),
  to_email: z.string(),
  received_at: time,
  text: z.string(),
  attachments: z.array(z.object({ filename: z.string(), content_type: z.string(), size: z.int() })),
})
export const mailAnswer = mailSchema.meta({
  description: 'The mail as it stands in the log',
  examples: [
    {
      email_id: EMAIL_ID,
      subject: 'AW: Ihre Anfrage',
      from_email: 'inkasso@example.org',
      from_name: 'Beispiel Inkasso GmbH',
      to_email: 'kanzlei@example.org',
      received_at: '2026-02-03T08:12:44.000Z',
      text: 'Die Forderung beträgt 1.234,56 €.',
      attachments: [{ filename: 'Aufstellung.pdf', content_type: 'application/pdf', size: 48213 }],
    },
  ],
})
