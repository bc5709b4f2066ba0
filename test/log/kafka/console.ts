/** Kafka's own command line tools, to be judged by somebody else. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { defaultTools } from '../../../src/platform/embedded/tools.ts'

export interface DescribedPartition {
  topic: string
  partition: number
  /** Committed offset; null where there is none. */
  current: number | null
  end: number
  lag: number | null
}

/** `ConsumerGroupCommand --describe`: what every monitor shows of a group. Takes 2–3 s. */
export async function describeGroup(brokers: string[], group: string): Promise<DescribedPartition[]> {
  const { stdout } = await promisify(execFile)('java', [
    ...['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', join(defaultTools, 'kafka', 'lib', '*')],
    'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
    ...['--bootstrap-server', brokers.join(','), '--describe', '--group', group],
  ])
  const number = (word: string) => (word === '-' ? null : Number(word))
  return stdout
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(words => words[0] === group)
    .map(([, topic, partition, current, end, lag]) => ({
      topic: topic!,
      partition: Number(partition),
      current: number(current!),
      end: Number(end),
      lag: number(lag!),
    }))
}
