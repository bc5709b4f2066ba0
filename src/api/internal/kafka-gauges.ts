/**
 * The names and labels that dashboards for Kafka have: `kafka_consumergroup_*` and `kafka_topic_partition_*` as
 * kafka_exporter writes them, `kafka_consumergroup_group_lag_seconds` as kafka-lag-exporter does. The lag is Postbuch's
 * own, so that it is 0 when everything is applied. Unknown is left out, which is not 0.
 */
import { Gauge, type Registry } from 'prom-client'
import type { GroupView, LagView, Reads } from '../ports.ts'
import { shared } from './shared-read.ts'

interface Facts {
  lags: LagView[]
  groups: GroupView[]
}
type Labels = Record<string, string | number>
type Sample = [labels: Labels, value: number | null]

/** @param lags the read that the project's own gauges use */
export function kafkaGauges(registry: Registry, reads: Reads, lags: () => Promise<LagView[]>): void {
  const groups = shared(() => reads.groups(), [])
  const topic = (name: string) => reads.cluster.topicPrefix + name
  const at = (lag: LagView) => ({ topic: topic(lag.topic), partition: lag.partition })

  const gauge = (name: string, help: string, labelNames: string[], samples: (facts: Facts) => Sample[]) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const facts = { lags: await lags(), groups: await groups() }
        this.reset()
        for (const [labels, value] of samples(facts)) if (value !== null) this.set(labels, value)
      },
    })

  const BY_PARTITION = ['consumergroup', 'topic', 'partition']
  gauge('kafka_consumergroup_lag', 'Events that a group has not applied', BY_PARTITION, facts =>
    facts.lags.map(lag => [{ consumergroup: lag.group, ...at(lag) }, lag.lag]),
  )
  gauge('kafka_consumergroup_current_offset', 'Committed offset of a group', BY_PARTITION, facts =>
    facts.lags.map(lag => [{ consumergroup: lag.group, ...at(lag) }, lag.committed]),
  )
  gauge('kafka_consumergroup_lag_sum', 'Lag of a group in a topic', ['consumergroup', 'topic'], facts =>
    [...Map.groupBy(facts.lags, lag => JSON.stringify([lag.group, lag.topic])).values()].map(own => [
      { consumergroup: own[0]!.group, topic: topic(own[0]!.topic) },
      own.reduce<number | null>((sum, { lag }) => (sum === null || lag === null ? null : sum + lag), 0),
    ]),
  )
  gauge('kafka_consumergroup_members', 'Members of a group', ['consumergroup'], facts =>
    facts.groups.map(({ group, members }) => [{ consumergroup: group }, members.length]),
  )
  gauge('kafka_topic_partition_current_offset', 'End of a partition', ['topic', 'partition'], facts =>
    facts.lags.map(lag => [at(lag), lag.high]),
  )
  gauge('kafka_topic_partition_oldest_offset', 'Beginning of a partition', ['topic', 'partition'], facts =>
    facts.lags.map(lag => [at(lag), lag.first]),
  )
  gauge(
    'kafka_consumergroup_group_lag_seconds',
    'Age of the first event that a group has not applied',
    ['cluster_name', 'group', 'topic', 'partition', 'member_host', 'consumer_id', 'client_id'],
    facts =>
      facts.lags.map(lag => [
        { cluster_name: reads.cluster.name, group: lag.group, ...at(lag), ...memberOf(facts.groups, lag) },
        lag.lag === 0 ? 0 : lag.ageSeconds,
      ]),
  )
}

/** Who holds a partition; empty labels where nobody does. */
function memberOf(groups: GroupView[], lag: LagView): Labels {
  const members = groups.find(({ group }) => group === lag.group)?.members ?? []
  const holder = members.find(({ partitions }) =>
    partitions.some(own => own.topic === lag.topic && own.partition === lag.partition),
  )
  return {
    member_host: holder?.host ?? '',
    consumer_id: holder?.memberId ?? '',
    client_id: holder?.clientId ?? '',
  }
}
