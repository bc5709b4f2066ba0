/** Audits with the servers of this process, and records those that are part of operations. */
import { randomUUID } from 'node:crypto'
import type { EventData, NewEvent } from '../domain/events.ts'
import { decode, encode } from '../log/codec/codec.ts'
import type { Log } from '../log/log.ts'
import { type AuditReport, audit } from '../ops/audit.ts'
import type { Logger } from '../platform/logging.ts'
import { createStores } from '../projections/start.ts'
import type { Connections } from './connections.ts'

type Checked = EventData['ConsistencyChecked']

/** Changes of these last hours are looked at every hour. */
export const HOURLY_HOURS = 48
const JOB = 'consistency-check'

/** @param since milliseconds since 1970; null: everything */
export async function runAudit(
  connections: Connections,
  { since, repair }: { since: number | null; repair: boolean },
): Promise<AuditReport> {
  const [log, pool, db] = [await connections.log(), connections.postgres(), connections.mongo()]
  return audit({ log, pool, db, stores: createStores(pool, db), decode }, { since, repair, now: Date.now() })
}

export interface Check {
  /** Id of the report, which is `running` until `done`. */
  report: string
  done: Promise<Checked>
}

/**
 * Looks at what changed in the last 48 hours, repairs it, and reports. Begins with an event, so a crash leaves a trace.
 * @param logger is told why a check has failed, which its report does not say
 */
export async function beginCheck(connections: Connections, trigger: string, logger?: Logger): Promise<Check> {
  const log = await connections.log()
  const report = randomUUID()
  const nothing = { checked: 0, mismatches: 0, repaired: 0, failed: 0 }
  await record(log, { report, trigger, status: 'running', ...nothing })
  const finish = async (): Promise<Checked> => {
    let outcome: Checked
    try {
      const since = Date.now() - HOURLY_HOURS * 3_600_000
      const { checked, issues, repaired, failed, stores } = await runAudit(connections, { since, repair: true })
      const down = Object.entries(stores).filter(([, { state }]) => state !== 'checked')
      for (const [store, { error }] of down) logger?.warn({ report, store, message: error }, 'store not checked')
      const counts = { checked, mismatches: issues, repaired, failed }
      outcome = { report, trigger, status: down.length ? 'failed' : 'completed', ...counts }
    } catch (error) {
      logger?.warn({ report, message: (error as Error).message }, 'check failed')
      outcome = { report, trigger, status: 'failed', ...nothing }
    }
    await record(log, outcome)
    return outcome
  }
  return { report, done: finish() }
}

/** Reports that a process of this kind began and did not live to end are failed; called when the next one begins its work. */
export async function closeAbandoned(log: Log, trigger: string): Promise<string[]> {
  const running = new Map<string, Checked>()
  for (const { partition, stable } of await log.offsets(['operations'])) {
    for await (const { records } of log.read({ topic: 'operations', partition }, { from: 0, to: stable })) {
      for (const record of records) {
        const event = decode(record)
        if (event.type !== 'ConsistencyChecked' || event.data.trigger !== trigger) continue
        if (event.data.status === 'running') running.set(event.data.report, event.data)
        else running.delete(event.data.report)
      }
    }
  }
  for (const data of running.values()) await record(log, { ...data, status: 'failed' })
  return [...running.keys()]
}

async function record(log: Log, data: Checked): Promise<void> {
  const meta = { id: randomUUID(), subject: JOB, time: Date.now(), source: '/operations', correlationId: data.report }
  const event: NewEvent = {
    type: 'ConsistencyChecked',
    topic: 'operations',
    data,
    ...meta,
    causationId: null,
    idempotencyKey: null,
  }
  const appender = log.appender()
  try {
    await appender.append([encode(event)])
  } finally {
    await appender.close()
  }
}
