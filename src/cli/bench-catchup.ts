import { plainTable } from '../app/start/report.ts'
import { benchCatchup } from '../bench/projections/catchup.ts'
import { UsageError, type Verb } from './io.ts'

/** `postbuch bench catchup`. */
export const run: Verb = async (io, options) => {
  const { events = 200_000, rounds = 3 } = options as { events?: number; rounds?: number }
  for (const [name, value] of Object.entries({ events, rounds })) {
    if (!Number.isInteger(value) || value < 1) throw new UsageError(`--${name} must be a whole number above 0.`)
  }
  const result = await benchCatchup({ events, rounds, tell: io.tell })
  const table = plainTable(['store', 'events/s', 'ratio', 'compared with', 'equal', 'events/s of each round'])
  for (const [store, against] of [
    ['postgres', 'a rebuild'],
    ['mongodb', 'the same guarded writes, bare'],
  ] as const) {
    const { eventsPerSecond, ratio, equal, rounds: all } = result[store]
    const each = all.map(one => one.eventsPerSecond).join(', ')
    table.push([store, eventsPerSecond, ratio, against, String(equal), each])
  }
  io.print(table.toString())
  return { document: result }
}
