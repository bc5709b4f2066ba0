/** Builds: `<name>` is the active collection, `<name>_g<generation>` one that is being made; a rename switches. */
import type { CollectionInfo, Db } from 'mongodb'
import type { Step } from '../engine/bulk/build.ts'
import type { DocumentProjection } from '../engine/projection.ts'
import { type Checkpoint, type LogIdentity, type Place, placeKey } from '../engine/store.ts'
import { DURABLE } from './connect.ts'
import { collectionOf, ignoreDuplicate, type ProjectionDoc, positionId, readCheckpoint, type State } from './state.ts'
import type { Writers } from './writers.ts'

const NAMESPACE_EXISTS = 48

export class Builds {
  readonly #db: Db
  readonly #state: State
  readonly #writers: Writers

  constructor(db: Db, state: State, writers: Writers) {
    this.#db = db
    this.#state = state
    this.#writers = writers
  }

  /** A number for a new build, the unfinished ones counted too. */
  async next({ name, version }: DocumentProjection, log: LogIdentity): Promise<ProjectionDoc> {
    const fresh = { version, generation: 0, desired: 'running' as const, cluster_id: log.clusterId, activating: null }
    await ignoreDuplicate(
      this.#state.projections.updateOne({ _id: name }, { $setOnInsert: { ...fresh, builds: 0 } }, { upsert: true }),
    )
    const doc = await this.#state.projections.findOneAndUpdate(
      { _id: name },
      { $inc: { builds: 1 } },
      { returnDocument: 'after' },
    )
    return doc!
  }

  async begin(projection: DocumentProjection, log: LogIdentity): Promise<Checkpoint> {
    const { name, version } = projection
    const { builds, generation, desired } = await this.next(projection, log)
    const target = this.#db.collection(collectionOf(name, builds, generation), DURABLE)
    await this.make(target.collectionName)
    await target.deleteMany({})
    await this.place(projection, builds, log)
    return readCheckpoint(this.#state, name, { generation: builds, version, desired })
  }

  /** The active build's documents are gone: there is no collection, or another one than that which was filled. */
  async lost({ _id: name, generation, collection, activating }: ProjectionDoc): Promise<boolean> {
    if (activating !== null) return false
    const applied = await this.#state.positions.findOne({ projection: name, generation, position: { $gt: 0 } })
    if (applied === null) return false
    const there = await this.#identity(name)
    // Documents of before it was noted are taken as they are.
    if (there !== null && (collection === undefined || there === collection)) return false
    // A switch since the document was read has put another one there as well.
    const same = { _id: name, generation, activating: null, collection: collection ?? null }
    return (await this.#state.projections.findOne(same)) !== null
  }

  /** Everything is applied once more to a build whose documents are gone. */
  async empty({ _id: name, generation }: ProjectionDoc): Promise<void> {
    await this.#state.parked.deleteMany({ projection: name, generation })
    await this.#state.positions.deleteMany({ projection: name, generation })
  }

  /** Makes what the active build needs and has not: its collection, and positions at the log's beginning. */
  async prepare(projection: DocumentProjection, doc: ProjectionDoc, log: LogIdentity, lost: boolean): Promise<void> {
    const { _id: name, generation } = doc
    if (lost || doc.collection === undefined) {
      await this.make(name)
      const collection = await this.#identity(name)
      await this.#state.projections.updateOne({ _id: name, generation }, { $set: { collection } })
    }
    await this.place(projection, generation, log)
  }

  /** Makes positions where they are missing: at the log's beginning, or where `at` says. */
  async place(
    { name, topics }: DocumentProjection,
    generation: number,
    log: LogIdentity,
    at: readonly (Place & { position: number })[] = [],
  ): Promise<void> {
    const known = new Map(at.map(place => [placeKey(place), place.position]))
    const stored = await this.#state.positions.find({ projection: name, generation }).toArray()
    const have = new Set(stored.map(position => position._id))
    for (const topic of topics) {
      for (let partition = 0; partition < (log.partitions[topic] ?? 0); partition++) {
        const _id = positionId(name, generation, { topic, partition })
        if (have.has(_id)) continue
        const position = known.get(placeKey({ topic, partition })) ?? 0
        const fixed = { projection: name, generation, topic, partition, position, epoch: 0, cluster_id: log.clusterId }
        const $setOnInsert = { ...fixed, state: 'new' as const, failure: null }
        await ignoreDuplicate(this.#state.positions.updateOne({ _id }, { $setOnInsert }, { upsert: true }))
      }
    }
  }

  /** @param held whose document is switched: a rebuild adds that its lease must hold. @returns false if there is none */
  async activate(
    { name, version }: DocumentProjection,
    generation: number,
    held: object = {},
    step: (name: Step) => void = () => {},
  ): Promise<boolean> {
    const position = await this.#state.positions.findOne({ projection: name, generation })
    if (!position) return false
    const { matchedCount } = await this.#state.projections.updateOne(
      { ...held, _id: name },
      { $set: { activating: generation, version, cluster_id: position.cluster_id } },
    )
    if (matchedCount === 0) return false
    step('switching')
    const doc = await this.#state.projections.findOne({ _id: name })
    if (doc?.activating === generation) await this.finish(doc, step)
    step('switched')
    return true
  }

  /** Renames a finished build over the active one. May be done again by anyone, after a crash or at the same time. */
  async finish({ _id: name, activating }: ProjectionDoc, step: (name: Step) => void = () => {}): Promise<void> {
    const build = `${name}_g${activating}`
    await this.#writers.done(name)
    // Somebody else may finish it at the same time: then it is gone between the two.
    if (await this.#identity(build))
      await this.#db.renameCollection(build, name, { dropTarget: true }).catch(async error => {
        if (await this.#identity(build)) throw error
      })
    step('renamed')
    const collection = await this.#identity(name)
    await this.#state.projections.updateOne(
      { _id: name, activating },
      { $set: { generation: activating!, activating: null, collection }, $unset: { writers: '' } },
    )
  }

  /** An empty one, if there is none: also a build without any document is there to be renamed. */
  async make(collection: string): Promise<void> {
    await this.#db.createCollection(collection).catch(error => {
      if (error.code !== NAMESPACE_EXISTS) throw error
    })
  }

  /** Of one collection for as long as it is there, whatever its name; null if there is none. */
  async #identity(collection: string): Promise<string | null> {
    const [found] = await this.#db.listCollections({ name: collection }).toArray()
    return found ? String((found as CollectionInfo).info?.uuid) : null
  }

  /** Leaves alone what is being filled just now: a rebuild has its lease before it has a collection. */
  async prune(name: string, keep?: number): Promise<void> {
    // Listed before the lease is read: whatever is there already, and is not leased by then, is nobody's.
    const left = await this.#db.listCollections({}, { nameOnly: true }).toArray()
    let doc = await this.#state.projections.findOne({ _id: name })
    if (doc && doc.activating !== null) {
      await this.finish(doc)
      doc = await this.#state.projections.findOne({ _id: name })
    }
    const kept = [doc?.generation, doc?.lease?.generation, keep].filter(generation => generation !== undefined)
    for (const { name: collection } of left) {
      const [, of, generation] = /^(.+)_g(\d+)$/.exec(collection) ?? []
      if (of !== name || kept.includes(Number(generation))) continue
      await this.#db.dropCollection(collection).catch(() => {})
    }
    const old = { projection: name, generation: { $nin: kept } }
    await this.#state.parked.deleteMany(old)
    await this.#state.positions.deleteMany(old)
  }

  /** What a rebuild that gave up has left; but once its switch is announced, whoever comes finishes that. */
  async discard(name: string, generation: number): Promise<void> {
    const doc = await this.#state.projections.findOne({ _id: name })
    if (doc?.activating === generation || doc?.generation === generation) return
    await this.#db.dropCollection(`${name}_g${generation}`).catch(() => {})
    await this.#state.positions.deleteMany({ projection: name, generation })
  }
}
