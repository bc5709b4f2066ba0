/** Where a build stands: the pointer to the active one, positions moved by compare-and-set, and parked keys. */
import type { PoolClient } from 'pg'
import type { Checkpoint, Move, ParkedLetter, PartitionCheckpoint } from '../engine/store.ts'

/** Thrown inside a transaction to roll it back: somebody else has moved a position. */
export class Superseded extends Error {}

/** One at a time makes, switches or prunes builds of a projection. */
export const lockProjection = (client: PoolClient, name: string) =>
  client.query("select pg_advisory_xact_lock(hashtext('postbuch'), hashtext($1))", [name])

export type Active = Pick<Checkpoint, 'generation' | 'version' | 'desired'>

export async function readActive(client: PoolClient, name: string): Promise<(Active & { clusterId: string }) | null> {
  const { rows } = await client.query(
    `select generation, version, desired, cluster_id as "clusterId" from postbuch.projections where name = $1`,
    [name],
  )
  return rows[0] ?? null
}

export async function readCheckpoint(
  client: PoolClient,
  name: string,
  { generation, version, desired }: Active,
): Promise<Checkpoint> {
  const partitions = await client.query<PartitionCheckpoint>(
    `select topic, partition, position, epoch, state, failure from postbuch.positions
      where projection = $1 and generation = $2 order by topic, partition`,
    [name, generation],
  )
  const parked = await client.query<ParkedLetter>(
    `select topic, partition, key, first_offset as offset, failure, parked_at as at from postbuch.parked
      where projection = $1 and generation = $2 order by topic, partition, first_offset`,
    [name, generation],
  )
  return { generation, version, desired, partitions: partitions.rows, parked: parked.rows }
}

export async function movePositions(
  client: PoolClient,
  name: string,
  generation: number,
  moves: readonly Move[],
): Promise<void> {
  const { rowCount } = await client.query(
    `update postbuch.positions p set position = m.target, updated_at = now()
       from unnest($3::text[], $4::integer[], $5::bigint[], $6::bigint[], $7::integer[]) as m(topic, partition, origin, target, epoch)
      where p.projection = $1 and p.generation = $2 and p.topic = m.topic and p.partition = m.partition and p.position = m.origin
        and p.epoch = m.epoch`,
    [
      name,
      generation,
      moves.map(m => m.topic),
      moves.map(m => m.partition),
      moves.map(m => m.from),
      moves.map(m => m.to),
      moves.map(m => m.epoch),
    ],
  )
  if (rowCount !== moves.length) throw new Superseded()
}

export async function park(
  client: PoolClient,
  name: string,
  generation: number,
  letters: readonly ParkedLetter[],
): Promise<void> {
  for (const { topic, partition, key, offset, failure, at } of letters) {
    await client.query(
      `insert into postbuch.parked (projection, generation, topic, partition, key, first_offset, failure, parked_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [name, generation, topic, partition, key, offset, JSON.stringify(failure), at],
    )
  }
}

export async function unpark(
  client: PoolClient,
  name: string,
  generation: number,
  letters: readonly ParkedLetter[],
): Promise<void> {
  for (const { topic, partition, key, offset } of letters) {
    const { rowCount } = await client.query(
      `delete from postbuch.parked
        where projection = $1 and generation = $2 and topic = $3 and partition = $4 and key = $5 and first_offset = $6`,
      [name, generation, topic, partition, key, offset],
    )
    if (rowCount !== 1) throw new Superseded()
    await client.query(
      `update postbuch.positions set epoch = epoch + 1
        where projection = $1 and generation = $2 and topic = $3 and partition = $4`,
      [name, generation, topic, partition],
    )
  }
}
