/** The three embedded servers, each of them to be killed, frozen and started again on its own port and data. */

import type { Addresses, Connections } from '../app/connections.ts'
import { type EmbeddedServer, startKafka, startMongodb, startPostgres } from '../platform/embedded/index.ts'
import { probeKafka } from '../platform/embedded/kafka-probe.ts'
import { until } from '../platform/until.ts'
import { signalTree } from './process-tree.ts'
import type { Target } from './target.ts'

export interface ServerTargets {
  addresses: Addresses
  kafka: Target[]
  postgres: Target
  mongodb: Target
  /** Index of a broker that leads partitions now. */
  leader(choice: number): Promise<number>
}

/** What is left of a killed server may keep its port or its data for a moment. */
const AGAIN_WITHIN_MS = 60_000

/** @param outside the harness's own connections, to see whether a server answers */
export async function startServers(
  dataDir: string,
  brokers: number,
  outside: () => Connections,
): Promise<ServerTargets> {
  const [kafka, postgres, mongodb] = await Promise.all([
    startKafka({ dataDir, nodes: brokers }),
    startPostgres({ dataDir }),
    startMongodb({ dataDir }),
  ])
  const { port: postgresPort, url: databaseUrl } = postgres
  const { port: mongodbPort, url: mongodbUrl } = mongodb
  return {
    addresses: { kafkaBrokers: kafka.brokers, databaseUrl, mongodbUrl },
    kafka: kafka.nodes.map((node, index) =>
      server(brokers === 1 ? 'kafka' : `kafka-${index + 1}`, node, {
        again: () => kafka.restart(index),
        healthy: async () =>
          (await probeKafka(node.port))?.leaderless === 0 && (await (await outside().log()).offsets()).length > 0,
      }),
    ),
    postgres: server('postgres', postgres, {
      again: () => startPostgres({ dataDir, port: postgresPort }),
      healthy: async () => (await outside().postgres().query('select 1')).rows.length === 1,
    }),
    mongodb: server('mongodb', mongodb, {
      again: () => startMongodb({ dataDir, port: mongodbPort }),
      healthy: async () => (await outside().mongo().command({ ping: 1 })).ok === 1,
    }),
    async leader(choice) {
      const leaders =
        (await Promise.all(kafka.nodes.map(({ port }) => probeKafka(port)))).find(seen => seen)?.leaders ?? []
      return leaders.length ? leaders[choice % leaders.length]! - 1 : choice % kafka.nodes.length
    },
  }
}

interface Ways {
  again(): Promise<EmbeddedServer>
  healthy(): Promise<boolean>
}

function server(name: string, first: EmbeddedServer, { again, healthy }: Ways): Target {
  let now = first
  return {
    name,
    pid: () => now.pid,
    async kill() {
      signalTree(now.pid, 'SIGKILL')
      await now.exited
    },
    gone: withinMs => {
      let ended = false
      void now.exited.then(() => {
        ended = true
      })
      return until(`${name} ends`, () => ended, withinMs)
    },
    freeze: () => signalTree(now.pid, 'SIGSTOP'),
    thaw: () => signalTree(now.pid, 'SIGCONT'),
    start: () =>
      until(
        `${name} starts again`,
        async () => {
          now = await again()
          return true
        },
        AGAIN_WITHIN_MS,
      ),
    stop: () => now.stop(),
    healthy,
  }
}
