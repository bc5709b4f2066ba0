import { prepareReset } from '../app/reset-group.ts'
import { plainTable } from '../app/start/report.ts'
import { TOPICS, type Topic } from '../domain/events.ts'
import type { Target } from '../ops/reset.ts'
import { UsageError, type Verb } from './io.ts'
import { withSession } from './session.ts'

/** `postbuch groups reset GROUP --to WHERE`: a preview; changed with --yes only. */
export const run: Verb = async (io, options, group) => {
  const target = targetOf(options.to as string)
  const only = ((options.topics as string | undefined) ?? '').split(',').filter(Boolean)
  const unknown = only.filter(topic => !(TOPICS as readonly string[]).includes(topic))
  if (unknown.length) throw new UsageError(`--topics knows ${TOPICS.join(', ')}; found ${unknown.join(', ')}`)
  return withSession(io, 'postbuch-groups', async ({ config, connections }) => {
    const plan = await prepareReset(connections, config.kafka.prefix, group!, target, only as Topic[])
    const table = plainTable(['topic', 'partition', 'before', 'after', 'log'])
    for (const { topic, partition, before, after, first, stable } of plan.partitions)
      table.push([topic, partition, before ?? 'none', after, `${first}–${stable}`])
    io.print(table.toString())
    const changes = plan.partitions.filter(({ before, after }) => before !== after)
    if (options.yes === true && changes.length) await plan.apply()
    const applied = options.yes === true
    io.print(
      applied
        ? `${changes.length} offsets of ${group} set`
        : `Nothing changed yet: ${changes.length} offsets would, with --yes`,
    )
    return { document: { group, kind: plan.kind, applied, partitions: plan.partitions } }
  })
}

function targetOf(text: string): Target {
  if (text === 'earliest' || text === 'latest' || text === 'position') return text
  if (/^\d+$/.test(text)) return Number(text)
  throw new UsageError(`--to must be earliest, latest, position or an offset; found ${text}`)
}
