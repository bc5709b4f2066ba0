/**
 * Keeps one projection at the log's end: a member of its consumer group, whose positions live in the store.
 *
 *     assigned ─▶ open the store, compare with the log ─▶ seek ─▶ batches ─▶ apply (rows + position) ─▶ mirror the offset
 *                     ▲                                                          │
 *                     └── superseded, connection lost, rebuilt, paused, resumed ─┘
 *
 * Whatever goes wrong, the way back is the same: the checkpoint is read again before anything is applied.
 */
import type { Batch, Membership, TopicPartition } from '../../log/log.ts'
import { type Applying, applyBatches } from './apply-batches.ts'
import { Backoff } from './backoff.ts'
import { describe, type Input, Parked, type Prepared } from './batches.ts'
import { RebuildStopped } from './bulk/build.ts'
import { catchUp } from './catch-up.ts'
import { identityOf } from './identity.ts'
import { OffsetMirror } from './offset-mirror.ts'
import { beginAll, type RunningPartition } from './partition.ts'
import type { RunnerOptions, RunnerState, RunnerStatus } from './runner-options.ts'
import { type Checkpoint, type ProjectionFailure, placeKey, StoreRefusal } from './store.ts'
import { Watch, type Watched } from './watch.ts'

export { identityOf } from './identity.ts'
export type { RunnerLogger, RunnerOptions, RunnerState, RunnerStatus } from './runner-options.ts'

interface Queued {
  batch: Batch
  done: () => void
}

export class ProjectionRunner {
  readonly #options: RunnerOptions
  readonly #now: () => number
  readonly #partitions = new Map<string, RunningPartition>()
  readonly #mirror: OffsetMirror
  readonly #backoff: Backoff
  readonly #queue: Queued[] = []
  #membership: Membership | null = null
  #assignment: TopicPartition[] = []
  #checkpoint: Checkpoint | null = null
  #parked = new Parked()
  /** Changes with every new beginning; what was begun under another one has no effect. */
  #token = 0
  /** False from a new beginning until its seeks: batches that come in between were asked for by the one before. */
  #ready = false
  #draining: Promise<void> | null = null
  #watch: Watch | undefined
  /** A new build for a changed definition, while this member makes it. */
  #building: Promise<void> | null = null
  readonly #stopping = new AbortController()
  #refused: ProjectionFailure | null = null
  #applied = 0
  #stopped = false

