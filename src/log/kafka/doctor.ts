/** What `postbuch doctor` says of a Kafka cluster. Pure: facts in, findings out; `facts.ts` asks the cluster. */
import { TOPICS } from '../../domain/events.ts'
import { type FoundTopic, type TopicDefinition, topicDifferences } from './topics.ts'

export interface Finding {
  check: string
  status: 'ok' | 'warn' | 'fail'
  expected: string
  found: string
  /** What to do; empty where nothing is to be done. */
  mend: string
}

export interface HangingTransaction {
  /** Name on the cluster. */
  topic: string
  partition: number
  stable: number
  high: number
  producers: { producerId: string; firstOffset: number; transactionalId: string | null }[]
}

export interface KafkaFacts {
  prefix: string
  brokers: number
  /** Highest metadata.version of each broker's software; null where it does not say. */
  metadataLevels: (number | null)[]
  brokerConfigs: Record<string, string>[]
  wanted: TopicDefinition
  topics: FoundTopic[]
  hanging: HangingTransaction[]
  /** Milliseconds for which last stable offsets were watched. */
  watchedMs: number
}

/** Highest metadata.version of Kafka 4.1; 4.3.1 and 4.4.0, which have KAFKA-20734, say more. */
const LEVEL_OF_4_1 = 27
const YEAR_IN_MINUTES = 365 * 24 * 60

/** One finding a check, in a fixed order: cluster, topics, transactions. */
export function examineKafka(facts: KafkaFacts): Finding[] {
  return [
    version(facts),
    ...(['offsets.topic.replication.factor', 'transaction.state.log.replication.factor'] as const).map(name =>
      internalReplication(facts, name),
    ),
    offsetsRetention(facts),
    ...TOPICS.map(topic => oneTopic(facts, facts.prefix + topic)),
    uncleanElection(facts),
    ...transactions(facts),
  ]
}

const finding = (
  check: string,
  ok: boolean,
  bad: 'warn' | 'fail',
  rest: Omit<Finding, 'check' | 'status'>,
): Finding => ({
  check,
  status: ok ? 'ok' : bad,
  ...rest,
  mend: ok ? '' : rest.mend,
})

function version({ metadataLevels }: KafkaFacts): Finding {
  const known = metadataLevels.filter(level => level !== null)
  const highest = known.length === 0 ? null : Math.max(...known)
  return finding('broker version', highest !== null && highest <= LEVEL_OF_4_1, 'warn', {
    expected: `without KAFKA-20734 (metadata.version up to ${LEVEL_OF_4_1}: Kafka 4.1)`,
    found: highest === null ? 'the brokers do not say' : `metadata.version up to ${highest}`,
    mend: 'Kafka 4.3.1 and 4.4.0 lose transaction markers when a partition has no leader for a moment (KAFKA-20734), which can apply a mail twice: make sure that these brokers run a release without it.',
  })
}

function internalReplication({ brokers, brokerConfigs, wanted }: KafkaFacts, name: string): Finding {
  const expected = Math.min(wanted.replication, brokers)
  const found = lowest(brokerConfigs.map(config => config[name]))
  return finding(name, found !== null && found >= expected, 'warn', {
    expected: `at least ${expected}`,
    found: found === null ? 'unknown' : String(found),
    mend: `Set ${name}=${expected} in server.properties before the first start; on a running cluster raise the replication of __consumer_offsets and __transaction_state with kafka-reassign-partitions.`,
  })
}

function offsetsRetention({ brokerConfigs }: KafkaFacts): Finding {
  const found = lowest(brokerConfigs.map(config => config['offsets.retention.minutes']))
  return finding('offsets.retention.minutes', found !== null && found >= YEAR_IN_MINUTES, 'warn', {
    expected: `at least ${YEAR_IN_MINUTES} (a year)`,
    found: found === null ? 'unknown' : String(found),
    mend: 'Set offsets.retention.minutes=2147483647 in server.properties: else groups that pause for long lose the offsets that monitors show. Postbuch itself does not start from them.',
  })
}

function oneTopic({ topics, wanted }: KafkaFacts, name: string): Finding {
  const expected = `${wanted.partitions} partitions, replication ${wanted.replication}, ${settings(wanted.config)}`
  const topic = topics.find(each => each.name === name)
  if (!topic) {
    return {
      check: `topic ${name}`,
      status: 'warn',
      expected,
      found: 'missing',
      mend: 'Start Postbuch once: it creates what is missing.',
    }
  }
  const differences = topicDifferences(wanted, topic)
  const unwritable = Number(topic.config['min.insync.replicas']) > topic.replication
  if (unwritable) differences.push(`topic ${name}: min.insync.replicas is above its replication, so nothing is written`)
  return finding(`topic ${name}`, differences.length === 0, 'fail', {
    expected,
    found: differences.length === 0 ? found(topic) : differences.join('; '),
    mend: `kafka-configs --alter --entity-type topics --entity-name ${name} --add-config NAME=VALUE; replication: kafka-reassign-partitions; a number of partitions cannot be changed (choose another prefix, and import the log into it).`,
  })
}

const settings = (config: Record<string, string>) =>
  Object.entries(config)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')

const found = (topic: FoundTopic) =>
  `${topic.partitions} partitions, replication ${topic.replication}${topic.replication === 1 ? ' (one copy: the disk is all there is)' : ''}`

function uncleanElection({ topics }: KafkaFacts): Finding {
  const unclean = topics.filter(topic => topic.config['unclean.leader.election.enable'] === 'true')
  return finding('unclean leader election', unclean.length === 0, 'fail', {
    expected: 'off',
    found: unclean.length === 0 ? 'off' : `on for ${unclean.map(({ name }) => name).join(', ')}`,
    mend: 'Set unclean.leader.election.enable=false for these topics: else a leader that missed records may take over, and they are gone.',
  })
}

/** Last stable offsets that do not move, although there is something behind them. */
function transactions({ hanging, watchedMs }: KafkaFacts): Finding[] {
  const seconds = Math.round(watchedMs / 1000)
  if (hanging.length === 0) {
    return [
      {
        check: 'hanging transactions',
        status: 'ok',
        expected: 'none',
        found: 'none: every last stable offset reaches its high watermark, or moves',
        mend: '',
      },
    ]
  }
  return hanging.map(({ topic, partition, stable, high, producers }) => {
    const who = producers.map(p => `${p.transactionalId ?? 'an id no coordinator knows'} (producer ${p.producerId})`)
    return {
      check: 'hanging transactions',
      status: 'fail',
      expected: `${topic}/${partition}: last stable offset ${high}, or one that moves`,
      found: `${stable} for ${seconds} s; open since there: ${who.join(', ') || 'no producer that the leader knows'}`,
      mend: `Nobody reads behind it. kafka-transactions abort --topic ${topic} --partition ${partition} --start-offset ${producers[0]?.firstOffset ?? stable}`,
    }
  })
}

function lowest(values: (string | undefined)[]): number | null {
  const numbers = values.map(Number).filter(value => !Number.isNaN(value))
  return numbers.length === 0 ? null : Math.min(...numbers)
}
