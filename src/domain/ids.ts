/**
 * Deterministic ids: the same cause gives the same id, on any machine, however often it is repeated.
 * All are UUIDv5 in namespaces of Postbuch's own.
 */
import { createHash } from 'node:crypto'
import { v5 } from 'uuid'
import type { Topic } from './events.ts'

const EMAIL = '6f0c1d5e-3a0b-5a57-9b52-5d0f1f5f7a10'
const DECISION = '0b7e7d0c-8a55-5a0f-8d0e-3c0e8a4e9b21'
const REQUEST = '9d8c2b61-70f4-5f0c-a6a3-1c9c5f0c8e32'

/** Joined so that no two lists of parts give the same text. */
const text = (parts: readonly (string | number)[]) => JSON.stringify(parts)

/**
 * The id of an incoming mail: a redelivered webhook is the same mail.
 * `delivery` is the first that exists of the body's `webhook_id`, the event's `id`, the invocation-id header
 * (never `x-zendesk-webhook-id`, which is the same for every mail).
 */
export const emailId = (account: string, delivery: string) => v5(text([account, delivery]), EMAIL)

/** The id of a decision: `owner` is the group, `cause` the event it answers. */
export const decisionId = (owner: string, cause: string, step: string, attempt: number, index: number) =>
  v5(text([owner, cause, step, attempt, index]), DECISION)

/** The id of a request whose content makes it what it is (an inquiry of an import, a review's answer of a person). */
export const requestId = (...parts: (string | number)[]) => v5(text(parts), REQUEST)

/** `operation:aggregate_id:sha256(payload)`, as people here know it. */
export const idempotencyKey = (operation: string, aggregateId: string, payload: unknown) =>
  `${operation}:${aggregateId}:${createHash('sha256').update(JSON.stringify(payload)).digest('hex')}`

/** Whose decisions live in a topic. */
export const ownerOf = (topic: Topic) => (topic === 'debts' ? 'debts' : 'emails')
