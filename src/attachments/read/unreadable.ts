import type { Unreadable } from './types.ts'

/** Thrown by a reader where a file as a whole cannot be read. */
export class UnreadableError extends Error {
  override name = 'UnreadableError'
  readonly reason: Unreadable

  constructor(reason: Unreadable) {
    super(reason)
    this.reason = reason
  }
}
