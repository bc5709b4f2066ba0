/** What many answers share, and how times and errors look from outside. */
import { z } from 'zod'

/** Milliseconds since 1970 go out as ISO 8601. */
export const iso = (time: number): string => new Date(time).toISOString()
export const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time))

export const time = z.iso.datetime().meta({ description: 'ISO 8601, UTC' })
export const cents = z.int().meta({ description: 'Integer euro cents' })

export const EMAIL_ID = '5b1f4a50-3c3e-5d0b-9c64-0a6f0a4c2f11'

export const errorSchema = z
  .object({
    error: z.object({
      code: z.string().meta({ description: 'Upper-case, with a page in docs/errors.md' }),
      message: z.string(),
      expected: z.string().optional(),
      found: z.string().optional(),
      todo: z.string().optional(),
      fields: z.array(z.object({ field: z.string(), expected: z.string(), found: z.string() })).optional(),
    }),
  })
  .meta({ description: 'What went wrong and what to do' })

const example = (code: string, message: string, more: Record<string, unknown> = {}) =>
  errorSchema.meta({ description: message, examples: [{ error: { code, message, ...more } }] })

/** The errors that a route may answer with, for its documentation. */
export const errors = {
  400: example('INVALID_REQUEST', 'A field is not as expected.', {
    fields: [{ field: 'limit', expected: 'a whole number from 1 to 200', found: 'a text of 3 characters' }],
  }),
  401: example('TOKEN_MISSING', 'This shows personal data or changes something, so it needs to know who asks.'),
  404: example('NOT_FOUND', 'There is no job with this id.'),
  409: example('ALREADY_ANSWERED', 'The review is no longer open.'),
  503: example('STORE_UNAVAILABLE', 'A store that this needs cannot be reached right now.', {
    todo: 'Try again in 5 seconds.',
  }),
} as const

/** Picks the errors of a route: `...failing(401, 404)`; 503 is always among them. */
export const failing = <S extends Exclude<keyof typeof errors, 503>>(...statuses: S[]) =>
  Object.fromEntries([...statuses, 503 as const].map(status => [status, errors[status]])) as Pick<
    typeof errors,
    S | 503
  >

export const idParams = z.object({
  id: z
    .string()
    .min(1)
    .max(200)
    .meta({ examples: [EMAIL_ID] }),
})

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Mails have UUIDs; nothing else is worth asking a store for. */
export const isEmailId = (id: string) => UUID.test(id)

export const failureSchema = z.object({
  kind: z.enum(['mail', 'dependency', 'deployment', 'crash']),
  code: z.string(),
  message: z.string(),
})

export const limitSchema = z.coerce
  .number('a whole number from 1 to 200')
  .int('a whole number from 1 to 200')
  .min(1, 'a whole number from 1 to 200')
  .max(200, 'a whole number from 1 to 200')
  .default(50)
