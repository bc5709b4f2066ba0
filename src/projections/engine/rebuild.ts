/**
 * Rebuild: a new build beside the active one, read from the log's beginning, partitions in parallel, then made the
 * active one. Readers and the old build's runner go on meanwhile; the runner notices the switch by the generation.
 */
import type { Batch, Log, TopicPartition } from '../../log/log.ts'
import { type Decode, Parked, prepare } from './batches.ts'
import type { Projection } from './projection.ts'
import { identityOf } from './runner.ts'
import { type Checkpoint, type ProjectionStore, placeKey } from './store.ts'

export interface RebuildProgress {
  projection: string
  /** Records applied so far, and how many offsets the log had when the rebuild began. */
  events: number
  total: number
  /** Events a second since the beginning, and seconds left at that rate; null while unknown. */
  rate: number
  secondsLeft: number | null
}

export interface RebuildOptions {
  projection: Projection
  log: Log
  store: ProjectionStore
  decode: Decode
  onProgress?: (progress: RebuildProgress) => void
  signal?: AbortSignal
  /** Records merged into one write. Default 2000. */
  batchSize?: number
}

export interface RebuildResult {
  projection: string
  version: number
  generation: number
  events: number
  milliseconds: number
}

/** A rebuild that ended without switching: the old build serves as before. */
export class RebuildStopped extends Error {
  override name = 'RebuildStopped'
  readonly code: 'CANCELLED' | 'POISON' | 'MISSING_DEPLOYMENT' | 'SUPERSEDED'
  constructor(code: RebuildStopped['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** Events that may be left for the runner when the new build is switched to. */
const CLOSE_ENOUGH = 1_000
const MAX_ROUNDS = 10
const MAX_RETRIES = 8

/**
 * Builds a projection anew from the log and switches to it.
 * @throws RebuildStopped when it was cancelled, met a record that cannot be applied, or another rebuild came first
 * @throws the store's or the log's error when either stays away
 */
export async function rebuildProjection(options: RebuildOptions): Promise<RebuildResult> {
  const { projection, log, store } = options
  const began = Date.now()
  await store.prune(projection)
  const checkpoint = await store.beginBuild(projection, identityOf(log, projection))
  const build = new Build(options, checkpoint)
  try {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const applied = await build.catchUp()
      if (applied <= CLOSE_ENOUGH) break
    }
    if (!(await store.activate(projection, checkpoint.generation))) throw superseded(projection)
  } catch (error) {
    await store.prune(projection).catch(() => {})
    throw error
  }
  const { name, version } = projection
  return {
    projection: name,
    version,
    generation: checkpoint.generation,
    events: build.events,
    milliseconds: Date.now() - began,
  }
}

class Build {
  readonly #options: RebuildOptions
  readonly #generation: number
  readonly #positions: Map<string, number>
  readonly #began = Date.now()
  #total = 0
  events = 0

  constructor(options: RebuildOptions, checkpoint: Checkpoint) {
    this.#options = options
    this.#generation = checkpoint.generation
    this.#positions = new Map(checkpoint.partitions.map(partition => [placeKey(partition), partition.position]))
  }

  /** Applies all that is stable now. @returns how many records that were. */
  async catchUp(): Promise<number> {
    const { log, projection } = this.#options
    const before = this.events
    const ends = await log.offsets(projection.topics)
    this.#total = ends.reduce((sum, { first, stable }) => sum + stable - first, 0)
    await Promise.all(ends.map(end => this.#partition(end, end.stable)))
    return this.events - before
  }

  async #partition(place: TopicPartition, stable: number): Promise<void> {
    const from = this.#positions.get(placeKey(place)) ?? 0
    if (from >= stable) return
    let waiting: Batch | null = null
    for await (const batch of this.#options.log.read(place, { from, to: stable })) {
      this.#stopIfAsked()
      waiting = waiting ? { ...batch, records: [...waiting.records, ...batch.records] } : batch
      if (waiting.records.length < (this.#options.batchSize ?? 2_000)) continue
      await this.#apply(waiting)
      waiting = null
    }
    if (waiting) await this.#apply(waiting)
    const reached = this.#positions.get(placeKey(place)) ?? 0
    // Markers and aborted records at the end.
    if (reached < stable) await this.#apply({ ...place, records: [], next: stable })
  }

  async #apply(batch: Batch): Promise<void> {
    const { projection, decode } = this.#options
    const key = placeKey(batch)
    const from = this.#positions.get(key) ?? 0
    const { moves, operations, park, failures } = prepare(
      projection,
      [{ batch, from, epoch: 0 }],
      decode,
      new Parked(),
      Date.now,
    )
    const stop = park[0] ?? failures[0]
    if (stop) {
      const failure = 'failure' in stop ? stop.failure : stop
      const code = failure.code === 'MISSING_DEPLOYMENT' ? 'MISSING_DEPLOYMENT' : 'POISON'
      const where = `${stop.topic}/${stop.partition}/${stop.offset}`
      throw new RebuildStopped(
        code,
        `Rebuild of ${projection.name} stopped at ${where}: ${failure.code}: ${failure.message}`,
      )
    }
    await this.#write({ projection, generation: this.#generation, moves, operations, park: [] })
    this.#positions.set(key, batch.next)
    this.events += batch.records.length
    this.#report()
  }

  /** Partitions may lock each other's rows, and a store may blink: the compare-and-set makes trying again safe. */
  async #write(write: Parameters<ProjectionStore['apply']>[0]): Promise<void> {
    const { store, projection } = this.#options
    for (let attempt = 1; ; attempt++) {
      try {
        if ((await store.apply(write)) === 'applied') return
        // Perhaps our own write, whose answer was lost.
        if (attempt > 1 && (await this.#isAt(write.moves))) return
        throw superseded(projection)
      } catch (error) {
        if (error instanceof RebuildStopped || store.classify(error) !== 'dependency' || attempt >= MAX_RETRIES)
          throw error
        await new Promise(resolve => setTimeout(resolve, Math.min(50 * 2 ** attempt, 5_000)))
        this.#stopIfAsked()
      }
    }
  }

  async #isAt(moves: readonly { topic: string; partition: number; to: number }[]): Promise<boolean> {
    const stored = await this.#options.store.positions(this.#options.projection.name, this.#generation)
    return moves.every(move =>
      stored.some(s => s.topic === move.topic && s.partition === move.partition && s.position === move.to),
    )
  }

  #stopIfAsked(): void {
    if (!this.#options.signal?.aborted) return
    throw new RebuildStopped(
      'CANCELLED',
      `Rebuild of ${this.#options.projection.name} was cancelled; the old build serves as before.`,
    )
  }

  #report(): void {
    const seconds = (Date.now() - this.#began) / 1000
    const rate = seconds > 0 ? this.events / seconds : 0
    const left = Math.max(0, this.#total - this.events)
    const secondsLeft = rate > 0 ? left / rate : null
    this.#options.onProgress?.({
      projection: this.#options.projection.name,
      events: this.events,
      total: this.#total,
      rate,
      secondsLeft,
    })
  }
}

const superseded = (projection: Projection) =>
  new RebuildStopped('SUPERSEDED', `Another rebuild of ${projection.name} has taken over.`)
