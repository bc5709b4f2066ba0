import { currentLag } from '../app/consumers.ts'
import { lagTable } from '../app/start/report.ts'
import type { GroupLag } from '../projections/engine/lag.ts'
import type { Verb } from './io.ts'
import { withSession } from './session.ts'

const EVERY_MS = 2_000

/** `postbuch lag`. With --fail-over-seconds: exit code 1 if anything is older than that, or unknown. */
export const run: Verb = async (io, options) => {
  const limit = options.failOverSeconds as number | undefined
  const groups = await withSession(io, 'postbuch-lag', async ({ config, connections }) => {
    for (;;) {
      const lag = await currentLag(connections, config.kafka.prefix)
      const text = lagTable(lag)
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
