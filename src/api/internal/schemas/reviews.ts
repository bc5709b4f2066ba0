import { z } from 'zod'
import type { ReviewView } from '../../ports.ts'
import { cents, EMAIL_ID, iso, isoOrNull, limitSchema, time } from './common.ts'

const REVIEW_ID = '8c4a2c5e-0d51-5b0d-a6f3-2b7d6f0e9a33'
const STATUSES = ['open', 'answered', 'closed'] as const

const evidenceSchema = z.object({
  kind: z.string(),
  weight: z.number().meta({ description: 'Bits; negative speaks against' }),
  detail: z.string(),
})
const candidateSchema = z.object({
  inquiry_id: z.string(),
  client_id: z.string(),
  client_name: z.string(),
  creditor_name: z.string(),
  aktenzeichen: z.string(),
  score: z.number(),
  evidence: z.array(evidenceSchema),
})
const proposalSchema = z.object({
  inquiry_id: z.string(),
  amount_cents: cents.nullable(),
  reference_numbers: z.array(z.string()),
})

export const reviewSchema = z.object({
  review_id: z.string(),
  email_id: z.string(),
  status: z.enum(STATUSES),
  reason: z.string(),
  requested_at: time,
  answered_at: time.nullable(),
  answered_by: z.string().nullable(),
  subject: z.string(),
  from_email: z.string(),
  from_name: z.string(),
  client_name: z.string().nullable(),
  aktenzeichen: z.string().nullable(),
  creditor_name: z.string().nullable(),
  summary: z.string().nullable(),
  flags: z.array(z.string()).meta({ description: 'What a careful clerk would want to know' }),
  stated_amount_cents: cents.nullable(),
  reference_numbers: z.array(z.string()),
  score: z.number().nullable(),
  margin: z.number().nullable(),
  proposals: z.array(proposalSchema),
  candidates: z.array(candidateSchema),
})

const EXAMPLE: z.input<typeof reviewSchema> = {
  review_id: REVIEW_ID,
  email_id: EMAIL_ID,
  status: 'open',
  reason: 'ambiguous',
  requested_at: '2026-02-03T08:12:47.004Z',
  answered_at: null,
  answered_by: null,
  subject: 'AW: Ihre Anfrage',
  from_email: 'inkasso@example.org',
  from_name: 'Beispiel Inkasso GmbH',
  client_name: 'Erika Mustermann',
  aktenzeichen: '123/26',
  creditor_name: 'Beispiel Inkasso GmbH',
  summary: 'Die Gläubigerin fordert 1.234,56 €.',
  flags: [],
  stated_amount_cents: 123456,
  reference_numbers: ['4711-0815'],
  score: 12.5,
  margin: 1.2,
  proposals: [{ inquiry_id: 'INQ-17', amount_cents: 123456, reference_numbers: ['4711-0815'] }],
  candidates: [
    {
      inquiry_id: 'INQ-17',
      client_id: 'C-3',
      client_name: 'Erika Mustermann',
      creditor_name: 'Beispiel Inkasso GmbH',
      aktenzeichen: '123/26',
      score: 12.5,
      evidence: [{ kind: 'client_name', weight: 9.5, detail: 'Erika Mustermann' }],
    },
  ],
}

export const reviewAnswerSchema = reviewSchema.meta({ description: 'The review', examples: [EXAMPLE] })
export const reviewsAnswer = z
  .object({ reviews: z.array(reviewSchema), next_cursor: z.string().nullable() })
  .meta({ description: 'Oldest first', examples: [{ reviews: [EXAMPLE], next_cursor: null }] })

export const reviewsQuery = z.object({
  status: z
    .enum([...STATUSES, 'all'], `one of ${STATUSES.join(', ')}, all`)
    .default('open')
    .meta({ description: 'Which reviews; `all` for every one' }),
  limit: limitSchema,
  cursor: z.string().max(500).optional().meta({ description: 'next_cursor of the page before' }),
})

const assignment = z.strictObject({
  inquiry_id: z.string('the id of an inquiry').min(1, 'the id of an inquiry').max(200, 'the id of an inquiry'),
  amount_cents: z
    .int('integer euro cents, or null where the mail states no amount')
    .min(0, 'integer euro cents, not negative')
    .max(100_000_000_000, 'integer euro cents, at most one billion euros')
    .nullable(),
  reference_numbers: z
    .array(z.string('a text').trim().min(1, 'a text').max(200, 'a text of at most 200 characters'), 'a list of texts')
    .max(50, 'at most 50 references')
    .default([]),
})

/** What a person decides: assignments, each inquiry once, or a dismissal with its reason. */
export const answerBody = z
  .strictObject({
    assignments: z
      .array(assignment, 'a list of assignments')
      .min(1, 'at least one assignment; to assign nothing, send a dismissal')
      .max(50, 'at most 50 assignments')
      .nullish(),
    dismissal: z
      .string('a text')
      .trim()
      .min(1, 'why the mail is dismissed')
      .max(1000, 'at most 1,000 characters')
      .nullish(),
  })
  .superRefine(({ assignments, dismissal }, context) => {
    if ((assignments == null) === (dismissal == null)) {
      context.addIssue({ code: 'custom', message: 'either assignments or a dismissal, and not both' })
    }
    const seen = new Set<string>()
    for (const [index, { inquiry_id }] of (assignments ?? []).entries()) {
      if (seen.has(inquiry_id)) {
        const path = ['assignments', index, 'inquiry_id']
        context.addIssue({ code: 'custom', path, message: 'an inquiry that is not in the list already' })
      }
      seen.add(inquiry_id)
    }
  })
  .meta({
    description: 'Either assignments (corrected amounts are welcome) or a dismissal',
    examples: [
      { assignments: [{ inquiry_id: 'INQ-17', amount_cents: 123456, reference_numbers: ['4711-0815'] }] },
      { dismissal: 'Werbung' },
    ],
  })

export const toReview = (review: ReviewView): z.input<typeof reviewSchema> => ({
  review_id: review.reviewId,
  email_id: review.emailId,
  status: review.status,
  reason: review.reason,
  requested_at: iso(review.requestedAt),
  answered_at: isoOrNull(review.answeredAt),
  answered_by: review.answeredBy,
  subject: review.subject,
  from_email: review.fromEmail,
  from_name: review.fromName,
  client_name: review.clientName,
  aktenzeichen: review.aktenzeichen,
  creditor_name: review.creditorName,
  summary: review.summary,
  flags: review.flags,
  stated_amount_cents: review.statedAmountCents,
  reference_numbers: review.references,
  score: review.score,
  margin: review.margin,
  proposals: review.proposals.map(({ inquiryId, amountCents, references }) => ({
    inquiry_id: inquiryId,
    amount_cents: amountCents,
    reference_numbers: references,
  })),
  candidates: review.candidates.map(
    ({ inquiryId, clientId, clientName, creditorName, aktenzeichen, score, evidence }) => ({
      inquiry_id: inquiryId,
      client_id: clientId,
      client_name: clientName,
      creditor_name: creditorName,
      aktenzeichen,
      score,
      evidence,
    }),
  ),
})
