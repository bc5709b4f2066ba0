/**
 * Rebuild: a new build beside the active one, read from the log's beginning, all partitions at once, folded, written in
 * bulk, checked, and then made the active one. Readers and the old build's runner go on meanwhile; the runner notices
 * the switch by the generation. One that ends early leaves nothing behind: the next begins anew.
 */
import { setImmediate as breathe } from 'node:timers/promises'
import type { Log, LogRecord } from '../../log/log.ts'
import { type Decode, describe } from './batches.ts'
import { type Build, RebuildStopped, type Step } from './bulk/build.ts'
import { interleave } from './bulk/interleave.ts'
import { Tallies } from './bulk/tallies.ts'
import { identityOf } from './identity.ts'
import type { Projection } from './projection.ts'
import { type Place, type ProjectionStore, placeKey } from './store.ts'
import { UnderWay } from './under-way.ts'

export { RebuildStopped } from './bulk/build.ts'

export interface RebuildProgress {
  projection: string
  /** Offsets read so far, and how many the log had when they were last counted. */
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
  /** Told of each named step as it is reached; tests end the process there. */
  step?: (name: Step) => void
  /** Bytes of events whose rows may be held in memory. Default 12 MiB; as JavaScript objects they take several times that. */
  memory?: number
}

export interface RebuildResult {
  projection: string
  version: number
  generation: number
  events: number
  milliseconds: number
  /** Rows or documents, by table or collection. */
  rows: Record<string, number>
}

/** Events that may be left for the runner when what was read is written. */
const CLOSE_ENOUGH = 1_000
const MAX_ROUNDS = 10
/** Folding never waits while records are there: sockets, timers and Ctrl-C would, so it stops for them now and then. */
const BREATH_MS = 10
const MEMORY = 12 * 1024 * 1024

/**
 * Builds a projection anew from the log and switches to it.
 * @throws RebuildStopped when it was cancelled, met a record that cannot be applied, or another rebuild is at work
 * @throws the store's or the log's error when either goes away
 */
export async function rebuildProjection(options: RebuildOptions): Promise<RebuildResult> {
  const { projection, log, store, step = () => {}, memory = MEMORY } = options
  const began = Date.now()
  const asked = { ...options }
  let switching = false
  stopIfAsked(asked)
  await store.prune(projection)
  const build = await store.startBuild(projection, identityOf(log, projection), {
    memory,
    step: name => {
      step(name)
      switching ||= name === 'switching'
      // Once the switch is on its way, or announced to all, it can be cancelled no more.
      if (!switching) stopIfAsked(asked)
    },
  })
  const underWay = new UnderWay(store, projection.name, options.signal)
  asked.signal = underWay.signal
  const onProgress = (progress: RebuildProgress) => {
    Object.assign(underWay.note, { events: progress.events, total: progress.total })
    options.onProgress?.(progress)
  }
  const reading = new Reading({ ...asked, onProgress }, build)
  try {
    for (let round = 0; round < MAX_ROUNDS; round++) if ((await reading.catchUp()) <= CLOSE_ENOUGH) break
    const { rows } = await build.finish(reading.positions())
    const { name, version } = projection
    const { generation } = build
    return { projection: name, version, generation, events: reading.events, milliseconds: Date.now() - began, rows }
  } catch (error) {
    await build.abandon()
    throw refusal(error, options)
  } finally {
    await underWay.end()
  }
}

/** The log, from the beginning to where it is now, into a build. */
class Reading {
  readonly #options: RebuildOptions
  readonly #build: Build
  readonly #positions = new Map<string, Place & { position: number }>()
  readonly #began = Date.now()
  #total = 0
  events = 0

  constructor(options: RebuildOptions, build: Build) {
    this.#options = options
    this.#build = build
  }

  positions(): (Place & { position: number })[] {
    return [...this.#positions.values()]
  }

  /** Applies all that is stable now. @returns how many records that were. */
  async catchUp(): Promise<number> {
    const { log, projection, step } = this.#options
    const before = this.events
    const ends = await log.offsets(projection.topics)
    this.#total = this.events
    const ranges = ends.map(({ topic, partition, first, stable }) => {
      const from = this.#positions.get(placeKey({ topic, partition }))?.position ?? first
      this.#total += stable - from
      return { topic, partition, from, to: stable }
    })
    const read = new Tallies()
    const applied = new Tallies()
    const arrived = (record: LogRecord) => read.count(record)
    let breathed = performance.now()
    for await (const records of interleave(log, ranges, arrived)) {
      for (const record of records) {
        this.#apply(record)
        applied.count(record)
        this.events++
      }
      if (before === 0 && this.events === records.length) step?.('read')
      this.#report()
      await this.#build.room()
      if (performance.now() - breathed > BREATH_MS) {
        await breathe()
        breathed = performance.now()
      }
      stopIfAsked(this.#options)
    }
    this.#compare(ranges, read, applied)
    for (const { topic, partition, from, to } of ranges)
      this.#positions.set(placeKey({ topic, partition }), { topic, partition, position: Math.max(from, to) })
    return this.events - before
  }

  #apply(record: LogRecord): void {
    const { projection, decode } = this.#options
    try {
      this.#build.add(projection.operations(decode(record)), record.value.length)
    } catch (error) {
      if (error instanceof RebuildStopped) throw error
      const { code, message } = describe(error)
      throw new RebuildStopped(
        code === 'MISSING_DEPLOYMENT' ? code : 'POISON',
        `Rebuild of ${projection.name} stopped at ${placeKey(record)}/${record.offset}: ${code}: ${message}`,
      )
    }
  }

  /** What came from the log, partition by partition, must be what was applied. */
  #compare(places: readonly Place[], read: Tallies, applied: Tallies): void {
    for (const place of places) {
      const [came, went] = [read.of(place), applied.of(place)]
      if (came.records === went.records && came.offsets === went.offsets) continue
      throw new RebuildStopped(
        'CHECK_FAILED',
        `Of ${placeKey(place)}, ${came.records} records were read but ${went.records} applied (offsets ${came.offsets} and ${went.offsets}). The old build serves as before.`,
      )
    }
  }

  #report(): void {
    const seconds = (Date.now() - this.#began) / 1000
    const rate = seconds > 0 ? this.events / seconds : 0
    const left = Math.max(0, this.#total - this.events)
    const secondsLeft = rate > 0 ? left / rate : null
    const { projection, onProgress } = this.#options
    onProgress?.({ projection: projection.name, events: this.events, total: this.#total, rate, secondsLeft })
  }
}

function stopIfAsked({ signal, projection }: RebuildOptions): void {
  if (!signal?.aborted) return
  throw new RebuildStopped('CANCELLED', `Rebuild of ${projection.name} was cancelled; the old build serves as before.`)
}

/** What the store refuses for its content is poison too: bulk loads meet it after the record was read. */
function refusal(error: unknown, { store, projection }: RebuildOptions): unknown {
  if (error instanceof RebuildStopped || store.classify(error) !== 'content') return error
  const message = error instanceof Error ? error.message : String(error)
  return new RebuildStopped(
    'POISON',
    `Rebuild of ${projection.name} stopped: the store refuses a row: ${message}. \`projections verify ${projection.name}\` names the record. The old build serves as before.`,
  )
}
