/**
 * Documents in MongoDB, without transactions: data first (each document one atomic, idempotent update), then the
 * position by compare-and-set, both `{ w: 'majority', j: true }`. Whoever dies in between applies the same again.
 *
 * Collections: `<name>` is the active build, `<name>_g<generation>` one that is being made; `postbuch_projections`,
 * `postbuch_positions` and `postbuch_parked` are the engine's own.
 */
import type { AnyBulkWriteOperation, Collection, Db, Document } from 'mongodb'
import type { Build, BuildOptions } from '../engine/bulk/build.ts'
import { mergeDocuments } from '../engine/documents.ts'
import { ProjectionNotReady } from '../engine/not-ready.ts'
import type { DocumentOperation } from '../engine/operations.ts'
import type { DocumentProjection, Projection } from '../engine/projection.ts'
import {
  type BatchWrite,
  type Checkpoint,
  type HeldRows,
  type LogIdentity,
  type Place,
  type ProjectionStore,
  type RebuildNote,
  type RowChange,
  type RowKey,
  type StateReport,
  StoreRefusal,
} from '../engine/store.ts'
import { Builds } from './builds.ts'
import { MongoBuild, type Surroundings } from './bulk/build.ts'
import { Lease } from './bulk/lease.ts'
import { DURABLE } from './connect.ts'
import { classifyMongo } from './errors.ts'
import { updatePipeline, withdrawFilter, withdrawPipeline } from './pipeline.ts'
import { type Documents, readDocuments, replaceDocuments } from './replace.ts'
import {
  cancelRebuild,
  collectionOf,
  ignoreDuplicate,
  letterId,
  noteRebuild,
  type ProjectionDoc,
  positionId,
  readCheckpoint,
  type State,
  stateOf,
} from './state.ts'
import { Writers } from './writers.ts'

export class MongoStore implements ProjectionStore {
  readonly #db: Db
  readonly #state: State
  readonly #builds: Builds
  readonly #writers: Writers
  readonly #crashPoint: (point: 'documents-written') => void

  /** @param crashPoint may end a process between data and position (tests) */
  constructor(db: Db, crashPoint: (point: 'documents-written') => void = () => {}) {
    this.#db = db
    this.#crashPoint = crashPoint
    this.#state = stateOf(db)
    this.#writers = new Writers(this.#state)
    this.#builds = new Builds(db, this.#state, this.#writers)
  }

