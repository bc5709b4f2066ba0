/** Replays rows of a projection: those that a key's events touch, or all that were touched since a time. */
import { decode } from '../log/codec/codec.ts'
import { asConsumer } from '../log/letters.ts'
import type { Projection } from '../projections/engine/projection.ts'
import { type ReplayResult, replayKeys, selectRows } from '../projections/engine/replay.ts'
import { createStores } from '../projections/start.ts'
import type { Connections } from './connections.ts'

export async function replay(
  projection: Projection,
  connections: Connections,
  which: { key: string } | { since: number },
): Promise<ReplayResult> {
  const log = await asConsumer(await connections.log(), decode, projection.name)
  const store = createStores(connections.postgres(), connections.mongo())[projection.store]
  const keys = await selectRows({ projection, log, store, decode }, which)
  return replayKeys({ projection, log, store, decode, keys })
}
