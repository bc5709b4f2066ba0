import type { Pool, PoolClient } from 'pg'
import type { RowOperation } from '../engine/operations.ts'
import type { Projection, RelationalProjection } from '../engine/projection.ts'
import { mergeRows } from '../engine/rows.ts'
import type {
  BatchWrite,
  Checkpoint,
  LogIdentity,
  Move,
  ParkedLetter,
  PartitionCheckpoint,
  Place,
  ProjectionStore,
  StateReport,
} from '../engine/store.ts'
import { addPositions, createBuild, refuseForeignLog, schemaOf } from './builds.ts'
import { classifyPostgres } from './errors.ts'
import { readShape, type SchemaShape } from './shape.ts'
import { transaction } from './transaction.ts'
import { quote, statements } from './write.ts'

/** Thrown inside a transaction to roll it back: somebody else has moved a position. */
class Superseded extends Error {}

/** Rows and position in one transaction; the position moves by compare-and-set, so a zombie writes nothing. */
export class PostgresStore implements ProjectionStore {
  readonly #pool: Pool
  readonly #shapes = new Map<string, Promise<SchemaShape>>()

  /** @param pool of a database that `migrate` has brought up to date. */
  constructor(pool: Pool) {
    this.#pool = pool
  }

  open(projection: Projection, log: LogIdentity): Promise<Checkpoint> {
    const definition = relationalOnly(projection)
    return transaction(this.#pool, async client => {
      await lockProjection(client, definition.name)
      const active = await readActive(client, definition.name)
      if (active) {
        refuseForeignLog(definition.name, active.clusterId, log)
        await addPositions(client, definition, active.generation, log)
        return readCheckpoint(client, definition.name, active)
      }
      const generation = await createBuild(client, definition, log)
      await client.query(
        `insert into postbuch.projections (name, version, generation, active_schema, cluster_id) values ($1, $2, $3, $4, $5)`,
        [definition.name, definition.version, generation, schemaOf(definition, generation), log.clusterId],
      )
      return readCheckpoint(client, definition.name, { generation, version: definition.version, desired: 'running' })
    })
  }

  async apply(write: BatchWrite): Promise<'applied' | 'superseded'> {
    const projection = relationalOnly(write.projection)
    const schema = schemaOf(projection, write.generation)
    const rows = mergeRows(projection, write.operations as readonly RowOperation[])
    try {
      const shape = await this.#shape(schema)
      await transaction(this.#pool, async client => {
        await movePositions(client, projection.name, write.generation, write.moves)
        for (const { text, values } of statements(schema, projection.tables, shape, rows))
          await client.query(text, values)
        await park(client, projection.name, write.generation, write.park)
        await unpark(client, projection.name, write.generation, write.unpark ?? [])
      })
      return 'applied'
    } catch (error) {
      if (error instanceof Superseded) return 'superseded'
      throw error
    }
  }

  async setState(name: string, generation: number, state: StateReport): Promise<void> {
    await this.#pool.query(
      `update postbuch.positions set state = $5, failure = $6, updated_at = now()
        where projection = $1 and generation = $2 and topic = $3 and partition = $4`,
      [name, generation, state.topic, state.partition, state.state, state.failure && JSON.stringify(state.failure)],
    )
  }

  async setDesired(name: string, desired: 'running' | 'paused'): Promise<void> {
    await this.#pool.query('update postbuch.projections set desired = $2, updated_at = now() where name = $1', [
      name,
      desired,
    ])
  }

  async glance(name: string): Promise<{ generation: number; desired: 'running' | 'paused' } | null> {
    const { rows } = await this.#pool.query('select generation, desired from postbuch.projections where name = $1', [
      name,
    ])
    return rows[0] ?? null
  }

  async positions(name: string, generation: number): Promise<(Place & { position: number })[]> {
    const { rows } = await this.#pool.query(
      'select topic, partition, position from postbuch.positions where projection = $1 and generation = $2',
      [name, generation],
    )
    return rows
  }

  beginBuild(projection: Projection, log: LogIdentity): Promise<Checkpoint> {
    const definition = relationalOnly(projection)
    return transaction(this.#pool, async client => {
      await lockProjection(client, definition.name)
      const generation = await createBuild(client, definition, log)
      return readCheckpoint(client, definition.name, { generation, version: definition.version, desired: 'running' })
    })
  }

  activate(projection: Projection, generation: number): Promise<boolean> {
    return transaction(this.#pool, async client => {
      await client.query("set local lock_timeout = '2s'")
      await lockProjection(client, projection.name)
      const { rowCount } = await client.query(
        `insert into postbuch.projections (name, version, generation, active_schema, cluster_id)
         select projection, version, generation, schema_name, cluster_id from postbuch.builds
          where projection = $1 and generation = $2
         on conflict (name) do update set version = excluded.version, generation = excluded.generation,
           active_schema = excluded.active_schema, cluster_id = excluded.cluster_id, updated_at = now()`,
        [projection.name, generation],
      )
      return rowCount === 1
    })
  }

  prune(projection: Projection, keep?: number): Promise<void> {
    return transaction(this.#pool, async client => {
      await lockProjection(client, projection.name)
      const { rows } = await client.query<{ generation: number; schema_name: string }>(
        `select b.generation, b.schema_name from postbuch.builds b left join postbuch.projections p on p.name = b.projection
          where b.projection = $1 and b.generation is distinct from p.generation and b.generation is distinct from $2`,
        [projection.name, keep ?? null],
      )
      for (const { generation, schema_name } of rows) {
        for (const table of ['positions', 'parked', 'builds']) {
          await client.query(`delete from postbuch.${table} where projection = $1 and generation = $2`, [
            projection.name,
            generation,
          ])
        }
        await client.query(`drop schema if exists ${quote(schema_name)} cascade`)
        this.#shapes.delete(schema_name)
      }
    })
  }

  classify(error: unknown): 'dependency' | 'deployment' | 'content' {
    return classifyPostgres(error)
  }

  #shape(schema: string): Promise<SchemaShape> {
    const known = this.#shapes.get(schema)
    if (known) return known
    const shape = readShape(this.#pool, schema).then(read => {
      if (read.size === 0) throw new Superseded()
      return read
    })
    this.#shapes.set(schema, shape)
    shape.catch(() => this.#shapes.delete(schema))
    return shape
  }
}

function relationalOnly(projection: Projection): RelationalProjection {
  if (projection.store !== 'postgres') throw new Error(`Projection ${projection.name} does not live in PostgreSQL`)
  return projection
}

/** One at a time makes, switches or prunes builds of a projection. */
const lockProjection = (client: PoolClient, name: string) =>
  client.query("select pg_advisory_xact_lock(hashtext('postbuch'), hashtext($1))", [name])

type Active = Pick<Checkpoint, 'generation' | 'version' | 'desired'>

async function readActive(client: PoolClient, name: string): Promise<(Active & { clusterId: string }) | null> {
  const { rows } = await client.query(
    `select generation, version, desired, cluster_id as "clusterId" from postbuch.projections where name = $1`,
    [name],
  )
  return rows[0] ?? null
}

async function readCheckpoint(
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

async function movePositions(
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

async function park(
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

async function unpark(
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
