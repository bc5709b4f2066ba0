/** Everything that a run of chaos happens to: the servers, `web`, the workers and the demonstration's attachment host. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Connections, connect } from '../app/connections.ts'
import { localSecrets } from '../app/secrets.ts'
import { environment } from '../app/start/processes.ts'
import type { ExtractorTrouble } from '../app/troubled-extractor.ts'
import type { Corpus } from '../demo/corpus.ts'
import { type FileServer, startFileServer } from '../demo/file-server.ts'
import { toInquiry } from '../inquiries/fields.ts'
import { toEvent } from '../inquiries/import.ts'
import { encode } from '../log/codec/codec.ts'
import { type Config, loadConfig } from '../platform/config.ts'
import { freePort } from '../platform/embedded/ports.ts'
import { migrate } from '../projections/postgres/migrate.ts'
import { type Child, child } from './child.ts'
import { type ServerTargets, startServers } from './servers.ts'
import type { Target } from './target.ts'

export interface LabOptions {
  dataDir: string
  brokers: number
  corpus: Corpus
  /** How many workers to begin with. */
  workers: number
}

export interface Lab extends ServerTargets {
  dataDir: string
  config: Config
  /** The harness's own, to look from outside. */
  connections: Connections
  files: FileServer
  webhook: { url: string; secret: string }
  /** Told to each worker, and to the run without faults. */
  attachments: { origin: string; authorization: string }
  web: Child
  /** worker-1, worker-2 …; those that were added come last. */
  workers: Child[]
  /** A worker that is not started yet. */
  newWorker(): Child
  extractor(mode: ExtractorTrouble['mode'], seed: number): void
  /** Everything that can be killed. */
  targets(): Target[]
  stop(): Promise<void>
}

/** What the machine's environment says about servers is of no interest here. */
function chaosConfig(dataDir: string, brokers: number): Config {
  const own = { ...process.env, DATA_DIR: dataDir, LLM_PROVIDER: 'rules', SMTP_URL: '' }
  const none = { KAFKA_BROKERS: '', DATABASE_URL: '', MONGODB_URL: '' }
  return loadConfig({ ...own, ...none, ...replication(brokers) })
}

const replication = (brokers: number): Record<string, string> =>
  brokers >= 3 ? { KAFKA_REPLICATION: '3', KAFKA_MIN_INSYNC: '2' } : {}

/** Starts everything, with the registry imported. */
export async function startLab({ dataDir, brokers, corpus, workers: count }: LabOptions): Promise<Lab> {
  const config = chaosConfig(dataDir, brokers)
  const secrets = localSecrets(dataDir)
  const logs = join(dataDir, 'logs')
  mkdirSync(logs, { recursive: true })
  let connections: Connections | undefined
  const started: Target[] = []
  const closers: (() => Promise<void> | void)[] = []
  const stop = async () => {
    for (const target of started) target.thaw()
    // Workers first, so that nobody waits for a server that is gone.
    await Promise.all(started.filter(isChild).map(target => target.stop()))
    for (const close of closers.toReversed()) await close()
    await Promise.all(started.filter(target => !isChild(target)).map(target => target.stop()))
  }
  try {
    const servers = await startServers(dataDir, brokers, () => connections!)
    started.push(...servers.kafka, servers.postgres, servers.mongodb)
    connections = connect(config, servers.addresses, 'postbuch-chaos')
    closers.push(() => connections!.close())
    await migrate(connections.postgres())
    const authorization = `Bearer ${secrets.attachmentToken}`
    const files = await startFileServer({ corpus, authorization })
    closers.push(() => files.close())
    const appender = (await connections.log()).appender({ timeoutMs: 30_000 })
    await appender.append(corpus.registry.map(entry => encode(toEvent(toInquiry({ ...entry }), '/cli'))))
    await appender.close()

    const ports = { public: await freePort(), internal: await freePort() }
    const control = join(dataDir, 'extractor.json')
    const common = { config, dataDir, addresses: servers.addresses, secrets, ports, filesOrigin: files.origin }
    const env: Record<string, string> = {
      ...environment(common),
      ...replication(brokers),
      LLM_PROVIDER: 'rules',
      SMTP_URL: '',
    }
    const workers: Child[] = []
    let numbered = 0
    const make = (name: string, args: string[], more: Record<string, string> = {}) => {
      const made = child({ name, args, env: { ...env, ...more }, logs })
      started.push(made)
      return made
    }
    const newWorker = () => {
      const name = `worker-${++numbered}`
      const made = make(name, ['worker', '--id', name], { POSTBUCH_CHAOS_EXTRACTOR: control })
      workers.push(made)
      return made
    }
    const web = make('web', ['web'])
    for (let i = 0; i < count; i++) newWorker()
    await Promise.all([web, ...workers].map(each => each.start()))
    return {
      ...servers,
      dataDir,
      config,
      connections,
      files,
      webhook: { url: `http://127.0.0.1:${ports.public}/webhooks/zendesk`, secret: env.ZENDESK_WEBHOOK_SECRET! },
      attachments: { origin: files.origin, authorization },
      web,
      workers,
      newWorker,
      extractor(mode, seed) {
        // All or nothing: a worker may read it at any time.
        writeFileSync(`${control}.new`, JSON.stringify({ mode, seed }))
        renameSync(`${control}.new`, control)
      },
      targets: () => started,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const isChild = (target: Target): target is Child => 'trouble' in target
