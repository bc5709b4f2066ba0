/** Waits until everything that was accepted has its final status and every consumer is at the log's end. */

import type { JobStatus } from '../../domain/job-status.ts'
import type { GroupLag } from '../../projections/engine/lag.ts'
import { type ClientDocument, listClients } from '../../projections/mongo/queries.ts'
import { countDebtAnswers } from '../../projections/postgres/queries/debts.ts'
import { countJobs, type JobSummary, listJobs } from '../../projections/postgres/queries/jobs.ts'
import type { Connections } from '../connections.ts'
import { currentLag } from '../consumers.ts'

export interface Quiet {
  /** Statuses that occur, with the number of jobs. */
  jobs: Partial<Record<JobStatus, number>>
  debts: { updated: number; ignored: number; reverted: number }
  lag: GroupLag[]
}

/** Without any progress for this long, something is stuck. */
const PATIENCE_MS = 120_000
const POLL_MS = 250

/** @throws StillBusy when nothing has moved for two minutes; the message says what is waited for */
export async function untilQuiet(
  connections: Connections,
  emailIds: readonly string[],
  prefix: string,
  signal: AbortSignal,
  progress: (what: string, total: number) => { update(done: number): void; stop(): void },
): Promise<Quiet> {
  const bar = emailIds.length ? progress('mails done', emailIds.length) : null
  let moved = Date.now()
  let before = ''
  for (;;) {
    signal.throwIfAborted()
    const lag = await currentLag(connections, prefix)
    // Null while the tables are being built, or the store is away.
    const [jobs, debts] = await Promise.all([
      jobCounts(connections).catch(() => null),
      countDebtAnswers(connections.postgres()).catch(() => null),
    ])
    const waiting = jobs ? (jobs.queued ?? 0) + (jobs.processing ?? 0) : null
    const total = jobs ? Object.values(jobs).reduce((a, b) => a + b, 0) : 0
    bar?.update(Math.min(emailIds.length, total - (waiting ?? 0)))
    if (jobs && debts && waiting === 0 && total >= emailIds.length && lag.every(group => group.lag === 0)) {
      bar?.stop()
      return { jobs, debts, lag }
    }
    const now = JSON.stringify([jobs, lag.map(group => group.lag)])
    if (now !== before) moved = Date.now()
    before = now
    if (Date.now() - moved > PATIENCE_MS) throw new StillBusy(jobs, lag)
    await new Promise(resolve => setTimeout(resolve, POLL_MS))
  }
}

const jobCounts = async (connections: Connections): Promise<Quiet['jobs']> =>
  Object.fromEntries(
    (await countJobs(connections.postgres()))
      .filter(({ count }) => count > 0)
      .map(({ status, count }) => [status, count]),
  )

/** Nothing moves although not everything is done. */
export class StillBusy extends Error {
  readonly code = 'STILL_BUSY'
  override name = 'StillBusy'
  constructor(jobs: Quiet['jobs'] | null, lag: readonly GroupLag[]) {
    const behind = lag.filter(group => group.lag !== 0).map(({ group, lag }) => `${group}: ${lag ?? 'unknown'}`)
    super(
      `Expected every mail to be done; for ${PATIENCE_MS / 1000} s nothing has moved. Jobs: ${JSON.stringify(jobs)}. ` +
        `Behind: ${behind.join(', ') || 'nobody'}. See logs/worker.log in the data folder, and postbuch doctor.`,
    )
  }
}

/** Everything that is shown: all mails, oldest first, and all clients. */
export async function everything(connections: Connections): Promise<{ jobs: JobSummary[]; clients: ClientDocument[] }> {
  const jobs: JobSummary[] = []
  for (let cursor: string | null = null; ; ) {
    const page = await listJobs(connections.postgres(), { limit: 500, cursor })
    jobs.push(...page.items)
    cursor = page.next
    if (!cursor) break
  }
  const clients: ClientDocument[] = []
  for (;;) {
    const page = await listClients(connections.mongo(), { after: clients.at(-1)?.client_id ?? '', limit: 500 })
    clients.push(...page)
    if (!page.length) break
  }
  return { jobs: jobs.reverse(), clients }
}
