/**
 * Documents in MongoDB, without transactions: data first (each document one atomic, idempotent update), then the
 * position by compare-and-set, both `{ w: 'majority', j: true }`. Whoever dies in between applies the same again.
 *
 * Collections: `<name>` is the active build, `<name>_g<generation>` one that is being made; `postbuch_projections`,
 * `postbuch_positions` and `postbuch_parked` are the engine's own.
 */
import type { AnyBulkWriteOperation, Collection, Db, Document } from 'mongodb'
import { mergeDocuments } from '../engine/documents.ts'
import type { DocumentOperation } from '../engine/operations.ts'
import type { DocumentProjection, Projection } from '../engine/projection.ts'
import {
  type BatchWrite,
  type Checkpoint,
  type LogIdentity,
  type ParkedLetter,
  type PartitionCheckpoint,
  type Place,
  type ProjectionStore,
  type StateReport,
  StoreRefusal,
} from '../engine/store.ts'
import { DURABLE } from './connect.ts'
import { classifyMongo, isDuplicateKey } from './errors.ts'
import { updatePipeline, withdrawPipeline } from './pipeline.ts'

interface ProjectionDoc {
  _id: string
  version: number
  generation: number
  /** Numbers builds, the unfinished ones included. */
  builds: number
  desired: 'running' | 'paused'
  cluster_id: string
  /** Set while a finished build is being renamed over the active one: whoever finds it, finishes it. */
  activating: number | null
}
interface PositionDoc extends Omit<PartitionCheckpoint, 'failure'> {
  _id: string
  projection: string
  generation: number
  cluster_id: string
  failure: PartitionCheckpoint['failure']
}
type ParkedDoc = ParkedLetter & { _id: string; projection: string; generation: number }

export class MongoStore implements ProjectionStore {
  readonly #db: Db
  readonly #projections: Collection<ProjectionDoc>
  readonly #positions: Collection<PositionDoc>
  readonly #parked: Collection<ParkedDoc>
  readonly #crashPoint: (point: 'documents-written') => void

  /** @param crashPoint may end a process between data and position (tests) */
  constructor(db: Db, crashPoint: (point: 'documents-written') => void = () => {}) {
    this.#db = db
    this.#crashPoint = crashPoint
    this.#projections = db.collection<ProjectionDoc>('postbuch_projections', DURABLE)
    this.#positions = db.collection<PositionDoc>('postbuch_positions', DURABLE)
    this.#parked = db.collection<ParkedDoc>('postbuch_parked', DURABLE)
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
    await ignoreDuplicate(this.#projections.updateOne({ _id: name }, { $setOnInsert: fresh }, { upsert: true }))
    let doc = (await this.#projections.findOne({ _id: name }))!
    if (doc.activating !== null) {
      await this.#finish(doc)
      doc = (await this.#projections.findOne({ _id: name }))!
    }
    if (doc.cluster_id !== log.clusterId) {
      throw new StoreRefusal(
        'POSITION_OF_ANOTHER_LOG',
        `Projection ${name} was filled from log ${doc.cluster_id}, but this is log ${log.clusterId}. Connect the log it belongs to, or rebuild it.`,
      )
    }
    await this.#prepare(projection, name, doc.generation, log)
    return this.#checkpoint(name, doc)
  }

  async apply(write: BatchWrite): Promise<'applied' | 'superseded'> {
    const projection = documentsOnly(write.projection)
    const { name } = projection
    const { generation } = write
    const doc = await this.#projections.findOne({ _id: name })
    if (!doc || doc.activating !== null || generation < doc.generation) return 'superseded'
    const target = this.#db.collection<{ _id: string }>(collectionOf(name, generation, doc.generation), DURABLE)
    const { clients, withdrawals } = mergeDocuments(write.operations as readonly DocumentOperation[])
    await bulk(target, [
      ...clients.map(client => ({
        updateOne: {
          filter: { _id: client.clientId },
          update: updatePipeline(client.clientId, client.elements),
          upsert: true,
        },
      })),
    ])
    await bulk(target, [
      ...withdrawals.map(withdrawal => ({
        updateMany: {
          filter: { 'final_creditor_list.inquiry_id': withdrawal.inquiryId },
          update: withdrawPipeline(withdrawal),
        },
      })),
    ])
    for (const letter of write.park) {
      const parked = { ...letter, projection: name, generation }
      await ignoreDuplicate(
        this.#parked.updateOne({ _id: letterId(name, generation, letter) }, { $setOnInsert: parked }, { upsert: true }),
      )
    }
    this.#crashPoint('documents-written')
    for (const { topic, partition, from, to, epoch } of write.moves) {
      const _id = positionId(name, generation, { topic, partition })
      const { matchedCount } = await this.#positions.updateOne(
        { _id, position: from, epoch },
        { $set: { position: to } },
      )
      if (matchedCount !== 1) return 'superseded'
    }
    for (const letter of write.unpark ?? []) {
      const _id = letterId(name, generation, letter)
      const { deletedCount } = await this.#parked.deleteOne({ _id, offset: letter.offset })
      if (deletedCount !== 1) return 'superseded'
      await this.#positions.updateOne({ _id: positionId(name, generation, letter) }, { $inc: { epoch: 1 } })
    }
    return 'applied'
  }

  async setState(name: string, generation: number, state: StateReport): Promise<void> {
    const _id = positionId(name, generation, state)
    await this.#positions.updateOne({ _id }, { $set: { state: state.state, failure: state.failure } })
  }

  async setDesired(name: string, desired: 'running' | 'paused'): Promise<void> {
    await this.#projections.updateOne({ _id: name }, { $set: { desired } })
  }

  async glance(name: string): Promise<{ generation: number; desired: 'running' | 'paused' } | null> {
    return this.#projections.findOne<Pick<ProjectionDoc, 'generation' | 'desired'>>(
      { _id: name },
      { projection: { _id: 0, generation: 1, desired: 1 } },
    )
  }

  async positions(name: string, generation: number): Promise<(Place & { position: number })[]> {
    return (await this.#checkpoint(name, { generation, version: 0, desired: 'running' })).partitions
  }

  async beginBuild(projection: Projection, log: LogIdentity): Promise<Checkpoint> {
    const { name, version } = documentsOnly(projection)
    const fresh = { version, generation: 0, desired: 'running' as const, cluster_id: log.clusterId, activating: null }
    await ignoreDuplicate(
      this.#projections.updateOne({ _id: name }, { $setOnInsert: { ...fresh, builds: 0 } }, { upsert: true }),
    )
    const doc = (await this.#projections.findOneAndUpdate(
      { _id: name },
      { $inc: { builds: 1 } },
      { returnDocument: 'after' },
    ))!
    await this.#db.collection(collectionOf(name, doc.builds, doc.generation), DURABLE).deleteMany({})
    await this.#prepare(projection, name, doc.builds, log)
    return this.#checkpoint(name, { generation: doc.builds, version, desired: doc.desired })
  }

  async activate(projection: Projection, generation: number): Promise<boolean> {
    const position = await this.#positions.findOne({ projection: projection.name, generation })
    if (!position) return false
    await this.#projections.updateOne(
      { _id: projection.name },
      { $set: { activating: generation, version: projection.version, cluster_id: position.cluster_id } },
    )
    const doc = await this.#projections.findOne({ _id: projection.name })
    if (doc?.activating === generation) await this.#finish(doc)
    return true
  }

