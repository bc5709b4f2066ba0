import { replay } from '../app/replay.ts'
import { counted, UsageError, type Verb } from './io.ts'
import { named } from './projections-rebuild.ts'
import { withSession } from './session.ts'

/** `postbuch projections replay NAME --key K | --since T`. */
export const run: Verb = async (io, options, name) => {
  const projection = named(name!)
  const { key, since } = options as { key?: string; since?: string }
  if ((key === undefined) === (since === undefined)) throw new UsageError('Give either --key or --since.')
  const which = key === undefined ? { since: timeOf(since!) } : { key }
  const result = await withSession(io, 'postbuch-replay', async ({ connections }) =>
    replay(projection, connections, which),
  )
  if (!result.rows && key !== undefined)
    io.tell(
      `No row of ${projection.name} and no event has the key ${key}: is that the id of a mail, inquiry or client?`,
    )
  io.print(
    `${counted(result.rows, 'row')} of ${projection.name} compared with a fold of ${result.events} events: ${result.replaced.length} replaced`,
  )
  for (const { table, key: row } of result.replaced) io.print(`  ${table} ${row.join(' ')}`)
  return { document: result }
}

function timeOf(text: string): number {
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw new UsageError(`--since ${text} is no time: write it as 2026-02-03T08:00:00Z.`)
  return time
}
