import { PROJECTIONS } from '../projections/registry.ts'
import { createStores } from '../projections/start.ts'
import type { Verb } from './io.ts'
import { named } from './projections-rebuild.ts'
import { withSession } from './session.ts'

/** `postbuch projections prune [NAME]`: throws builds away that readers no longer use. */
export const run: Verb = async (io, _options, name) => {
  const chosen = name === undefined ? PROJECTIONS : [named(name)]
  await withSession(io, 'postbuch-projections', async ({ connections }) => {
    const stores = createStores(connections.postgres(), connections.mongo())
    for (const projection of chosen) await stores[projection.store].prune(projection)
  })
  const names = chosen.map(projection => projection.name)
  io.print(`old builds of ${names.join(', ')} are gone`)
  return { document: { pruned: names } }
}
