import type { RebuildView } from '../api/ports.ts'
import { currentLag } from '../app/consumers.ts'
import { createReads } from '../app/reads.ts'
import { plainTable } from '../app/start/report.ts'
import type { Verb } from './io.ts'
import { withSession } from './session.ts'

/** `postbuch projections list`. */
export const run: Verb = async io => {
  const projections = await withSession(io, 'postbuch-projections', async ({ config, connections }) => {
    const { prefix } = config.kafka
    const views = await createReads(prefix, connections, await connections.log()).projections()
    const lag = await currentLag(connections, prefix)
    return views.map(view => ({ ...view, lag: lag.find(({ group }) => group === view.group)?.lag ?? null }))
  })
  const table = plainTable(['projection', 'store', 'version', 'state', 'lag', 'parked keys'])
  for (const { name, store, version, state, lag, parked, failure, rebuild } of projections) {
    table.push([
      name,
      store,
      version,
      (failure ? `${state}: ${failure.code}` : state) + (rebuild ? `, ${progressOf(rebuild)}` : ''),
      lag ?? 'unknown',
      parked ?? 'unknown',
    ])
  }
  io.print(table.toString())
  return { document: projections }
}

const progressOf = ({ events, total }: RebuildView) =>
  total > 0 ? `rebuild at ${Math.floor((100 * events) / total)} %` : 'rebuild begun'
