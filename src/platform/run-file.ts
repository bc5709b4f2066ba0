import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, startTimeOf } from './embedded/pid-file.ts'

/** What a running Postbuch tells other commands on this machine: `<dataDir>/run.json`. */
export interface RunFile {
  addresses: { kafkaBrokers: string[]; databaseUrl: string; mongodbUrl: string }
  /** `http://…`, where they are listened on. */
  publicUrl?: string
  internalUrl?: string
  /** Process numbers by name: `supervisor`, `web`, `worker`, `kafka` … */
  pids: Record<string, number>
}

interface Stored extends RunFile {
  /** The process that wrote the file and will remove it, and when it began: numbers are used again. */
  owner: { pid: number; started: string }
}

const fileOf = (dataDir: string) => join(dataDir, 'run.json')

/** Writes the file, all or nothing; again whenever something changes. Readable by the owner only: URLs hold passwords. */
export function writeRunFile(dataDir: string, content: RunFile): void {
  const owner = { pid: process.pid, started: startTimeOf(process.pid) }
  const half = `${fileOf(dataDir)}.${process.pid}`
  writeFileSync(half, `${JSON.stringify({ ...content, owner }, null, 2)}\n`, { mode: 0o600 })
  renameSync(half, fileOf(dataDir))
}

/** The running Postbuch of this data folder; undefined if there is none, or one that was killed and left its file. */
export async function readRunFile(dataDir: string): Promise<RunFile | undefined> {
  let stored: Stored
  try {
    stored = JSON.parse(readFileSync(fileOf(dataDir), 'utf8'))
  } catch {
    return undefined
  }
  const { owner, ...content } = stored
  return isAlive(owner.pid) && startTimeOf(owner.pid) === owner.started ? content : undefined
}

/** Removes the file at a clean stop, if it is this process's own. */
export function removeRunFile(dataDir: string): void {
  try {
    const { owner } = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Stored
    if (owner.pid === process.pid) rmSync(fileOf(dataDir), { force: true })
  } catch {}
}
