import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startMongodb, startPostgres } from '../../src/platform/embedded/index.ts'
import { processesWith, until } from '../support/processes.ts'

const EMBEDDED = resolve(import.meta.dirname, '../../src/platform/embedded/index.ts')
let dataDir: string

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'postbuch-orphans-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** A process that starts two servers and then stays. */
async function starter(): Promise<{ child: ChildProcess; pids: number[] }> {
  const program = `
    const { startMongodb, startPostgres } = await import(${JSON.stringify(EMBEDDED)})
    const options = { dataDir: ${JSON.stringify(dataDir)} }
    const servers = await Promise.all([startMongodb(options), startPostgres(options)])
    console.log(JSON.stringify(servers.map(server => server.pid)))
    setInterval(() => {}, 1000)`
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module']
  const child = spawn(process.execPath, [...flags, '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  return { child, pids: JSON.parse(line.toString()) }
}

const serversAlive = () =>
  processesWith(join(dataDir, 'mongodb')).length + processesWith(join(dataDir, 'postgres')).length

async function killHard(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('servers end when the process that started them is killed hard', async () => {
  const { child } = await starter()
  expect(serversAlive()).toBeGreaterThanOrEqual(2)
  await killHard(child)
  await until('all servers are gone', () => serversAlive() === 0)
})

test('servers whose lifeline was killed too are stopped by the next start', async () => {
  const { child, pids } = await starter()
  for (const pid of pids) {
    for (const lifeline of processesWith(`postbuch-lifeline ${pid} `)) process.kill(lifeline, 'SIGKILL')
  }
  await killHard(child)
  expect(serversAlive()).toBeGreaterThanOrEqual(2)
  const servers = await Promise.all([startMongodb({ dataDir }), startPostgres({ dataDir })])
  expect(servers.map(server => server.pid)).not.toEqual(expect.arrayContaining(pids))
  await Promise.all(servers.map(server => server.stop()))
  expect(serversAlive()).toBe(0)
})

test('a data folder that is in use is refused by name', async () => {
  const { child } = await starter()
  await expect(startMongodb({ dataDir })).rejects.toThrow(
    new RegExp(`already running on this data folder, started by process ${child.pid}`),
  )
  await killHard(child)
  await until('all servers are gone', () => serversAlive() === 0)
})

test('missing programs are refused with what to do', async () => {
  await expect(startMongodb({ dataDir, tools: join(dataDir, 'none') })).rejects.toThrow(/not installed.*npm run setup/)
})

test('a server that cannot start says why, with the end of its log', async () => {
  const server = await startMongodb({ dataDir })
  await expect(startMongodb({ dataDir: join(dataDir, 'other'), port: server.port })).rejects.toThrow(
    `port ${server.port} on 127.0.0.1 is taken`,
  )
  await server.stop()
})
