import { existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const ROTATE_AT_BYTES = 10 * 1024 * 1024

/** Opens a server's log for appending; one that has grown over 10 MiB is set aside first as `.1`. */
export function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true })
  if (existsSync(file) && statSync(file).size > ROTATE_AT_BYTES) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

/** The log's last lines from a byte offset on, for an error message. */
export function logTail(file: string, from = 0, lines = 12): string {
  try {
    return readFileSync(file).subarray(from).toString('utf8').trimEnd().split('\n').slice(-lines).join('\n')
  } catch {
    return ''
  }
}

export function logSize(file: string): number {
  return existsSync(file) ? statSync(file).size : 0
}
