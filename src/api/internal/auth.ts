/** Who is asking. A token is a person; comparing takes the same time whatever was given. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiToken } from '../../platform/config-values.ts'
import { ApiError } from '../errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `open`: anyone inside the network; `details`: anyone, and more with a token; `person`: only with a token. */
    access?: 'open' | 'details' | 'person'
  }
  interface FastifyRequest {
    /** The token's name; null without one. */
    person: string | null
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Wrong tokens from one address in a minute before it must wait. */
const TRIES = 30

/** Checks the token of every request against its route's `config.access`; a wrong token is refused everywhere. */
export function authenticate(app: FastifyInstance, tokens: ApiToken[]): void {
  const known = tokens.map(({ name, token }) => ({ name, digest: digest(token) }))
  const tries = app.createRateLimit({ max: TRIES, timeWindow: 60_000 })
  app.decorateRequest('person', null)
  app.addHook('onRequest', async request => {
    const given = request.headers.authorization
    if (given !== undefined) {
      const hash = digest(/^Bearer +(\S+)$/i.exec(given)?.[1] ?? '')
      const found = known.filter(person => timingSafeEqual(person.digest, hash))
      if (found.length === 0) throw await refusal(request)
      request.person = found[0]!.name
    }
    if (request.routeOptions.config.access === 'person' && request.person === null) throw missing(known.length > 0)
  })

  const refusal = async (request: FastifyRequest) => {
    const limit = await tries(request)
    if (!limit.isAllowed && limit.isExceeded) {
      return new ApiError(429, { code: 'TOO_MANY_TRIES', message: 'Too many wrong tokens.' }, limit.ttlInSeconds)
    }
    return new ApiError(401, {
      code: 'TOKEN_INVALID',
      message: 'This token is not known.',
      expected: 'one of the tokens of API_TOKEN',
      todo: 'Ask your administrator for a token.',
    })
  }
}

const missing = (configured: boolean) =>
  new ApiError(401, {
    code: configured ? 'TOKEN_MISSING' : 'NO_TOKEN_CONFIGURED',
    message: 'This shows personal data or changes something, so it needs to know who asks.',
    expected: 'the header Authorization: Bearer API_TOKEN',
    todo: configured ? 'Send your token.' : 'Set API_TOKEN in the environment of the web process and start it again.',
  })

/** The person of a request on a route with access `person`. */
export const personOf = (request: FastifyRequest): string => {
  if (request.person === null) throw missing(true)
  return request.person
}
