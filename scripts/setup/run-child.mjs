import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './report.mjs'

// npm passes a terminal's Ctrl-C on although the terminal has already told everybody: what comes twice within this
// time is one. A later one is the person's second, and passed on.
const SAME_SIGNAL_MS = 1_000

/** The Node 24 that npm installed, else the one that runs now if it is new enough. */
export function findNode24(root) {
  const pinned = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(pinned)) return pinned
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new SetupError(
    `Postbuch runs on Node 24, and npm has no package with it for ${process.platform}-${process.arch} (this is Node ` +
      `${process.versions.node}): install Node 24, or run everything in containers with \`docker compose up\`.`,
  )
}

/**
 * Runs the program in our place and ends with its exit code. It gets a process group of its own, so that a signal
 * reaches it exactly once, through us, whether it came from the terminal, from npm or from `kill`.
 */
export function runInOurPlace(command, args, env) {
  const child = spawn(command, args, { stdio: 'inherit', detached: true, env: { ...process.env, ...env } })
  const last = {}
  for (const [ours, theirs] of [
    ['SIGINT', 'SIGINT'],
    ['SIGTERM', 'SIGTERM'],
    ['SIGHUP', 'SIGTERM'],
  ]) {
    process.on(ours, () => {
      const now = Date.now()
      if (now - (last[theirs] ?? 0) > SAME_SIGNAL_MS) child.kill(theirs)
      last[theirs] = now
    })
  }
  child.once('error', error => {
    process.stderr.write(`${command} could not be started: ${error.message}\n`)
    process.exit(1)
  })
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (SIGNALS[signal] ?? 0)))
}

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }
