import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/**
 * PostgreSQL refuses to run as root. As root we run it as `nobody`, who must be able to read its programs and to own
 * its data; where the repository lies in a folder that is closed to others (root's home), both go to a folder of our
 * own outside, named after the place they stand for.
 */
export interface PostgresHome {
  /** Folder with `bin`, `lib`, `share`. */
  programs: string
  /** Owned by the user. */
  data: string
  uid?: number
  gid?: number
}

const OUTSIDE = '/var/lib/postbuch'

/** Prepares programs and data folder for the user that PostgreSQL will run as. */
export function postgresHome(programs: string, folder: string): PostgresHome {
  mkdirSync(folder, { recursive: true })
  if (process.getuid?.() !== 0) return { programs, data: join(folder, 'data') }
  const user = nobody()
  return { programs: readablePrograms(programs, user), data: ownedData(folder, user), ...user }
}

interface User {
  uid: number
  gid: number
}

function nobody(): User {
  const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m)
  return line ? { uid: Number(line[1]), gid: Number(line[2]) } : { uid: 65534, gid: 65534 }
}

/** Asks the system itself, as that user: modes, access lists and mounts all count. */
function may(user: User, test: string, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', `test ${test} "$1"`, 'sh', path], { ...user, cwd: '/' }).status === 0
}

function readablePrograms(programs: string, user: User): string {
  const seen =
    may(user, '-x', join(programs, 'bin/postgres')) && may(user, '-r', join(programs, 'share/postgresql/postgres.bki'))
  if (seen) return programs
  const stamp = '.postbuch-stamp'
  const version = existsSync(join(programs, stamp)) ? readFileSync(join(programs, stamp), 'utf8') : ''
  const copy = outside(programs, version)
  if (existsSync(copy)) return copy
  const half = `${copy}.${process.pid}`
  cpSync(programs, half, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'go+rX', half])
  rmSync(copy, { recursive: true, force: true })
  renameSync(half, copy)
  return copy
}

function ownedData(folder: string, user: User): string {
  const inside = join(folder, 'data')
  // Ours to open (a folder fresh from mkdtemp is closed to others): passing through, not reading.
  for (const own of [dirname(folder), folder]) chmodSync(own, statSync(own).mode | 0o011)
  if (may(user, '-x', folder)) return handOver(inside, user)
  const data = outside(folder, '')
  // The owner of the place inside has deleted it, or it is new: what lies outside belongs to a past life.
  const link = join(folder, 'data-is-elsewhere.txt')
  if (!existsSync(link)) rmSync(data, { recursive: true, force: true })
  writeFileSync(link, `${data}\n`)
  return handOver(data, user)
}

function handOver(data: string, user: User): string {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  chownSync(data, user.uid, user.gid)
  return data
}

function outside(place: string, version: string): string {
  const name = createHash('sha256')
    .update(realpathSync(resolve(place)))
    .update(version)
    .digest('hex')
    .slice(0, 16)
  mkdirSync(OUTSIDE, { recursive: true, mode: 0o755 })
  return join(OUTSIDE, name)
}