  async open(projection: Projection, log: LogIdentity): Promise<Checkpoint> {
    const { name, version } = documentsOnly(projection)
    const fresh = {
      version,
      generation: 1,
      builds: 1,
      desired: 'running' as const,
      cluster_id: log.clusterId,
      activating: null,
    }
    await ignoreDuplicate(this.#state.projections.updateOne({ _id: name }, { $setOnInsert: fresh }, { upsert: true }))
    let doc = (await this.#state.projections.findOne({ _id: name }))!
    if (doc.activating !== null) {
      await this.#builds.finish(doc)
      doc = (await this.#state.projections.findOne({ _id: name }))!
    }
    if (doc.cluster_id !== log.clusterId) {
      throw new StoreRefusal(
        'POSITION_OF_ANOTHER_LOG',
        `Projection ${name} was filled from log ${doc.cluster_id}, but this is log ${log.clusterId}. Connect the log it belongs to, or rebuild it.`,
      )
    }
    // Of another version: it is about to be built anyway.
    const lost = doc.version === version && (await this.#builds.lost(doc))
    if (lost) await this.#builds.empty(doc)
    const work = () => this.#builds.prepare(documentsOnly(projection), doc, log, lost)
    if ((await this.#writers.during(doc, work)) === null) return this.open(projection, log)
    return { ...(await readCheckpoint(this.#state, name, doc)), lost }
  }

  async apply(write: BatchWrite): Promise<'applied' | 'superseded'> {
    const projection = documentsOnly(write.projection)
    const { clients, withdrawals } = mergeDocuments(write.operations as readonly DocumentOperation[])
    const updates = clients.map(client => ({
      updateOne: {
        filter: { _id: client.clientId },
        update: updatePipeline(client.clientId, client.elements),
        upsert: true,
      },
    }))
    const withdrawn = withdrawals.map(withdrawal => ({
      updateMany: { filter: withdrawFilter(withdrawal), update: withdrawPipeline(withdrawal) },
    }))
    if ((await write.after) === false) return 'superseded'
    const doc = await this.#state.projections.findOne({ _id: projection.name })
    if (!doc || doc.activating !== null || write.generation < doc.generation) return 'superseded'
    const work = () => this.#write(doc, write, [...updates, ...withdrawn])
    return (await this.#writers.during(doc, work)) ?? 'superseded'
  }

  async #write(
    { _id: name, generation: active }: ProjectionDoc,
    write: BatchWrite,
    operations: AnyBulkWriteOperation<{ _id: string }>[],
  ): Promise<'applied' | 'superseded'> {
    const { generation } = write
    await bulk(this.#db.collection(collectionOf(name, generation, active), DURABLE), operations)
    for (const letter of write.park) {
      const parked = { ...letter, projection: name, generation }
      await ignoreDuplicate(
        this.#state.parked.updateOne(
          { _id: letterId(name, generation, letter) },
          { $setOnInsert: parked },
          { upsert: true },
        ),
      )
    }
    this.#crashPoint('documents-written')
    for (const { topic, partition, from, to, epoch } of write.moves) {
      const _id = positionId(name, generation, { topic, partition })
      const { matchedCount } = await this.#state.positions.updateOne(
        { _id, position: from, epoch },
        { $set: { position: to } },
      )
      if (matchedCount !== 1) return 'superseded'
    }
    for (const letter of write.unpark ?? []) {
      const _id = letterId(name, generation, letter)
      const { deletedCount } = await this.#state.parked.deleteOne({ _id, offset: letter.offset })
      if (deletedCount !== 1) return 'superseded'
      await this.#state.positions.updateOne({ _id: positionId(name, generation, letter) }, { $inc: { epoch: 1 } })
    }
    return 'applied'
  }

  async setState(name: string, generation: number, state: StateReport): Promise<void> {
    const _id = positionId(name, generation, state)
    await this.#state.positions.updateOne({ _id }, { $set: { state: state.state, failure: state.failure } })
  }

  async setDesired(name: string, desired: 'running' | 'paused'): Promise<void> {
    await this.#state.projections.updateOne({ _id: name }, { $set: { desired } })
  }

  async glance(name: string): Promise<{ generation: number; desired: 'running' | 'paused' } | null> {
    return this.#state.projections.findOne<Pick<ProjectionDoc, 'generation' | 'desired'>>(
      { _id: name },
      { projection: { _id: 0, generation: 1, desired: 1 } },
    )
  }

  async positions({ name }: Projection, generation: number): Promise<(Place & { position: number })[]> {
    const doc = await this.#state.projections.findOne({ _id: name })
    if (doc?.generation === generation && (await this.#builds.lost(doc))) return []
    return (await readCheckpoint(this.#state, name, { generation, version: 0, desired: 'running' })).partitions
  }

  beginBuild(projection: Projection, log: LogIdentity): Promise<Checkpoint> {
    return this.#builds.begin(documentsOnly(projection), log)
  }

  async startBuild(projection: Projection, log: LogIdentity, options: BuildOptions): Promise<Build> {
    const definition = documentsOnly(projection)
    const { name } = definition
    const { builds: generation } = await this.#builds.next(definition, log)
    const lease = await Lease.take(this.#state, name, generation)
    try {
      await this.#builds.prune(name, generation)
      await this.#builds.make(`${name}_g${generation}`)
      options.step('begun')
    } catch (error) {
      await lease.release()
      throw error
    }
    const around: Surroundings = {
      generation,
      target: this.#db.collection(`${name}_g${generation}`, DURABLE),
      lease,
      activate: async positions => {
        await this.#builds.place(definition, generation, log, positions)
        return this.#builds.activate(definition, generation, lease.held, options.step)
      },
      discard: () => this.#builds.discard(name, generation),
    }
    return new MongoBuild(around, options)
  }

  noteRebuild(name: string, note: RebuildNote | null): Promise<boolean> {
    return noteRebuild(this.#state, name, note)
  }

  cancelRebuild(name: string): Promise<boolean> {
    return cancelRebuild(this.#state, name)
  }

  activate(projection: Projection, generation: number): Promise<boolean> {
    return this.#builds.activate(documentsOnly(projection), generation)
  }

  prune(projection: Projection, keep?: number): Promise<void> {
    return this.#builds.prune(projection.name, keep)
  }

  async readRows({ name }: Projection, keys: readonly RowKey[]): Promise<HeldRows> {
    const doc = await this.#active(name)
    const rows = await readDocuments(this.#documents(name), keys)
    await this.#state.positions.updateMany({ projection: name, generation: doc.generation }, { $inc: { epoch: 1 } })
    const { generation, partitions, parked } = await readCheckpoint(this.#state, name, doc)
    return { generation, partitions, parked, rows }
  }

  async replaceRows({ name }: Projection, generation: number, changes: readonly RowChange[]): Promise<RowKey[]> {
    const doc = await this.#active(name)
    if (doc.generation !== generation || doc.activating !== null) return changes.map(({ key }) => key)
    const work = () => replaceDocuments(this.#documents(name), changes)
    return (await this.#writers.during(doc, work)) ?? changes.map(({ key }) => key)
  }

  async #active(name: string): Promise<ProjectionDoc> {
    const doc = await this.#state.projections.findOne({ _id: name })
    if (!doc) throw new ProjectionNotReady(name)
    return doc
  }

  #documents(name: string): Documents {
    return this.#db.collection(name, DURABLE) as unknown as Documents
  }

  classify(error: unknown): 'dependency' | 'deployment' | 'content' {
    return classifyMongo(error)
  }
}

async function bulk(
  target: Collection<{ _id: string }>,
  operations: AnyBulkWriteOperation<{ _id: string }>[],
): Promise<void> {
  if (operations.length === 0) return
  await target.bulkWrite(operations as AnyBulkWriteOperation<Document & { _id: string }>[], {
    ordered: true,
    ...DURABLE,
  })
}

function documentsOnly(projection: Projection): DocumentProjection {
  if (projection.store !== 'mongodb') throw new Error(`Projection ${projection.name} does not live in MongoDB`)
  return projection
}
