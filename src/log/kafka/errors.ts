/** kafkajs wraps errors in errors; here they become the log's two. */
import { Fenced, LogUnavailable } from '../log.ts'

interface KafkaError {
  name?: string
  type?: string
  message?: string
  cause?: unknown
}

/** The error and its causes, outermost first. */
export function causes(error: unknown): KafkaError[] {
  const chain: KafkaError[] = []
  for (let e = error; e !== null && typeof e === 'object' && chain.length < 10; e = (e as KafkaError).cause) {
    chain.push(e as KafkaError)
  }
  return chain
}

/** The protocol error's name, e.g. `INVALID_PRODUCER_EPOCH`; undefined where the broker named none. */
export function errorType(error: unknown): string | undefined {
  return causes(error).find(e => e.type !== undefined)?.type
}

/**
 * INVALID_PRODUCER_EPOCH is what kafkajs's old request versions are told; code 90 (PRODUCER_FENCED) is not in its table.
 * A transaction that the coordinator timed out looks the same: the epoch was bumped.
 */
export function isFenced(error: unknown): boolean {
  return causes(error).some(
    e => e.type === 'INVALID_PRODUCER_EPOCH' || e.type === 'PRODUCER_FENCED' || e.message === 'Unknown error code 90',
  )
}

/** One line about an error, innermost cause included. */
export function describe(error: unknown): string {
  const chain = causes(error)
  const inner = chain.at(-1)
  if (inner === undefined) return String(error)
  return inner.type === undefined ? `${inner.name}: ${inner.message}` : `${inner.type}: ${inner.message}`
}

export function unavailable(what: string, error: unknown): LogUnavailable {
  return error instanceof LogUnavailable
    ? error
    : new LogUnavailable(`${what}: ${describe(error)}`, { cause: error as Error })
}

/** For transactions: fenced, or nothing is known about the outcome. */
export function transactionError(what: string, error: unknown): Fenced | LogUnavailable {
  if (error instanceof Fenced) return error
  return isFenced(error)
    ? new Fenced(`${what}: ${describe(error)}`, { cause: error as Error })
    : unavailable(what, error)
}

/** Errors of a group member that no repetition mends: rights, and a position that the log does not have. */
const FINAL = [
  'OFFSET_OUT_OF_RANGE',
  'TOPIC_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'SASL_AUTHENTICATION_FAILED',
  'INCONSISTENT_GROUP_PROTOCOL',
  'INVALID_SESSION_TIMEOUT',
  'INVALID_GROUP_ID',
  'UNSUPPORTED_VERSION',
]

export function isFinal(error: unknown): boolean {
  return causes(error).some(e => FINAL.includes(e.type ?? '') || e.name === 'KafkaJSSASLAuthenticationError')
}
