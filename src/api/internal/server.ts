/** The internal listener: what Postbuch knows, what people may ask of it, the web page. */
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { ApiToken } from '../../platform/config-values.ts'
import type { Logger } from '../../platform/logging.ts'
import { ApiError } from '../errors.ts'
import { createListener } from '../listener.ts'
import type { WebMetrics } from '../metrics.ts'
import { servePage } from '../page/serve.ts'
import type { Operations, Reads } from '../ports.ts'
import type { AskingOptions } from './asking.ts'
import { authenticate } from './auth.ts'
import { operationGauges } from './gauges.ts'
import { documented } from './openapi.ts'
import { adminRoutes } from './routes/admin.ts'
import { clientRoutes } from './routes/clients.ts'
import { healthRoutes } from './routes/health.ts'
import { jobRoutes } from './routes/jobs.ts'
import { operationRoutes } from './routes/operations.ts'
import { promptRoutes } from './routes/prompts.ts'
import { reviewRoutes } from './routes/reviews.ts'
import { steeringRoutes } from './routes/steering.ts'
import { typed } from './typed.ts'

export interface InternalOptions extends Omit<AskingOptions, 'reads'> {
  reads: Reads
  /** Null where this process cannot do anything for operators (tests). */
  operations?: Operations | null
  tokens: ApiToken[]
  metrics: WebMetrics
  log: Logger
}

/** Requests from one address in a minute: far beyond people and their scripts, far below what hurts. */
const PER_MINUTE = 6000
/** Bytes. */
const BODY_LIMIT = 256 * 1024

/** Only this page's own files, nothing from elsewhere, nothing inline. */
const CSP = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
}

export async function createInternalListener(options: InternalOptions): Promise<FastifyInstance> {
  const { reads, tokens, metrics, log, appender } = options
  const app = await createListener({ log, bodyLimit: BODY_LIMIT, helmet: { contentSecurityPolicy: CSP, hsts: false } })
  await app.register(rateLimit, {
    max: PER_MINUTE,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) =>
      new ApiError(
        429,
        { code: 'TOO_MANY_REQUESTS', message: 'Too many requests from one address.' },
        Math.ceil(ttl / 1000),
      ),
  })
  app.addHook('onResponse', async (request, reply) => {
    metrics.request(request.routeOptions.url ?? 'none', request.method, reply.statusCode, reply.elapsedTime)
  })
  operationGauges(metrics.registry, reads)
  authenticate(app, tokens)
  await documented(app)
  const api = typed(app)
  jobRoutes(api, reads, options)
  reviewRoutes(api, reads, options)
  clientRoutes(api, reads)
  operationRoutes(api, reads)
  adminRoutes(api, reads, options.operations ?? null)
  steeringRoutes(api, options.operations ?? null)
  promptRoutes(api, reads, options)
  healthRoutes(api, reads, appender, metrics)
  servePage(app)
  return app
}
