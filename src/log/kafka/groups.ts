/** What the cluster knows of the log's consumer groups. */
import type { Admin } from 'kafkajs'
import type { Topic } from '../../domain/events.ts'
import type { GroupDescription, TopicPartition } from '../log.ts'
import { decodeAssignment } from './client.ts'
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
    client.fetchOffsets({ groupId: names.id(group), topics: topics.map(topic => names.topic(topic)) }),
  )
  return topics.flatMap(topic =>
    (answers.find(answer => answer.topic === names.topic(topic))?.partitions ?? [])
      .map(({ partition, offset }) => ({ topic, partition, position: Number(offset) < 0 ? null : Number(offset) }))
      .toSorted((a, b) => a.partition - b.partition),
  )
}

/** Groups of this log's prefix, with names as `join` takes them. @throws LogUnavailable */
export async function describeGroups(admin: Renewing<Admin>, names: Names): Promise<GroupDescription[]> {
  return await admin.use('consumer groups', async client => {
    const ids = (await client.listGroups()).groups
      .map(({ groupId }) => groupId)
      .filter(id => names.withoutStem(id) !== undefined)
    if (ids.length === 0) return []
    const { groups } = await client.describeGroups(ids)
    return groups.map(group => ({
      group: names.withoutStem(group.groupId)!,
      state: group.state,
      members: group.members.map(member => ({
        memberId: member.memberId,
        clientId: member.clientId,
        partitions: partitionsOf(member.memberAssignment, names),
      })),
    }))
  })
}

function partitionsOf(assignment: Buffer, names: Names): TopicPartition[] {
  // While the group rebalances, members have no assignment.
  const decoded = assignment.length === 0 ? null : decodeAssignment(assignment)
  return Object.entries(decoded?.assignment ?? {}).flatMap(([name, partitions]) => {
    const topic = names.ours(name)
    return topic === undefined ? [] : partitions.toSorted((a, b) => a - b).map(partition => ({ topic, partition }))
  })
}
