/** Looks at every group at regular intervals, so that there is a history to judge it by (`ops/windows.ts`). */
import type { Log } from '../log/log.ts'
import { Windows } from '../ops/windows.ts'
import type { Connections } from './connections.ts'
import { currentLag } from './consumers.ts'

/** Ten looks make a window: 50 seconds. */
const EVERY_MS = 5_000

export interface Sampler {
  windows: Windows
  /** Whether the log answered the last look: known also while no mail comes that would have to be written. */
  logAnswers(): boolean
  stop(): void
}

/** Looks on until it is stopped; what is down is unknown at that look, and no error. */
export function startSampler(connections: Connections, log: Log, prefix: string, everyMs = EVERY_MS): Sampler {
  const windows = new Windows()
  let looking = false
  let answers = true
  const look = async () => {
    if (looking) return
    looking = true
    try {
      const [lags, groups] = await Promise.all([currentLag(connections, prefix), log.groups().catch(() => null)])
      answers = groups !== null
      windows.look(lags, groups, Date.now())
    } catch {
      // Nothing is known of this moment.
    } finally {
      looking = false
    }
  }
  void look()
  const timer = setInterval(() => void look(), everyMs)
  return { windows, logAnswers: () => answers, stop: () => clearInterval(timer) }
}
