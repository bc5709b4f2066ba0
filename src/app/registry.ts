/** The registry as the handlers ask it: the `inquiries` projection in PostgreSQL, waited for until it has applied its topic. */
import type { Pool } from 'pg'
import type { Registry } from '../handlers/ports.ts'
import { sleep, systemClock } from '../handlers/runtime/clock.ts'
import { StepFailure } from '../handlers/runtime/failures.ts'
import type { Log } from '../log/log.ts'
import { PostgresInquiryLookup } from '../projections/postgres/inquiry-lookup.ts'

const PATIENCE_MS = 30_000
const POLL_MS = 50

export function createRegistry(pool: Pool, log: Log): Registry {
  const lookup = new PostgresInquiryLookup(pool)
  return {
    find: query => lookup.find(query),
    byIds: ids => lookup.inquiriesByIds(ids),
    async caughtUp(signal) {
      const wanted = (await log.offsets(['inquiries'])).toSorted((a, b) => a.partition - b.partition).map(o => o.stable)
      const deadline = Date.now() + PATIENCE_MS
      for (;;) {
        const applied = await lookup.appliedPositions()
        if (wanted.every((stable, partition) => (applied[partition] ?? 0) >= stable)) return applied
        if (Date.now() > deadline) {
          const message = `The inquiries projection is at ${applied.join(', ')}, the log at ${wanted.join(', ')}.`
          throw new StepFailure('dependency', 'REGISTRY_BEHIND', message)
        }
        await sleep(systemClock, POLL_MS, signal)
        signal.throwIfAborted()
      }
    },
  }
}
