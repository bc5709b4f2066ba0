import type { Log } from '../../log/log.ts'
import type { Projection } from './projection.ts'
import type { LogIdentity } from './store.ts'

/** Which log a projection's positions belong to. */
export function identityOf(log: Log, projection: Projection): LogIdentity {
  return {
    clusterId: log.clusterId,
    partitions: Object.fromEntries(projection.topics.map(topic => [topic, log.partitions(topic)])),
  }
}
