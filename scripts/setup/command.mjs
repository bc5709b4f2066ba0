import { spawn, spawnSync } from 'node:child_process'
import { accessSync, appendFileSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { SetupError } from './report.mjs'

const running = new Set()

/** Ends the installers that are at work, when the person gives up. */
export function killRunning() {
  for (const child of running) child.kill('SIGTERM')
}

const tail = output => output.trim().split('\n').slice(-15).join('\n')

/**
 * Runs an installer to its end. Its output goes to the log; if it fails, the part that `show` picks (default: the last
 * lines) goes into the SetupError, after `advice`.
 */
export function runLogged(command, args, { log, advice, cwd, env, show = tail }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    let output = ''
    const keep = chunk => {
      output += chunk
      appendFileSync(log, chunk)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', error => reject(new SetupError(`${advice}: ${error.message}`)))
    child.once('close', (code, signal) => {
      running.delete(child)
      if (code === 0) return resolve()
      reject(new SetupError(`${advice} (${signal ?? `exit code ${code}`}, all of it in ${log}):\n${show(output)}`))
    })
  })
}

/** What a program prints, stdout and stderr together, or undefined if it cannot be run or fails. */
export function outputOf(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', timeout: 30_000 })
  return result.error || result.status !== 0 ? undefined : `${result.stdout}${result.stderr}`.trim()
}

/** The program's place in the PATH, or undefined. */
export function which(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder || '.', name)
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {}
  }
  return undefined
}
