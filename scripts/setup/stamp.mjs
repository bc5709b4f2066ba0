import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const STAMP = '.postbuch-stamp'

/** One short hash over files' contents. */
export function hashOf(...files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file)).update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** Whether the folder was completely installed from exactly this. */
export function isInstalled(folder, stamp, ...needed) {
  try {
    if (readFileSync(join(folder, STAMP), 'utf8') !== stamp) return false
  } catch {
    return false
  }
  return needed.every(file => existsSync(join(folder, file)))
}

/**
 * Installs a folder all or nothing: `fill` fills a temporary one beside it, which gets its stamp and then its name.
 * What an interrupted run left behind is removed first (the caller holds the lock).
 */
export async function installFolder(folder, stamp, fill) {
  const parent = dirname(folder)
  mkdirSync(parent, { recursive: true })
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(folder)}.tmp-`)) rmSync(join(parent, name), { recursive: true, force: true })
  }
  const half = `${folder}.tmp-${process.pid}`
  mkdirSync(half)
  try {
    await fill(half)
    writeFileSync(join(half, STAMP), stamp)
    if (existsSync(folder)) renameSync(folder, `${folder}.tmp-${process.pid}-old`)
    renameSync(half, folder)
  } finally {
    rmSync(half, { recursive: true, force: true })
    rmSync(`${folder}.tmp-${process.pid}-old`, { recursive: true, force: true })
  }
}
