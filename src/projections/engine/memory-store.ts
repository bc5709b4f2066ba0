/** A store in memory, with the same contract as the real ones: for tests of the engine and of what uses it. */
import { type BuildOptions, type Build as BulkBuild, RebuildStopped } from './bulk/build.ts'
import { canonical } from './compare.ts'
import { type Expected, expectedId, Fold } from './fold.ts'
import type { Projection } from './projection.ts'
import {
  type BatchWrite,
  type Checkpoint,
  type HeldRows,
  type LogIdentity,
  type Move,
  type ParkedLetter,
  type PartitionCheckpoint,
  type Place,
  type ProjectionStore,
  placeKey,
  type RebuildNote,
  type RowChange,
  type RowKey,
  type StateReport,
  StoreRefusal,
} from './store.ts'

interface Build {
  version: number
  clusterId: string
  fold: Fold
  partitions: Map<string, PartitionCheckpoint>
  parked: ParkedLetter[]
}

interface Stored {
  generation: number
  desired: 'running' | 'paused'
  builds: Map<number, Build>
}

export class MemoryStore implements ProjectionStore {
  readonly #projections = new Map<string, Stored>()
  readonly #building = new Map<string, number>()
  readonly #notes = new Map<string, RebuildNote>()
  readonly #cancelled = new Map<string, number>()
  /** While set, every call fails with it: the store is down. */
  down: Error | null = null

  async open(projection: Projection, log: LogIdentity): Promise<Checkpoint> {
    this.#answer()
    const stored = this.#projections.get(projection.name) ?? { generation: 1, desired: 'running', builds: new Map() }
    this.#projections.set(projection.name, stored)
    const build = stored.builds.get(stored.generation) ?? newBuild(projection, log)
    if (build.clusterId !== log.clusterId) {
      throw new StoreRefusal(
        'POSITION_OF_ANOTHER_LOG',
        `Filled from log ${build.clusterId}, but this is log ${log.clusterId}.`,
      )
    }
    stored.builds.set(stored.generation, build)
    return checkpointOf(stored, stored.generation)
  }

  async apply({
    projection,
    generation,
    moves,
    operations,
    park,
    unpark = [],
    after,
  }: BatchWrite): Promise<'applied' | 'superseded'> {
    if ((await after) === false) return 'superseded'
    this.#answer()
    const build = this.#projections.get(projection.name)?.builds.get(generation)
    if (!build || moves.some(move => !isAt(build, move))) return 'superseded'
    for (const move of moves) build.partitions.get(placeKey(move))!.position = move.to
    const cause = { topic: moves[0]?.topic ?? '', partition: moves[0]?.partition ?? 0, offset: moves[0]?.from ?? 0 }
    for (const operation of operations) build.fold.apply(operation, cause)
    for (const letter of unpark) build.partitions.get(placeKey(letter))!.epoch++
    const retried = new Set(unpark.map(letterKey))
    build.parked = [...build.parked.filter(letter => !retried.has(letterKey(letter))), ...park]
    return 'applied'
  }

  async setState(name: string, generation: number, state: StateReport): Promise<void> {
    this.#answer()
    const partition = this.#projections.get(name)?.builds.get(generation)?.partitions.get(placeKey(state))
    if (partition) Object.assign(partition, { state: state.state, failure: state.failure })
  }

  async setDesired(name: string, desired: 'running' | 'paused'): Promise<void> {
    this.#answer()
    const stored = this.#projections.get(name)
    if (stored) stored.desired = desired
  }

  async glance(name: string): Promise<{ generation: number; desired: 'running' | 'paused' } | null> {
    this.#answer()
    const stored = this.#projections.get(name)
    return stored ? { generation: stored.generation, desired: stored.desired } : null
  }

