import { currentLag } from '../app/consumers.ts'
import { lagTable, plainTable } from '../app/start/report.ts'
import type { GroupLag, PartitionLag } from '../projections/engine/lag.ts'
import { UsageError, type Verb } from './io.ts'
import { withSession } from './session.ts'
import { askWeb, type Watched } from './watched.ts'

const EVERY_MS = 2_000

type WatchedPartition = PartitionLag & { status: string | null }

/** `postbuch lag`. With --fail-over-seconds: exit code 1 if anything is older than that, or unknown. */
export const run: Verb = async (io, options) => {
  const limit = options.failOverSeconds as number | undefined
  if (options.watch && limit !== undefined)
    throw new UsageError('Give either --watch, which has no end, or --fail-over-seconds, which looks once.')
  const groups = await withSession(io, 'postbuch-lag', async ({ config, connections }) => {
    for (;;) {
      const read = await currentLag(connections, config.kafka.prefix)
      const lag = withStatus(read, io.json || options.partitions ? await askWeb(config) : null)
      const text = options.partitions ? partitionTable(lag.flatMap(group => group.partitions)) : lagTable(lag)
      io.print(
        options.watch && process.stdout.isTTY
          ? `\x1b[2J\x1b[H${new Date().toLocaleTimeString('de-DE')}\n${text}`
          : text,
      )
      if (!options.watch) return lag
      if (io.json) process.stdout.write(`${JSON.stringify(lag)}\n`)
      await new Promise(resolve => setTimeout(resolve, EVERY_MS))
    }
  })
  const late = limit === undefined ? [] : groups.filter(group => tooLate(group, limit))
  for (const { group, lag, ageSeconds } of late) {
    io.tell(
      `${group}: expected at most ${limit} s behind, found ${lag === null ? 'unknown' : `${ageSeconds?.toFixed(1)} s`}`,
    )
  }
  return { document: groups, exitCode: late.length ? 1 : 0 }
}

/** Unknown counts as too late. */
export const tooLate = ({ lag, ageSeconds }: GroupLag, limit: number) =>
  lag === null || (lag > 0 && (ageSeconds ?? Number.POSITIVE_INFINITY) > limit)

const withStatus = (groups: readonly GroupLag[], watched: Map<string, Watched> | null) =>
  groups.map(group => ({
    ...group,
    partitions: group.partitions.map((own): WatchedPartition => {
      const seen = watched?.get(group.group)?.partitions
      const found = seen?.find(({ topic, partition }) => topic === own.topic && partition === own.partition)
      return { ...own, status: found?.status ?? null }
    }),
  }))

const NUMBERS = ['position', 'committed', 'stable', 'high', 'lag', 'open'] as const

function partitionTable(partitions: readonly WatchedPartition[]): string {
  const table = plainTable(['group', 'partition', ...NUMBERS, 'age (s)', 'status'])
  for (const own of partitions) {
    const { group, topic, partition, lag, ageSeconds, status } = own
    const age = ageSeconds?.toFixed(1) ?? (lag === null ? 'unknown' : '–')
    const numbers = NUMBERS.map(name => own[name] ?? (name === 'committed' ? 'none' : 'unknown'))
    table.push([group, `${topic}/${partition}`, ...numbers, age, status ?? '–'])
  }
  return table.toString()
}
