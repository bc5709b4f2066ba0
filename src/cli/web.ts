import { serveUntilStopped } from '../app/child.ts'
import { runWeb } from '../app/web.ts'
import { createLogger } from '../platform/logging.ts'
import type { Verb } from './io.ts'
import { withSession } from './session.ts'

/** `postbuch web`: serves until it is told to stop. */
export const run: Verb = async io => {
  await withSession(io, 'postbuch-web', async ({ config, connections }) => {
    const logger = createLogger({ process: 'web', level: config.logLevel })
    const web = await runWeb(config, connections, logger)
    io.tell(`webhook at ${web.publicUrl}/webhooks/zendesk, API and page at ${web.internalUrl}`)
    await serveUntilStopped({ publicUrl: web.publicUrl, internalUrl: web.internalUrl }, () => web.close(), logger)
  })
  return undefined
}
