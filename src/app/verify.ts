/** A projection's content against the plain fold of the log, in whichever store it lies. */
import { decode } from '../log/codec/codec.ts'
import type { Log } from '../log/log.ts'
import type { Projection } from '../projections/engine/projection.ts'
import { type Verification, verifyProjection } from '../projections/engine/verify.ts'
import { withMongoContent } from '../projections/mongo/content.ts'
import { withPostgresContent } from '../projections/postgres/content.ts'
import type { Connections } from './connections.ts'

export function verify(projection: Projection, log: Log, connections: Connections): Promise<Verification> {
  if (projection.store === 'mongodb') {
    return withMongoContent(connections.mongo(), projection, content =>
      verifyProjection(projection, log, decode, content),
    )
  }
  return withPostgresContent(connections.postgres(), projection, content =>
    verifyProjection(projection, log, decode, content),
  )
}
