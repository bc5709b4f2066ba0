import { BSON, MongoBulkWriteError, MongoServerError } from 'mongodb'

const DUPLICATE_KEY = 11000
/** Not authorised, authentication failed, unknown command, no such operator. */
const DEPLOYMENT = new Set([13, 18, 59, 40324])
/** Bad value, type mismatch, document too large, invalid BSON … of what was sent. */
const CONTENT = new Set([2, 9, 14, 22, 52, 56, 57, 10334, 17280, 17419, 40390])

export const isDuplicateKey = (error: unknown) => error instanceof MongoServerError && error.code === DUPLICATE_KEY

/** What an error of the driver means for whoever was writing. A lost race (duplicate key of an upsert) is tried again. */
export function classifyMongo(error: unknown): 'dependency' | 'deployment' | 'content' {
  if (error instanceof TypeError || error instanceof BSON.BSONError) return 'content'
  const code =
    error instanceof MongoBulkWriteError || error instanceof MongoServerError ? Number(error.code) : Number.NaN
  if (DEPLOYMENT.has(code)) return 'deployment'
  if (CONTENT.has(code)) return 'content'
  return 'dependency'
}
