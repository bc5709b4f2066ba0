/**
 * Runs `web` and `worker` as processes of their own, starts one that dies again, and samples their memory.
 * The children get a process group of their own, so that a terminal's Ctrl-C reaches only the supervisor, which stops
 * them in order; a child whose supervisor dies ends by itself (its IPC channel closes).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { treeMegabytes } from './memory.ts'
import { NODE_FLAGS } from './node-flags.ts'

export interface ProcessSpec {
  /** `web`, `worker`, `worker-2` …: also the log file's name. */
  name: string
  /** Arguments of cli.ts. */
  args: string[]
  env: Record<string, string>
}

/** What a child reports once it serves. */
export type Ready = Record<string, string>

export interface Supervised {
  readonly name: string
  /** Process id of the present incarnation; null between two. */
  pid(): number | null
  /** Times it was started again. */
  restarts(): number
  /** Peak of resident memory of the process and its children, MB. */
  peakMb(): number
  /** What the present incarnation reported; waits for it. */
  ready(): Promise<Ready>
  /** SIGTERM, then SIGKILL after `graceMs`; resolves when it is gone. */
  stop(graceMs?: number): Promise<void>
}

const CLI = join(import.meta.dirname, '..', 'cli.ts')
const RESTART_MS = { first: 200, longest: 10_000 }
/** A process that lived this long starts its back-off anew. */
const HEALTHY_MS = 30_000
const SAMPLE_MS = 250

/** Starts a process and keeps it running until `stop`. */
export function supervise(spec: ProcessSpec, logDir: string, tell: (line: string) => void): Supervised {
  mkdirSync(logDir, { recursive: true })
  const log = createWriteStream(join(logDir, `${spec.name}.log`), { flags: 'a' })
  let child: ChildProcess | null = null
  let stopping = false
  let restarts = 0
  let peak = 0
  let backoff = RESTART_MS.first
  let ready = Promise.withResolvers<Ready>()
  let gone = Promise.withResolvers<void>()
  ready.promise.catch(() => {})

  const start = () => {
    const begun = Date.now()
    gone = Promise.withResolvers<void>()
    child = spawn(process.execPath, [...NODE_FLAGS, CLI, ...spec.args], {
      env: { ...process.env, ...spec.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    })
    child.stdout!.pipe(log, { end: false })
    child.stderr!.pipe(log, { end: false })
    child.on('message', (message: { ready?: Ready }) => message.ready && ready.resolve(message.ready))
    child.on('exit', (code, signal) => {
      child = null
      gone.resolve()
      if (stopping) return
      restarts++
      if (Date.now() - begun > HEALTHY_MS) backoff = RESTART_MS.first
      tell(
        `${spec.name} ended (${signal ?? `exit code ${code}`}): starting it again; its log is ${join(logDir, `${spec.name}.log`)}`,
      )
      ready = Promise.withResolvers<Ready>()
      setTimeout(() => stopping || start(), backoff)
      backoff = Math.min(backoff * 2, RESTART_MS.longest)
    })
  }
  start()
  const sampler = setInterval(() => {
    if (child?.pid) peak = Math.max(peak, treeMegabytes(child.pid))
  }, SAMPLE_MS)
  sampler.unref()

  return {
    name: spec.name,
    pid: () => child?.pid ?? null,
    restarts: () => restarts,
    peakMb: () => Math.round(peak),
    ready: () => ready.promise,
    async stop(graceMs = 10_000) {
      stopping = true
      clearInterval(sampler)
      if (child) {
        child.kill('SIGTERM')
        const killer = setTimeout(() => child?.kill('SIGKILL'), graceMs)
        await gone.promise
        clearTimeout(killer)
      }
      log.end()
    },
  }
}
