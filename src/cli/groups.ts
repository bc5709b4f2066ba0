import type { GroupView } from '../api/ports.ts'
import { createReads } from '../app/reads.ts'
import { plainTable } from '../app/start/report.ts'
import type { Verb } from './io.ts'
import { withSession } from './session.ts'
import { askWeb, type Watched } from './watched.ts'

/** `postbuch groups`: groups, members and partitions from the log; their status from the web process, which has watched. */
export const run: Verb = async io => {
  let seen = false
  const groups = await withSession(io, 'postbuch-groups', async ({ config, connections }) => {
    const found = await createReads(config.kafka.prefix, connections, await connections.log()).groups()
    const watched = await askWeb(config)
    seen = watched !== null
    return found.map(group => withStatus(group, watched?.get(group.group)))
  })
  const table = plainTable(['group', 'state', 'members', 'partitions', 'lag', 'status'])
  for (const group of groups) {
    const { group: name, state, members, partitions, lag } = group
    table.push([
      name,
      state,
      members.length,
      partitions.length,
      partitions.length ? (lag ?? 'unknown') : '–',
      told(group),
    ])
  }
  io.print(table.toString())
  if (groups.every(({ status }) => status === null))
    io.tell(
      seen
        ? 'No status yet: the web process has watched for less than half a minute.'
        : 'No status: it needs half a minute of watching, which the web process does, and none answers.',
    )
  return { document: groups }
}

/** `ERR: 2 STALL`. */
function told({ status, partitions }: GroupView): string {
  const bad = Map.groupBy(partitions, partition => partition.status ?? 'OK')
  bad.delete('OK')
  const which = [...bad].map(([name, all]) => `${all.length} ${name}`).join(', ')
  return `${status ?? '–'}${which ? `: ${which}` : ''}`
}

const withStatus = (group: GroupView, watched: Watched | undefined): GroupView => ({
  ...group,
  status: watched?.status ?? null,
  partitions: group.partitions.map(own => ({
    ...own,
    status:
      watched?.partitions.find(({ topic, partition }) => topic === own.topic && partition === own.partition)?.status ??
      null,
  })),
})
