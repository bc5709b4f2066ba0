/** Runs one measured task in a process of its own, see child.ts. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Where } from './lab.ts'

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))
/** As the launcher starts every verb, and with a limit that shows what it needs. */
const FLAGS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=16', '--max-old-space-size=256']
/** The plain fold that results are compared with holds every row at once. */
const FOLD_FLAGS = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=8192']

export type Task = 'read' | 'load' | 'rebuild' | 'verify' | 'drain' | 'updates'

/** @param file of recorded updates, for `drain` (which writes it) and `updates` (which sends them again) */
export async function child<T>(where: Where, task: Task, name: string, file = ''): Promise<T> {
  const { kafkaBrokers, databaseUrl, mongodbUrl } = where
  const env = { ...process.env, BENCH_WHERE: JSON.stringify({ kafkaBrokers, databaseUrl, mongodbUrl }) }
  const flags = task === 'verify' ? FOLD_FLAGS : FLAGS
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, CHILD, task, name, file], {
    env,
    maxBuffer: 2 ** 26,
  })
  return JSON.parse(stdout)
}

/** The lower one of two middles. */
export const median = (of: readonly number[]) => of.toSorted((a, b) => a - b)[Math.floor((of.length - 1) / 2)]!
