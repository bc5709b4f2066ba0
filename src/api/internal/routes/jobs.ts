/** Jobs, statuses and timelines; retrying and revoking. */

import { notFound } from '../../errors.ts'
import type { Reads } from '../../ports.ts'
import { type AskingOptions, ask } from '../asking.ts'
import { personOf } from '../auth.ts'
import { failing, idParams, isEmailId, iso } from '../schemas/common.ts'
import {
  jobAnswer,
  jobsAnswer,
  jobsQuery,
  mailAnswer,
  statusAnswer,
  timelineAnswer,
  toEntry,
  toJob,
  toStatus,
} from '../schemas/jobs.ts'
import { appliedAnswer, pendingAnswer, requestHeaders, revokeBody } from '../schemas/requests.ts'
import type { Api } from '../typed.ts'

export function jobRoutes(app: Api, reads: Reads, asking: AskingOptions): void {
  const existing = async (id: string) => {
    const job = isEmailId(id) ? await reads.job(id) : null
    if (!job) throw notFound('job', id)
    return job
  }

  app.get(
    '/api/v1/jobs',
    {
      config: { access: 'details' },
      schema: {
        tags: ['Jobs'],
        summary: 'Jobs, newest first',
        querystring: jobsQuery,
        response: { 200: jobsAnswer, ...failing(400, 401) },
      },
    },
    async request => {
      const { status, received_from, received_to, q, limit, cursor } = request.query
      if (q !== undefined) personOf(request)
      const { items, next } = await reads.jobs({
        statuses: status,
        receivedFrom: received_from ?? null,
        receivedTo: received_to ?? null,
        q: q ?? null,
        cursor: cursor ?? null,
        limit,
      })
      return { jobs: items.map(job => toJob(job, request.person !== null)), next_cursor: next }
    },
  )

  app.get(
    '/api/v1/jobs/:id',
    {
      config: { access: 'details' },
      schema: {
        tags: ['Jobs'],
        summary: 'One job; its details with a token',
        params: idParams,
        response: { 200: jobAnswer, ...failing(401, 404) },
      },
    },
    async request => toJob(await existing(request.params.id), request.person !== null),
  )

  app.get(
    '/api/v1/status/:id',
    {
      config: { access: 'open' },
      schema: {
        tags: ['Jobs'],
        summary: 'The status of one e-mail',
        params: idParams,
        response: { 200: statusAnswer, ...failing(404) },
      },
    },
    async request => toStatus(await existing(request.params.id)),
  )

  app.get(
    '/api/v1/emails/:id/timeline',
    {
      config: { access: 'person' },
      schema: {
        tags: ['Jobs'],
        summary: 'All that happened to one e-mail',
        params: idParams,
        response: { 200: timelineAnswer, ...failing(401, 404) },
      },
    },
    async request => {
      const { id } = request.params
      const events = isEmailId(id) ? await reads.timeline(id) : null
      if (!events?.length) throw notFound('e-mail', id)
      return { email_id: id, events: events.map(toEntry) }
    },
  )

  app.get(
    '/api/v1/emails/:id',
    {
      config: { access: 'person' },
      schema: {
        tags: ['Jobs'],
        summary: 'The mail itself',
        params: idParams,
        response: { 200: mailAnswer, ...failing(401, 404) },
      },
    },
    async request => {
      const { id } = request.params
      const mail = isEmailId(id) ? await reads.mail(id) : null
      if (!mail) throw notFound('e-mail', id)
      return {
        email_id: id,
        subject: mail.subject,
        from_email: mail.fromEmail,
        from_name: mail.fromName,
        to_email: mail.toEmail,
        received_at: iso(mail.receivedAt),
        text: mail.text,
        attachments: mail.attachments.map(({ filename, contentType, size }) => ({
          filename,
          content_type: contentType,
          size,
        })),
      }
    },
  )

  app.post(
    '/api/v1/jobs/:id/retry',
    {
      config: { access: 'person' },
      schema: {
        tags: ['Jobs'],
        summary: 'Reads the mail again from the start',
        params: idParams,
        headers: requestHeaders,
        response: { 200: appliedAnswer, 202: pendingAnswer, ...failing(401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { id: emailId } = await existing(request.params.id)
      const key = request.headers['idempotency-key']
      return ask(asking, { type: 'RetryRequested', emailId, data: { by: personOf(request) }, key }, reply)
    },
  )

  app.post(
    '/api/v1/jobs/:id/revoke',
    {
      config: { access: 'person' },
      schema: {
        tags: ['Jobs'],
        summary: "Takes the mail's assignment back; the debts return to the best remaining reply",
        params: idParams,
        headers: requestHeaders,
        body: revokeBody,
        response: { 200: appliedAnswer, 202: pendingAnswer, ...failing(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { id: emailId } = await existing(request.params.id)
      const key = request.headers['idempotency-key']
      const data = { by: personOf(request), reason: request.body.reason }
      return ask(asking, { type: 'RevocationRequested', emailId, data, key }, reply)
    },
  )
}