  async prune(projection: Projection, keep?: number): Promise<void> {
    const { name } = projection
    const doc = await this.#projections.findOne({ _id: name })
    const kept = [doc?.generation, keep].filter(generation => generation !== undefined)
    const old = { projection: name, generation: { $nin: kept } }
    const generations = await this.#positions.distinct('generation', old)
    for (const generation of generations)
      await this.#db
        .collection(`${name}_g${generation}`)
        .drop()
        .catch(() => {})
    await this.#parked.deleteMany(old)
    await this.#positions.deleteMany(old)
  }

  classify(error: unknown): 'dependency' | 'deployment' | 'content' {
    return classifyMongo(error)
  }

  /** Renames a finished build over the active one; readers by client never notice. May be done again by anyone. */
  async #finish({ _id: name, activating }: ProjectionDoc): Promise<void> {
    const build = `${name}_g${activating}`
    const exists = await this.#db.listCollections({ name: build }, { nameOnly: true }).hasNext()
    if (exists) await this.#db.renameCollection(build, name, { dropTarget: true })
    await this.#projections.updateOne(
      { _id: name, activating },
      { $set: { generation: activating!, activating: null } },
    )
  }

  async #prepare(projection: Projection, name: string, generation: number, log: LogIdentity): Promise<void> {
    const doc = (await this.#projections.findOne({ _id: name }))!
    const target = this.#db.collection(collectionOf(name, generation, doc.generation))
    await target.createIndex({ 'final_creditor_list.inquiry_id': 1 })
    const have = new Set(
      (await this.#positions.find({ projection: name, generation }).toArray()).map(position => position._id),
    )
    for (const topic of projection.topics) {
      for (let partition = 0; partition < (log.partitions[topic] ?? 0); partition++) {
        const _id = positionId(name, generation, { topic, partition })
        if (have.has(_id)) continue
        const $setOnInsert = {
          projection: name,
          generation,
          topic,
          partition,
          position: 0,
          epoch: 0,
          state: 'new' as const,
          failure: null,
          cluster_id: log.clusterId,
        }
        await ignoreDuplicate(this.#positions.updateOne({ _id }, { $setOnInsert }, { upsert: true }))
      }
    }
  }

  async #checkpoint(
    name: string,
    { generation, version, desired }: Pick<ProjectionDoc, 'generation' | 'version' | 'desired'>,
  ): Promise<Checkpoint> {
    const partitions = await this.#positions
      .find<PartitionCheckpoint>({ projection: name, generation })
      .project<PartitionCheckpoint>({ _id: 0, topic: 1, partition: 1, position: 1, epoch: 1, state: 1, failure: 1 })
      .sort({ topic: 1, partition: 1 })
      .toArray()
    const parked = await this.#parked
      .find({ projection: name, generation })
      .project<ParkedLetter>({ _id: 0, topic: 1, partition: 1, key: 1, offset: 1, failure: 1, at: 1 })
      .sort({ topic: 1, partition: 1, offset: 1 })
      .toArray()
    return { generation, version, desired, partitions, parked }
  }
}

const collectionOf = (name: string, generation: number, active: number) =>
  generation === active ? name : `${name}_g${generation}`
const positionId = (name: string, generation: number, { topic, partition }: Place) =>
  `${name}/${generation}/${topic}/${partition}`
const letterId = (name: string, generation: number, letter: ParkedLetter) =>
  `${positionId(name, generation, letter)}/${letter.key}`

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

/** Two members that make the same document at once: the other one has made it. */
async function ignoreDuplicate(write: Promise<unknown>): Promise<void> {
  await write.catch(error => {
    if (!isDuplicateKey(error)) throw error
  })
}

function documentsOnly(projection: Projection): DocumentProjection {
  if (projection.store !== 'mongodb') throw new Error(`Projection ${projection.name} does not live in MongoDB`)
  return projection
}
