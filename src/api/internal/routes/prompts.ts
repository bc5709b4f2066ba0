/** What the model that reads the mails is told: seen and changed while everything runs. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { nextPromptVersion } from '../../../domain/prompts.ts'
import { appendRequest } from '../../append.ts'
import { conflict, notFound } from '../../errors.ts'
import type { PromptReads, PromptView } from '../../ports.ts'
import type { AskingOptions } from '../asking.ts'
import { personOf } from '../auth.ts'
import { failing } from '../schemas/common.ts'
import { pendingPrompt, promptAnswer, promptBody, promptParams, publishedAnswer, toPrompt } from '../schemas/prompts.ts'
import type { Api } from '../typed.ts'

export function promptRoutes(app: Api, reads: PromptReads, options: Omit<AskingOptions, 'reads'>): void {
  const existing = async (name: string): Promise<[PromptView, ...PromptView[]]> => {
    const [newest, ...older] = await reads.prompts(name)
    if (!newest) throw notFound('prompt', name)
    return [newest, ...older]
  }

  app.get(
    '/api/v1/prompts/:name',
    {
      config: { access: 'person' },
      schema: {
        tags: ['Prompts'],
        summary: 'The prompt in force and its versions',
        params: promptParams,
        response: { 200: promptAnswer, ...failing(400, 401, 404) },
      },
    },
    async request => toPrompt(await existing(request.params.name)),
  )

  app.put(
    '/api/v1/prompts/:name',
    {
      config: { access: 'person' },
      schema: {
        tags: ['Prompts'],
        summary: 'Publishes the next version',
        description: 'In force for mails read from a few seconds later on, without a deployment.',
        params: promptParams,
        body: promptBody,
        response: { 200: publishedAnswer, 202: pendingPrompt, ...failing(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { name } = request.params
      const version = nextPromptVersion(await existing(name))
      const data = { version, ...request.body, by: personOf(request) }
      const meta = { id: randomUUID(), time: Date.now(), correlationId: name, causationId: null, idempotencyKey: null }
      const event = { type: 'PromptPublished', topic: 'prompts', subject: name, source: '/web', data, ...meta } as const
      await appendRequest(options, event, options.appendTimeout)
      const stands = await appearance(reads, name, version, options.answerWait)
      if (!stands) return reply.code(202).send({ status: 'accepted', name, version })
      if (stands.publishedAt !== event.time || stands.text !== data.text)
        throw conflict(
          'PUBLISHED_MEANWHILE',
          `${stands.by} published version ${version} a moment earlier.`,
          'Read it, and publish yours again if it still should be.',
        )
      return { status: 'published' as const, name, version }
    },
  )
}

/** What the projection has as this version, once it has it: of two that were published at once the first stands. */
async function appearance(reads: PromptReads, name: string, version: number, patience: number) {
  const end = performance.now() + patience
  for (let pause = 50; performance.now() < end; pause = Math.min(pause * 1.5, 400)) {
    await sleep(Math.min(pause, Math.max(1, end - performance.now())))
    const found = await reads.prompts(name).catch(() => [])
    const one = found.find(known => known.version === version)
    if (one) return one
  }
  return null
}
