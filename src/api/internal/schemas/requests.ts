/** What becomes of a person's request. */
import { z } from 'zod'

const example = {
  request_id: '1f7e5a0c-55c4-4b7e-9a53-0b6c9c1e7d21',
  email_id: '5b1f4a50-3c3e-5d0b-9c64-0a6f0a4c2f11',
}
const fields = { request_id: z.string(), email_id: z.string() }

export const appliedAnswer = z
  .object({ status: z.literal('applied'), ...fields })
  .meta({ description: 'It was done', examples: [{ status: 'applied', ...example }] })

export const pendingAnswer = z
  .object({ status: z.literal('accepted'), ...fields })
  .meta({ description: 'It is in the log and will be answered', examples: [{ status: 'accepted', ...example }] })

export const requestHeaders = z.object({
  'idempotency-key': z.string().min(1).max(200).optional().meta({
    description: 'Sent again with the same key, it is the same request and gets the same answer',
  }),
})

const reason = z.string('a text').trim().min(1, 'why').max(1000, 'at most 1,000 characters')
export const revokeBody = z
  .strictObject({ reason: reason.meta({ description: 'Why; kept in the log' }) })
  .meta({ examples: [{ reason: 'Falscher Mandant' }] })
