/** Rebuilds a projection and records that it was done. */
import { randomUUID } from 'node:crypto'
import type { NewEvent } from '../domain/events.ts'
import { decode, encode } from '../log/codec/codec.ts'
import { asConsumer } from '../log/letters.ts'
import type { Projection } from '../projections/engine/projection.ts'
import { type RebuildProgress, type RebuildResult, rebuildProjection } from '../projections/engine/rebuild.ts'
import { migrate } from '../projections/postgres/migrate.ts'
import { createStores } from '../projections/start.ts'
import type { Connections } from './connections.ts'
import { crashPoint } from './crash-point.ts'

export interface RebuildRequest {
  by: string
  signal: AbortSignal
  onProgress(progress: RebuildProgress): void
}

/** @throws RebuildStopped when it ended without switching: the old build serves as before */
export async function rebuild(
  projection: Projection,
  connections: Connections,
  request: RebuildRequest,
): Promise<RebuildResult> {
  const { by, ...options } = request
  await migrate(connections.postgres())
  const log = await connections.log()
  const store = createStores(connections.postgres(), connections.mongo())[projection.store]
  const step = (name: string) => crashPoint(`rebuild-${name}`)
  const own = await asConsumer(log, decode, projection.name)
  const result = await rebuildProjection({ projection, log: own, store, decode, step, ...options })
  const { projection: name, version, events, milliseconds } = result
  const meta = {
    id: randomUUID(),
    subject: `rebuild-${name}`,
    time: Date.now(),
    source: '/operations',
    correlationId: name,
  }
  const event: NewEvent = {
    type: 'ProjectionRebuilt',
    topic: 'operations',
    data: { projection: name, version, events, milliseconds, by },
    ...meta,
    causationId: null,
    idempotencyKey: null,
  }
  const appender = log.appender()
  await appender.append([encode(event)])
  await appender.close()
  return result
}
