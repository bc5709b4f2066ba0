/** The process `worker`: handlers and projections. Several may run; partitions are shared out among them. */
import { join } from 'node:path'
import { createAttachmentReader, DEFAULTS } from '../attachments/index.ts'
import type { NewEvent } from '../domain/events.ts'
import { debtsHandler } from '../handlers/debts.ts'
import { emailsHandler } from '../handlers/emails.ts'
import { type Handler, handlerGroup } from '../handlers/handler.ts'
import type { NotifyOptions } from '../handlers/ports.ts'
import { systemClock } from '../handlers/runtime/clock.ts'
import { Limiter } from '../handlers/runtime/limiter.ts'
import { type HandlerRun, runHandler } from '../handlers/runtime/run.ts'
import { openSqliteStore } from '../handlers/runtime/sqlite-store.ts'
import { Suspensions } from '../handlers/runtime/suspensions.ts'
import { decode, encode } from '../log/codec/codec.ts'
import { Letters } from '../log/letters.ts'
import type { Config } from '../platform/config.ts'
import type { Logger } from '../platform/logging.ts'
import { createMailer } from '../platform/mailer.ts'
import { PROJECTIONS } from '../projections/registry.ts'
import { createStores, startProjections } from '../projections/start.ts'
import type { Connections } from './connections.ts'
import { crashPoint } from './crash-point.ts'
import { createExtractor, looksAtScans } from './extractor.ts'
import { startJobs } from './jobs.ts'
import { letterOffice } from './letters.ts'
import { promptInForce } from './prompts.ts'
import { createRegistry } from './registry.ts'
import { createWorkerMetrics, serveMetrics } from './worker-metrics.ts'

export interface WorkerOptions {
  /** Handlers and projections to run; all if empty. */
  only: string[]
  /** Tells workers on one machine apart: the folder of this one's state stores. */
  id: string
  /** Where the demonstration's attachment server listens, if it does, and its token. */
  attachments?: { origin: string; authorization: string } | null
}

export interface Worker {
  stop(): Promise<void>
}

export const HANDLERS = ['emails', 'debts'] as const

/** How soon a decision about a dead letter is noticed. */
const LETTERS_EVERY_MS = 1_000

/** Names that `--only` takes. */
export const parts = () => [...HANDLERS, ...PROJECTIONS.map(projection => projection.name)]

/** @param fatal the process cannot go on and should end, to be started again. */
export async function startWorker(
  config: Config,
  connections: Connections,
  logger: Logger,
  options: WorkerOptions,
  fatal: (error: Error) => void,
): Promise<Worker> {
  const wanted = (name: string) => options.only.length === 0 || options.only.includes(name)
  const log = await connections.log()
  const letters = letterOffice(log)
  const decided = new Letters(log, decode)
  const stopFollowing = decided.follow(LETTERS_EVERY_MS)
  const projections = await startProjections({
    log,
    prefix: config.kafka.prefix,
    stores: createStores(connections.postgres(), connections.mongo(), crashPoint),
    decode,
    logger,
    only: options.only.length ? options.only : undefined,
    announce: letters.announce,
    letters: decided,
  })

  const notify: NotifyOptions = {
    admin: config.notify.admin[0] ?? null,
    firm: config.notify.to[0] ?? null,
    maxAgeMs: config.notify.maxAge,
  }
  const mailer = createMailer({
    smtpUrl: config.notify.smtpUrl,
    from: config.notify.from,
    folder: join(config.dataDir, 'outbox'),
  })
  const attachments = createAttachmentReader(attachmentConfig(config, options))
  const extractor = createExtractor(config, { attachments, prompt: promptInForce(connections.postgres()) })
  const registry = createRegistry(connections.postgres(), log)
  const limiter = new Limiter(config.extract.concurrency)
  const suspensions: Suspensions[] = []
  const metrics = createWorkerMetrics({
    handlers: () => runs,
    suspended: () => suspensions.flatMap(own => own.list()),
    projections: () => projections.status(),
  })

  const run = <S, O>(handler: Handler<S, O>): Promise<HandlerRun> => {
    const group = handlerGroup(config.kafka.prefix, handler.group)
    const child = logger.child({ group: handler.group })
    const identity = { clusterId: log.clusterId, topic: handler.topic, version: handler.aggregate.version }
    const folder = join(config.dataDir, 'state', options.id)
    const suspended = new Suspensions(Date.now, ({ step, code, message, since }, resumed) =>
      resumed ? child.info({ step, since }, 'step resumed') : child.error({ step, code, message }, 'step suspended'),
    )
    suspensions.push(suspended)
    const encodeAndCount = (event: NewEvent) => {
      metrics.written(event)
      return encode(event)
    }
    return runHandler(
      {
        log,
        handler: metrics.timed(handler),
        codec: { encode: encodeAndCount, decode },
        openStore: partition =>
          openSqliteStore(join(folder, `${handler.group}-${partition}.db`), { ...identity, partition }),
        limiter,
        suspensions: suspended,
        clock: systemClock,
        logger: child,
        prefix: config.kafka.prefix,
        parked: pointer => letters.parked(group, handler.topic, pointer),
        letters: decided.of(group),
        crashPoint,
      },
      fatal,
    )
  }
  const runs: HandlerRun[] = await Promise.all([
    ...(wanted('emails')
      ? [run(emailsHandler({ attachments, extractor, registry, matching: config.matching, mailer, notify }))]
      : []),
    ...(wanted('debts') ? [run(debtsHandler({ mailer, notify }))] : []),
  ])

  const { host } = config.api.internal
  const port = config.api.workerMetricsPort
  const stopServing = port === null ? null : await serveMetrics(metrics.registry, host, port)

  const stopJobs = startJobs({ connections, handlers: () => runs, mailer, notify, logger })

  return {
    async stop() {
      stopJobs()
      stopFollowing()
      await stopServing?.()
      await Promise.all([...runs.map(handler => handler.stop()), projections.stop()])
      await Promise.all([attachments.close(), letters.close()])
      mailer.close()
    },
  }
}

function attachmentConfig(config: Config, { attachments }: WorkerOptions) {
  const { apiEmail, apiToken, hosts } = config.zendesk
  const zendesk = apiToken ? `Basic ${Buffer.from(`${apiEmail}/token:${apiToken}`).toString('base64')}` : null
  return {
    ...DEFAULTS,
    dataDir: config.dataDir,
    ocr: !looksAtScans(config),
    authorization: attachments?.authorization ?? zendesk,
    tokenOrigins: attachments ? [attachments.origin] : hosts.map(host => `https://${host}`),
    allowedOrigins: attachments ? [attachments.origin] : [],
  }
}
