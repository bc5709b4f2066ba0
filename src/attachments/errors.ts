/** Why an attachment could not be fetched, as a value that the step's runtime can act on. */
import type { Failure } from '../domain/events.ts'

export type AttachmentErrorCode =
  | 'ATTACHMENT_BAD_URL'
  | 'ATTACHMENT_FORBIDDEN_ADDRESS'
  | 'ATTACHMENT_NOT_FOUND'
  | 'ATTACHMENT_REFUSED'
  | 'ATTACHMENT_TOO_LARGE'
  | 'ATTACHMENT_REDIRECTS'
  | 'ATTACHMENT_UNREACHABLE'
  | 'ATTACHMENT_TIME_LIMIT'
  | 'ATTACHMENT_RATE_LIMITED'
  | 'ATTACHMENT_SERVER_ERROR'
  | 'ATTACHMENT_UNAUTHORISED'

/** `mail`: this file will never come; `dependency`: its host is in trouble; `deployment`: our token is. */
export class AttachmentError extends Error {
  override name = 'AttachmentError'
  readonly kind: Failure['kind']
  readonly code: AttachmentErrorCode
  /** When the host asked for a pause: milliseconds from now. */
  readonly retryAfterMs: number | null

  constructor(kind: Failure['kind'], code: AttachmentErrorCode, message: string, retryAfterMs: number | null = null) {
    super(message)
    this.kind = kind
    this.code = code
    this.retryAfterMs = retryAfterMs
  }

  get failure(): Failure {
    return { kind: this.kind, code: this.code, message: this.message }
  }
}
