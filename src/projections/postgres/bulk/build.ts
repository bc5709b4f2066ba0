/**
 * A rebuild in PostgreSQL is one transaction: tables, rows, indexes, positions and the pointer that readers follow. Until
 * it commits nobody sees anything of it, and if it ends in any other way PostgreSQL itself leaves nothing behind; so
 * there is nothing to resume and nothing to sweep, the next rebuild simply begins anew.
 *
 *     operation ─▶ row in memory ─▶ leaves memory ─▶ first time: COPY ─▶ keys ─▶ later ones: upserts ─▶ indexes ─▶ switch
 *                                        └── written before ─▶ put aside on disk ─────────┘
 */
import type { Pool, PoolClient } from 'pg'
import { type Build, type BuildOptions, type BuildSummary, RebuildStopped } from '../../engine/bulk/build.ts'
import { idOf, joinRows, keyOf, type PendingRow, RowFold, toWrite } from '../../engine/bulk/row-fold.ts'
import { SeenKeys } from '../../engine/bulk/seen.ts'
import { Spool } from '../../engine/bulk/spool.ts'
import type { RowOperation } from '../../engine/operations.ts'
import type { Operation, RelationalProjection } from '../../engine/projection.ts'
import type { LogIdentity, Place } from '../../engine/store.ts'
import { addPositions, createBuild } from '../builds.ts'
import { readShape, type SchemaShape } from '../shape.ts'
import { quote, statements } from '../write.ts'
import { type Deferred, deferIndexes } from './deferred.ts'
import { keyChecksum, Loader } from './loader.ts'
import { lockRebuild } from './lock.ts'
import { switchTo } from './switch.ts'

const SETTINGS = [
  // Building indexes; and a server that still works for a client that was killed is to notice.
  "set local maintenance_work_mem = '96MB'",
  'set local max_parallel_maintenance_workers = 2',
  "set local client_connection_check_interval = '1s'",
  'set local idle_in_transaction_session_timeout = 0',
  'set local statement_timeout = 0',
  // A smaller sample: enough for the first plans, and autovacuum looks again soon.
  'set local default_statistics_target = 20',
]
/** Rows put aside that are joined in memory before they are written. */
const LATE_BYTES = 16 * 1024 * 1024
const LATE_ROWS = 2_000

export class PostgresBuild implements Build {
  readonly generation: number
  readonly #client: PoolClient
  readonly #projection: RelationalProjection
  readonly #options: BuildOptions
  readonly #log: LogIdentity
  readonly #schema: string
  readonly #shapes: SchemaShape
  readonly #deferred: Deferred
  readonly #fold: RowFold
  readonly #loader: Loader
  readonly #written = new SeenKeys()
  readonly #late = new Spool()
  /** Tables to which more than whole rows are told: their rows grow in memory first. */
  readonly #growing = new Set<string>()
  #over = false

  /** @throws RebuildStopped REBUILD_RUNNING */
  static async begin(
    pool: Pool,
    projection: RelationalProjection,
    log: LogIdentity,
    options: BuildOptions,
  ): Promise<PostgresBuild> {
    const client = await pool.connect()
    // A lost connection is told by the query that meets it.
    client.on('error', swallow)
    try {
      await client.query('begin')
      await lockRebuild(client, projection.name)
      for (const setting of SETTINGS) await client.query(setting)
      const { generation, schema } = await createBuild(client, projection, log)
      const shapes = await readShape(client, schema)
      const deferred = await deferIndexes(client, schema)
      options.step('begun')
      return new PostgresBuild(client, projection, options, { generation, schema, shapes, deferred, log })
    } catch (error) {
      client.off('error', swallow)
      client.release(true)
      throw error
    }
  }

  private constructor(
    client: PoolClient,
    projection: RelationalProjection,
    options: BuildOptions,
    made: { generation: number; schema: string; shapes: SchemaShape; deferred: Deferred; log: LogIdentity },
  ) {
    this.#client = client
    this.#projection = projection
    this.#options = options
    this.generation = made.generation
    this.#schema = made.schema
    this.#shapes = made.shapes
    this.#deferred = made.deferred
    this.#log = made.log
    this.#fold = new RowFold(projection)
    this.#loader = new Loader(client, projection, made.schema, made.shapes)
  }

