import type { PoolClient } from 'pg'

const ATTEMPTS = 20

/** Sets the pointer that readers follow. Whoever holds it is waited for in short turns, so that nobody queues behind us. */
export async function switchTo(client: PoolClient, name: string, generation: number): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    await client.query('savepoint switch')
    try {
      await client.query("set local lock_timeout = '2s'")
      const { rowCount } = await client.query(
        `insert into postbuch.projections (name, version, generation, active_schema, cluster_id)
         select projection, version, generation, schema_name, cluster_id from postbuch.builds
          where projection = $1 and generation = $2
         on conflict (name) do update set version = excluded.version, generation = excluded.generation,
           active_schema = excluded.active_schema, cluster_id = excluded.cluster_id, updated_at = now()`,
        [name, generation],
      )
      return rowCount === 1
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03' || attempt >= ATTEMPTS) throw error
      await client.query('rollback to savepoint switch')
    }
  }
}
