import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface KafkaNodePlan {
  /** 1, 2, 3 … */
  id: number
  folder: string
  port: number
  controllerPort: number
}

/** Small heap and the quick compiler: 146 MB resident, two seconds to the first answer. */
export const leanJvm = [
  ...['-Xms64m', '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'],
  '-XX:+ExitOnOutOfMemoryError',
]

/** Writes the node's `server.properties` and `log4j2.properties`. Several nodes form one cluster, each also a controller. */
export function writeKafkaConfig(plan: KafkaNodePlan, all: KafkaNodePlan[]): void {
  const copies = Math.min(3, all.length)
  const enough = Math.max(1, copies - 1)
  const lines = {
    'process.roles': 'broker,controller',
    'node.id': plan.id,
    'controller.quorum.voters': all.map(node => `${node.id}@127.0.0.1:${node.controllerPort}`).join(','),
    listeners: `PLAINTEXT://127.0.0.1:${plan.port},CONTROLLER://127.0.0.1:${plan.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${plan.port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': join(plan.folder, 'data'),
    'auto.create.topics.enable': false,
    'unclean.leader.election.enable': false,
    'default.replication.factor': copies,
    'min.insync.replicas': enough,
    'num.partitions': 1,
    // One partition each: a single machine's load.
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': enough,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': enough,
    'share.coordinator.state.topic.num.partitions': 1,
    'group.initial.rebalance.delay.ms': 0,
    // An event log keeps what it has, and groups their place in it.
    'log.retention.ms': -1,
    'log.retention.bytes': -1,
    'offsets.retention.minutes': 2147483647,
    // Few threads, little memory.
    'num.network.threads': 2,
    'num.io.threads': 2,
    'num.recovery.threads.per.data.dir': 1,
    'num.replica.fetchers': 1,
    'background.threads': 2,
    'log.cleaner.threads': 1,
    'log.cleaner.dedupe.buffer.size': 4194304,
    'queued.max.requests': 64,
    'metadata.log.segment.bytes': 16777216,
    'metadata.max.retention.bytes': 16777216,
    // A killed broker may come back after 2 s instead of 9.
    'broker.session.timeout.ms': 2000,
    'broker.heartbeat.interval.ms': 500,
  }
  const text = Object.entries(lines).map(([key, value]) => `${key}=${value}\n`)
  writeFileSync(join(plan.folder, 'server.properties'), text.join(''))
  writeFileSync(join(plan.folder, 'log4j2.properties'), LOG4J)
}

// To stdout, which is the log file: without a binding and this, the broker says nothing at all.
const LOG4J = `status=warn
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%d{yyyy-MM-dd HH:mm:ss.SSS} %-5p %c{1} %m%n
rootLogger.level=warn
rootLogger.appenderRef.out.ref=out
logger.server.name=kafka.server.KafkaRaftServer
logger.server.level=info
`
