/** What every long-running process does: say when it serves, end on SIGTERM, SIGINT or when its supervisor is gone. */
import { flushCompileCache } from 'node:module'
import type { Logger } from '../platform/logging.ts'

/**
 * Reports readiness to the supervisor (if there is one) and waits for the end.
 * @param stop finishes or abandons what is in hand; the process ends after it, or after `graceMs` whatever it does.
 */
export async function serveUntilStopped(
  ready: Record<string, string>,
  stop: () => Promise<void>,
  logger: Logger,
  graceMs = 10_000,
): Promise<void> {
  process.send?.({ ready })
  // Else it would be written at the end only, which a process that is killed never sees.
  flushCompileCache()
  const reason = await new Promise<string>(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal))
    if (process.send) process.once('disconnect', () => resolve('supervisor gone'))
  })
  logger.info({ reason }, 'stopping')
  const overdue = setTimeout(() => {
    logger.error({}, 'not stopped in time: ending anyway')
    process.exit(1)
  }, graceMs)
  await stop()
  clearTimeout(overdue)
  logger.info({}, 'stopped')
  if (process.connected) process.disconnect()
}
