import { Pool, type PoolConfig, types } from 'pg'

const INT8 = 20

/** Offsets, times and cents all fit 2^53: numbers, not strings. */
const typeParsers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser,
}

/**
 * Connections to PostgreSQL. Lost ones are reported through the queries that meet them, never by ending the process.
 * @param url e.g. `postgres://user:secret@host:5432/postbuch`
 */
export function createPool(url: string, options: Omit<PoolConfig, 'connectionString'> = {}): Pool {
  const pool = new Pool({
    connectionString: url,
    max: 6,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'postbuch',
    options: '-c jit=off',
    types: typeParsers,
    ...options,
  })
  pool.on('error', () => {})
  return pool
}
