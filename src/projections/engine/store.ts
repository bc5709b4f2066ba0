/** What the runner needs of a store. One contract suite (test/contract/projection-store.ts) runs every implementation. */
import type { Failure, Topic } from '../../domain/events.ts'
import type { Build, BuildOptions } from './bulk/build.ts'
import type { Value } from './operations.ts'
import type { Place } from './place.ts'
import type { Operation, Projection } from './projection.ts'

export { type Place, placeKey } from './place.ts'

/** Which log a position belongs to; a position of another one is refused. */
export interface LogIdentity {
  clusterId: string
  /** Number of partitions of each topic. */
  partitions: Readonly<Partial<Record<Topic, number>>>
}

export type PartitionState = 'new' | 'catching-up' | 'live' | 'failed'

export interface PartitionCheckpoint extends Place {
  /** Offset of the next record to apply. */
  position: number
  /** Raised when a parked key is let go: who still has it parked in memory is superseded, and reads the checkpoint again. */
  epoch: number
  state: PartitionState
  failure: ProjectionFailure | null
}

/** Why a projection stands still, as a value. */
export interface ProjectionFailure extends Place {
  /** e.g. MISSING_DEPLOYMENT, LOG_SHORTER_THAN_POSITION. */
  code: string
  message: string
  offset: number
  /** Milliseconds since 1970. */
  at: number
}

/** A key whose events wait: the first that could not be applied, and why. */
export interface ParkedLetter extends Place {
  key: string
  offset: number
  failure: Failure
  at: number
}

export type StateReport = Pick<PartitionCheckpoint, 'topic' | 'partition' | 'state' | 'failure'>

export interface Checkpoint {
  /** Which build of the tables is meant; a rebuild makes the next one. */
  generation: number
  /** Version of the definition that filled this build. */
  version: number
  desired: 'running' | 'paused'
  partitions: PartitionCheckpoint[]
  parked: ParkedLetter[]
  /** The store has lost what was in this build: it is empty and begins anew. */
  lost?: boolean
}

/** Compare-and-set: applies only while the store has `from` and `epoch`. `from` may equal `to`. */
export interface Move extends Place {
  epoch: number
  from: number
  to: number
}

/** Rows and positions that belong together. */
export interface BatchWrite {
  projection: Projection
  generation: number
  moves: readonly Move[]
  /** In the order of their events. */
  operations: readonly Operation[]
  park: readonly ParkedLetter[]
  /** Letters whose events have now been applied; raises the epoch of their partitions. */
  unpark?: readonly ParkedLetter[]
  /** The write before, whether it was applied: this one is made ready meanwhile, and is superseded if it was not. */
  after?: Promise<boolean>
}

/** How far a rebuild is that is under way. */
export interface RebuildNote {
  /** Offsets read so far, and how many the log had when they were last counted. */
  events: number
  total: number
  /** Milliseconds since 1970. */
  startedAt: number
}

/** One row or document: its table (for documents the collection) and primary key. */
export interface RowKey {
  table: string
  key: readonly (string | number)[]
}

/** Rows as they are stored, with the positions that belong to them: what lies below is in them, nothing above. */
export interface HeldRows {
  generation: number
  partitions: PartitionCheckpoint[]
  parked: ParkedLetter[]
  /** `seen` is the store's own: it recognises by it that nobody has written since. */
  rows: { key: RowKey; row: Record<string, unknown> | null; seen: unknown }[]
}

/** What a row must be: null, if it must not be there. */
export interface RowChange {
  key: RowKey
  seen: unknown
  row: Record<string, Value> | null
}

export interface ProjectionStore {
  /**
   * Makes what is missing and says where the projection stands: at the beginning, where its tables or its positions are
   * gone. Call it again after any lost connection.
   * @throws StoreRefusal if the positions belong to another log.
   */
  open(projection: Projection, log: LogIdentity): Promise<Checkpoint>
  /** `superseded`: another member or generation has moved a position; nothing was counted, read the checkpoint again. */
  apply(write: BatchWrite): Promise<'applied' | 'superseded'>
  /** The state of one partition, beside its position. Ignored if the generation is not the active one. */
  setState(name: string, generation: number, state: StateReport): Promise<void>
  setDesired(name: string, desired: 'running' | 'paused'): Promise<void>
  /** Cheap: what a running projection looks at every second. Null before the first `open`. */
  glance(name: string): Promise<{ generation: number; desired: 'running' | 'paused' } | null>
  /** Positions of one build; none if its tables are gone. What a running projection asks for every few seconds. */
  positions(projection: Projection, generation: number): Promise<(Place & { position: number })[]>
  /** Begins a new, empty build beside the active one. */
  beginBuild(projection: Projection, log: LogIdentity): Promise<Checkpoint>
  /** Begins a build that is filled in bulk and then takes the active one's place. @throws RebuildStopped REBUILD_RUNNING */
  startBuild(projection: Projection, log: LogIdentity, options: BuildOptions): Promise<Build>
  /** Remembers how far a rebuild is, or (null) that it is over. @returns false if somebody has asked it to stop */
  noteRebuild(name: string, note: RebuildNote | null): Promise<boolean>
  /** Asks the rebuild that is under way to stop, in whichever process that is. @returns false if none is */
  cancelRebuild(name: string): Promise<boolean>
  /** Makes a finished build the active one; readers go on. @returns false if that build is not there any more. */
  activate(projection: Projection, generation: number): Promise<boolean>
  /** Throws every build away that is neither active nor `keep`. */
  prune(projection: Projection, keep?: number): Promise<void>
  /** Rows of the active build. What is being applied just now is either in them and below the positions, or is applied again. */
  readRows(projection: Projection, keys: readonly RowKey[]): Promise<HeldRows>
  /** Replaces each row that is still as it was read. @returns those that are not */
  replaceRows(projection: Projection, generation: number, changes: readonly RowChange[]): Promise<RowKey[]>
  /** Whether an error says that the store cannot be reached just now (nothing is known about what was written), or that the data does not fit. */
  classify(error: unknown): 'dependency' | 'deployment' | 'content'
}

/** The store's positions and the log do not belong together, or the tables are not as this code needs them. */
export class StoreRefusal extends Error {
  override name = 'StoreRefusal'
  readonly code: 'POSITION_OF_ANOTHER_LOG' | 'PARTITIONS_CHANGED'
  constructor(code: StoreRefusal['code'], message: string) {
    super(message)
    this.code = code
  }
}
