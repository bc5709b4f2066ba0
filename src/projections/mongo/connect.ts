import { type Db, MongoClient, type MongoClientOptions } from 'mongodb'

/** Writes count only when they are on disk: without `j`, acknowledged writes were lost at kill -9 (tried). */
export const DURABLE = { writeConcern: { w: 'majority', j: true } } as const

/**
 * Connects lazily: the first operation does. Operations fail after about three seconds while the server is away.
 * @param url e.g. `mongodb://host:27017/postbuch`; without a database in it, `postbuch`.
 */
export function createMongo(url: string, options: MongoClientOptions = {}): { client: MongoClient; db: Db } {
  const client = new MongoClient(url, {
    appName: 'postbuch',
    serverSelectionTimeoutMS: 3_000,
    connectTimeoutMS: 3_000,
    maxPoolSize: 6,
    retryWrites: false,
    ignoreUndefined: true,
    ...options,
  })
  const named = new URL(url.replace(/^mongodb(\+srv)?:/, 'http:').replace(/\/\/([^/]*,)/, '//')).pathname.slice(1)
  return { client, db: client.db(named || 'postbuch') }
}
