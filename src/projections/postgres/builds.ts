/** Builds: each a schema of its own (`jobs_v1_g3`), made from the projection's SQL. */
import { readFileSync } from 'node:fs'
import type { PoolClient } from 'pg'
import type { RelationalProjection } from '../engine/projection.ts'
import { type LogIdentity, type Place, placeKey, StoreRefusal } from '../engine/store.ts'
import { quote } from './write.ts'

/** Where a projection's tables are, if its definition does not say. */
export const tablesFile = (name: string) => new URL(`./sql/projections/${name}.sql`, import.meta.url)

export const schemaOf = (projection: { name: string; version: number }, generation: number) =>
  `${projection.name}_v${projection.version}_g${generation}`

/** Makes an empty build. @returns its generation and schema. */
export async function createBuild(
  client: PoolClient,
  projection: RelationalProjection,
  log: LogIdentity,
): Promise<{ generation: number; schema: string }> {
  const { rows } = await client.query<{ next: number }>(
    'select coalesce(max(generation), 0) + 1 as next from postbuch.builds where projection = $1',
    [projection.name],
  )
  const generation = rows[0]!.next
  const schema = schemaOf(projection, generation)
  await createTables(client, projection, schema)
  await client.query(
    `insert into postbuch.builds (projection, generation, version, schema_name, cluster_id) values ($1, $2, $3, $4, $5)`,
    [projection.name, generation, projection.version, schema, log.clusterId],
  )
  return { generation, schema }
}

/** What bears that name is of no build that we know of: the engine's own tables were lost, the schemas were not. */
async function createTables(client: PoolClient, projection: RelationalProjection, schema: string): Promise<void> {
  await client.query(`drop schema if exists ${quote(schema)} cascade`)
  await client.query(`create schema ${quote(schema)}`)
  await client.query(`set local search_path to ${quote(schema)}, pg_catalog`)
  await client.query(projection.sql ?? readFileSync(tablesFile(projection.name), 'utf8'))
  await client.query('set local search_path to default')
}

/** Makes a build anew whose tables are gone or were emptied: everything is applied to it once more. */
export async function emptyBuild(
  client: PoolClient,
  projection: RelationalProjection,
  generation: number,
): Promise<void> {
  await createTables(client, projection, schemaOf(projection, generation))
  for (const table of ['positions', 'parked'])
    await client.query(`delete from postbuch.${table} where projection = $1 and generation = $2`, [
      projection.name,
      generation,
    ])
}

/** A row for each partition of the projection's topics, where there is none yet: at the log's beginning, or where `at` says. */
export async function addPositions(
  client: PoolClient,
  projection: RelationalProjection,
  generation: number,
  log: LogIdentity,
  at: readonly (Place & { position: number })[] = [],
): Promise<void> {
  const known = new Map(at.map(place => [placeKey(place), place.position]))
  const places = projection.topics.flatMap(topic =>
    Array.from({ length: log.partitions[topic] ?? 0 }, (_, partition) => ({ topic, partition })),
  )
  await client.query(
    `insert into postbuch.positions (projection, generation, topic, partition, position)
     select $1, $2, topic, partition, position from unnest($3::text[], $4::integer[], $5::bigint[]) as p(topic, partition, position)
     on conflict do nothing`,
    [
      projection.name,
      generation,
      places.map(place => place.topic),
      places.map(place => place.partition),
      places.map(place => known.get(placeKey(place)) ?? 0),
    ],
  )
}

/** Positions and log must belong together, else every number would be wrong without anybody noticing. */
export function refuseForeignLog(name: string, stored: string, log: LogIdentity): void {
  if (stored === log.clusterId) return
  throw new StoreRefusal(
    'POSITION_OF_ANOTHER_LOG',
    `Projection ${name} was filled from log ${stored}, but this is log ${log.clusterId}. Connect the log it belongs to, or rebuild it.`,
  )
}
