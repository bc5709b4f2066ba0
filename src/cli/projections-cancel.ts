import { createStores } from '../projections/start.ts'
import type { Verb } from './io.ts'
import { named } from './projections-rebuild.ts'
import { withSession } from './session.ts'

/** `postbuch projections cancel NAME`: the rebuild that is under way, in whichever process; it stops within some seconds. */
export const run: Verb = async (io, _options, name) => {
  const projection = named(name!)
  const asked = await withSession(io, 'postbuch-projections', ({ connections }) =>
    createStores(connections.postgres(), connections.mongo())[projection.store].cancelRebuild(projection.name),
  )
  if (asked) io.print(`the rebuild of ${projection.name} is asked to stop; the old one serves as before`)
  else io.tell(`NOT_REBUILDING: No rebuild of ${projection.name} is under way.`)
  return { document: { projection: projection.name, cancelled: asked }, exitCode: asked ? 0 : 1 }
}
