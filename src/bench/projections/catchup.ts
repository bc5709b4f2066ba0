/**
 * How fast live projections drain a backlog while new events keep arriving. The yardsticks, in the same run: for
 * PostgreSQL a rebuild of the same projections, for MongoDB the very updates that the live projection sends, sent again
 * with nothing else to do.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { encode } from '../../log/codec/codec.ts'
import type { Log } from '../../log/log.ts'
import { history, shapeOf } from '../events.ts'
import { freshDatabases } from './databases.ts'
import type { Drained } from './drain.ts'
import { fill, openLab, type Where } from './lab.ts'
import { child, median } from './run.ts'

export interface CatchupFigures {
  /** Of the backlog, from the assignment until all of it is applied. */
  eventsPerSecond: number
  /** PostgreSQL: of a rebuild's rate; MongoDB: of the rate of the bare guarded writes. */
  ratio: number
  /** Equal to the plain fold of the log when all was quiet. */
  equal: boolean
  rounds: { eventsPerSecond: number; ratio: number; drainMs: number; yardstickMs: number }[]
}

export interface CatchupBench {
  events: number
  /** New events that arrived while the backlogs were drained. */
  arrived: number
  postgres: CatchupFigures
  mongodb: CatchupFigures
}

export interface CatchupOptions {
  events: number
  rounds: number
  tell(line: string): void
}

type Round = CatchupFigures['rounds'][number]

const GROUPS = { postgres: ['jobs', 'debts'], mongodb: ['clients'] } as const
/** New events a second, in pages: far more than an office has. */
const ARRIVE_EVERY_MS = 250
const ARRIVE_PAGE = 50

export async function benchCatchup({ events, rounds, tell }: CatchupOptions): Promise<CatchupBench> {
  const lab = await openLab()
  const folder = await mkdtemp(join(tmpdir(), 'postbuch-catchup-'))
  try {
    tell(`filling a log with ${events} events`)
    await fill(lab.log, { total: events })
    const figures = { postgres: [] as Round[], mongodb: [] as Round[] }
    const equal = { postgres: true, mongodb: true }
    const arrivals = arriving(lab.log, events)
    for (let round = 0; round < rounds; round++) {
      for (const store of ['postgres', 'mongodb'] as const) {
        const own = await freshDatabases<Where>(lab, `catchup_${round}_${store}`)
        const file = join(folder, `${round}.bson`)
        const measured = { events: 0, drainMs: 0, yardstickMs: 0 }
        for (const name of GROUPS[store]) {
          arrivals.begin()
          const drained = await child<Drained>(own, 'drain', name)
          await arrivals.end()
          // What arrived in the end is applied as well, then everything is compared.
          await child<Drained>(own, 'drain', name)
          measured.events += drained.events
          measured.drainMs += drained.milliseconds
          equal[store] &&= (await child<{ findings: number }>(own, 'verify', name)).findings === 0
          measured.yardstickMs += await yardstick(lab, own, name, file)
        }
        await own.drop()
        figures[store].push(asRound(measured))
        tell(`${store}, round ${round + 1}: ${JSON.stringify(figures[store].at(-1))}`)
      }
    }
    const summary = (store: 'postgres' | 'mongodb') => ({
      eventsPerSecond: median(figures[store].map(round => round.eventsPerSecond)),
      ratio: median(figures[store].map(round => round.ratio)),
      equal: equal[store],
      rounds: figures[store],
    })
    return { events, arrived: arrivals.count(), postgres: summary('postgres'), mongodb: summary('mongodb') }
  } finally {
    await lab.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Milliseconds of what the drain is compared with. */
async function yardstick(lab: Where, own: Where, name: string, file: string): Promise<number> {
  if (name !== 'clients') return (await child<{ milliseconds: number }>(own, 'rebuild', name)).milliseconds
  // Once more, unmeasured, with every update written down.
  const again = await freshDatabases(lab, 'catchup_recorded')
  await child(again, 'drain', name, file)
  const bare = await child<{ milliseconds: number }>(again, 'updates', name, file)
  await again.drop()
  return bare.milliseconds
}

function asRound({ events, drainMs, yardstickMs }: { events: number; drainMs: number; yardstickMs: number }): Round {
  const ratio = Math.round((yardstickMs / drainMs) * 100) / 100
  const eventsPerSecond = Math.round((events / drainMs) * 1000)
  return { eventsPerSecond, ratio, drainMs: Math.round(drainMs), yardstickMs: Math.round(yardstickMs) }
}

/** What comes after the backlog in the same history, appended between `begin` and `end`. */
function arriving(log: Log, events: number) {
  const source = history({ ...shapeOf(events), events: 2 * events }).drop(events)
  const appender = log.appender({ timeoutMs: 120_000 })
  let count = 0
  let ending = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const run = async () => {
    while (!ending.signal.aborted) {
      const page = Array.from({ length: ARRIVE_PAGE }, () => source.next().value).filter(event => event !== undefined)
      await appender.append(page.map(encode))
      count += page.length
      await sleep(ARRIVE_EVERY_MS, undefined, { signal: ending.signal }).catch(() => {})
    }
  }
  return {
    begin() {
      ending = new AbortController()
      running = run()
    },
    async end() {
      ending.abort()
      await running
    },
    count: () => count,
  }
}
