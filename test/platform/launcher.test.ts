import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const SCRIPTS = resolve(import.meta.dirname, '../../scripts')
let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postbuch-launcher-'))
  path = join(folder, 'bin')
  mkdirSync(path)
  symlinkSync(process.execPath, join(path, 'node'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The launcher on a machine that has only the programs of `path`, and no servers installed yet. */
function launch(verb: string, env: Record<string, string> = {}) {
  const options = { encoding: 'utf8', env: { PATH: path, POSTBUCH_TOOLS: join(folder, 'tools'), ...env } } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(SCRIPTS, 'launch.mjs'), verb], options)
  return { status, stdout, stderr: stderr.trim() }
}

function program(name: string, says: string): void {
  writeFileSync(join(path, name), `#!/bin/sh\necho '${says}'\n`)
  chmodSync(join(path, name), 0o755)
}

function script(code: string) {
  return [process.execPath, ['--input-type=module', '-e', code]] as const
}

test("npm's shell makes room for us: a SIGTERM to npm ends at a shell that does not pass it on", () => {
  const { scripts } = JSON.parse(readFileSync(join(SCRIPTS, '../package.json'), 'utf8'))
  const ours = Object.values<string>(scripts).filter(command => command.includes('launch.mjs'))
  expect(ours.length).toBeGreaterThan(5)
  expect(ours.filter(command => !command.startsWith('exec '))).toEqual([])
})

test('without Java: one sentence with what is needed, what was found and both ways out; stdout stays empty', () => {
  expect(launch('setup')).toEqual({
    status: 1,
    stdout: '',
    stderr:
      'Postbuch needs Java 17 or newer, to run Apache Kafka, and found none: install it (apt install ' +
      'openjdk-17-jre-headless), set KAFKA_BROKERS to a server of your own, or run everything in containers with ' +
      '`docker compose up`.',
  })
})

test('an old Java is named', () => {
  program('java', 'openjdk version "11.0.2" 2019-01-15')
  expect(launch('start').stderr).toMatch(/Java 17 or newer.* found only Java 11 \(.*java\)/)
})

test('without Maven', () => {
  program('java', 'openjdk version "17.0.15" 2025-04-15')
  expect(launch('start').stderr).toMatch(/^Postbuch needs Maven .* KAFKA_BROKERS .*docker compose up`\.$/)
})

test('an old Python is named; with a Kafka of one’s own, neither Java nor Maven is asked for', () => {
  program('python3', 'Python 3.9.2')
  const env = { KAFKA_BROKERS: 'kafka.example:9092' }
  expect(launch('start', env).stderr).toMatch(
    /^Postbuch needs Python 3\.11 .* found only Python 3\.9\.2 .* MONGODB_URL/,
  )
})

test('an old Node is named', () => {
  const code = `import { requireNode } from '${SCRIPTS}/setup/prerequisites.mjs'; requireNode('18.19.0')`
  const { stderr } = spawnSync(...script(code), { encoding: 'utf8' })
  expect(stderr).toContain('Postbuch needs Node 20 or newer, and this is Node 18.19.0')
})

test('a signal that comes from the terminal and again from npm reaches the program once; its exit code is ours', async () => {
  const counting = join(folder, 'counting.mjs')
  writeFileSync(
    counting,
    `let signals = 0
     process.on('SIGINT', () => { if (++signals === 1) setTimeout(() => { console.log(signals); process.exit(7) }, 300) })
     console.log('ready')
     setInterval(() => {}, 1000)`,
  )
  const run = `import { runInOurPlace } from '${SCRIPTS}/setup/run-child.mjs'; runInOurPlace(process.execPath, ['${counting}'], {})`
  const launcher = spawn(...script(run), { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  launcher.stdout.on('data', chunk => {
    output += chunk
  })
  await once(launcher.stdout, 'data')
  launcher.kill('SIGINT')
  launcher.kill('SIGINT')
  const [code] = await once(launcher, 'close')
  expect({ code, output }).toEqual({ code: 7, output: 'ready\n1\n' })
})

test('two set-ups at once take turns, and the lock of one that was killed is taken over', async () => {
  const lock = join(folder, 'lock')
  writeFileSync(lock, String(2 ** 22 + 1))
  const work = `
    import { withLock } from '${SCRIPTS}/setup/lock.mjs'
    import { setTimeout as delay } from 'node:timers/promises'
    await withLock('${lock}', async () => { console.log('in'); await delay(200); console.log('out') })`
  const both = [1, 2].map(() => spawn(...script(work), { stdio: ['ignore', 'pipe', 'ignore'] }))
  let output = ''
  for (const child of both) {
    child.stdout.on('data', chunk => {
      output += chunk
    })
  }
  await Promise.all(both.map(child => once(child, 'close')))
  expect(output).toBe('in\nout\nin\nout\n')
  expect(existsSync(lock)).toBe(false)
})

test('an installation that breaks off leaves nothing, and the next one clears what a killed one left', () => {
  const target = join(folder, 'tool')
  mkdirSync(`${target}.tmp-1`)
  const install = (fill: string) =>
    spawnSync(
      ...script(`
        import { writeFileSync } from 'node:fs'
        import { installFolder, isInstalled } from '${SCRIPTS}/setup/stamp.mjs'
        await installFolder('${target}', 'v1', async half => { writeFileSync(half + '/file', ''); ${fill} })
        console.log(isInstalled('${target}', 'v1', 'file'), isInstalled('${target}', 'v2'))`),
      { encoding: 'utf8' },
    )
  expect(install(`throw new Error('no network')`).status).toBe(1)
  expect(readdirSync(folder)).toEqual(['bin'])
  expect(install('').stdout).toBe('true false\n')
  expect(readdirSync(folder).sort()).toEqual(['bin', 'tool'])
})
