import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { endStaleServer } from './pid-file.ts'
import { rememberedPorts } from './ports.ts'
import { type PostgresHome, postgresHome } from './postgres-user.ts'
import { type ServerProcess, startServer } from './process.ts'
import { run } from './run.ts'
import { defaultTools, tool } from './tools.ts'
import { type EmbeddedServer, EmbeddedServerError, type StartOptions } from './types.ts'

const NAME = 'PostgreSQL'
const STOP = 'SIGINT' // "fast": does not wait for clients
// Sorting is ICU's, but pg_trgm asks the C library what a letter is: with plain C, umlauts are none. First that exists.
const CTYPES = ['C.UTF-8', 'de_DE.UTF-8', 'en_US.UTF-8', 'UTF-8']
const DATABASE = 'postbuch'
// Left over by a killed server, until its back ends have noticed.
const STALE = /postmaster\.pid" already exists|pre-existing shared memory block/
const RETRY_STALE_FOR_MS = 30_000

/**
 * Starts PostgreSQL on 127.0.0.1 (user `postgres`, no password: loopback only), with its data in
 * `<dataDir>/postgres` and a database `postbuch`, German collation by ICU. Throws EmbeddedServerError.
 */
export async function startPostgres(options: StartOptions): Promise<EmbeddedServer> {
  const programs = tool(NAME, options.tools ?? defaultTools, 'postgres')
  const folder = resolve(options.dataDir, 'postgres')
  const home = postgresHome(programs, folder)
  const pidFile = join(folder, 'server.pid')
  await endStaleServer(NAME, pidFile, STOP)
  await initialise(home)
  const [port] = (await rememberedPorts(join(folder, 'ports.json'), 1, options.port)) as [number]
  const logFile = options.logFile ?? resolve(options.dataDir, 'postgres.log')
  const server = await retryWhileStale(() =>
    startServer({
      name: NAME,
      command: join(home.programs, 'bin', 'postgres'),
      args: ['-D', home.data, '-p', String(port), ...settings()],
      cwd: home.data,
      env: { LC_ALL: 'C', TZ: 'UTC' },
      uid: home.uid,
      gid: home.gid,
      logFile,
      pidFile,
      mark: home.data,
      ready: pid => isReady(home.data, pid),
      readyWithinMs: 120_000,
      stopSignal: STOP,
      graceMs: 15_000,
    }),
  )
  return { ...server, url: `postgres://postgres@127.0.0.1:${port}/${DATABASE}`, port }
}

function settings(): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    shared_buffers: '64MB',
    max_wal_size: '512MB',
    // No replicas here; bulk loads into a fresh table then skip the write-ahead log.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_replication_slots: '0',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

// The stamp is written last, so an interrupted first start begins again from nothing.
async function initialise(home: PostgresHome): Promise<void> {
  const stamp = join(home.data, 'postbuch-initialised')
  if (existsSync(stamp)) return
  const attempts: string[] = []
  for (const ctype of CTYPES) {
    if (existsSync(home.data)) {
      for (const entry of readdirSync(home.data)) rmSync(join(home.data, entry), { recursive: true, force: true })
    }
    const failure = await once(home, 'initdb', [
      ...['-D', home.data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--data-checksums'],
      ...['--locale=C', `--lc-ctype=${ctype}`, '--locale-provider=icu', '--icu-locale=de-DE', '--no-instructions'],
    ])
    if (failure) {
      attempts.push(failure)
      continue
    }
    // The bare back end creates the database: this folder needs no client library.
    const create = `CREATE DATABASE ${DATABASE}\n`
    const refused = await once(home, 'postgres', ['--single', '-D', home.data, 'postgres'], create)
    if (refused) throw new EmbeddedServerError('START_FAILED', refused)
    return writeFileSync(stamp, '')
  }
  throw new EmbeddedServerError('START_FAILED', attempts.join('\n'))
}

/** What went wrong, or undefined. */
async function once(home: PostgresHome, program: string, args: string[], input?: string): Promise<string | undefined> {
  const { uid, gid } = home
  const env = { LC_ALL: 'C', TZ: 'UTC' }
  const { ok, output } = await run(join(home.programs, 'bin', program), args, { input, env, uid, gid, cwd: '/' })
  return ok ? undefined : `PostgreSQL's ${program} failed on ${home.data}: ${output}`
}

// As pg_ctl does it: the server notes its state in line 8 of its own pid file.
function isReady(data: string, pid: number): boolean {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    return lines[0] === String(pid) && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

async function retryWhileStale(start: () => Promise<ServerProcess>): Promise<ServerProcess> {
  const until = Date.now() + RETRY_STALE_FOR_MS
  for (;;) {
    try {
      return await start()
    } catch (error) {
      const stale = error instanceof EmbeddedServerError && STALE.test(error.message)
      if (!stale || Date.now() > until) throw error
      await delay(200)
    }
  }
}