  constructor(options: RunnerOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#backoff = new Backoff(options, this.#now)
    this.#mirror = new OffsetMirror(
      () => this.#partitions.values(),
      () => this.#membership,
    )
  }

  /** Joins the group. Resolves when it is a member; catching up goes on by itself. */
  async start(): Promise<void> {
    await this.#join()
    const { projection, store, pollMs: everyMs = 1000 } = this.#options
    const current = () => this.#watched()
    this.#watch = new Watch({ projection, store, everyMs, current, changed: lost => this.#changed(lost) })
  }

  status(): RunnerStatus {
    return {
      projection: this.#options.projection.name,
      state: this.#state(),
      generation: this.#checkpoint?.generation ?? null,
      partitions: [...this.#partitions.values()].map(partition => ({ ...partition })),
      parked: this.#parked.size,
      suspended: this.#backoff.suspended,
      eventsApplied: this.#applied,
    }
  }

  /** Lets what is being written finish, cancels a new build, mirrors the offsets and leaves the group. */
  async stop(): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    this.#newToken()
    this.#watch?.stop()
    this.#backoff.stop()
    this.#stopping.abort()
    await this.#building?.catch(() => {})
    await this.#draining
    await this.#mirror.flush()
    this.#mirror.stop()
    await this.#membership?.leave()
  }

  #state(): RunnerState {
    if (this.#stopped) return 'stopped'
    const states = [...this.#partitions.values()].map(partition => partition.state)
    if (this.#refused || states.includes('failed')) return 'failed'
    if (this.#checkpoint?.desired === 'paused') return 'paused'
    if (!this.#checkpoint) return 'new'
    if (this.#building) return 'catching-up'
    return states.includes('catching-up') ? 'catching-up' : 'live'
  }

  async #join(): Promise<void> {
    const { log, projection, group, sessionTimeout } = this.#options
    this.#membership = await log.join({
      group,
      topics: [...projection.topics],
      sessionTimeout,
      clientId: group,
      listener: {
        assigned: partitions => {
          this.#assignment = partitions
          void this.#begin()
        },
        batch: batch => this.#enqueue(batch),
        crashed: error => this.#crashed(error),
      },
    })
    if (this.#stopped) await this.#membership.leave()
    else if (this.#assignment.length > 0) void this.#begin()
  }

  #crashed(error: Error): void {
    this.#membership = null
    this.#assignment = []
    this.#newToken()
    this.#partitions.clear()
    this.#suspend(error, () => void this.#join().catch(joinError => this.#crashed(joinError)))
  }

  /** A new beginning: nothing of before counts any more. */
  #newToken(): number {
    this.#ready = false
    for (const { done } of this.#queue.splice(0)) done()
    return ++this.#token
  }

  async #begin(): Promise<void> {
    const token = this.#newToken()
    const membership = this.#membership
    if (this.#stopped || !membership) return
    // What a former beginning is still writing must be decided before the positions are read.
    await this.#draining
    if (token !== this.#token) return
    try {
      const { log, store, projection } = this.#options
      const checkpoint = await store.open(projection, identityOf(log, projection))
      if (token !== this.#token) return
      if (checkpoint.lost) this.#lost('its tables or documents')
      if (checkpoint.version !== projection.version) return await this.#rebuild(checkpoint, token)
      const offsets = new Map((await log.offsets(projection.topics)).map(o => [placeKey(o), o]))
      if (token !== this.#token) return
      this.#checkpoint = checkpoint
      this.#parked = new Parked(checkpoint.parked)
      this.#partitions.clear()
      for (const partition of beginAll(this.#assignment, checkpoint, offsets, this.#now()))
        this.#partitions.set(placeKey(partition), partition)
      const stored = new Map(checkpoint.partitions.map(p => [placeKey(p), p.state]))
      this.#refused = null
      this.#backoff.resumed()
      for (const partition of this.#partitions.values())
        if (stored.get(placeKey(partition)) !== partition.state) this.#tell(partition)
      if (checkpoint.desired === 'running') await this.#catchUp(token)
      if (token !== this.#token) return
      this.#ready = true
      for (const partition of this.#partitions.values()) {
        if (partition.state === 'failed' || checkpoint.desired === 'paused') membership.pause(partition)
        else membership.seek(partition, partition.position)
      }
      this.#mirror.schedule()
    } catch (error) {
      if (token === this.#token) this.#failed(error)
    }
  }

  /** Far behind, the log is read without the group: its members' fetches are too small, and wait for what they brought. */
  async #catchUp(token: number): Promise<void> {
    const { far = 2_000, log } = this.#options
    const behind = [...this.#partitions.values()].filter(({ state }) => state === 'catching-up')
    if (behind.reduce((sum, { target, position }) => sum + target - position, 0) < far) return
    this.#draining = catchUp(behind, { ...this.#applying(token), log })
    await this.#draining
    this.#draining = null
  }

  /** The definition has changed: the old tables serve as they are until the member with the first partition has built new ones. */
  async #rebuild(checkpoint: Checkpoint, token: number): Promise<void> {
    const { projection, build } = this.#options
    this.#checkpoint = checkpoint
    this.#partitions.clear()
    const first = this.#assignment.some(place => place.topic === projection.topics[0] && place.partition === 0)
    if (!first || !build) return
    this.#building ??= build(projection, this.#stopping.signal).finally(() => {
      this.#building = null
    })
    await this.#building
    if (token === this.#token) void this.#begin()
  }

  #enqueue(batch: Batch): Promise<void> | void {
    const partition = this.#partitions.get(placeKey(batch))
    if (!this.#ready || !partition || partition.state === 'failed' || batch.next <= partition.position) return
    return new Promise(done => {
      this.#queue.push({ batch, done })
      this.#draining ??= this.#drain().finally(() => {
        this.#draining = null
      })
    })
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const token = this.#token
      const taken = this.#queue.splice(0)
      try {
        const inputs = new Map<string, Input>()
        for (const { batch } of taken) {
          const partition = this.#partitions.get(placeKey(batch))
          if (partition) inputs.set(placeKey(batch), { batch, from: partition.position, epoch: partition.epoch })
        }
        const outcome = await applyBatches([...inputs.values()], this.#applying(token))
        // Another member or a rebuild. Read again, but not in a tight loop: two zombies could keep each other busy.
        if (outcome === 'superseded' && token === this.#token)
          this.#suspend(new Error('superseded'), () => void this.#begin())
      } catch (error) {
        if (token === this.#token) this.#failed(error)
      } finally {
        for (const { done } of taken) done()
      }
    }
  }

  /** Under another beginning nothing is told any more, though what the store has it keeps. */
  #applying(token: number): Applying {
    const { projection, store, decode } = this.#options
    const going = () => token === this.#token
    const applied = (step: Prepared) => going() && this.#advance(step)
    const { generation } = this.#checkpoint!
    return { projection, store, decode, generation, parked: this.#parked, now: this.#now, applied, going }
  }

  #advance({ moves, park, failures, events }: Prepared): void {
    this.#applied += events
    this.#backoff.resumed()
    for (const letter of park) {
      this.#parked.add(letter)
      this.#options.logger?.error({ projection: this.#options.projection.name, ...letter }, 'key parked')
      void this.#options.announce?.(letter, this.#options.group).catch(() => {})
    }
    for (const move of moves) {
      const partition = this.#partitions.get(placeKey(move))
      if (!partition) continue
      partition.position = move.to
      if (partition.state !== 'catching-up' || partition.position < partition.target) continue
      partition.state = 'live'
      this.#tell(partition)
    }
    for (const failure of failures) {
      const partition = this.#partitions.get(placeKey(failure))
      if (!partition) continue
      Object.assign(partition, { state: 'failed', failure })
      this.#membership?.pause(partition)
      this.#tell(partition)
    }
    this.#mirror.schedule()
  }

  /** Keeps a partition's state in the store; if that fails, the next beginning repairs it. */
  #tell({ topic, partition, state, failure }: RunningPartition): void {
    const { logger, store, projection } = this.#options
    const fields = { projection: projection.name, topic, partition, state, failure }
    if (failure) logger?.error(fields, 'projection failed')
    else logger?.info(fields, 'projection state')
    void store
      .setState(projection.name, this.#checkpoint!.generation, { topic, partition, state, failure })
      .catch(() => {})
  }

  #failed(error: unknown): void {
    const { store, projection } = this.#options
    if (error instanceof StoreRefusal || error instanceof RebuildStopped) this.#refuse(error)
    const kind = store.classify(error)
    if (kind === 'deployment')
      this.#options.logger?.error({ projection: projection.name, ...describe(error) }, 'store refuses')
    this.#suspend(error, () => void this.#begin())
  }

  /** What does not go away by itself; shown beside the position as well, if the store can be told. */
  #refuse({ code, message }: StoreRefusal | RebuildStopped): void {
    // Another member builds it, or we are going.
    if (code === 'REBUILD_RUNNING' || code === 'CANCELLED' || code === 'SUPERSEDED') return
    const { store, projection, logger } = this.#options
    const place = this.#assignment[0] ?? { topic: projection.topics[0]!, partition: 0 }
    const failure = { topic: place.topic, partition: place.partition, code, message, offset: 0, at: this.#now() }
    this.#refused = failure
    logger?.error({ projection: projection.name, code }, message)
    if (this.#checkpoint)
      void store
        .setState(projection.name, this.#checkpoint.generation, { ...place, state: 'failed', failure })
        .catch(() => {})
  }

  /** Waits and tries again: nothing is lost, the log keeps what is not applied. */
  #suspend(error: unknown, again: () => void): void {
    if (this.#stopped) return
    this.#newToken()
    for (const partition of this.#partitions.values()) this.#membership?.pause(partition)
    this.#backoff.suspend(error, again)
  }

  #watched(): Watched | null {
    const checkpoint = this.#checkpoint
    if (!checkpoint || this.#backoff.suspended || this.#stopped) return null
    const idle = this.#ready && this.#draining === null
    const positions = [...this.#partitions.values()].map(({ topic, partition, position }) => ({
      topic,
      partition,
      position,
    }))
    return { checkpoint, positions: idle ? positions : null }
  }

  #changed(lost: string | null): void {
    if (lost !== null) this.#lost(lost)
    void this.#begin()
  }

  /** Not quietly: somebody should know, though the log has it all and it comes back by itself. */
  #lost(what: string): void {
    const { logger, projection } = this.#options
    const fields = { projection: projection.name, code: 'STORE_LOST_DATA', lost: what }
    logger?.error(fields, 'the store has lost what was applied: what is not there is applied anew')
  }
}
