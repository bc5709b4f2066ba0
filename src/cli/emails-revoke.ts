import { operator, request } from './emails-request.ts'
import type { Verb } from './io.ts'

/** `postbuch emails revoke ID --reason TEXT`. */
export const run: Verb = (io, options, id) =>
  request(io, 'RevocationRequested', id!, { by: operator(), reason: options.reason as string })
