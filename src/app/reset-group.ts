/** Sets a group's committed offsets by joining it for a moment: what a monitor shows, never where Postbuch's own consumers read. */
import type { Topic } from '../domain/events.ts'
import { TOPICS } from '../domain/events.ts'
import type { Log } from '../log/log.ts'
import { type Kind, type Planned, planReset, ResetRefused, type Target } from '../ops/reset.ts'
import { placeKey } from '../projections/engine/store.ts'
import { groupOf, PROJECTIONS } from '../projections/registry.ts'
import type { Connections } from './connections.ts'
import { currentLag, handlerGroups } from './consumers.ts'

export interface ResetPlan {
  group: string
  kind: Kind
  partitions: Planned[]
  apply(): Promise<void>
}

/** @throws ResetRefused, which says what to do instead */
export async function prepareReset(
  connections: Connections,
  prefix: string,
  group: string,
  target: Target,
  only: readonly Topic[],
): Promise<ResetPlan> {
  const log = await connections.log()
  const kind = kindOf(prefix, group)
  const lag = (await currentLag(connections, prefix)).find(own => own.group === group)
  const positions = new Map((lag?.partitions ?? []).map(own => [placeKey(own), own.position]))
  const topics = lag ? [...new Set(lag.partitions.map(({ topic }) => topic))] : TOPICS
  const members = (await log.groups()).find(found => found.group === group)?.members.length ?? 0
  const committed = await log.committed(group, topics)
  const offsets = new Map((await log.offsets(topics)).map(own => [placeKey(own), own]))
  const partitions = committed
    .filter(({ topic, position }) => (only.length ? only.includes(topic) : kind !== 'foreign' || position !== null))
    .map(({ topic, partition, position }) => {
      const { first, stable } = offsets.get(placeKey({ topic, partition }))!
      const own = kind === 'projection' ? (positions.get(placeKey({ topic, partition })) ?? null) : null
      return { topic, partition, before: position, position: own, first, stable }
    })
  if (partitions.length === 0 && members === 0) {
    throw new ResetRefused(
      `Group ${group} has committed no offset on ${only.length ? only.join(', ') : 'our topics'}: nothing to set. Is that its name? To give a new group its first offsets, name the topics with --topics.`,
    )
  }
  const planned = planReset(kind, members, target, partitions)
  return { group, kind, partitions: planned, apply: () => commit(log, group, planned) }
}

function kindOf(prefix: string, group: string): Kind {
  if (PROJECTIONS.some(projection => groupOf(prefix, projection) === group)) return 'projection'
  return handlerGroups(prefix).some(own => own.group === group) ? 'handler' : 'foreign'
}

async function commit(log: Log, group: string, planned: readonly Planned[]): Promise<void> {
  const topics = [...new Set(planned.map(({ topic }) => topic))]
  const joined = Promise.withResolvers<void>()
  const listener = { assigned: () => joined.resolve(), batch: () => {}, crashed: joined.reject }
  const membership = await log.join({ group, topics, listener })
  await joined.promise
  await membership.commit(planned.map(({ topic, partition, after }) => ({ topic, partition, position: after })))
  await membership.leave()
}
