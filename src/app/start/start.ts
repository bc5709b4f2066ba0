/**
 * `npm start`: the servers, `web` and `worker`, the demonstration, what came of it; then it keeps running.
 * With `once`: on fresh data, and in the end every guarantee is checked.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readCorpus } from '../../demo/corpus.ts'
import { startFileServer } from '../../demo/file-server.ts'
import type { Config } from '../../platform/config.ts'
import { startMissing } from '../../platform/embedded/index.ts'
import { readRunFile, removeRunFile, writeRunFile } from '../../platform/run-file.ts'
import { migrate } from '../../projections/postgres/migrate.ts'
import { connect } from '../connections.ts'
import { freePort } from '../ports.ts'
import { localSecrets } from '../secrets.ts'
import { type Demonstrated, demonstrate } from './demo.ts'
import { checkGuarantees, type Guarantees } from './guarantees.ts'
import { startProcesses } from './processes.ts'
import { everything, type Quiet, untilQuiet } from './quiet.ts'

export interface StartOptions {
  config: Config
  demo: boolean
  once: boolean
  /** Data folder; null: a temporary one that is removed in the end. */
  data: string | null
  corpus: string
  tell(line: string): void
  progress(what: string, total: number): { update(done: number): void; stop(): void }
  /** Called when everything serves and the demonstration is in. */
  report(running: Running): Promise<void> | void
  /** Aborted by Ctrl-C. */
  signal: AbortSignal
}

export interface Running {
  publicUrl: string
  internalUrl: string
  apiToken: string
  dataDir: string
  demonstrated: Demonstrated | null
  quiet: Quiet
  guarantees: Guarantees | null
  /** All mails, oldest first, and all clients. */
  everything(): ReturnType<typeof everything>
  memoryMb: { web: number; worker: number }
  seconds: { setup: number; start: number; demo: number }
}

/** Ports of the demonstration's attachment server: its URLs are in the log, so it should be found there again. */
const FILES_PORT = 8082

/** @returns whether every guarantee held that was checked. */
export async function start(options: StartOptions): Promise<boolean> {
  const { config, once, signal, tell } = options
  const temporary = once && options.data === null
  const dataDir = temporary ? await mkdtemp(join(tmpdir(), 'postbuch-')) : resolve(options.data ?? config.dataDir)
  const begun = performance.now()
  const cleanups: (() => Promise<void> | void)[] = []
  if (temporary) cleanups.push(() => rm(dataDir, { recursive: true, force: true }))
  try {
    if (await readRunFile(dataDir)) throw new AlreadyRunning(dataDir)
    const secrets = localSecrets(dataDir)
    const servers = await startMissing({
      dataDir,
      kafkaBrokers: config.kafka.brokers ?? undefined,
      databaseUrl: config.databaseUrl ?? undefined,
      mongodbUrl: config.mongodbUrl ?? undefined,
      onStarted: (kind, seconds) => tell(`${kind} started in ${seconds.toFixed(1)} s`),
    })
    cleanups.push(() => servers.stop())
    signal.throwIfAborted()

    const connections = connect(config, servers, 'postbuch-start')
    cleanups.push(() => connections.close())
    const log = await connections.log()
    await migrate(connections.postgres())
    const corpus = options.demo ? await readCorpus(options.corpus) : null
    const files = corpus
      ? await startFileServer({
          corpus,
          authorization: `Bearer ${secrets.attachmentToken}`,
          port: await freePort(once ? 0 : FILES_PORT),
        })
      : null
    if (files) cleanups.push(() => files.close())
    const ports = {
      public: await freePort(once ? 0 : config.api.public.port),
      internal: await freePort(once ? 0 : config.api.internal.port),
    }
    const filesOrigin = files?.origin ?? null
    const processes = startProcesses({ config, dataDir, addresses: servers, secrets, ports, filesOrigin, tell })
    cleanups.push(() => processes.stop())
    const [web] = await unlessAborted(Promise.all([processes.web.ready(), processes.worker.ready()]), signal)
    const { publicUrl, internalUrl } = web as { publicUrl: string; internalUrl: string }
    const pids = () => ({ supervisor: process.pid, web: processes.web.pid() ?? 0, worker: processes.worker.pid() ?? 0 })
    writeRunFile(dataDir, { addresses: servers, publicUrl, internalUrl, pids: pids() })
    cleanups.push(() => removeRunFile(dataDir))
    const served = performance.now()
    tell(`web and worker started in ${seconds(begun, served).toFixed(1)} s`)

    // What an earlier run left is finished first: then it is known which mails are in.
    const { prefix } = config.kafka
    await untilQuiet(connections, [], prefix, signal, options.progress)
    const demonstrated = corpus
      ? await unlessAborted(
          runDemonstration({
            config,
            progress: options.progress,
            folder: options.corpus,
            corpus,
            files: files!,
            connections,
            publicUrl,
            secrets,
          }),
          signal,
        )
      : null
    const quiet = await untilQuiet(
      connections,
      demonstrated?.emailIds ?? [],
      config.kafka.prefix,
      signal,
      options.progress,
    )
    const demoEnd = performance.now()
    const guarantees = once ? await checkGuarantees(log, connections, demonstrated?.emailIds ?? [], quiet) : null
    await options.report({
      publicUrl,
      internalUrl,
      apiToken: secrets.apiToken,
      dataDir,
      demonstrated,
      quiet,
      guarantees,
      everything: () => everything(connections),
      memoryMb: { web: processes.web.peakMb(), worker: processes.worker.peakMb() },
      seconds: {
        setup: Number(process.env.POSTBUCH_SETUP_SECONDS ?? 0),
        start: seconds(begun, served),
        demo: seconds(served, demoEnd),
      },
    })
    if (!once) await aborted(signal)
    return guarantees?.held ?? true
  } finally {
    if (!once && cleanups.length) tell('stopping')
    for (const cleanup of cleanups.toReversed()) await cleanup()
  }
}

/** Another Postbuch works with this data folder. */
export class AlreadyRunning extends Error {
  readonly code = 'ALREADY_RUNNING'
  override name = 'AlreadyRunning'
  constructor(dataDir: string) {
    super(`Postbuch is already running on ${dataDir}: stop it first, or choose another folder with --data.`)
  }
}

interface DemonstrationParts extends Pick<StartOptions, 'config' | 'progress'> {
  folder: string
  corpus: NonNullable<Awaited<ReturnType<typeof readCorpus>>>
  files: Awaited<ReturnType<typeof startFileServer>>
  connections: ReturnType<typeof connect>
  publicUrl: string
  secrets: ReturnType<typeof localSecrets>
}

async function runDemonstration(parts: DemonstrationParts): Promise<Demonstrated> {
  const { connections, corpus, files, publicUrl, config, secrets } = parts
  const bar = lazily(total => parts.progress('mails posted', total))
  const demonstrated = await demonstrate({
    corpus,
    folder: parts.folder,
    files,
    log: await connections.log(),
    pool: connections.postgres(),
    webhookUrl: `${publicUrl}/webhooks/zendesk`,
    webhookSecret: config.zendesk.webhookSecret ?? secrets.webhookSecret,
    onProgress: (done, total) => bar(total).update(done),
  })
  if (demonstrated.posted) bar(0).stop()
  return demonstrated
}

const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10

/** Makes the value at its first use. */
function lazily<T>(make: (total: number) => T): (total: number) => T {
  let made: T | undefined
  return total => (made ??= make(total))
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Rejects with the signal's reason as soon as it aborts. */
const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([work, aborted(signal).then(() => Promise.reject(signal.reason))])
