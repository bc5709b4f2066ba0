import { operator, request } from './emails-request.ts'
import type { Verb } from './io.ts'

/** `postbuch emails retry ID`. */
export const run: Verb = (io, _options, id) => request(io, 'RetryRequested', id!, { by: operator() })
