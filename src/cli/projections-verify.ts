import { plainTable } from '../app/start/report.ts'
import { decode } from '../log/codec/codec.ts'
import { verify } from '../projections/verify.ts'
import { counted, type Verb } from './io.ts'
import { named } from './projections-rebuild.ts'
import { withSession } from './session.ts'

const SHOWN = 20

/** `postbuch projections verify NAME`. Exit code 1 if the store differs from a plain fold of the log. */
export const run: Verb = async (io, _options, name) => {
  const projection = named(name!)
  const result = await withSession(io, 'postbuch-verify', async ({ connections }) =>
    verify(projection, { log: await connections.log(), pool: connections.postgres(), db: connections.mongo(), decode }),
  )
  io.print(
    `${result.checked} rows compared with a fold of ${result.events} events: ${counted(result.findings.length, 'difference')}`,
  )
  if (result.findings.length) {
    const table = plainTable(['finding', 'where', 'columns', 'event that says so'])
    for (const { kind, table: where, key, columns, cause } of result.findings.slice(0, SHOWN)) {
      const event = cause ? `${cause.topic}/${cause.partition}@${cause.offset}` : '–'
      table.push([kind, `${where} ${key.join(' ')}`, columns.join(', '), event])
    }
    io.print(table.toString())
  }
  return { document: result, exitCode: result.findings.length ? 1 : 0 }
}
