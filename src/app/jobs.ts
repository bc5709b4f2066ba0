/**
 * What is done by the clock (Europe/Berlin), by one worker at a time: whoever holds partition 0 of group `emails`.
 * Every job leaves an event on `operations`, which is also how it knows what was done already.
 */
import { Cron } from 'croner'
import type { Mailer, NotifyOptions } from '../handlers/ports.ts'
import type { HandlerRun } from '../handlers/runtime/run.ts'
import type { Logger } from '../platform/logging.ts'
import { beginCheck, closeAbandoned } from './audit.ts'
import type { Connections } from './connections.ts'
import { sendDigest } from './digest.ts'

const TIMEZONE = 'Europe/Berlin'
const HOURLY = '0 * * * *'
/** From eight in the morning on; again every hour, for a worker that was not there then. */
const DAILY = '5 8-20 * * *'

export interface JobSources {
  connections: Connections
  handlers(): HandlerRun[]
  mailer: Mailer
  notify: NotifyOptions
  logger: Logger
}

/** Whether this process is the one that runs the jobs just now. */
export const isChosen = (handlers: readonly HandlerRun[]) =>
  handlers.some(
    ({ group, status }) =>
      group.endsWith('-emails-handler') && status().some(({ partition, phase }) => partition === 0 && phase === 'live'),
  )

/** Schedules the jobs. @returns how to stop; what is under way is waited for by nobody */
export function startJobs(sources: JobSources): () => void {
  const { connections, handlers, logger } = sources
  const job = (pattern: string, name: string, work: () => Promise<object | null>) =>
    new Cron(pattern, { timezone: TIMEZONE, protect: true, unref: true }, async () => {
      if (!isChosen(handlers())) return
      try {
        const done = await work()
        if (done) logger.info({ job: name, ...done }, 'job done')
      } catch (error) {
        logger.error({ job: name, message: (error as Error).message }, 'job failed')
      }
    })
  const crons = [
    job(HOURLY, 'consistency-check', async () => {
      await closeAbandoned(await connections.log(), 'hourly')
      return (await beginCheck(connections, 'hourly', logger)).done
    }),
    job(DAILY, 'digest', () => sendDigest(sources, Date.now())),
  ]
  return () => {
    for (const cron of crons) cron.stop()
  }
}
