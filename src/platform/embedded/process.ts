import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { holdLifeline } from './lifeline.ts'
import { logSize, logTail, openLog } from './log-file.ts'
import { removePidFile, writePidFile } from './pid-file.ts'
import { EmbeddedServerError, type Exit } from './types.ts'

export interface ServerSpec {
  /** For messages: "Kafka". */
  name: string
  command: string
  args: string[]
  cwd: string
  env?: NodeJS.ProcessEnv
  uid?: number
  gid?: number
  logFile: string
  pidFile: string
  /** Part of the command line that only this server on this data folder has. */
  mark: string
  /** True once the server answers. Asked every 25 ms, one question at a time. */
  ready: (pid: number) => Promise<boolean> | boolean
  readyWithinMs: number
  stopSignal: NodeJS.Signals
  /** After so long a stop becomes SIGKILL. */
  graceMs: number
}

export interface ServerProcess {
  pid: number
  stop(): Promise<void>
  kill(signal: NodeJS.Signals): void
  exited: Promise<Exit>
}

/**
 * Starts a server and waits until it is ready (the caller has ended a stale one before: `endStaleServer`). It gets a process group of its own, so that a terminal's Ctrl-C
 * reaches only us and we stop things in order, and a lifeline, so that it does not outlive us.
 * Throws START_FAILED with the log's last lines when it ends or is not ready in time; nothing is left running then.
 */
export async function startServer(spec: ServerSpec): Promise<ServerProcess> {
  const logFrom = logSize(spec.logFile)
  const log = openLog(spec.logFile)
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: { ...process.env, ...spec.env },
    stdio: ['ignore', log, log],
    detached: true,
    uid: spec.uid,
    gid: spec.gid,
  })
  closeSync(log)
  let exit: Exit | undefined
  let failure: Error | undefined
  const exited = new Promise<Exit>(resolve => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', error => {
      failure = error
      if (child.pid === undefined) resolve({ code: null, signal: null })
    })
  })
  const pid = child.pid
  if (pid === undefined) {
    await exited
    throw new EmbeddedServerError('START_FAILED', `${spec.name} could not be started: ${failure?.message}`)
  }
  writePidFile(spec.pidFile, { pid, owner: process.pid, mark: spec.mark })
  const cutLifeline = holdLifeline(pid, spec.stopSignal)
  void exited.then(result => {
    exit = result
    cutLifeline()
    removePidFile(spec.pidFile)
  })

  const stop = async () => {
    if (exit !== undefined) return
    child.kill(spec.stopSignal)
    const killer = setTimeout(() => child.kill('SIGKILL'), spec.graceMs)
    await exited
    clearTimeout(killer)
  }

  const deadline = Date.now() + spec.readyWithinMs
  while (exit !== undefined || !(await spec.ready(pid))) {
    const late = Date.now() > deadline
    if (exit === undefined && !late) {
      await delay(25)
      continue
    }
    const what =
      exit === undefined ? `was not ready within ${spec.readyWithinMs / 1000} s` : `ended (${describe(exit)})`
    child.kill('SIGKILL')
    await exited
    const tail = logTail(spec.logFile, logFrom)
    throw new EmbeddedServerError('START_FAILED', `${spec.name} ${what}; the end of ${spec.logFile}:\n${tail}`)
  }
  // The server must not keep our event loop alive by itself: who forgets to stop it still ends, and it with us.
  child.unref()
  return { pid, stop, kill: signal => void child.kill(signal), exited }
}

function describe(exit: Exit): string {
  return exit.signal === null ? `exit code ${exit.code}` : `signal ${exit.signal}`
}
