import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { endStaleServer } from './pid-file.ts'
import { rememberedPorts } from './ports.ts'
import { startServer } from './process.ts'
import { defaultTools, tool } from './tools.ts'
import type { EmbeddedServer, StartOptions } from './types.ts'

const NAME = 'The MongoDB-wire server'
const STOP = 'SIGTERM'

/**
 * Starts the MongoDB-wire server (SecantusDB, on WiredTiger) on 127.0.0.1, with its data in `<dataDir>/mongodb`.
 * Acknowledged writes survive kill -9 only with `{ j: true }`, as the projections write.
 * Throws EmbeddedServerError.
 */
export async function startMongodb(options: StartOptions): Promise<EmbeddedServer> {
  const python = tool(NAME, options.tools ?? defaultTools, 'mongodb', 'venv', 'bin', 'python3')
  const folder = resolve(options.dataDir, 'mongodb')
  const data = join(folder, 'data')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  // Given an (empty) file, it does not go and look for one of the user's.
  const config = join(folder, 'secantusd.toml')
  writeFileSync(config, '')
  const pidFile = join(folder, 'server.pid')
  await endStaleServer(NAME, pidFile, STOP)
  const [port] = (await rememberedPorts(join(folder, 'ports.json'), 1, options.port)) as [number]
  const server = await startServer({
    name: NAME,
    command: python,
    args: [
      ...['-m', 'secantus', '--config', config, '--host', '127.0.0.1', '--port', String(port)],
      ...['--storage-path', data, '--cache-size', '256M'],
    ],
    cwd: folder,
    env: { PYTHONUNBUFFERED: '1' },
    logFile: options.logFile ?? resolve(options.dataDir, 'mongodb.log'),
    pidFile,
    mark: data,
    // It opens the storage first and listens then.
    ready: () => listens(port),
    readyWithinMs: 60_000,
    stopSignal: STOP,
    graceMs: 10_000,
  })
  return { ...server, url: `mongodb://127.0.0.1:${port}/?directConnection=true`, port }
}

function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.setTimeout(1_000, () => finish(false))
    socket.once('error', () => finish(false))
    socket.once('connect', () => finish(true))
    const finish = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
  })
}
