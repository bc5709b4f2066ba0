import type { Db } from 'mongodb'
import type { StoredRow } from '../engine/compare.ts'
import { ProjectionNotReady } from '../engine/not-ready.ts'
import type { DocumentProjection } from '../engine/projection.ts'
import type { StoreContent } from '../engine/verify.ts'
import { storedDocumentProjections } from './queries.ts'

/**
 * Documents and positions of the active build. Without transactions the two are read one after the other: what is
 * applied meanwhile shows as findings, so look again before believing them.
 * @throws ProjectionNotReady
 */
export async function withMongoContent<T>(
  db: Db,
  projection: DocumentProjection,
  use: (content: StoreContent) => Promise<T>,
): Promise<T> {
  const checkpoint = (await storedDocumentProjections(db)).find(stored => stored.name === projection.name)
  if (!checkpoint) throw new ProjectionNotReady(projection.name)
  async function* rows(): AsyncIterable<StoredRow> {
    const documents = db.collection<{ _id: string }>(projection.name).find({})
    for await (const { _id, ...row } of documents) yield { table: projection.name, key: [_id], row }
  }
  return use({ checkpoint, rows })
}
