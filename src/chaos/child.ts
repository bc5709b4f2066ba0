/**
 * `web` or a worker as a process that can be killed, frozen and started again. One that ends although nobody killed it
 * is started again, as a supervisor would, and counted.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { NODE_FLAGS } from '../app/node-flags.ts'
import { holdLifeline } from '../platform/embedded/lifeline.ts'
import { until } from '../platform/until.ts'
import { signalTree } from './process-tree.ts'
import type { Target } from './target.ts'

const CLI = join(import.meta.dirname, '..', 'cli.ts')
const START_WITHIN_MS = 120_000
/** What a process promises for SIGTERM, and some for a busy machine. */
const STOP_WITHIN_MS = 20_000
const AGAIN_AFTER_MS = 500

export interface ChildSpec {
  name: string
  /** Arguments of cli.ts. */
  args: string[]
  env: Record<string, string>
  /** Its output goes to `<logs>/<name>.log`. */
  logs: string
}

export interface Child extends Target {
  pid(): number | null
  /** @param env for this incarnation only */
  start(env?: Record<string, string>): Promise<void>
  /** SIGTERM; SIGKILL when that takes too long, which is counted. */
  stop(): Promise<void>
  /** Times it ended by itself, and times it did not stop in time. */
  readonly trouble: { ended: number; notStopped: number }
}

export function child(spec: ChildSpec): Child {
  const trouble = { ended: 0, notStopped: 0 }
  let process: ChildProcess | null = null
  let ready = false
  let wanted = false
  let again: NodeJS.Timeout | undefined
  let gone: Promise<void> = Promise.resolve()

  const launch = (env: Record<string, string> = {}) => {
    ready = false
    const log = openSync(join(spec.logs, `${spec.name}.log`), 'a')
    const own = spawn(globalThis.process.execPath, [...NODE_FLAGS, CLI, ...spec.args], {
      env: { ...globalThis.process.env, ...spec.env, ...env },
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    })
    closeSync(log)
    process = own
    // Should the harness be killed itself, nothing that it has frozen may stay behind.
    const cutLifeline = own.pid === undefined ? () => {} : holdLifeline(own.pid, 'SIGTERM')
    own.on('message', (message: { ready?: unknown }) => {
      if (message.ready) ready = true
    })
    const ended = Promise.withResolvers<void>()
    gone = ended.promise
    own.once('exit', () => {
      cutLifeline()
      process = null
      ready = false
      ended.resolve()
      if (!wanted || 'POSTBUCH_CRASH_AT' in env) return
      trouble.ended++
      again = setTimeout(() => wanted && launch(), AGAIN_AFTER_MS)
    })
  }

  const give = (signal: NodeJS.Signals) => {
    if (process?.pid) signalTree(process.pid, signal)
  }
  const giveUp = () => {
    wanted = false
    clearTimeout(again)
  }

  return {
    name: spec.name,
    trouble,
    pid: () => process?.pid ?? null,
    async start(env) {
      wanted = true
      launch(env)
      await until(`${spec.name} serves`, () => ready || (env !== undefined && process === null), START_WITHIN_MS)
    },
    async kill() {
      giveUp()
      give('SIGKILL')
      await gone
    },
    freeze: () => give('SIGSTOP'),
    thaw: () => give('SIGCONT'),
    healthy: async () => ready,
    async stop() {
      giveUp()
      process?.kill('SIGTERM')
      const killer = setTimeout(() => {
        trouble.notStopped++
        give('SIGKILL')
      }, STOP_WITHIN_MS)
      await gone
      clearTimeout(killer)
    },
    gone: withinMs => until(`${spec.name} ends`, () => process === null, withinMs),
  }
}
