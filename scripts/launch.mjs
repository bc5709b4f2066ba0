// `npm start`, `npm test` and the rest begin here: sets up what the verb needs and is missing, then runs it on Node 24.
// Plain JavaScript without packages, for it runs on the machine's own Node (20 or newer) before anything is installed.
import { rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { killRunning } from './setup/command.mjs'
import { withLock } from './setup/lock.mjs'
import { installNpm, npmIsReady } from './setup/npm.mjs'
import { requireJava, requireNode } from './setup/prerequisites.mjs'
import { SetupError, say, step } from './setup/report.mjs'
import { findNode24, runInOurPlace } from './setup/run-child.mjs'
import { servers } from './setup/servers.mjs'
import { installFolder, isInstalled } from './setup/stamp.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const tools = resolve(process.env.POSTBUCH_TOOLS ?? join(root, '.postbuch', 'tools'))

/** The embedded servers that a verb may start. Tests always start their own. */
function serversFor(verb, args) {
  if (verb === 'check' || verb === 'help' || args.includes('--help') || args.includes('-h')) return []
  const all = servers(root)
  if (verb === 'test' || verb === 'setup') return all
  return all.filter(server => !process.env[server.variable])
}

/** Installs what is missing, side by side. Takes no time, and no lock, when nothing is. */
async function setUp(wanted) {
  const java = wanted.some(server => server.name === 'kafka') ? requireJava() : undefined
  const isReady = server => isInstalled(join(tools, server.name), server.stamp(), ...server.complete)
  if (npmIsReady(root) && wanted.every(isReady)) return java
  const log = join(root, '.postbuch', 'setup.log')
  await withLock(join(root, '.postbuch', 'setup.lock'), async () => {
    const install = async server => {
      if (isReady(server)) return
      const folder = join(tools, server.name)
      await step(server.title, server.hint, () => installFolder(folder, server.stamp(), half => server.fill(half, log)))
    }
    rmSync(log, { force: true })
    const early = wanted.filter(server => !server.fromNpm && !isReady(server))
    for (const server of early) server.needs()
    const npm = npmIsReady(root) ? Promise.resolve() : installNpm(root, log)
    const late = npm.then(() => Promise.all(wanted.filter(server => server.fromNpm).map(install)))
    try {
      await Promise.all([late, ...early.map(install)])
    } catch (error) {
      killRunning()
      throw error
    }
  })
  return java
}

function program(verb, args) {
  if (verb === 'test') return [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...args]
  if (verb === 'check') return [join(root, 'scripts', 'check.mjs'), ...args]
  return [join(root, 'src', 'cli.ts'), verb, ...args]
}

async function main([verb = '--help', ...args]) {
  const begun = performance.now()
  requireNode()
  const giveUp = code => () => {
    killRunning()
    say('interrupted; what is finished stays, the rest is done next time')
    process.exit(code)
  }
  const handlers = { SIGINT: giveUp(130), SIGTERM: giveUp(143) }
  for (const [signal, handler] of Object.entries(handlers)) process.once(signal, handler)
  const java = await setUp(serversFor(verb, args))
  for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler)
  if (verb === 'setup') return say('everything is there')
  const env = {
    POSTBUCH_SETUP_SECONDS: ((performance.now() - begun) / 1000).toFixed(1),
    POSTBUCH_TOOLS: tools,
    // With it every process starts half a second sooner and is 20 MB smaller: types are stripped once, not at each start.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.postbuch', 'compile-cache'),
    ...(java && { POSTBUCH_JAVA: java }),
  }
  // Left to itself the young generation grows until a rebuild takes 100 MB more, for a tenth less of processor time.
  const flags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=16']
  runInOurPlace(findNode24(root), [...flags, ...program(verb, args)], env)
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`)
  process.exit(1)
})
