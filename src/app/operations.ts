/** What the API lets operators set going. */
import { ApiError } from '../api/errors.ts'
import type { Operations } from '../api/ports.ts'
import type { Logger } from '../platform/logging.ts'
import { PROJECTIONS } from '../projections/registry.ts'
import { createStores } from '../projections/start.ts'
import { beginCheck } from './audit.ts'
import type { Connections } from './connections.ts'
import { decide, find, LetterRefused, readLetters } from './dead-letters.ts'
import { rebuild } from './rebuild.ts'

/** Under which the checks of this process are reported. */
export const API_TRIGGER = 'api'

export function createOperations(connections: Connections, logger: Logger): Operations {
  let running: Promise<{ report: string }> | null = null
  const rebuilding = new Set<string>()
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
      const projection = PROJECTIONS.find(one => one.name === name)
      if (!projection)
        throw new ApiError(404, { code: 'NO_SUCH_PROJECTION', message: `There is no projection ${name}.` })
      if (action !== 'rebuild') {
        const store = createStores(connections.postgres(), connections.mongo())[projection.store]
        return store.setDesired(name, action === 'pause' ? 'paused' : 'running')
      }
      if (rebuilding.has(name))
        throw new ApiError(409, { code: 'REBUILD_RUNNING', message: `Projection ${name} is being rebuilt already.` })
      rebuilding.add(name)
      void rebuild(projection, connections, { by, signal: new AbortController().signal, onProgress: () => {} })
        .then(({ events, milliseconds }) => logger.info({ projection: name, events, milliseconds }, 'rebuilt'))
        .catch(error => logger.error({ projection: name, message: (error as Error).message }, 'rebuild ended'))
        .finally(() => rebuilding.delete(name))
    },
  }
}
