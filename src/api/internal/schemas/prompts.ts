/** Prompts: what a model is told, in every version. */
import { z } from 'zod'
import type { PromptView } from '../../ports.ts'
import { iso, time } from './common.ts'

export const promptParams = z.object({ name: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'a name such as extraction') })

/** Milliseconds since 1970 of the built-in version: it has no time. */
const BUILT_IN = 0

const versionFields = {
  version: z.int().min(0).meta({ description: '0: the one built in' }),
  model: z.string().nullable().meta({ description: 'null: the configured model' }),
  published_by: z.string(),
  published_at: time.nullable(),
  note: z.string(),
}

export const promptAnswer = z
  .object({ name: z.string(), text: z.string(), ...versionFields, versions: z.array(z.object(versionFields)) })
  .meta({
    description: 'The version in force, and all there are, newest first',
    examples: [
      {
        name: 'extraction',
        text: 'You read the mail of a law firm …',
        version: 0,
        model: null,
        published_by: 'Postbuch',
        published_at: null,
        note: 'built in',
        versions: [{ version: 0, model: null, published_by: 'Postbuch', published_at: null, note: 'built in' }],
      },
    ],
  })

export const promptBody = z
  .strictObject({
    text: z.string('a text').trim().min(1, 'a text').max(100_000, 'at most 100,000 characters'),
    note: z.string('a text').trim().min(1, 'what was changed and why').max(1000, 'at most 1,000 characters'),
    model: z
      .string('a model’s name')
      .regex(/^[\w.:@/-]+$/, 'a model’s name')
      .nullable()
      .default(null),
  })
  .meta({ examples: [{ text: 'You read the mail of a law firm …', note: 'Vergleichsangebote genauer' }] })

const published = z.object({ name: z.string(), version: z.int() })
export const publishedAnswer = published
  .extend({ status: z.literal('published') })
  .meta({ description: 'It is in force', examples: [{ status: 'published', name: 'extraction', version: 1 }] })
export const pendingPrompt = published
  .extend({ status: z.literal('accepted') })
  .meta({ description: 'It is in the log', examples: [{ status: 'accepted', name: 'extraction', version: 1 }] })

export const toPrompt = ([current, ...older]: [PromptView, ...PromptView[]]) => ({
  name: current.name,
  text: current.text,
  ...versionOf(current),
  versions: [current, ...older].map(versionOf),
})

const versionOf = ({ version, model, by, publishedAt, note }: PromptView) => ({
  version,
  model,
  published_by: by,
  published_at: publishedAt === BUILT_IN ? null : iso(publishedAt),
  note,
})
