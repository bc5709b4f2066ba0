import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type KafkaNodePlan, leanJvm, writeKafkaConfig } from './kafka-config.ts'
import { probeKafka } from './kafka-probe.ts'
import { endStaleServer } from './pid-file.ts'
import { rememberedPorts } from './ports.ts'
import { startServer } from './process.ts'
import { run } from './run.ts'
import { defaultTools, tool } from './tools.ts'
import { type EmbeddedServer, EmbeddedServerError, type StartOptions } from './types.ts'

const NAME = 'Apache Kafka'
const STOP = 'SIGTERM'
// The launcher has found one that is new enough.
const JAVA = process.env.POSTBUCH_JAVA ?? 'java'

export interface KafkaOptions extends StartOptions {
  /** Brokers of the cluster; each is a controller too. Topics then have replication 3 by default. Default: 1. */
  nodes?: number
}

export interface EmbeddedKafka extends EmbeddedServer {
  /** `host:port` of each broker. `url`, `port`, `pid`, `kill` and `exited` above are those of the first. */
  brokers: string[]
  nodes: EmbeddedServer[]
  /** Starts a broker again that was killed, by its index in `nodes`, on its own port and data. */
  restart(index: number): Promise<EmbeddedServer>
}

/**
 * Starts Apache Kafka (KRaft) on 127.0.0.1 with its data in `<dataDir>/kafka/<node>`; formats it the first time.
 * Resolves when every broker answers and every partition has a leader. Throws EmbeddedServerError.
 */
export async function startKafka(options: KafkaOptions): Promise<EmbeddedKafka> {
  const lib = tool(NAME, options.tools ?? defaultTools, 'kafka', 'lib')
  const root = resolve(options.dataDir, 'kafka')
  const count = options.nodes ?? 1
  mkdirSync(root, { recursive: true, mode: 0o700 })
  const folders = Array.from({ length: count }, (_, index) => join(root, String(index + 1)))
  await Promise.all(folders.map(folder => endStaleServer(NAME, pidFile(folder), STOP)))
  const ports = await rememberedPorts(join(root, 'ports.json'), count * 2, options.port)
  const plans = folders.map((folder, index): KafkaNodePlan => {
    return { id: index + 1, folder, port: ports[index]!, controllerPort: ports[count + index]! }
  })
  const cluster = clusterId(root)
  await Promise.all(plans.map(plan => prepare(plan, plans, cluster, lib)))
  const log = (plan: KafkaNodePlan) =>
    options.logFile ?? resolve(options.dataDir, count === 1 ? 'kafka.log' : `kafka-${plan.id}.log`)
  const started = await Promise.allSettled(plans.map(plan => startNode(plan, lib, log(plan), count)))
  const failed = started.find(result => result.status === 'rejected')
  const nodes = started.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []))
  const stop = async () => {
    await Promise.all(nodes.map(node => node.stop()))
  }
  if (failed) {
    await stop()
    throw failed.reason
  }
  const restart = async (index: number) => {
    nodes[index] = await startNode(plans[index]!, lib, log(plans[index]!), 1)
    return nodes[index]
  }
  return { ...nodes[0]!, brokers: nodes.map(node => node.url), nodes, stop, restart }
}

const pidFile = (folder: string) => join(folder, 'server.pid')

async function startNode(plan: KafkaNodePlan, lib: string, logFile: string, nodes: number): Promise<EmbeddedServer> {
  const properties = join(plan.folder, 'server.properties')
  const server = await startServer({
    name: NAME,
    command: JAVA,
    args: [
      ...[...leanJvm, `-Dlog4j2.configurationFile=${join(plan.folder, 'log4j2.properties')}`],
      ...['-cp', `${lib}/*`, 'kafka.Kafka', properties],
    ],
    cwd: plan.folder,
    logFile,
    pidFile: pidFile(plan.folder),
    mark: properties,
    ready: async () => {
      const seen = await probeKafka(plan.port)
      return seen !== undefined && seen.brokers >= nodes && seen.leaderless === 0
    },
    readyWithinMs: 120_000,
    stopSignal: STOP,
    graceMs: 20_000,
  })
  return { ...server, url: `127.0.0.1:${plan.port}`, port: plan.port }
}

/** Writes the settings anew at each start (ports may change), and formats the data folder once. */
async function prepare(plan: KafkaNodePlan, all: KafkaNodePlan[], cluster: string, lib: string): Promise<void> {
  const data = join(plan.folder, 'data')
  mkdirSync(data, { recursive: true })
  writeKafkaConfig(plan, all)
  if (existsSync(join(data, 'meta.properties'))) return
  const properties = join(plan.folder, 'server.properties')
  const { ok, output } = await run(JAVA, [
    ...['-Xmx64m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto', '-cp', `${lib}/*`],
    ...['kafka.tools.StorageTool', 'format', '--ignore-formatted', '-t', cluster, '-c', properties],
  ])
  if (!ok) throw new EmbeddedServerError('START_FAILED', `Kafka could not format ${data}: ${output}`)
}

// 16 bytes in URL-safe base64, as Kafka writes ids; one that begins with '-' would look like an option.
function clusterId(root: string): string {
  const file = join(root, 'cluster-id')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const id = randomBytes(16).toString('base64url').replace(/^-/, 'A')
  writeFileSync(file, id)
  return id
}
