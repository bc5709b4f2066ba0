/** Where the next page begins: opaque to callers, two values to us. */
import { invalid } from '../errors.ts'

/** A cursor of the last row's time and id. */
export const toCursor = (time: number, id: string): string =>
  Buffer.from(JSON.stringify([time, id])).toString('base64url')

/** @throws ApiError 400 for what is no cursor of ours */
export function fromCursor(cursor: string): { time: number; id: string } {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(value) && Number.isSafeInteger(value[0]) && typeof value[1] === 'string') {
      return { time: value[0], id: value[1] }
    }
  } catch {}
  throw invalid([
    { field: 'cursor', expected: 'next_cursor of the page before', found: `a text of ${cursor.length} characters` },
  ])
}
