/** Lag of every consumer there is, and what the stores say of the projections. */
import { handlerGroup } from '../handlers/handler.ts'
import { gatherLag } from '../ops/lag.ts'
import type { GroupLag } from '../projections/engine/lag.ts'
import { storedDocumentProjections } from '../projections/mongo/queries.ts'
import { type StoredProjection, storedProjections } from '../projections/postgres/queries/projections.ts'
import type { Connections } from './connections.ts'

/** The handlers' groups: their position is their fold's, mirrored as the committed offset. */
export const handlerGroups = (prefix: string) => [
  { group: handlerGroup(prefix, 'emails'), topics: ['emails'] as const },
  { group: handlerGroup(prefix, 'debts'), topics: ['debts'] as const },
]

/** @param prefix of the consumer groups */
export const currentLag = async (connections: Connections, prefix: string): Promise<GroupLag[]> =>
  gatherLag({
    log: await connections.log(),
    pool: connections.postgres(),
    db: connections.mongo(),
    prefix,
    others: handlerGroups(prefix),
  })

/** What the stores know of the projections; a store that is down knows nothing (null). */
export async function storedStates(
  connections: Connections,
): Promise<Record<'postgres' | 'mongodb', StoredProjection[] | null>> {
  const [postgres, mongodb] = await Promise.all([
    storedProjections(connections.postgres()).catch(() => null),
    storedDocumentProjections(connections.mongo()).catch(() => null),
  ])
  return { postgres, mongodb }
}
