/** Compares one projection, or all, with the plain fold of the log. */
import type { Db } from 'mongodb'
import type { Pool } from 'pg'
import { asConsumer } from '../log/letters.ts'
import type { Log } from '../log/log.ts'
import type { Decode } from './engine/batches.ts'
import type { Projection } from './engine/projection.ts'
import { type Verification, verifyProjection } from './engine/verify.ts'
import { withMongoContent } from './mongo/content.ts'
import { withPostgresContent } from './postgres/content.ts'

export interface VerifySources {
  log: Log
  pool: Pool
  db: Db
  decode: Decode
}

/** MongoDB has no snapshot here: findings there are looked at again, and only those that stay are believed. */
const LOOKS = 3

export async function verify(projection: Projection, sources: VerifySources): Promise<Verification> {
  const { pool, db, decode } = sources
  const log = await asConsumer(sources.log, decode, projection.name)
  if (projection.store === 'postgres') {
    return withPostgresContent(pool, projection, content => verifyProjection(projection, log, decode, content))
  }
  for (let look = 1; ; look++) {
    const result = await withMongoContent(db, projection, content => verifyProjection(projection, log, decode, content))
    if (result.findings.length === 0 || look >= LOOKS) return result
  }
}
