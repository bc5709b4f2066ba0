/** Pages by cursor: the sort key of the last row, so that rows which come or go in between neither repeat nor skip any. */

export interface Page<T> {
  items: T[]
  /** Give it back as `cursor` for the next page; null at the end. */
  next: string | null
}

export interface PageRequest {
  /** Default 50, at most 500. */
  limit?: number
  cursor?: string | null
}

/** A cursor that this server did not make. */
export class InvalidCursor extends Error {
  readonly code = 'INVALID_CURSOR'
  override name = 'InvalidCursor'
}

export const limitOf = ({ limit = 50 }: PageRequest) => Math.min(Math.max(Math.trunc(limit), 1), 500)

export const encodeCursor = (parts: readonly (string | number | null)[]) =>
  Buffer.from(JSON.stringify(parts)).toString('base64url')

/** @throws InvalidCursor */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const fits = Array.isArray(parts) && parts.length === length
    if (fits && parts.every(part => part === null || ['string', 'number'].includes(typeof part))) return parts
  } catch {
    // falls through: whatever is wrong with it, it is not ours
  }
  throw new InvalidCursor('This cursor was not made by this server: leave it out to begin at the first page.')
}

/** One row more than the limit was asked for: it only tells that there is a next page. */
export function pageOf<Row, T>(
  rows: Row[],
  limit: number,
  cursor: (row: Row) => readonly (string | number | null)[],
  view: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit)
  return { items: shown.map(view), next: rows.length > limit ? encodeCursor(cursor(shown.at(-1)!)) : null }
}
