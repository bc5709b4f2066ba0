/** Live projections that drain a backlog; and, for MongoDB, the very updates that they send, to be sent again bare. */
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { BSON, type Db, type MongoClient } from 'mongodb'
import { decode } from '../../log/codec/codec.ts'
import type { Log } from '../../log/log.ts'
import { until } from '../../platform/until.ts'
import type { Projection } from '../../projections/engine/projection.ts'
import { placeKey } from '../../projections/engine/store.ts'
import { DURABLE } from '../../projections/mongo/connect.ts'
import { type ProjectionStores, startProjections } from '../../projections/start.ts'

export interface Drained {
  /** Offsets of the backlog. */
  events: number
  /** From the assignment until all of the backlog is applied. */
  milliseconds: number
}

const WITHIN_MS = 30 * 60_000

/** Applies everything that is in the log now by the live engine, as a worker does. */
export async function drain(log: Log, projection: Projection, stores: ProjectionStores): Promise<Drained> {
  const ends = (await log.offsets(projection.topics)).filter(({ stable }) => stable > 0)
  const running = await startProjections({
    log,
    prefix: `drain-${randomUUID()}`,
    stores,
    decode,
    only: [projection.name],
  })
  const position = (place: { topic: string; partition: number }) =>
    running.status()[0]!.partitions.find(own => placeKey(own) === placeKey(place as never))?.position
  try {
    await until('the projection has its partitions', () => ends.every(end => position(end) !== undefined), 60_000)
    const began = performance.now()
    await until('the backlog is applied', () => ends.every(end => position(end)! >= end.stable), WITHIN_MS)
    const milliseconds = performance.now() - began
    return { events: ends.reduce((sum, { first, stable }) => sum + stable - first, 0), milliseconds }
  } finally {
    await running.stop()
  }
}

/** Writes every update of a collection that the client sends to a file, one BSON document a command. */
export function recordUpdates(client: MongoClient, collection: string, file: string): () => Promise<void> {
  const out = createWriteStream(file)
  client.on('commandStarted', ({ commandName, command }) => {
    if (commandName !== 'update' || command.update !== collection) return
    out.write(BSON.serialize({ updates: command.updates }))
  })
  return async () => {
    out.end()
    await finished(out)
  }
}

/** Sends recorded updates to an empty collection, as durable as they were. @returns the milliseconds of the writes alone */
export async function replayUpdates(db: Db, collection: string, file: string): Promise<{ milliseconds: number }> {
  let milliseconds = 0
  for await (const { updates } of commands(file)) {
    const began = performance.now()
    await db.command({ update: collection, updates, ordered: true, ...DURABLE })
    milliseconds += performance.now() - began
  }
  return { milliseconds }
}

async function* commands(file: string): AsyncGenerator<{ updates: object[] }> {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 22 })) {
    rest = Buffer.concat([rest, chunk as Buffer])
    // Each document begins with its own length.
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const size = rest.readInt32LE(0)
      yield BSON.deserialize(rest.subarray(0, size), { promoteLongs: true }) as { updates: object[] }
      rest = rest.subarray(size)
    }
  }
}
