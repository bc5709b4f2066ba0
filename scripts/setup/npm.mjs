import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runLogged, which } from './command.mjs'
import { step } from './report.mjs'
import { hashOf } from './stamp.mjs'

/** Whether node_modules is what package-lock.json and patches/ say. */
export function npmIsReady(root) {
  try {
    return readFileSync(stampFile(root), 'utf8') === wanted(root)
  } catch {
    return false
  }
}

/**
 * Runs `npm ci`, and then applies patches/ itself: without our patches kafkajs delivers aborted records, so they must
 * not depend on whether this machine's npm runs install scripts. A node_modules that somebody made by hand with the
 * same versions is kept.
 */
export async function installNpm(root, log) {
  if (!hasLockedVersions(root)) {
    const advice = 'npm could not install the packages; mend what it says and start again'
    await step('npm packages', 'about 30 s the first time', () =>
      runLogged(...npmCi(), { cwd: root, log, advice, show: reason }),
    )
  }
  const advice = 'the patches in patches/ do not fit; remove node_modules and start again'
  const patch = [join('node_modules', 'patch-package', 'index.js'), '--error-on-fail']
  await runLogged(process.execPath, patch, { cwd: root, log, advice })
  writeFileSync(stampFile(root), wanted(root))
}

function npmCi() {
  // Everything that the outer npm's settings (--silent, NODE_ENV=production) would change is said outright.
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error', '--json=false']
  const viaNpm = process.env.npm_execpath
  if (viaNpm && /npm-cli\.c?js$/.test(viaNpm)) return [process.execPath, [viaNpm, ...args]]
  return [which('npm') ?? 'npm', args]
}

// npm says what is wrong first, and then all about its own usage.
const reason = output =>
  output
    .split('\n')
    .filter(line => /\w/.test(line))
    .slice(0, 12)
    .join('\n')

const stampFile = root => join(root, 'node_modules', '.postbuch-setup')

function wanted(root) {
  const patches = join(root, 'patches')
  const files = existsSync(patches) ? readdirSync(patches).sort() : []
  return hashOf(join(root, 'package-lock.json'), ...files.map(name => join(patches, name)))
}

function hasLockedVersions(root) {
  const packages = file => JSON.parse(readFileSync(file, 'utf8')).packages
  try {
    const installed = packages(join(root, 'node_modules', '.package-lock.json'))
    const locked = Object.entries(packages(join(root, 'package-lock.json'))).filter(([path]) => path !== '')
    return locked.every(([path, { version, optional }]) =>
      installed[path] ? installed[path].version === version : optional && !isForThisMachine(path),
    )
  } catch {
    return false
  }
}

// Optional packages are one a platform: those of other platforms are rightly missing.
function isForThisMachine(path) {
  return path.endsWith(`-${process.platform}-${process.arch}`) || path.endsWith(`/${process.platform}-${process.arch}`)
}
