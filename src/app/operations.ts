/** What the API lets operators set going. */
import { ApiError } from '../api/errors.ts'
import type { Operations } from '../api/ports.ts'
import { decode } from '../log/codec/codec.ts'
import type { Logger } from '../platform/logging.ts'
import type { Projection } from '../projections/engine/projection.ts'
import { PROJECTIONS } from '../projections/registry.ts'
import { createStores } from '../projections/start.ts'
import { verify } from '../projections/verify.ts'
import { beginCheck } from './audit.ts'
import type { Connections } from './connections.ts'
import { decide, find, LetterRefused, readLetters } from './dead-letters.ts'
import { rebuild } from './rebuild.ts'
import { replay } from './replay.ts'

/** Under which the checks of this process are reported. */
export const API_TRIGGER = 'api'

/** @param ending aborted when the process is about to end: rebuilds that it was asked for stop */
export function createOperations(
  connections: Connections,
  logger: Logger,
  ending: AbortSignal = new AbortController().signal,
): Operations {
  let running: Promise<{ report: string }> | null = null
  const rebuilding = new Set<string>()
  let folding = false
  /** Folding the log takes memory and the processor, which webhooks want too. */
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    if (folding)
      throw new ApiError(409, {
        code: 'BUSY',
        message: 'A replay or a verification is running already.',
        todo: 'Try again when it is done, or use postbuch projections.',
      })
    folding = true
    try {
      return await work()
    } finally {
      folding = false
    }
  }
  return {
    /** One at a time: who asks while one runs is told of that one. */
    check() {
      running ??= beginCheck(connections, API_TRIGGER, logger).then(
        ({ report, done }) => {
          done
            .catch(error => logger.error({ report, message: (error as Error).message }, 'check not recorded'))
            .finally(() => {
              running = null
            })
          return { report }
        },
        error => {
          running = null
          throw error
        },
      )
      return running
    },
    async decideLetter(id, decision, by) {
      const log = await connections.log()
      try {
        await decide(log, find(await readLetters(log), id), decision, by, '/web')
      } catch (error) {
        if (!(error instanceof LetterRefused)) throw error
        const status = error.code === 'NO_SUCH_LETTER' ? 404 : 409
        throw new ApiError(status, { code: error.code, message: error.message })
      }
    },
    async steerProjection(name, action, by) {
      const projection = named(name)
      const store = createStores(connections.postgres(), connections.mongo())[projection.store]
      if (action === 'prune') return store.prune(projection)
      if (action === 'cancel') {
        if (await store.cancelRebuild(name)) return
        throw new ApiError(409, { code: 'NOT_REBUILDING', message: `No rebuild of ${name} is under way.` })
      }
      if (action !== 'rebuild') return store.setDesired(name, action === 'pause' ? 'paused' : 'running')
      if (rebuilding.has(name))
        throw new ApiError(409, { code: 'REBUILD_RUNNING', message: `Projection ${name} is being rebuilt already.` })
      rebuilding.add(name)
      void rebuild(projection, connections, { by, signal: ending, onProgress: () => {} })
        .then(({ events, milliseconds }) => logger.info({ projection: name, events, milliseconds }, 'rebuilt'))
        .catch(error => logger.error({ projection: name, message: (error as Error).message }, 'rebuild ended'))
        .finally(() => rebuilding.delete(name))
    },
    replayProjection: (name, which) => alone(() => replay(named(name), connections, which)),
    verifyProjection: name =>
      alone(async () => {
        const [log, pool, db] = [await connections.log(), connections.postgres(), connections.mongo()]
        return verify(named(name), { log, pool, db, decode })
      }),
  }
}

/** @throws ApiError 404 */
function named(name: string): Projection {
  const projection = PROJECTIONS.find(one => one.name === name)
  if (projection) return projection
  const expected = PROJECTIONS.map(one => one.name).join(', ')
  throw new ApiError(404, { code: 'NO_SUCH_PROJECTION', message: `There is no projection ${name}.`, expected })
}
