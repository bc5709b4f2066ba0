import { rebuild } from '../app/rebuild.ts'
import { projectionNamed } from '../projections/registry.ts'
import { UsageError, type Verb } from './io.ts'
import { progressBar } from './progress.ts'
import { withSession } from './session.ts'

/** `postbuch projections rebuild NAME`: Ctrl-C gives it up and leaves the old one serving. */
export const run: Verb = async (io, _options, name) => {
  const projection = named(name!)
  const stopped = new AbortController()
  process.once('SIGINT', () => stopped.abort())
  const result = await withSession(io, 'postbuch-rebuild', async ({ connections }) => {
    let bar: ReturnType<typeof progressBar> | null = null
    const done = await rebuild(projection, connections, {
      by: 'cli',
      signal: stopped.signal,
      onProgress: ({ events, total }) => {
        bar ??= progressBar(`rebuild ${projection.name}`, total)
        bar.update(events, total)
      },
    })
    const shown = bar as ReturnType<typeof progressBar> | null
    // Offsets of transactions' ends are no events: what was left at the end were those.
    shown?.update(done.events, done.events)
    shown?.stop()
    return done
  })
  io.print(`${result.projection} rebuilt from ${result.events} events in ${(result.milliseconds / 1000).toFixed(1)} s`)
  return { document: result }
}

/** @throws UsageError that lists the projections there are */
export function named(name: string) {
  try {
    return projectionNamed(name)
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
