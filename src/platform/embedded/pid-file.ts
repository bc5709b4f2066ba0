import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { EmbeddedServerError } from './types.ts'

/** Who runs on a data folder: the server, and the process that started it. `mark` is a part of its command line. */
interface PidFile {
  pid: number
  owner: number
  mark: string
}

export function writePidFile(file: string, content: PidFile): void {
  writeFileSync(file, JSON.stringify(content))
}

export function removePidFile(file: string): void {
  rmSync(file, { force: true })
}

/**
 * Makes sure that no server runs on this data folder any more. One whose starter is gone (both it and the lifeline
 * were killed hard) is stopped; one whose starter lives is refused with DATA_IN_USE.
 */
export async function endStaleServer(name: string, file: string, stopSignal: NodeJS.Signals): Promise<void> {
  const found = read(file)
  if (found === undefined) return
  if (!runs(found)) return removePidFile(file)
  if (found.owner !== process.pid && isAlive(found.owner)) {
    throw new EmbeddedServerError(
      'DATA_IN_USE',
      `${name} (process ${found.pid}) is already running on this data folder, started by process ${found.owner}; ` +
        'stop that one first, or use another data folder',
    )
  }
  signal(found.pid, stopSignal)
  const killAt = Date.now() + 10_000
  while (runs(found)) {
    if (Date.now() > killAt) signal(found.pid, 'SIGKILL')
    await delay(50)
  }
  removePidFile(file)
}

/** Whether a process with this number exists (a zombie does not count where the system tells). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return true
  }
}

/** When a process began, as the system says it: with the number, it names a process for good. Empty if unknown. */
export function startTimeOf(pid: number): string {
  try {
    // Field 22, counted behind the name, which may hold blanks and brackets.
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? ''
    )
  } catch {}
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

function read(file: string): PidFile | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PidFile
  } catch {
    return undefined
  }
}

// Process numbers are used again, so the number alone proves nothing.
function runs({ pid, mark }: PidFile): boolean {
  return isAlive(pid) && commandLine(pid).includes(mark)
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {}
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {}
}
