import { serveUntilStopped } from '../app/child.ts'
import { parts, startWorker } from '../app/worker.ts'
import { createLogger } from '../platform/logging.ts'
import { migrate } from '../projections/postgres/migrate.ts'
import { UsageError, type Verb } from './io.ts'
import { withSession } from './session.ts'

/** `postbuch worker`: handles and projects until it is told to stop. */
export const run: Verb = async (io, options) => {
  const only = ((options.only as string | undefined) ?? '').split(',').filter(Boolean)
  const unknown = only.filter(part => !parts().includes(part))
  if (unknown.length) throw new UsageError(`--only knows ${parts().join(', ')}; found ${unknown.join(', ')}`)
  const id = options.id as string
  await withSession(io, `postbuch-${id}`, async ({ config, connections }) => {
    const logger = createLogger({ process: id, level: config.logLevel })
    await migrate(connections.postgres())
    const fatal = (error: Error) => {
      logger.fatal({ error }, 'cannot go on: ending, to be started again')
      process.exit(1)
    }
    const worker = await startWorker(config, connections, logger, { only, id, attachments: demoAttachments() }, fatal)
    await serveUntilStopped({ id }, () => worker.stop(), logger)
  })
  return undefined
}

/** Set by `postbuch start` for the demonstration's own attachment server on loopback. */
function demoAttachments() {
  const { POSTBUCH_DEMO_ORIGIN: origin, POSTBUCH_DEMO_AUTHORIZATION: authorization } = process.env
  return origin && authorization ? { origin, authorization } : null
}
