/** The environment and the supervision of `web` and `worker` on one machine. */
import { join } from 'node:path'
import type { Config } from '../../platform/config.ts'
import type { Addresses } from '../connections.ts'
import type { LocalSecrets } from '../secrets.ts'
import { type Supervised, supervise } from '../supervisor.ts'

export interface ProcessesOptions {
  config: Config
  dataDir: string
  addresses: Addresses
  secrets: LocalSecrets
  /** Ports of the two listeners; 0: any free one. */
  ports: { public: number; internal: number }
  /** The demonstration's attachment server. */
  filesOrigin: string | null
  /** Told of a process that had to be started again. */
  tell(line: string): void
}

export interface Processes {
  web: Supervised
  worker: Supervised
  /** Worker first, so that what `web` still accepts is only queued. */
  stop(): Promise<void>
}

/** The demonstration's addressees; a configured one always wins. */
const DEMO_MAIL = { NOTIFY_TO: 'kanzlei@postbuch.example', ADMIN_EMAIL: 'admin@postbuch.example' }

export function startProcesses(options: ProcessesOptions): Processes {
  const env = environment(options)
  const logs = join(options.dataDir, 'logs')
  const web = supervise({ name: 'web', args: ['web'], env }, logs, options.tell)
  const worker = supervise({ name: 'worker', args: ['worker'], env }, logs, options.tell)
  return {
    web,
    worker,
    async stop() {
      await Promise.all([web.stop(), worker.stop()])
    },
  }
}

/** What `web` and workers are told by their environment. */
export function environment({
  config,
  dataDir,
  addresses,
  secrets,
  ports,
  filesOrigin,
}: Omit<ProcessesOptions, 'tell'>): Record<string, string> {
  const given = (name: string, fallback: string) => ({ [name]: process.env[name] || fallback })
  return {
    KAFKA_BROKERS: addresses.kafkaBrokers.join(','),
    DATABASE_URL: addresses.databaseUrl,
    MONGODB_URL: addresses.mongodbUrl,
    DATA_DIR: dataDir,
    PUBLIC_PORT: String(ports.public),
    INTERNAL_PORT: String(ports.internal),
    ...given('PUBLIC_HOST', '127.0.0.1'),
    ...given('ZENDESK_WEBHOOK_SECRET', secrets.webhookSecret),
    ...given('API_TOKEN', `demo:${secrets.apiToken}`),
    ...(filesOrigin
      ? { ...given('NOTIFY_TO', DEMO_MAIL.NOTIFY_TO), ...given('ADMIN_EMAIL', DEMO_MAIL.ADMIN_EMAIL) }
      : {}),
    ...(filesOrigin
      ? { POSTBUCH_DEMO_ORIGIN: filesOrigin, POSTBUCH_DEMO_AUTHORIZATION: `Bearer ${secrets.attachmentToken}` }
      : {}),
    LOG_LEVEL: config.logLevel,
  }
}
