/**
 * Reads files in a process of its own, which is watched: too much memory or time and it is killed, and the file is
 * reported as unreadable. One process serves many files, one after the other, and goes when there is nothing to do.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ChildMessage } from './child.ts'
import { residentBytes } from './memory.ts'
import type { Jobs, Mode, Unreadable } from './types.ts'

export interface ReaderOptions {
  /** Resident megabytes at which the child is killed. */
  memoryMb: number
  /** For one job, counted from when the child begins with it. */
  timeLimitMs: Record<Mode, number>
  /** The child is replaced after so many files; 50 unless told otherwise. */
  filesPerChild?: number
  /** The child ends after being idle so long; 10 s unless told otherwise. */
  idleMs?: number
}

export interface Reader {
  /**
   * Does one job; jobs wait for each other. Gives the result, or why there is none. An abort kills the child and throws
   * the signal's reason.
   */
  run<M extends Mode>(job: Jobs[M]['job'] & { mode: M }, signal?: AbortSignal): Promise<Jobs[M]['result'] | Unreadable>
  /** The child's process id, if there is one: for tests and metrics. */
  pid(): number | undefined
  /** Ends the child, also in the middle of a file. */
  close(): Promise<void>
}

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))
const START_LIMIT_MS = 20_000
const LOOK_EVERY_MS = 25
/** Seconds of processor time of one child; replaced long before. */
const CPU_LIMIT_S = 300
const BUSY_LIMIT_MS = 100_000

/** What a child of each mode may do beyond reading files. Drawing is native code. */
const PERMISSIONS: Record<Mode, readonly string[]> = { text: [], render: ['--allow-addons'], ocr: [] }

type AnyJob = Jobs[Mode]['job']
type AnyResult = Jobs[Mode]['result']

/** One child at a time, whatever the mode: its memory is the most that reading takes. */
export function createReader(options: ReaderOptions): Reader {
  let child: ChildProcess | undefined
  let mode: Mode | undefined
  let files = 0
  let busyMs = 0
  let idle: NodeJS.Timeout | undefined
  let turn: Promise<unknown> = Promise.resolve()

  const stop = async () => {
    clearTimeout(idle)
    const old = child
    child = undefined
    files = 0
    busyMs = 0
    if (!old || hasEnded(old)) return
    old.kill('SIGKILL')
    await once(old, 'exit')
  }
  const run = async (job: AnyJob, signal?: AbortSignal): Promise<AnyResult | Unreadable> => {
    signal?.throwIfAborted()
    clearTimeout(idle)
    if (child && (mode !== job.mode || hasEnded(child))) await stop()
    child ??= start(job.mode, options)
    mode = job.mode
    hold(child, true)
    const began = performance.now()
    try {
      const outcome = await oneJob(child, job, options, signal)
      busyMs += performance.now() - began
      const worn = ++files >= (options.filesPerChild ?? 50) || busyMs > BUSY_LIMIT_MS
      // Memory that a file left behind is given back by ending the process.
      const fat = (await residentBytes(child.pid ?? 0)) > options.memoryMb * 0.7e6
      if (typeof outcome === 'string' || worn || fat) await stop()
      return outcome
    } catch (error) {
      await stop()
      throw error
    } finally {
      if (child) {
        hold(child, false)
        idle = setTimeout(stop, options.idleMs ?? 10_000).unref()
      }
    }
  }
  return {
    run: (job, signal) => {
      const mine = turn.then(() => run(job, signal))
      turn = mine.catch(() => {})
      return mine as Promise<never>
    },
    pid: () => child?.pid,
    close: stop,
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null || !child.connected

/** Without its own environment (which has our secrets), without the right to write, or to start processes. */
function start(mode: Mode, { memoryMb }: ReaderOptions): ChildProcess {
  const heap = `--max-old-space-size=${Math.round(memoryMb * 0.6)}`
  const flags = [
    heap,
    '--max-semi-space-size=4',
    '--permission',
    '--allow-fs-read=*',
    '--no-warnings',
    ...PERMISSIONS[mode],
  ]
  // Should this process be killed while the child is caught in a loop, the shell's limit ends the child.
  const limited = ['-c', `ulimit -t ${CPU_LIMIT_S}; exec "$0" "$@"`, process.execPath]
  const hasShell = process.platform !== 'win32'
  return fork(CHILD, {
    env: {},
    execPath: hasShell ? '/bin/sh' : process.execPath,
    execArgv: hasShell ? [...limited, ...flags] : flags,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

/** An idle child must not keep this process alive. */
function hold(child: ChildProcess, busy: boolean): void {
  if (busy) child.ref()
  else child.unref()
  if (busy) child.channel?.ref()
  else child.channel?.unref()
}

/** The result, or why the child has to be killed. */
function oneJob(
  child: ChildProcess,
  job: AnyJob,
  options: ReaderOptions,
  signal?: AbortSignal,
): Promise<AnyResult | Unreadable> {
  const { promise, resolve, reject } = Promise.withResolvers<AnyResult | Unreadable>()
  const notStarted = () => reject(new Error(`The reading process did not start within ${START_LIMIT_MS} ms`))
  let timer = setTimeout(notStarted, START_LIMIT_MS)
  const watch = setInterval(async () => {
    if ((await residentBytes(child.pid ?? 0)) > options.memoryMb * 1e6) resolve('out_of_memory')
  }, LOOK_EVERY_MS)
  const onMessage = (message: ChildMessage) => {
    if ('result' in message) resolve(message.result)
    else if ('failed' in message) resolve(message.failed as Unreadable)
    else {
      clearTimeout(timer)
      timer = setTimeout(() => resolve('time_limit'), options.timeLimitMs[job.mode])
    }
  }
  // V8 aborts when its heap is full.
  const onExit = (code: number | null, by: string | null) =>
    resolve(by === 'SIGABRT' || code === 134 ? 'out_of_memory' : 'reader_crashed')
  const onAbort = () => reject(signal?.reason)
  child.on('message', onMessage)
  child.on('exit', onExit)
  child.on('error', reject)
  signal?.addEventListener('abort', onAbort)
  child.send(job, error => error && resolve('reader_crashed'))
  return promise.finally(() => {
    clearTimeout(timer)
    clearInterval(watch)
    child.off('message', onMessage).off('exit', onExit).off('error', reject)
    signal?.removeEventListener('abort', onAbort)
  })
}
