import type { Pool, PoolClient, QueryResult } from 'pg'

/**
 * Runs `work` in one transaction, with what `begin` gave. After an error the connection is thrown away if it cannot even roll back.
 * @throws what `work` or the commit throws; after a failed commit the outcome is unknown.
 */
export async function transaction<T>(
  pool: Pool,
  work: (client: PoolClient, begun: QueryResult) => Promise<T>,
  begin = 'begin',
): Promise<T> {
  const client = await pool.connect()
  const swallow = () => {}
  client.on('error', swallow)
  let broken: Error | undefined
  try {
    const begun = await client.query(begin)
    const result = await work(client, begun)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(rollbackError => {
      broken = rollbackError
    })
    throw error
  } finally {
    client.off('error', swallow)
    client.release(broken)
  }
}
