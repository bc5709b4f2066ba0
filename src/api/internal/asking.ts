/** A person's request: into the log, then a short wait for the decision that answers it. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import type { EventData, NewEvent } from '../../domain/events.ts'
import { requestId } from '../../domain/ids.ts'
import { type AppendPorts, appendRequest } from '../append.ts'
import { conflict } from '../errors.ts'
import type { JobReads, TimelineEntry } from '../ports.ts'

type RequestType = 'RetryRequested' | 'ReviewAnswered' | 'RevocationRequested'

export interface AskingOptions extends AppendPorts {
  reads: Pick<JobReads, 'timeline'>
  /** Milliseconds that the log may take. */
  appendTimeout: number
  /** Milliseconds that a decision is waited for before the answer is 202. */
  answerWait: number
}

export interface Asked<T extends RequestType> {
  type: T
  emailId: string
  data: EventData[T]
  /** The caller's Idempotency-Key: the same key is the same request, of one person about one mail. */
  key: string | undefined
}

/**
 * Appends the request and waits for its answer in the projection; sets the status 200 (done) or 202 (not answered yet).
 * @throws ApiError 409 when it was refused, with the reason; 503 when the log is not there
 */
export async function ask<T extends RequestType>(
  options: AskingOptions,
  { type, emailId, data, key }: Asked<T>,
  reply: FastifyReply,
) {
  const id = key === undefined ? randomUUID() : requestId(type, emailId, data.by, key)
  const meta = { id, subject: emailId, time: Date.now(), source: '/web', correlationId: emailId, causationId: null }
  const event = { type, topic: 'emails', data, ...meta, idempotencyKey: null } as NewEvent
  await appendRequest(options, event, options.appendTimeout)
  const answer = await answerTo(id, emailId, options)
  if (answer?.type === 'RequestRefused') throw refused(answer)
  const status = answer ? ('applied' as const) : ('accepted' as const)
  reply.code(answer ? 200 : 202)
  return { status, request_id: id, email_id: emailId }
}

/** Asked ever less often. A projection that cannot be read now is no reason to fail: the request is in the log. */
async function answerTo(
  id: string,
  emailId: string,
  { reads, answerWait }: AskingOptions,
): Promise<TimelineEntry | null> {
  const end = performance.now() + answerWait
  for (let pause = 50; performance.now() < end; pause = Math.min(pause * 1.5, 400)) {
    await sleep(Math.min(pause, Math.max(1, end - performance.now())))
    const events = await reads.timeline(emailId).catch(() => null)
    const answer = events?.find(
      event => event.data.request === id || (event.causationId === id && event.topic === 'emails'),
    )
    if (answer) return answer
  }
  return null
}

const REASONS: Record<string, [message: string, todo?: string]> = {
  already_matched: ['The mail is assigned already.', 'Revoke the assignment first.'],
  in_work: ['The mail is being worked on right now.', 'Look again in a moment.'],
  nothing_to_revoke: ['The mail has no assignment that could be revoked.'],
  unknown_review: ['The mail has no such review.'],
  unknown_inquiry: ['The registry does not know one of the inquiries.', 'Check the inquiry ids.'],
  nothing_assigned: ['The answer assigns nothing.'],
  inquiry_twice: ['The answer assigns the mail to one inquiry twice.'],
  already_answered: ['The review is answered already.', 'To change what was decided, revoke the assignment.'],
  review_closed: ['The review is no longer open.', 'Look at the mail again: something else has happened to it.'],
}

/** A reason of `domain/email-requests.ts`, for people: what was refused, and what to do. */
export const refusal = (reason: string) => REASONS[reason] ?? (['The request was refused.'] as const)

const refused = ({ data }: TimelineEntry) => {
  const reason = typeof data.reason === 'string' ? data.reason : 'refused'
  const [message, todo] = refusal(reason)
  return conflict(reason.toUpperCase(), message, todo)
}
