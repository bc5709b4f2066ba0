/** Every consumer of the log that there is: the handlers' groups and the projections. */

import type { Consumer } from '../ops/lag.ts'
import { storedDocumentProjections } from '../projections/mongo/queries.ts'
import { type StoredProjection, storedProjections } from '../projections/postgres/queries/projections.ts'
import { groupOf, PROJECTIONS } from '../projections/registry.ts'
import type { Connections } from './connections.ts'

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

/** @param prefix of the consumer groups */
export function consumers(connections: Connections, prefix: string): Consumer[] {
  const handlers: Consumer[] = [
    { group: `${prefix}-emails`, topics: ['emails'] },
    { group: `${prefix}-debts`, topics: ['debts'] },
  ]
  const projections = PROJECTIONS.map(projection => ({
    group: groupOf(prefix, projection),
    topics: projection.topics,
    async positions() {
      const stored = (await storedStates(connections))[projection.store]?.find(({ name }) => name === projection.name)
      return stored
        ? new Map(stored.partitions.map(({ topic, partition, position }) => [`${topic}/${partition}`, position]))
        : null
    },
  }))
  return [...handlers, ...projections]
}
