/** A build of a projection that is filled in bulk, beside the active one, and takes its place in the end. */

import type { Place } from '../place.ts'
import type { Operation } from '../projection.ts'

/**
 * Named places of a rebuild, in order; tests end the process at each. `begun`: the lock is held, nothing is written;
 * `read`: the first records are in; `loaded`: everything is read and written; `checked`; `indexed`
 * (PostgreSQL only); `switching`: the next thing is the switch (MongoDB: it is announced, not done), from here it cannot be
 * cancelled; `renamed` (MongoDB only); `switched`.
 */
export const STEPS = ['begun', 'read', 'loaded', 'checked', 'indexed', 'switching', 'renamed', 'switched'] as const
export type Step = (typeof STEPS)[number]

export interface BuildOptions {
  /** Told of each step as it is reached. */
  step(name: Step): void
  /** Bytes of events whose rows may be held in memory. */
  memory: number
}

export interface BuildSummary {
  /** Rows or documents, by table or collection. */
  rows: Record<string, number>
}

export interface Build {
  generation: number
  /** In log order within each partition. @param bytes size of the event that they come from */
  add(operations: readonly Operation[], bytes: number): void
  /** Resolves when what was added has room: to be awaited now and then. */
  room(): Promise<void>
  /** Writes what is left, checks what is there against what was added, and makes the build the active one. */
  finish(positions: readonly (Place & { position: number })[]): Promise<BuildSummary>
  /** Leaves nothing behind. Never throws; harmless after `finish`. */
  abandon(): Promise<void>
}

/** A rebuild that ended without switching: the old build serves as before. */
export class RebuildStopped extends Error {
  override name = 'RebuildStopped'
  readonly code: 'CANCELLED' | 'POISON' | 'MISSING_DEPLOYMENT' | 'SUPERSEDED' | 'REBUILD_RUNNING' | 'CHECK_FAILED'
  constructor(code: RebuildStopped['code'], message: string) {
    super(message)
    this.code = code
  }
}