  add(operations: readonly Operation[], bytes: number): void {
    for (const operation of operations as readonly RowOperation[]) {
      if (!this.#growing.has(operation.table)) {
        if (isWhole(operation)) {
          this.#write(this.#whole(operation))
          continue
        }
        this.#growing.add(operation.table)
      }
      this.#fold.add(operation, bytes)
    }
    if (this.#fold.bytes > this.#options.memory)
      for (const row of this.#fold.leave(this.#options.memory * 0.75)) this.#write(row)
  }

  room(): Promise<void> {
    return this.#loader.room()
  }

  async finish(positions: readonly (Place & { position: number })[]): Promise<BuildSummary> {
    const { step } = this.#options
    for (const row of this.#fold.leave(0)) this.#write(row)
    await this.#loader.flush()
    step('loaded')
    for (const key of this.#deferred.keys) await this.#client.query(key)
    await this.#check()
    step('checked')
    await this.#writeLate()
    for (const index of this.#deferred.indexes) await this.#client.query(index)
    step('indexed')
    const rows = await this.#analyze()
    await addPositions(this.#client, this.#projection, this.generation, this.#log, positions)
    step('switching')
    await switchTo(this.#client, this.#projection.name, this.generation)
    await this.#client.query('commit')
    step('switched')
    this.#over = true
    this.#late.close()
    this.#client.off('error', swallow)
    this.#client.release()
    return { rows }
  }

  async abandon(): Promise<void> {
    if (this.#over) return
    this.#over = true
    this.#late.close()
    // Not rolled back by a query, which would wait for what is running: without its connection it ends by itself.
    this.#client.release(true)
  }

  /** A row of which nothing else is known, as it comes: most rows of a log are told whole and once. */
  #whole(operation: RowOperation): PendingRow {
    const spec = this.#projection.tables[operation.table]
    if (!spec) throw new TypeError(`Projection ${this.#projection.name} has no table ${operation.table}`)
    const key = keyOf(spec, operation)
    if (operation.create && (spec.createdBy === undefined || operation.create[spec.createdBy] == null))
      throw new TypeError(`A create of ${operation.table} must fill ${spec.createdBy ?? 'a createdBy column'}`)
    const rest = { remove: false, upsert: true, set: null, merge: null, bytes: 0 }
    return { table: operation.table, id: idOf(operation.table, key), key, create: operation.create ?? null, ...rest }
  }

  #write(row: PendingRow): void {
    const before = row.upsert ? this.#written.add(row.id) : this.#written.has(row.id)
    if (before) this.#late.add(row.id, row)
    else if (row.upsert) this.#loader.add(row)
  }

  /** What was put aside, in the order of its keys' events, over the rows that are there. */
  async #writeLate(): Promise<void> {
    if (this.#late.size === 0) return
    const waiting = new Map<string, PendingRow>()
    let bytes = 0
    const flush = async () => {
      const writes = [...waiting.values()].map(toWrite)
      waiting.clear()
      bytes = 0
      for (let at = 0; at < writes.length; at += LATE_ROWS) {
        const page = writes.slice(at, at + LATE_ROWS)
        for (const { text, values } of statements(this.#schema, this.#projection.tables, this.#shapes, page))
          await this.#client.query(text, values)
      }
    }
    for (const row of this.#late.drain<PendingRow>()) {
      if (row !== null) {
        const known = waiting.get(row.id)
        waiting.set(row.id, known ? joinRows(known, row) : row)
        bytes += row.bytes + 500
      }
      if ((row === null && waiting.size >= LATE_ROWS) || bytes > LATE_BYTES) await flush()
    }
    await flush()
  }

  /** Before anything is written over it: exactly the rows that were given, by number and by the checksum of their keys. */
  async #check(): Promise<void> {
    const found = await this.#client.query<{ crc: boolean }>(
      "select to_regprocedure('pg_catalog.crc32(bytea)') is not null as crc",
    )
    const checksums = found.rows[0]!.crc
    for (const [table, { key }] of Object.entries(this.#projection.tables)) {
      const { rows } = await this.#client.query<{ rows: number; checksum: string | null }>(
        `select count(*) as rows, ${checksums ? keyChecksum(key) : 'null'} as checksum from ${quote(this.#schema)}.${quote(table)}`,
      )
      const given = this.#loader.given(table)
      const sum = checksums ? Number(rows[0]!.checksum ?? 0) : given.checksum
      if (rows[0]!.rows === given.rows && sum === given.checksum) continue
      throw new RebuildStopped(
        'CHECK_FAILED',
        `Rebuild of ${this.#projection.name}: table ${table} has ${rows[0]!.rows} rows (checksum ${sum}), but ${given.rows} (${given.checksum}) were written. The old build serves as before.`,
      )
    }
  }

  /** What the planner has to know. @returns the rows of each table */
  async #analyze(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {}
    for (const table of Object.keys(this.#projection.tables)) {
      const target = `${quote(this.#schema)}.${quote(table)}`
      await this.#client.query(`analyze ${target}`)
      counts[table] = this.#loader.given(table).rows
      // What was put aside may have added and removed rows since they were counted.
      if (this.#late.size === 0) continue
      const { rows } = await this.#client.query<{ n: number }>(`select count(*) as n from ${target}`)
      counts[table] = rows[0]!.n
    }
    return counts
  }
}

const swallow = () => {}

const isWhole = ({ set, merge, remove }: RowOperation) => !set && !merge && !remove
