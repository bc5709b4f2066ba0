/** What the cluster knows of the log's consumer groups. */
import type { Admin } from 'kafkajs'
import type { Topic } from '../../domain/events.ts'
import type { GroupDescription, TopicPartition } from '../log.ts'
import { decodeAssignment, decodeMetadata } from './client.ts'
import type { Names } from './names.ts'
import type { Renewing } from './renewing.ts'

/** Committed offsets; null where there is none. @throws LogUnavailable */
export async function committedOffsets(
  admin: Renewing<Admin>,
  names: Names,
  group: string,
  topics: readonly Topic[],
): Promise<(TopicPartition & { position: number | null })[]> {
  const answers = await admin.use(`committed offsets of ${group}`, client =>
    client.fetchOffsets({ groupId: group, topics: topics.map(topic => names.topic(topic)) }),
  )
  return topics.flatMap(topic =>
    (answers.find(answer => answer.topic === names.topic(topic))?.partitions ?? [])
      .map(({ partition, offset }) => ({ topic, partition, position: Number(offset) < 0 ? null : Number(offset) }))
      .toSorted((a, b) => a.partition - b.partition),
  )
}

/**
 * The log's groups: those with its prefix, and those whose members read its topics.
 * @throws LogUnavailable
 */
export async function describeGroups(admin: Renewing<Admin>, names: Names): Promise<GroupDescription[]> {
  return await admin.use('consumer groups', async client => {
    const ids = (await client.listGroups()).groups.map(({ groupId }) => groupId)
    if (ids.length === 0) return []
    const { groups } = await client.describeGroups(ids)
    return groups
      .filter(({ groupId, members }) => names.named(groupId) || members.some(m => reads(m.memberMetadata, names)))
      .map(({ groupId, state, members }) => ({
        group: groupId,
        state,
        members: members.map(({ memberId, clientId, clientHost, memberAssignment }) => ({
          memberId,
          clientId,
          host: clientHost.replace(/^\//, ''),
          partitions: partitionsOf(memberAssignment, names),
        })),
      }))
  })
}

function reads(metadata: Buffer, names: Names): boolean {
  const topics = metadata.length === 0 ? [] : (decodeMetadata(metadata)?.topics ?? [])
  return topics.some(topic => names.ours(topic) !== undefined)
}

function partitionsOf(assignment: Buffer, names: Names): TopicPartition[] {
  // While the group rebalances, members have no assignment.
  const decoded = assignment.length === 0 ? null : decodeAssignment(assignment)
  return Object.entries(decoded?.assignment ?? {}).flatMap(([name, partitions]) => {
    const topic = names.ours(name)
    return topic === undefined ? [] : partitions.toSorted((a, b) => a - b).map(partition => ({ topic, partition }))
  })
}
