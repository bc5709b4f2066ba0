/** What an answer, or the lack of one, means. */
import { AttachmentError } from './errors.ts'

/**
 * The error for a status other than 200. `redirected`: the answer came from where Zendesk sent us, which never saw our
 * token; a refusal there says nothing about it.
 */
export function failureOf(status: number, retryAfter: string | undefined, redirected: boolean): AttachmentError {
  if (status === 404 || status === 410) {
    return new AttachmentError('mail', 'ATTACHMENT_NOT_FOUND', `The attachment does not exist any more (${status})`)
  }
  if ((status === 401 || status === 403) && !redirected) {
    const message = `Zendesk refuses our token for attachments (${status}): check ZENDESK_TOKEN and its origins`
    return new AttachmentError('deployment', 'ATTACHMENT_UNAUTHORISED', message)
  }
  if (status === 429) {
    const message = 'The attachment host asks for a pause (429)'
    return new AttachmentError('dependency', 'ATTACHMENT_RATE_LIMITED', message, milliseconds(retryAfter))
  }
  if (status >= 500 || status === 408) {
    const message = `The attachment host is in trouble (${status})`
    return new AttachmentError('dependency', 'ATTACHMENT_SERVER_ERROR', message, milliseconds(retryAfter))
  }
  return new AttachmentError('mail', 'ATTACHMENT_REFUSED', `The attachment host refuses the file (${status})`)
}

/** The error for a connection that failed or broke; its code only, never the address. */
export function unreachable(error: unknown): AttachmentError {
  const code = (error as NodeJS.ErrnoException)?.code ?? (error as Error)?.name ?? 'unknown'
  return new AttachmentError('dependency', 'ATTACHMENT_UNREACHABLE', `The attachment host cannot be reached (${code})`)
}

/** `retry-after` as seconds or as a date. */
function milliseconds(retryAfter: string | undefined): number | null {
  if (retryAfter === undefined) return null
  const value = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now()
  return Number.isFinite(value) ? Math.max(0, value) : null
}
