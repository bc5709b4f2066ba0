import type { Pool, PoolClient } from 'pg'
import type { Build, BuildOptions } from '../engine/bulk/build.ts'
import type { RowOperation } from '../engine/operations.ts'
import type { Projection, RelationalProjection } from '../engine/projection.ts'
import { mergeRows } from '../engine/rows.ts'
import type {
  BatchWrite,
  Checkpoint,
  HeldRows,
  LogIdentity,
  Place,
  ProjectionStore,
  RebuildNote,
  RowChange,
  RowKey,
  StateReport,
} from '../engine/store.ts'
import { addPositions, createBuild, emptyBuild, refuseForeignLog, schemaOf } from './builds.ts'
import { PostgresBuild } from './bulk/build.ts'
import { switchTo } from './bulk/switch.ts'
import { lockProjection, movePositions, park, readActive, readCheckpoint, Superseded, unpark } from './checkpoint.ts'
import { classifyPostgres, isGone } from './errors.ts'
import { migrate } from './migrate.ts'
import { cancelRebuild, noteRebuild } from './rebuilds.ts'
import { readRows, replaceRows } from './replace.ts'
import { readShape, type SchemaShape } from './shape.ts'
import { Tables } from './tables.ts'
import { transaction } from './transaction.ts'
import { quote, statements } from './write.ts'

/** Rows and position in one transaction; the position moves by compare-and-set, so a zombie writes nothing. */
export class PostgresStore implements ProjectionStore {
  readonly #pool: Pool
  readonly #shapes = new Map<string, Promise<SchemaShape>>()
  readonly #tables = new Tables()

  /** @param pool of a database that `migrate` has brought up to date. */
  constructor(pool: Pool) {
    this.#pool = pool
  }

  async open(projection: Projection, log: LogIdentity): Promise<Checkpoint> {
    const definition = relationalOnly(projection)
    try {
      return await this.#open(definition, log)
    } catch (error) {
      if (!isGone(error)) throw error
      // A database that was set up anew under a running worker: the engine's own tables first.
      await migrate(this.#pool)
      return this.#open(definition, log)
    }
  }

  async #open(definition: RelationalProjection, log: LogIdentity): Promise<Checkpoint> {
    const checkpoint = await transaction(this.#pool, async (client): Promise<Checkpoint> => {
      await lockProjection(client, definition.name)
      const active = await readActive(client, definition.name)
      if (active) {
        refuseForeignLog(definition.name, active.clusterId, log)
        // Of another version: it is about to be built anyway.
        const lost = active.version === definition.version && (await this.#lost(client, definition, active.generation))
        if (lost) await emptyBuild(client, definition, active.generation)
        await addPositions(client, definition, active.generation, log)
        return { ...(await readCheckpoint(client, definition.name, active)), lost }
      }
      const { generation, schema } = await createBuild(client, definition, log)
      await addPositions(client, definition, generation, log)
      await client.query(
        `insert into postbuch.projections (name, version, generation, active_schema, cluster_id) values ($1, $2, $3, $4, $5)`,
        [definition.name, definition.version, generation, schema, log.clusterId],
      )
      return readCheckpoint(client, definition.name, { generation, version: definition.version, desired: 'running' })
    })
    if (checkpoint.lost) this.#tables.forget(schemaOf(definition, checkpoint.generation))
    return checkpoint
  }

  async apply(write: BatchWrite): Promise<'applied' | 'superseded'> {
    const projection = relationalOnly(write.projection)
    const schema = schemaOf(projection, write.generation)
    const rows = mergeRows(projection, write.operations as readonly RowOperation[])
    try {
      const ready = statements(schema, projection.tables, await this.#shape(schema), rows)
      if ((await write.after) === false) return 'superseded'
      await transaction(this.#pool, async client => {
        await movePositions(client, projection.name, write.generation, write.moves)
        for (const { text, values } of ready) await client.query(text, values)
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

  async positions(projection: Projection, generation: number): Promise<(Place & { position: number })[]> {
    const definition = relationalOnly(projection)
    if (await this.#lost(this.#pool, definition, generation)) return []
    const { rows } = await this.#pool.query(
      'select topic, partition, position from postbuch.positions where projection = $1 and generation = $2',
      [definition.name, generation],
    )
    return rows
  }

  beginBuild(projection: Projection, log: LogIdentity): Promise<Checkpoint> {
    const definition = relationalOnly(projection)
    return transaction(this.#pool, async client => {
      await lockProjection(client, definition.name)
      const { generation } = await createBuild(client, definition, log)
      await addPositions(client, definition, generation, log)
      return readCheckpoint(client, definition.name, { generation, version: definition.version, desired: 'running' })
    })
  }

  startBuild(projection: Projection, log: LogIdentity, options: BuildOptions): Promise<Build> {
    return PostgresBuild.begin(this.#pool, relationalOnly(projection), log, options)
  }

  noteRebuild(name: string, note: RebuildNote | null): Promise<boolean> {
    return noteRebuild(this.#pool, name, note)
  }

  cancelRebuild(name: string): Promise<boolean> {
    return cancelRebuild(this.#pool, name)
  }

  activate(projection: Projection, generation: number): Promise<boolean> {
    return transaction(this.#pool, async client => {
      await lockProjection(client, projection.name)
      return switchTo(client, projection.name, generation)
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

  readRows(projection: Projection, keys: readonly RowKey[]): Promise<HeldRows> {
    return readRows(this.#pool, relationalOnly(projection), keys)
  }

  replaceRows(projection: Projection, generation: number, changes: readonly RowChange[]): Promise<RowKey[]> {
    return replaceRows(this.#pool, relationalOnly(projection), generation, changes)
  }

  classify(error: unknown): 'dependency' | 'deployment' | 'content' {
    return classifyPostgres(error)
  }

  #lost(db: Pool | PoolClient, projection: RelationalProjection, generation: number): Promise<boolean> {
    return this.#tables.lost(db, schemaOf(projection, generation), Object.keys(projection.tables))
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
