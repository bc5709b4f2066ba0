/** What both listeners have in common: errors, headers, quiet logs, time limits, a graceful end. */
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import { type FastifyInstance, fastify, LogController } from 'fastify'
import type { Logger } from '../platform/logging.ts'
import { handleError, handleNotFound } from './errors.ts'

export interface ListenerOptions {
  log: Logger
  /** Bytes. */
  bodyLimit: number
  helmet: FastifyHelmetOptions
}

/** A fastify with Postbuch's manners, without routes. */
export async function createListener({ log, bodyLimit, helmet: headers }: ListenerOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => handleError(error, request, reply),
  }) as unknown as FastifyInstance
  app.setErrorHandler(handleError)
  app.setNotFoundHandler(handleNotFound)
  // The route's pattern, never the address itself: it may hold a client's id or words of a search.
  app.addHook('onResponse', async (request, reply) => {
    request.log.debug(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
  await app.register(helmet, headers)
  return app
}

/** Finishes what is in hand and stops; after `patience` milliseconds what is still open is cut. */
export async function closeListener(app: FastifyInstance, patience = 5000): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), patience)
  // A kept connection becomes idle when its last answer is out, and would then hold the end up.
  const idle = setInterval(() => app.server.closeIdleConnections(), 50)
  try {
    await app.close()
  } finally {
    clearTimeout(cut)
    clearInterval(idle)
  }
}

/** Listens and answers with the address that people can open. */
export async function listen(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<string> {
  await app.listen({ host, port })
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error(`no TCP address for ${host}:${port}`)
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${address.port}`
}
