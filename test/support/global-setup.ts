import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startKafka, startMongodb, startPostgres } from '../../src/platform/embedded/index.ts'
import type { EmbeddedServer } from '../../src/platform/embedded/types.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for a server, see servers.ts. */
    serverDesk: string
  }
}

const starters = { kafka: startKafka, postgres: startPostgres, mongodb: startMongodb }
const PREFIX = 'postbuch-test-'

/**
 * Runs once a vitest run, in its main process. Each embedded server is started when the first test asks for it, by
 * `GET /kafka` and so on, serves all test files, and is stopped at the end: a run of unit tests starts none.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweep()
  const dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const started = new Map<string, Promise<EmbeddedServer>>()
  const desk = createServer(async (request, response) => {
    const kind = request.url?.slice(1) as keyof typeof starters
    try {
      const server = started.get(kind) ?? starters[kind]({ dataDir })
      started.set(kind, server)
      response.end((await server).url)
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  await new Promise<void>(resolve => desk.listen(0, '127.0.0.1', resolve))
  desk.unref()
  project.provide('serverDesk', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`)
  return async () => {
    desk.closeAllConnections()
    desk.close()
    await Promise.allSettled([...started.values()].map(async server => (await server).stop()))
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Removes the folders of runs that were killed. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length).split('-')[0] : Number.NaN)
    if (Number.isNaN(owner)) continue
    try {
      process.kill(owner, 0)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') continue
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    }
  }
}
