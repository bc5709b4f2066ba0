/**
 * Both stores against the log: what changed lately (or everything), row by row, repaired by key where asked for. A store
 * that is down is said to be, and the other is still checked. The plain fold is the judge; it shares no code with what
 * filled the stores.
 */
import type { Db } from 'mongodb'
import type { Pool } from 'pg'
import { asConsumer } from '../log/letters.ts'
import type { Log } from '../log/log.ts'
import type { Decode } from '../projections/engine/batches.ts'
import type { Finding } from '../projections/engine/compare.ts'
import type { Cause } from '../projections/engine/fold.ts'
import type { Projection } from '../projections/engine/projection.ts'
import { replayKeys, selectRows } from '../projections/engine/replay.ts'
import { stalledJobs } from '../projections/postgres/queries/open.ts'
import { listReviews } from '../projections/postgres/queries/reviews.ts'
import { PROJECTIONS } from '../projections/registry.ts'
import type { ProjectionStores } from '../projections/start.ts'
import { verify } from '../projections/verify.ts'
import { healthScore } from './health.ts'

export interface AuditSources {
  log: Log
  pool: Pool
  db: Db
  stores: ProjectionStores
  decode: Decode
}

export interface AuditRequest {
  /** Rows that events since then have touched (milliseconds since 1970); null: every row. */
  since: number | null
  repair: boolean
  now: number
}

type StoreName = Projection['store']

/**
 * `re-sync`: the log knows better, a repair mends it. `manual_review`: a person is asked. `stalled`: open for over an
 * hour with no next step. `no_action`: it was only on its way, and is right by now.
 */
export type Category = 're-sync' | 'manual_review' | 'stalled' | 'no_action'

export interface AuditFinding {
  store: StoreName
  projection: string
  kind: Finding['kind'] | 'stalled' | 'review'
  /** Table and key. */
  where: string
  columns: string[]
  /** The event that says otherwise. */
  event: Cause | null
  category: Category
  repaired: boolean
}

export interface StoreReport {
  /** `incomplete`: a projection has not been built yet, the others were checked. */
  state: 'checked' | 'incomplete' | 'down'
  error: string | null
  /** Rows or documents looked at. */
  checked: number
}

export interface AuditReport {
  since: number | null
  checked: number
  issues: number
  repaired: number
  /** Repairs that were asked for and did not come about. */
  failed: number
  healthScore: number
  stores: Record<StoreName, StoreReport>
  findings: AuditFinding[]
}

const HOUR = 3_600_000

export async function audit(sources: AuditSources, request: AuditRequest): Promise<AuditReport> {
  const stores: Record<StoreName, StoreReport> = {
    postgres: { state: 'checked', error: null, checked: 0 },
    mongodb: { state: 'checked', error: null, checked: 0 },
  }
  const findings: AuditFinding[] = []
  for (const projection of PROJECTIONS) {
    const report = stores[projection.store]
    if (report.state === 'down') continue
    try {
      const { checked, found } = await auditProjection(projection, sources, request)
      report.checked += checked
      findings.push(...found)
    } catch (error) {
      notChecked(report, error, sources.stores[projection.store])
    }
  }
  if (stores.postgres.state !== 'down') {
    const open = openWork(sources.pool, request.now)
    findings.push(...(await open.catch(error => notChecked(stores.postgres, error, sources.stores.postgres))))
  }
  const checked = stores.postgres.checked + stores.mongodb.checked
  const wrong = findings.filter(isIssue)
  const repaired = findings.filter(finding => finding.repaired).length
  const failed = request.repair ? wrong.filter(f => f.category === 're-sync' && !f.repaired).length : 0
  const health = healthScore(checked, wrong.length)
  return {
    since: request.since,
    checked,
    issues: wrong.length,
    repaired,
    failed,
    healthScore: health,
    stores,
    findings,
  }
}

/** An open review is work for a person, nothing is wrong with it. */
const isIssue = ({ kind, category }: AuditFinding) => kind !== 'review' && category !== 'no_action'

async function auditProjection(
  projection: Projection,
  sources: AuditSources,
  { since, repair }: AuditRequest,
): Promise<{ checked: number; found: AuditFinding[] }> {
  const { decode, stores } = sources
  const log = await asConsumer(sources.log, decode, projection.name)
  const store = stores[projection.store]
  const rows = { projection, log, store, decode }
  if (since === null) {
    const { checked, findings } = await verify(projection, sources)
    const keys = findings.map(({ table, key }) => ({ table, key }))
    const mended = repair && keys.length ? await replayKeys({ ...rows, keys }) : null
    // Documents have no snapshot: what a second look finds to be right was only on its way.
    const stays = new Set(mended?.wrong.map(id))
    const category = (finding: Finding): Category => (mended && !stays.has(id(finding)) ? 'no_action' : 're-sync')
    const done = new Set(mended?.replaced.map(id))
    return { checked, found: findings.map(f => told(projection, f, category(f), done.has(id(f)))) }
  }
  const keys = await selectRows(rows, { since })
  if (keys.length === 0) return { checked: 0, found: [] }
  const { wrong, replaced } = await replayKeys({ ...rows, keys, lookOnly: !repair })
  const done = new Set(replaced.map(id))
  return { checked: keys.length, found: wrong.map(f => told(projection, f, 're-sync', done.has(id(f)))) }
}

const id = ({ table, key }: { table: string; key: readonly (string | number)[] }) => JSON.stringify([table, ...key])

const told = (
  { name, store }: Projection,
  { kind, table, key, columns, cause }: Finding,
  category: Category,
  repaired: boolean,
): AuditFinding => ({
  store,
  projection: name,
  kind,
  where: `${table} ${key.join(' ')}`,
  columns,
  event: cause,
  category,
  repaired,
})

/** Mails that wait: for a person, or for nothing that anybody could name. */
async function openWork(pool: Pool, now: number): Promise<AuditFinding[]> {
  const about = { store: 'postgres' as const, projection: 'jobs', columns: [], event: null, repaired: false }
  const stalled = await stalledJobs(pool, now - HOUR)
  const { items } = await listReviews(pool, { status: 'open', limit: 500 })
  return [
    ...stalled.map(job => ({
      ...about,
      kind: 'stalled' as const,
      where: `${job.status} ${job.emailId}`,
      category: 'stalled' as const,
    })),
    ...items.map(review => ({
      ...about,
      kind: 'review' as const,
      where: `review ${review.reviewId}`,
      category: 'manual_review' as const,
    })),
  ]
}

/** @throws what is nothing of the store's */
function notChecked(report: StoreReport, error: unknown, store: ProjectionStores[StoreName]): [] {
  const { code, message } = error as { code?: unknown; message: string }
  if (code === 'PROJECTION_NOT_READY') Object.assign(report, { state: 'incomplete', error: report.error ?? message })
  else if (code !== 'LOG_UNAVAILABLE' && store.classify(error) === 'dependency')
    Object.assign(report, { state: 'down', error: message })
  else throw error
  return []
}