  async positions({ name }: Projection, generation: number): Promise<(Place & { position: number })[]> {
    this.#answer()
    return [...(this.#projections.get(name)?.builds.get(generation)?.partitions.values() ?? [])]
  }

  async beginBuild(projection: Projection, log: LogIdentity): Promise<Checkpoint> {
    this.#answer()
    const stored = this.#projections.get(projection.name) ?? { generation: 0, desired: 'running', builds: new Map() }
    this.#projections.set(projection.name, stored)
    const generation = Math.max(stored.generation, ...stored.builds.keys()) + 1
    stored.builds.set(generation, newBuild(projection, log))
    return checkpointOf(stored, generation)
  }

  async noteRebuild(name: string, note: RebuildNote | null): Promise<boolean> {
    this.#answer()
    if (note) this.#notes.set(name, note)
    else this.#notes.delete(name)
    return !note || this.#cancelled.get(name) !== note.startedAt
  }

  async cancelRebuild(name: string): Promise<boolean> {
    this.#answer()
    const note = this.#notes.get(name)
    if (note) this.#cancelled.set(name, note.startedAt)
    return note !== undefined
  }

  async activate({ name }: Projection, generation: number): Promise<boolean> {
    this.#answer()
    const stored = this.#projections.get(name)
    if (!stored?.builds.has(generation)) return false
    stored.generation = generation
    return true
  }

  async prune({ name }: Projection, keep?: number): Promise<void> {
    this.#answer()
    const stored = this.#projections.get(name)
    for (const generation of stored?.builds.keys() ?? []) {
      if (![stored!.generation, this.#building.get(name), keep].includes(generation)) stored!.builds.delete(generation)
    }
  }

  async startBuild(projection: Projection, log: LogIdentity, { step }: BuildOptions): Promise<BulkBuild> {
    if (this.#building.has(projection.name))
      throw new RebuildStopped('REBUILD_RUNNING', `Projection ${projection.name} is being rebuilt already.`)
    const { generation } = await this.beginBuild(projection, log)
    this.#building.set(projection.name, generation)
    await this.prune(projection)
    const build = this.#projections.get(projection.name)!.builds.get(generation)!
    step('begun')
    return {
      generation,
      add: operations => {
        for (const operation of operations) build.fold.apply(operation, { topic: '', partition: 0, offset: 0 })
      },
      room: async () => this.#answer(),
      finish: async positions => {
        for (const { position, ...place } of positions) build.partitions.get(placeKey(place))!.position = position
        step('switching')
        await this.activate(projection, generation)
        this.#building.delete(projection.name)
        step('switched')
        return { rows: { all: build.fold.rows.size } }
      },
      abandon: async () => {
        this.#building.delete(projection.name)
        const stored = this.#projections.get(projection.name)!
        if (stored.generation !== generation) stored.builds.delete(generation)
      },
    }
  }

  async readRows({ name }: Projection, keys: readonly RowKey[]): Promise<HeldRows> {
    this.#answer()
    const stored = this.#projections.get(name)!
    const { fold } = stored.builds.get(stored.generation)!
    const { generation, partitions, parked } = checkpointOf(stored, stored.generation)
    const rows = keys.map(key => {
      const row = structuredClone(fold.rows.get(expectedId(key.table, key.key))?.row ?? null)
      return { key, row, seen: canonical(row) }
    })
    return { generation, partitions, parked, rows }
  }

  async replaceRows({ name }: Projection, generation: number, changes: readonly RowChange[]): Promise<RowKey[]> {
    this.#answer()
    const rows = this.#projections.get(name)!.builds.get(generation)!.fold.rows
    return changes.flatMap(({ key: at, seen, row }) => {
      const id = expectedId(at.table, at.key)
      if (canonical(rows.get(id)?.row) !== seen) return [at]
      if (row === null) rows.delete(id)
      else rows.set(id, { ...at, key: [...at.key], row, cause: { topic: '', partition: 0, offset: 0 } })
      return []
    })
  }

  classify(error: unknown): 'dependency' | 'deployment' | 'content' {
    return error === this.down || error instanceof StoreRefusal ? 'dependency' : 'content'
  }

  /** What the active build holds. */
  rows({ name }: { name: string }): Expected[] {
    const stored = this.#projections.get(name)
    return [...(stored?.builds.get(stored.generation)?.fold.rows.values() ?? [])]
  }

  #answer(): void {
    if (this.down) throw this.down
  }
}

const isAt = (build: Build, { from, epoch, ...place }: Move) => {
  const partition = build.partitions.get(placeKey(place))
  return partition?.position === from && partition.epoch === epoch
}

const letterKey = (letter: ParkedLetter) => `${placeKey(letter)}/${letter.key}/${letter.offset}`

function newBuild(projection: Projection, log: LogIdentity): Build {
  const partitions = projection.topics.flatMap(topic =>
    Array.from({ length: log.partitions[topic] ?? 0 }, (_, partition): PartitionCheckpoint => {
      return { topic, partition, position: 0, epoch: 0, state: 'new', failure: null }
    }),
  )
  return {
    version: projection.version,
    clusterId: log.clusterId,
    fold: new Fold(projection),
    partitions: new Map(partitions.map(partition => [placeKey(partition), partition])),
    parked: [],
  }
}

function checkpointOf({ desired, builds }: Stored, generation: number): Checkpoint {
  const { version, partitions, parked } = builds.get(generation)!
  return {
    generation,
    version,
    desired,
    partitions: [...partitions.values()].map(partition => ({ ...partition })),
    parked: [...parked],
  }
}
