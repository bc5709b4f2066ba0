/** The queue of what a person must decide. */
import type { z } from 'zod'
import { conflict, invalid, notFound } from '../../errors.ts'
import type { Reads, ReviewView } from '../../ports.ts'
import { type AskingOptions, ask } from '../asking.ts'
import { personOf } from '../auth.ts'
import { failing, idParams } from '../schemas/common.ts'
import { appliedAnswer, pendingAnswer, requestHeaders } from '../schemas/requests.ts'
import { answerBody, reviewAnswerSchema, reviewsAnswer, reviewsQuery, toReview } from '../schemas/reviews.ts'
import type { Api } from '../typed.ts'

export function reviewRoutes(app: Api, reads: Reads, asking: AskingOptions): void {
  const existing = async (id: string): Promise<ReviewView> => {
    const review = await reads.review(id)
    if (!review) throw notFound('review', id)
    return review
  }

  app.get(
    '/api/v1/reviews',
    {
      config: { access: 'person' },
      schema: {
        tags: ['Reviews'],
        summary: 'Reviews, oldest first',
        querystring: reviewsQuery,
        response: { 200: reviewsAnswer, ...failing(400, 401) },
      },
    },
    async ({ query: { status, limit, cursor } }) => {
      const { items, next } = await reads.reviews({ status, cursor: cursor ?? null, limit })
      return { reviews: items.map(toReview), next_cursor: next }
    },
  )

  app.get(
    '/api/v1/reviews/:id',
    {
      config: { access: 'person' },
      schema: {
        tags: ['Reviews'],
        summary: 'One review',
        params: idParams,
        response: { 200: reviewAnswerSchema, ...failing(401, 404) },
      },
    },
    async request => toReview(await existing(request.params.id)),
  )

  app.post(
    '/api/v1/reviews/:id/answer',
    {
      config: { access: 'person' },
      schema: {
        tags: ['Reviews'],
        summary: 'Decides a review: assignments, or a dismissal',
        description: 'The first answer stands; a later one is refused with 409.',
        params: idParams,
        headers: requestHeaders,
        body: answerBody,
        response: { 200: appliedAnswer, 202: pendingAnswer, ...failing(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const review = await existing(request.params.id)
      const key = request.headers['idempotency-key']
      // With a key it may be an answer sent again, which the log tells from a second one.
      if (review.status === 'answered' && key === undefined) throw answered(review)
      const { assignments, dismissal } = request.body
      await known(reads, assignments ?? [])
      const data = {
        reviewId: review.reviewId,
        by: personOf(request),
        assignments:
          assignments?.map(({ inquiry_id, amount_cents, reference_numbers }) => ({
            inquiryId: inquiry_id,
            amountCents: amount_cents,
            references: reference_numbers,
          })) ?? null,
        dismissal: dismissal ?? null,
      }
      return ask(asking, { type: 'ReviewAnswered', emailId: review.emailId, data, key }, reply)
    },
  )
}

/** @throws ApiError 400 that names each inquiry which the registry does not have */
async function known(reads: Reads, assignments: NonNullable<z.output<typeof answerBody>['assignments']>) {
  if (assignments.length === 0) return
  const found = new Set((await reads.inquiries(assignments.map(a => a.inquiry_id))).map(({ inquiryId }) => inquiryId))
  const wrong = assignments.flatMap(({ inquiry_id }, index) =>
    found.has(inquiry_id)
      ? []
      : [{ field: `assignments[${index}].inquiry_id`, expected: 'an inquiry of the registry', found: inquiry_id }],
  )
  if (wrong.length > 0) throw invalid(wrong)
}

const answered = (review: ReviewView) =>
  conflict(
    'ALREADY_ANSWERED',
    `The review is answered already${review.answeredBy ? `, by ${review.answeredBy}` : ''}.`,
    'To change what was decided, revoke the assignment.',
  )
