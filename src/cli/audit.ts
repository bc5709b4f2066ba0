import { runAudit } from '../app/audit.ts'
import { plainTable } from '../app/start/report.ts'
import type { AuditFinding, AuditReport } from '../ops/audit.ts'
import { HEALTHY } from '../ops/health.ts'
import { counted, type Io, UsageError, type Verb } from './io.ts'
import { withSession } from './session.ts'

const DAY = 86_400_000
const SHOWN = 30

/** `postbuch audit [--days N | --all] [--repair]`. Exit code 0 from a health score of 0.95 on, if both stores were checked. */
export const run: Verb = async (io, options) => {
  const days = Number(options.days)
  if (!options.all && !(days > 0)) throw new UsageError(`--days must be a number above 0; found ${options.days}`)
  const since = options.all ? null : Date.now() - days * DAY
  const report = await withSession(io, 'postbuch-audit', ({ connections }) =>
    runAudit(connections, { since, repair: options.repair === true }),
  )
  show(io, report)
  const down = Object.values(report.stores).some(({ state }) => state !== 'checked')
  return { document: report, exitCode: down || report.healthScore < HEALTHY ? 1 : 0 }
}

function show(io: Io, { findings, stores, checked, issues, repaired, failed, healthScore }: AuditReport): void {
  for (const [store, { state, error }] of Object.entries(stores))
    if (state !== 'checked') io.tell(`${store} could not be checked${state === 'down' ? '' : ' as a whole'}: ${error}`)
  const reviews = findings.filter(({ kind }) => kind === 'review').length
  const shown = findings.filter(({ kind }) => kind !== 'review')
  if (shown.length) {
    const table = plainTable(['store', 'finding', 'where', 'columns', 'event that says so', 'what to do', 'repaired'])
    for (const finding of shown.slice(0, SHOWN)) table.push(line(finding))
    io.print(table.toString())
    if (shown.length > SHOWN) io.print(`… and ${shown.length - SHOWN} more (--json lists all)`)
  }
  if (reviews) io.print(`${counted(reviews, 'review')} waiting for a person on the web page (--json lists them)`)
  const { postgres, mongodb } = stores
  io.print(
    `${checked} compared with the log: ${postgres.checked} rows in PostgreSQL, ${mongodb.checked} documents in MongoDB`,
  )
  io.print(
    `${counted(issues, 'issue')}, ${repaired} repaired${failed ? `, ${failed} could not be` : ''}; health score ${healthScore.toFixed(4)}`,
  )
}

const line = ({ store, kind, where, columns, event, category, repaired }: AuditFinding) => [
  store,
  kind,
  where,
  columns.join(', '),
  event ? `${event.topic}/${event.partition}@${event.offset}` : '–',
  category,
  repaired ? 'yes' : '–',
]
