import { createStores } from '../projections/start.ts'
import { UsageError, type Verb } from './io.ts'
import { named } from './projections-rebuild.ts'
import { withSession } from './session.ts'

/** `postbuch projections pause NAME` and `resume NAME`: kept in the store; running workers notice within a second. */
const setDesired =
  (desired: 'running' | 'paused'): Verb =>
  async (io, _options, name) => {
    const projection = named(name!)
    await withSession(io, 'postbuch-projections', async ({ connections }) => {
      const store = createStores(connections.postgres(), connections.mongo())[projection.store]
      if ((await store.glance(projection.name)) === null)
        throw new UsageError(`Projection ${projection.name} has not been built yet: start the worker.`)
      await store.setDesired(projection.name, desired)
    })
    io.print(
      desired === 'paused'
        ? `${projection.name} is paused; its lag grows until it is resumed`
        : `${projection.name} goes on`,
    )
    return { document: { projection: projection.name, desired } }
  }

export const pause = { run: setDesired('paused') }
export const resume = { run: setDesired('running') }
