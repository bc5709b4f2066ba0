/** Starts the projections of a worker: one consumer group each. */
import type { Db } from 'mongodb'
import type { Pool } from 'pg'
import { Letters, withoutDropped } from '../log/letters.ts'
import type { Log } from '../log/log.ts'
import type { Decode } from './engine/batches.ts'
import type { Projection } from './engine/projection.ts'
import { rebuildProjection } from './engine/rebuild.ts'
import { ProjectionRunner, type RunnerLogger, type RunnerOptions, type RunnerStatus } from './engine/runner.ts'
import type { ProjectionStore } from './engine/store.ts'
import { followLetters } from './letters.ts'
import { MongoStore } from './mongo/store.ts'
import { PostgresStore } from './postgres/store.ts'
import { groupOf, PROJECTIONS } from './registry.ts'

export interface ProjectionStores {
  postgres: ProjectionStore
  mongodb: ProjectionStore
}

/**
 * @param pool of a database that `migrate` has brought up to date
 * @param crashPoint may end a process at a named place (tests)
 */
export const createStores = (pool: Pool, db: Db, crashPoint?: (point: string) => void): ProjectionStores => ({
  postgres: new PostgresStore(pool),
  mongodb: new MongoStore(db, crashPoint),
})

export interface StartOptions extends Pick<RunnerOptions, 'announce' | 'pollMs' | 'backoffMs' | 'sessionTimeout'> {
  log: Log
  /** First part of the consumer groups' names. */
  prefix: string
  stores: ProjectionStores
  decode: Decode
  /** What people decided about parked keys; without it they stay parked. */
  letters?: Letters
  logger?: RunnerLogger
  /** Names of the projections to run; all, if missing. */
  only?: readonly string[]
}

export interface RunningProjections {
  status(): RunnerStatus[]
  stop(): Promise<void>
}

/** Resolves when every projection is a member of its group; a store that is down does not keep it from starting. */
export async function startProjections(options: StartOptions): Promise<RunningProjections> {
  const { log: whole, prefix, stores, decode, logger, only, letters = new Letters(whole, decode), ...rest } = options
  const chosen = PROJECTIONS.filter(projection => !only || only.includes(projection.name))
  await letters.refresh().catch(() => {})
  const runners = chosen.map(projection => {
    const store = stores[projection.store]
    const log = withoutDropped(whole, letters.of(projection.name))
    const build = async (changed: Projection, signal: AbortSignal) => {
      await letters.refresh()
      await rebuildProjection({ projection: changed, log, store, decode, signal })
    }
    return new ProjectionRunner({
      projection,
      log,
      store,
      group: groupOf(prefix, projection),
      decode,
      logger,
      build,
      ...rest,
    })
  })
  await Promise.all(runners.map(runner => runner.start()))
  const settling = followLetters(
    chosen.map(projection => ({
      projection,
      group: groupOf(prefix, projection),
      log: whole,
      store: stores[projection.store],
      decode,
      letters,
      announce: options.announce,
      logger,
    })),
    letters,
  )
  return {
    status: () => runners.map(runner => runner.status()),
    stop: async () => {
      await settling()
      await Promise.all(runners.map(runner => runner.stop()))
    },
  }
}
