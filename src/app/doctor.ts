/** Looks at the three servers and says what is wrong and how to mend it; changes nothing. */
import type { Finding } from '../log/kafka/doctor.ts'
import { kafkaDoctor } from '../log/kafka/facts.ts'
import type { Config } from '../platform/config.ts'
import type { Addresses, Connections } from './connections.ts'
import { storedStates } from './consumers.ts'

const EXTENSIONS = ['pg_trgm']

/** Findings of all servers, Kafka's first. A server that is down is a finding, not an error. */
export async function examine(config: Config, addresses: Addresses, connections: Connections): Promise<Finding[]> {
  const { prefix, partitions, replication, minInsync: minInsyncReplicas } = config.kafka
  const kafka = await kafkaDoctor({
    brokers: addresses.kafkaBrokers,
    prefix: `${prefix}.`,
    partitions,
    replication,
    minInsyncReplicas,
  })
  return [...kafka, ...(await postgres(connections)), await mongodb(connections), ...(await projections(connections))]
}

async function postgres(connections: Connections): Promise<Finding[]> {
  const check = 'PostgreSQL answers'
  const expected = 'version 15 or newer'
  try {
    const pool = connections.postgres()
    const { rows } = await pool.query<{ version: number; name: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as name`,
    )
    const { version, name } = rows[0]!
    const old = version < 150_000
    const answers: Finding = {
      check,
      status: old ? 'fail' : 'ok',
      expected,
      found: name,
      mend: old ? 'Upgrade the server.' : '',
    }
    const available = await pool.query<{ name: string }>(
      'select name from pg_available_extensions where name = any($1)',
      [EXTENSIONS],
    )
    const missing = EXTENSIONS.filter(extension => !available.rows.some(row => row.name === extension))
    const extensions: Finding = {
      check: 'PostgreSQL extensions',
      status: missing.length ? 'fail' : 'ok',
      expected: EXTENSIONS.join(', '),
      found: missing.length ? `without ${missing.join(', ')}` : 'all there',
      mend: missing.length ? "Install the server's contrib package." : '',
    }
    return [answers, extensions]
  } catch (error) {
    return [down(check, expected, error, 'Start it, or set DATABASE_URL.')]
  }
}

async function mongodb(connections: Connections): Promise<Finding> {
  const check = 'MongoDB answers'
  const expected = 'a server that confirms journaled writes'
  try {
    const { version } = await connections.mongo().command({ buildInfo: 1 })
    return { check, status: 'ok', expected, found: `version ${version}`, mend: '' }
  } catch (error) {
    return down(check, expected, error, 'Start it, or set MONGODB_URL.')
  }
}

async function projections(connections: Connections): Promise<Finding[]> {
  const { postgres, mongodb } = await storedStates(connections)
  return [...(postgres ?? []), ...(mongodb ?? [])].map(({ name, partitions, parked }) => {
    const failure = partitions.find(partition => partition.failure)?.failure
    const found = failure
      ? `${failure.code}: ${failure.message}`
      : parked.length
        ? `${parked.length} ${parked.length === 1 ? 'key' : 'keys'} parked`
        : 'running'
    const status = failure ? 'fail' : parked.length ? 'warn' : 'ok'
    const mend = failure
      ? `See docs/operations.md, ${failure.code}.`
      : parked.length
        ? 'See postbuch dead-letters list.'
        : ''
    return { check: `projection ${name}`, status, expected: 'no failure, nothing parked', found, mend }
  })
}

const down = (check: string, expected: string, error: unknown, mend: string): Finding => ({
  check,
  status: 'fail',
  expected,
  found: String((error as Error).message).slice(0, 120),
  mend,
})
