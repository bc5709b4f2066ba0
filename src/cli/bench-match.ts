import { plainTable } from '../app/start/report.ts'
import { benchMatch } from '../bench/match/match.ts'
import { loadConfig } from '../platform/config.ts'
import { UsageError, type Verb } from './io.ts'
import { progressBar } from './progress.ts'

const DEFAULTS = { clients: 100_000, inquiries: 1_000_000, mails: 300, rounds: 3 }

/** `postbuch bench match`. */
export const run: Verb = async (io, options) => {
  const size = { ...DEFAULTS }
  for (const name of Object.keys(size) as (keyof typeof size)[]) {
    const given = options[name] as number | undefined
    if (given !== undefined && !(Number.isInteger(given) && given > 0))
      throw new UsageError(`--${name} must be a whole number above 0.`)
    size[name] = given ?? size[name]
  }
  const bar = progressBar('inquiries', size.inquiries)
  const result = await benchMatch({ ...size, databaseUrl: loadConfig().databaseUrl, onProgress: bar.update })
  bar.stop()
  const table = plainTable(['milliseconds', 'p50', 'p99', 'p99 of each round'])
  const spread = (what: 'matchMs' | 'extractMs' | 'extract20kMs') =>
    result.rounds.map(round => round[what].p99).join(', ')
  table.push(['match', result.matchMs.p50, result.matchMs.p99, spread('matchMs')])
  table.push(['extract', result.extractMs.p50, result.extractMs.p99, spread('extractMs')])
  table.push(['extract 20 kB', result.extract20kMs.p50, result.extract20kMs.p99, spread('extract20kMs')])
  io.print(`${result.clients} clients, ${result.inquiries} inquiries, ${result.mails} mails\n${table.toString()}`)
  return { document: result }
}
