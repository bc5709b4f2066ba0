import { plainTable } from '../app/start/report.ts'
import { benchRebuild } from '../bench/projections/rebuild.ts'
import { UsageError, type Verb } from './io.ts'

/** `postbuch bench rebuild`. */
export const run: Verb = async (io, options) => {
  const { events = 500_000, rounds = 3 } = options as { events?: number; rounds?: number }
  for (const [name, value] of Object.entries({ events, rounds })) {
    if (!Number.isInteger(value) || value < 1) throw new UsageError(`--${name} must be a whole number above 0.`)
  }
  const result = await benchRebuild({ events, rounds, tell: io.tell })
  const table = plainTable([
    'store',
    'events/s',
    'ratio to bare',
    'peak MB',
    'equal',
    'repeatable',
    'events/s of each round',
  ])
  for (const store of ['postgres', 'mongodb'] as const) {
    const { eventsPerSecond, ratioToBare, peakMb, equal, repeatable, rounds: all } = result[store]
    table.push([
      store,
      eventsPerSecond,
      ratioToBare,
      peakMb,
      String(equal),
      String(repeatable),
      all.map(one => one.eventsPerSecond).join(', '),
    ])
  }
  io.print(table.toString())
  return { document: result }
}
